"""Fix: review a text file, apply its fixes until none is left, write it back in its own encoding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..errors import ExportError, FormatError
from ..model import Document, Review
from ..readers.encoding import decode, read_bytes
from ..text.documents import build_document
from ..text.fixes import apply_fixes, diff_text

ROUNDS = 8
"""A fix may make another one possible; more rounds than this means two rules disagree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedFile:
    """A file's text with fixes applied, not yet written."""

    text: str
    """The text afterwards."""
    encoding: str
    """The encoding it was read in, and will be written in."""
    newline: str
    """The line end it was read with."""
    count: int
    """How many places were changed."""
    diff: str
    """Unified diff."""

    def write(self, path: Path) -> None:
        """Write it; raise ExportError when that fails. The file is replaced whole or not at all."""
        data = self.text.replace("\n", self.newline).encode(self.encoding)
        aside = path.with_name(f".{path.name}.part")
        try:
            aside.write_bytes(data)
            aside.replace(path)
        except OSError as error:
            raise ExportError(f"写不进 {path}：{error.strerror}；请换一个位置") from error


def fix_file(path: Path, check: Callable[[Document], Review], *, unsafe: bool) -> FixedFile:
    """Return ``path`` with all fixes applied that ``check`` offers, again and again until nothing changes.

    Raises FormatError for a file that is not plain text: Word files get their fixes as tracked changes from review.
    """
    if path.suffix.lower() == ".docx":
        raise FormatError(
            f"{path.name} 是 Word 文件：请用 drafter review {path.name} --format docx，修改会以修订形式写入"
        )
    data = read_bytes(path)
    decoded = decode(data, path.name)
    text, count = decoded.text, 0
    for _ in range(ROUNDS):
        document = build_document(text)
        fixed = apply_fixes(text, check(document).findings, unsafe=unsafe)
        if not fixed.edits:
            break
        text, count = fixed.text, count + len(fixed.edits)
    return FixedFile(
        text=text,
        encoding=decoded.encoding,
        newline="\r\n" if b"\r\n" in data else "\n",
        count=count,
        diff=diff_text(decoded.text, text, path.name),
    )
