from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from drafter.exporters.spans import by_stretch, layers, touched
from drafter.model import Span

spans = st.tuples(st.integers(0, 30), st.integers(0, 12)).map(lambda pair: Span(start=pair[0], end=pair[0] + pair[1]))


def stretches_of(cuts: list[int]) -> list[Span]:
    edges = sorted(set(cuts))
    return [Span(start=a, end=b) for a, b in pairwise(edges)][::2]


@given(st.lists(st.integers(0, 40), max_size=14), spans)
def test_touched_agrees_with_looking_at_each(cuts: list[int], span: Span) -> None:
    stretches = stretches_of(cuts)
    expected = [i for i, one in enumerate(stretches) if one.overlaps(span) and span.end > span.start]
    assert list(touched(stretches, span)) == expected


@given(st.lists(st.integers(0, 40), max_size=14), st.lists(spans, max_size=8))
def test_by_stretch_agrees_with_looking_at_each(cuts: list[int], many: list[Span]) -> None:
    stretches = stretches_of(cuts)
    expected = [[i for i, span in enumerate(many) if span.overlaps(one) and span.end > span.start] for one in stretches]
    assert by_stretch(stretches, many) == expected


@given(st.integers(0, 10), st.integers(1, 25), st.lists(spans, max_size=8))
def test_layers_agree_with_looking_at_each(start: int, length: int, many: list[Span]) -> None:
    whole = Span(start=start, end=start + length)
    edges = {offset for span in many for offset in (span.start, span.end) if whole.start < offset < whole.end}
    cuts = sorted({whole.start, whole.end} | edges)
    places = [Span(start=a, end=b) for a, b in pairwise(cuts)]
    keyed = [(key, span) for key, span in enumerate(many) if span.overlaps(whole) and span.end > span.start]
    expected = [[key for key, span in keyed if span.overlaps(place)] for place in places]
    assert layers(places, keyed) == expected
