"""PDF through LibreOffice, where it is installed: the Word file as it prints, without comments."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from ..errors import ExportError
from ..model import Review
from .base import Value
from .profile import Profile

TIMEOUT_S = 180
_NAMES = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)


def find_office() -> str | None:
    """Return the path of LibreOffice's program, or None where it is not installed."""
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    return found or next((place for place in _PLACES if Path(place).is_file()), None)


def render_pdf(value: Value, review: Review | None, profile: Profile) -> bytes:
    """Return the report as PDF; raise ExportError where LibreOffice is missing or fails.

    Findings are not printed: they stand in the Word file and the page.
    """
    import tempfile

    office = find_office()
    if office is None:
        raise ExportError(
            "转 PDF 要用 LibreOffice，这台机器上没有找到；请安装 LibreOffice，或先写成 .docx 再用 Word、WPS 另存为 PDF"
        )
    from .docx import render_docx

    with tempfile.TemporaryDirectory(prefix="drafter-pdf-") as name:
        folder = Path(name)
        source = folder / "report.docx"
        source.write_bytes(render_docx(value, None, profile=profile))
        return _converted(office, source, folder)


def _converted(office: str, source: Path, folder: Path) -> bytes:
    # a user profile of its own: an open LibreOffice window would otherwise swallow the job
    own = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = [office, own, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(source)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=TIMEOUT_S, check=False)
    except subprocess.TimeoutExpired as error:
        raise ExportError(f"LibreOffice 转 PDF 超过 {TIMEOUT_S} 秒没有结束；请先写成 .docx 再另存为 PDF") from error
    except OSError as error:
        raise ExportError(f"LibreOffice（{office}）启动不了：{error.strerror}；请重新安装，或先写成 .docx") from error
    made = source.with_suffix(".pdf")
    if not made.is_file():
        said = " ".join(done.stderr.split())[:120] or f"退出码 {done.returncode}"
        raise ExportError(f"LibreOffice 没能转成 PDF（{said}）；请先写成 .docx 再另存为 PDF")
    return _timeless(made.read_bytes())


def _timeless(data: bytes) -> bytes:
    """Return a PDF without its moment of birth, byte for byte as long: the same report gives the same file."""
    data = re.sub(rb"(?<=/CreationDate\(D:)\d{14}", b"19800101000000", data)
    data = re.sub(rb"(?<=/ID) \[[^\]]*\]", lambda found: re.sub(rb"[0-9A-F]", b"0", found[0]), data)
    return re.sub(rb"(?<=/DocChecksum /)[0-9A-F]{32}", b"0" * 32, data)
