"""Two reports side by side: sentences on the same event, with what differs marked; one file, no script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..model import Document, Span
from ..text.diff import Difference
from .base import printable, write_atomically
from .html import environment

ABOUT = {"date": "日期", "count": "数量", "title": "题名", "audience": "范围", "wording": "措辞"}
"""What differs, as people read it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One sentence with the differing words cut out."""

    before: str
    """Words before them."""
    marked: str
    """The words that differ; '' where the whole sentence does, or only the other side has them."""
    after: str
    """Words after them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One difference."""

    about: str
    """date, count, title, audience, wording."""
    label: str
    """The same in Chinese."""
    left: Side
    """The left report's sentence."""
    right: Side
    """The right report's sentence."""


def export_comparison(left: Document, right: Document, differences: Sequence[Difference], path: str | Path) -> Path:
    """Write both reports' differences side by side as HTML; raise ExportError when that fails."""
    return write_atomically(Path(path), render_comparison(left, right, differences).encode("utf-8"))


def render_comparison(left: Document, right: Document, differences: Sequence[Difference]) -> str:
    """Return the page; everything from the reports is escaped."""
    page = environment().get_template("comparison.html.j2")
    rows = [
        Row(
            about=one.about,
            label=ABOUT[one.about],
            left=_side(left, one.left, one.left_sentence, one.about),
            right=_side(right, one.right, one.right_sentence, one.about),
        )
        for one in differences
    ]
    return page.render(left_title=title_of(left), right_title=title_of(right), rows=rows)


def title_of(document: Document) -> str:
    """Return what to call a report: its title, its file's name, or 未命名."""
    source = document.source
    return source.title or (Path(source.path).name if source.path else "未命名")


def _side(document: Document, words: Span, sentence: Span, about: str) -> Side:
    inside = sentence.contains(words) and words.end > words.start and about != "wording"
    start, end = (words.start, words.end) if inside else (sentence.end, sentence.end)
    pieces = (document.text[sentence.start : start], document.text[start:end], document.text[end : sentence.end])
    before, marked, after = (printable(piece) for piece in pieces)
    return Side(before=before, marked=marked, after=after)
