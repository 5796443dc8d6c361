"""Old Word and WPS files in, by way of LibreOffice where it is installed; it runs apart, in a profile of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from ..errors import FormatError
from .base import RawText
from .docx import read_docx

# seconds; the first start after installation writes its caches
TIMEOUT_S = 60.0
MAX_BYTES = 100_000_000
_OLE, _ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
_OTHERS = (b"{\\rtf",)


def read_office(data: bytes, path: Path) -> RawText:
    """Return the text of a .doc or .wps file, a paragraph a line; without layout, which is the converted file's.

    Raises FormatError where LibreOffice is missing, or when it cannot make anything of the file.
    """
    if data.startswith(_ZIP):
        # WPS saves .docx under its own ending too
        raw = read_docx(data, path)
        return RawText(text=raw.text, encoding=None, notes=raw.notes)
    if not data.startswith((_OLE, *_OTHERS)):
        raise FormatError(f"{path.name} 不是 Word 或 WPS 文件：请检查是否给错了文件，或另存为 .docx 再试")
    if len(data) > MAX_BYTES:
        raise FormatError(f"{path.name} 过大（{len(data) // 1_000_000} MB）：请另存为 .docx 再试")
    program = find_office()
    if program is None:
        raise FormatError(f"{path.name} 是旧版 Word/WPS 文件，读它要先装 LibreOffice；或请用 Word、WPS 另存为 .docx")
    raw = read_docx(_converted(program, data, path), path)
    return RawText(text=raw.text, encoding=None, notes=raw.notes)


def find_office() -> str | None:
    """Return LibreOffice's program, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def _converted(program: str, data: bytes, path: Path) -> bytes:
    """Return the file as .docx; its own folder and profile are gone afterwards, macros are never run."""
    with tempfile.TemporaryDirectory(prefix="drafter-office-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        # by content: LibreOffice takes .wps for Microsoft Works
        given = folder / ("report.rtf" if data.startswith(_OTHERS) else "report.doc")
        given.write_bytes(data)
        command = [
            program, "--headless", "--norestore", "--nolockcheck", "--nodefault",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out"), str(given),
        ]  # fmt: skip
        _run(command, path)
        made = folder / "out" / "report.docx"
        if not made.is_file():
            raise FormatError(f"{path.name} 损坏或加了密码，LibreOffice 打不开：请用 Word 或 WPS 另存为 .docx 再试")
        return made.read_bytes()


def _run(command: list[str], path: Path) -> None:
    """Run LibreOffice in a process group of its own, since its launcher starts a child; end both when time is up."""
    try:
        running = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
    except OSError as error:
        raise FormatError(f"{path.name}：LibreOffice 启动不了（{error.strerror}）；请另存为 .docx 再试") from error
    try:
        running.wait(timeout=TIMEOUT_S)
    except subprocess.TimeoutExpired as error:
        raise FormatError(
            f"{path.name}：LibreOffice {TIMEOUT_S:.0f} 秒内没有转换完；请用 Word 或 WPS 另存为 .docx 再试"
        ) from error
    finally:
        if running.poll() is None:
            if hasattr(os, "killpg"):
                os.killpg(running.pid, signal.SIGKILL)
            running.kill()
            running.wait()
