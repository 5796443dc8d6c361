"""The contract of a reader: which endings it takes, and one verb."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from ..model import Layout


class RawText(NamedTuple):
    """What a reader takes out of a file; `build_document` does the rest."""

    text: str
    """Plain text, one paragraph a line."""
    encoding: str | None
    """Proved encoding; None for binary formats."""
    layout: Layout | None = None
    """Only from Word."""
    notes: str | None = None
    """The same with headings and list items marked as plain notes mark them, where the format hides such marks."""


class Reader(NamedTuple):
    """One file format."""

    name: str
    """docx, text, markdown."""
    endings: tuple[str, ...]
    """File endings it takes, lower case, with the dot."""
    read: Callable[[bytes, Path], RawText]
    """From the file's bytes and its path (for messages) to text."""
