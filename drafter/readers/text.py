"""Plain text and Markdown in."""

from __future__ import annotations

import re
from pathlib import Path

from ..patterns import lazy
from .base import RawText
from .encoding import decode

# What our own export puts below the report: notes on the draft, not the draft.
_RECORD = "<!-- drafter:record -->"
_FRONT = lazy(r"\A---\n(?:[\w-]+[ \t]*:.*\n|[ \t#-].*\n|\n)+?---\n")
_HEADING = lazy(r"^[ \t]*#{1,6}[ \t]+(.*)$", re.MULTILINE)
_CLOSING = lazy(r"[ \t]#+[ \t]*\Z")
# Only a closed pair is emphasis: a lone ** stands for words somebody masked.
_BOLD = lazy(r"(?<!\\)\*\*(?=[^\s，。；：、！？）”》*])([^*\n]{1,400}?)(?<![\s\\])\*\*")
_ESCAPED = lazy(r"\\([\\`*_{}\[\]()#+\-.!<>|~])")


def read_plain(data: bytes, path: Path) -> RawText:
    """Return the text of a plain text file, exactly as it is but for line ends."""
    decoded = decode(data, path.name)
    return RawText(text=decoded.text, encoding=decoded.encoding)


def read_markdown(data: bytes, path: Path) -> RawText:
    """Return the text of a Markdown file without heading and emphasis marks; offsets are into what is returned."""
    decoded = decode(data, path.name)
    report = _FRONT.sub("", decoded.text).split(_RECORD)[0]
    plain = _ESCAPED.sub(r"\1", _BOLD.sub(r"\1", _HEADING.sub(lambda match: _CLOSING.sub("", match[1]), report)))
    return RawText(text=plain, encoding=decoded.encoding)
