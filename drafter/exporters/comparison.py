"""Two reports side by side: sentences on the same event, with what differs marked; one file, no script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from ..model import Document, Span
from ..patterns import lazy
from ..text.diff import Difference
from ..text.similarity import align
from .base import printable, write_atomically
from .html import environment

ABOUT = {
    "date": "日期",
    "count": "数量",
    "state": "进度",
    "thing": "事项",
    "title": "题名",
    "audience": "范围",
    "wording": "措辞",
}
"""What differs, as people read it."""
_CUT = lazy(r"[，。；：、！？（）《》“”\s]|\d[\d.]*(?:[万亿]?[\u4e00-\u9fff]|%)?")
_WORDS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some words of a sentence."""

    text: str
    """The words."""
    about: str
    """What of them differs (a key of ABOUT); '' where nothing does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference in its own words."""

    about: str
    """A key of ABOUT."""
    label: str
    """The same in Chinese."""
    of: str
    """For counts, what is counted, from the words before them; else ''."""
    left: str
    """The left report's words; '' where only the right one has them."""
    right: str
    """The right report's words; '' where only the left one has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Two sentences on one event, with all that differs."""

    changes: tuple[Change, ...]
    """What differs, in reading order; none of its own words for wording."""
    left: tuple[Piece, ...]
    """The left report's sentence."""
    right: tuple[Piece, ...]
    """The right report's sentence."""


def export_comparison(left: Document, right: Document, differences: Sequence[Difference], path: str | Path) -> Path:
    """Write both reports' differences side by side as HTML; raise ExportError when that fails."""
    return write_atomically(Path(path), render_comparison(left, right, differences).encode("utf-8"))


def render_comparison(left: Document, right: Document, differences: Sequence[Difference]) -> str:
    """Return the page; everything from the reports is escaped."""
    page = environment().get_template("comparison.html.j2")
    return page.render(
        left_title=title_of(left),
        right_title=title_of(right),
        rows=rows_of(left, right, differences),
        total=len(differences),
        counts=counts_of(differences),
    )


def counts_of(differences: Sequence[Difference]) -> tuple[tuple[str, int], ...]:
    """Return (what differs in Chinese, how often), in the order of ABOUT, without what never does."""
    counts = Counter[str](one.about for one in differences)
    return tuple((label, counts[about]) for about, label in ABOUT.items() if about in counts)


def rows_of(left: Document, right: Document, differences: Sequence[Difference]) -> tuple[Row, ...]:
    """Return one row for each pair of sentences, in the order of ``differences``."""
    rows = []
    for (ours, theirs), group in groupby(differences, key=lambda one: (one.left_sentence, one.right_sentence)):
        found = list(group)
        if all(one.about == "wording" for one in found):
            pieces = _by_letter(left.quote(ours), right.quote(theirs))
        else:
            pieces = (
                _pieces(left, ours, [(one.left, one.about) for one in found]),
                _pieces(right, theirs, [(one.right, one.about) for one in found]),
            )
        rows.append(Row(changes=tuple(_change(left, right, one) for one in found), left=pieces[0], right=pieces[1]))
    return tuple(rows)


def title_of(document: Document) -> str:
    """Return what to call a report: its title, its file's name, or 未命名."""
    source = document.source
    return source.title or (Path(source.path).name if source.path else "未命名")


def _change(left: Document, right: Document, one: Difference) -> Change:
    words = ("", "") if one.about == "wording" else (left.quote(one.left), right.quote(one.right))
    of = printable(_counted(left, one)) if one.about == "count" else ""
    return Change(about=one.about, label=ABOUT[one.about], of=of, left=printable(words[0]), right=printable(words[1]))


def _counted(document: Document, one: Difference) -> str:
    """Return the last words before a count, back to a mark or another figure; '' where there are none."""
    before = document.text[one.left_sentence.start : one.left.start]
    words = _CUT.split(before)[-1]
    if len(words) > _WORDS:
        return "…" + words[-_WORDS:]
    return words if len(words) > 1 else ""


def _pieces(document: Document, sentence: Span, marked: Sequence[tuple[Span, str]]) -> tuple[Piece, ...]:
    """Return a sentence cut where its marked words begin and end; of marks that overlap the first is kept."""
    pieces: list[Piece] = []
    at = sentence.start
    for span, about in sorted(marked, key=lambda mark: mark[0]):
        if span.start < at or span.end > sentence.end or span.start == span.end:
            continue
        pieces.append(Piece(text=printable(document.text[at : span.start]), about=""))
        pieces.append(Piece(text=printable(span.of(document.text)), about=about))
        at = span.end
    pieces.append(Piece(text=printable(document.text[at : sentence.end]), about=""))
    return tuple(piece for piece in pieces if piece.text)


def _by_letter(left: str, right: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return both sentences with every changed word marked."""
    ours, theirs = [], []
    for step in align(left, right):
        about = "" if step.change == "equal" else "wording"
        ours.append(Piece(text=printable(step.left.of(left)), about=about))
        theirs.append(Piece(text=printable(step.right.of(right)), about=about))
    return tuple(piece for piece in ours if piece.text), tuple(piece for piece in theirs if piece.text)
