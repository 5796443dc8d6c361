from __future__ import annotations

from dataclasses import replace

from drafter.exporters.html_view import View, build_view
from drafter.model import Review, Span

from . import samples


def text_of(view: View) -> list[str]:
    return ["".join(segment.text for piece in row.pieces for segment in piece.segments) for row in view.rows]


def test_segments_make_up_the_text() -> None:
    document = samples.document_of()
    view = build_view(samples.draft_of(document), samples.review_of(document))
    assert "\n".join(text_of(view)) + "\n" == document.text


def test_every_finding_is_told_once_and_has_one_badge() -> None:
    review = samples.review_of()
    view = build_view(samples.draft_of(), review)
    told = [note.number for row in view.rows for note in row.notes]
    badges = [n for row in view.rows for piece in row.pieces for segment in piece.segments for n in segment.badges]
    assert told == sorted(badges) == list(range(1, len(review.findings) + 1))


def test_findings_without_words_and_past_the_end_are_told_too() -> None:
    document = samples.document_of()
    base = samples.review_of().findings[0]
    size = len(document.text)
    spots = (Span(start=0, end=0), Span(start=30, end=30), Span(start=size, end=size), Span(start=0, end=size))
    review = Review(
        findings=tuple(replace(base, span=span) for span in spots), ledger=(), coverage=(), skipped=(), rules=()
    )
    view = build_view(document, review)
    told = sorted(note.number for row in view.rows for note in row.notes)
    badges = sorted(n for row in view.rows for piece in row.pieces for s in piece.segments for n in s.badges)
    assert told == badges == [1, 2, 3, 4]
    assert "\n".join(text_of(view)) + "\n" == document.text


def test_counts_are_those_of_the_review() -> None:
    view = build_view(samples.document_of(), samples.review_of())
    assert view.severities == (("E", "错误", 2), ("W", "警告", 5), ("I", "提示", 0))
    assert ("PUN", "标点", 2) in view.families
    assert sum(count for _, _, count in view.states) == len(view.ledger) == 19
    assert (view.written, len(view.coverage)) == (1, 3)


def test_an_open_mark_is_marked() -> None:
    view = build_view(samples.document_of(), None)
    opened = [segment.text for row in view.rows for piece in row.pieces for segment in piece.segments if segment.open]
    assert opened == ["【待核实：加装电梯台数】"]
