"""What an exporter is, and the one way a file is written: aside first, then renamed."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..errors import ExportError
from ..model import Document, Draft, Review
from ..patterns import lazy
from .profile import GB9704, Profile

Value = Draft | Document
# What XML 1.0 cannot carry, lone surrogates included; one character for one, so that offsets keep their meaning.
_UNPRINTABLE = lazy("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """One format: its name, its file endings, and the function that makes the bytes."""

    name: str
    """``docx``, as given to ``export(format=…)``."""
    endings: tuple[str, ...]
    """File endings that choose it, lower case, with the dot."""
    make: Callable[[Value, Review | None, Profile], bytes]
    """Returns the whole file; only Word and PDF look at the profile."""

    def render(self, value: Value, review: Review | None, profile: Profile = GB9704) -> bytes:
        """Return the whole file."""
        return self.make(value, review, profile)


def document_of(value: Value) -> Document:
    """Return the text with its structure, whatever it came wrapped in."""
    return value.document if isinstance(value, Draft) else value


def printable(text: str) -> str:
    """Return ``text`` with characters no file format can carry replaced by U+FFFD, one for one."""
    return _UNPRINTABLE.sub("�", text)


def write_atomically(path: Path, data: bytes) -> Path:
    """Write ``data`` to ``path`` so that it is there whole or not at all; folders are made.

    Raises ExportError with one line that says what to do.
    """
    import tempfile  # who only reads does not wait for it

    if path.is_dir():
        raise ExportError(f"{path} 是文件夹，不能当作文件写入；请给出文件名")
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".tmp", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            os.fchmod(file.fileno(), mode) if hasattr(os, "fchmod") else None
        os.replace(temporary, path)
    except OSError as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        reason = error.strerror or type(error).__name__
        raise ExportError(f"无法写入 {path}：{reason}；请检查文件夹权限，或先关闭正在打开它的程序") from error
    return path


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
