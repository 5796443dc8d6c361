"""Which of many spans touch which stretches of text, in one pass instead of all against all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

from ..model import Span


def touched(stretches: Sequence[Span], span: Span) -> range:
    """Return the indexes of the stretches (in order, not overlapping) with which ``span`` shares a code point."""
    first = bisect_right(stretches, span.start, key=lambda stretch: stretch.end)
    last = bisect_left(stretches, span.end, key=lambda stretch: stretch.start)
    return range(first, max(first, last)) if span.end > span.start else range(first, first)


def by_stretch(stretches: Sequence[Span], spans: Sequence[Span]) -> list[list[int]]:
    """Return for each stretch the indexes of the spans that touch it, ascending."""
    found: list[list[int]] = [[] for _ in stretches]
    for index, span in enumerate(spans):
        for place in touched(stretches, span):
            found[place].append(index)
    return found


def layers(places: Sequence[Span], spans: Sequence[tuple[int, Span]]) -> list[list[int]]:
    """Return for each place the keys of the spans that cover it, ascending.

    Places are in order and begin or end wherever a span does, so a span covers a place wholly or not at all.
    """
    opening: dict[int, list[int]] = defaultdict(list)
    closing: dict[int, list[int]] = defaultdict(list)
    for key, span in spans:
        if places and span.start < places[0].start < span.end:
            opening[places[0].start].append(key)
        elif span.end > span.start:
            opening[span.start].append(key)
        closing[span.end].append(key)
    active: set[int] = set()
    found = []
    for place in places:
        active.difference_update(closing[place.start])
        active.update(opening[place.start])
        found.append(sorted(active))
    return found
