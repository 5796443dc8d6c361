"""Where spans meet."""

from __future__ import annotations

import pytest

from drafter.model import Span, touches

APART = (Span(start=2, end=5), Span(start=9, end=12))


@pytest.mark.parametrize(
    ("start", "end", "meets"),
    [(0, 2, False), (0, 3, True), (5, 9, False), (4, 6, True), (11, 20, True), (12, 20, False)],
)
def test_touching_one_of_many_is_what_overlapping_any_is(start: int, end: int, meets: bool) -> None:
    span = Span(start=start, end=end)
    assert touches(span, APART) is any(span.overlaps(other) for other in APART) is meets


def test_nothing_touches_no_span() -> None:
    assert not touches(Span(start=0, end=9), ())
