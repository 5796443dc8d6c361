"""Plain text and Markdown in."""

from __future__ import annotations

import re
from pathlib import Path

from .base import RawText
from .encoding import decode

_MARKUP = re.compile(r"^[ \t]*#{1,6}[ \t]+|(?<!\*)\*\*(?=\S)|(?<=\S)\*\*(?!\*)", re.MULTILINE)
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def read_plain(data: bytes, path: Path) -> RawText:
    """Return the text of a plain text file, exactly as it is but for line ends."""
    decoded = decode(data, path.name)
    return RawText(text=decoded.text, encoding=decoded.encoding)


def read_markdown(data: bytes, path: Path) -> RawText:
    """Return the text of a Markdown file without heading and emphasis marks; offsets are into what is returned."""
    decoded = decode(data, path.name)
    return RawText(text=_MARKUP.sub("", _FRONT.sub("", decoded.text)), encoding=decoded.encoding)
