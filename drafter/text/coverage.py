"""Which facts a report has written: by the figures that rest on them, else by their words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ..model import Coverage, Draft, Fact, Span
from .factsheet import FactSheet
from .grounding import Grounding
from .grounding_context import pairs

WRITTEN = 0.5
"""Share of the word pairs of a fact without figures that a sentence and its neighbour must hold."""
_NAMED = 0.25


def cover(draft: Draft, facts: FactSheet, grounding: Grounding) -> tuple[Coverage, ...]:
    """Return one row for every fact: written, partial or missing, and where.

    A fact with figures is written when each of them is carried by some figure of the report, partial when some are, or
    when a sentence that names it as its source lacks them. A fact without figures goes by its words.
    """
    carried: dict[tuple[str, Span], list[Span]] = {}
    for verdict in grounding.verdicts:
        if verdict.given is not None and verdict.state in ("supported", "derived"):
            key = (verdict.given.fact.id, verdict.given.figure.span)
            carried.setdefault(key, []).append(verdict.figure.span)
    words = _SentenceWords(draft)
    owned: dict[str, list[Span]] = {}
    for sentence in draft.sentences:
        for id in sentence.fact_ids:
            owned.setdefault(id, []).append(sentence.span)
    return tuple(_row(fact, carried, words, owned.get(fact.id, [])) for fact in facts.facts)


def _row(
    fact: Fact, carried: dict[tuple[str, Span], list[Span]], words: _SentenceWords, owned: Sequence[Span]
) -> Coverage:
    figures = [figure for figure in fact.figures if figure.checkable]
    found = [carried[fact.id, figure.span] for figure in figures if (fact.id, figure.span) in carried]
    spans = {span for some in found for span in some}
    share, where = words.best(fact.text)
    if share >= _NAMED and where is not None and not spans:
        spans.add(where)
    if figures and len(found) == len(figures):
        return _coverage(fact, "written", spans)
    if share >= WRITTEN and where is not None:
        # counts of listed items (3种：甲、乙、丙) need not be printed once the items are
        return _coverage(fact, "partial" if len(figures) - len(found) > 1 else "written", {*spans, where})
    if found or owned:
        state = "written" if owned and not figures else "partial"
        return _coverage(fact, state, spans or set(owned))
    return Coverage(fact_id=fact.id, state="missing", spans=())


def _coverage(fact: Fact, state: str, spans: set[Span]) -> Coverage:
    return Coverage(fact_id=fact.id, state="partial" if state == "partial" else "written", spans=tuple(sorted(spans)))


class _SentenceWords:
    """Which word pairs stand in which sentence, to be asked for the sentence nearest to a fact."""

    def __init__(self, draft: Draft) -> None:
        document = draft.document
        self._spans = [sentence.span for sentence in document.sentences]
        self._places: dict[str, list[int]] = {}
        for place, span in enumerate(self._spans):
            for pair in set(pairs(span.of(document.text))):
                self._places.setdefault(pair, []).append(place)

    def best(self, text: str) -> tuple[float, Span | None]:
        """Return the largest share of the pairs of ``text`` that a sentence and its neighbour hold, and where."""
        wanted = frozenset(pairs(text))
        counts: dict[int, int] = {}
        for pair in wanted:
            for place in self._places.get(pair, ()):
                counts[place] = counts.get(place, 0) + 1
        if not counts:
            return 0.0, None
        place = min(counts, key=lambda p: (-counts[p], p))
        pair_of_two = max((place, place - 1), key=lambda p: self._both(p, wanted))
        return self._both(pair_of_two, wanted) / len(wanted), self._spans[place]

    def _both(self, place: int, wanted: frozenset[str]) -> int:
        """Return how many of ``wanted`` the sentence at ``place`` and the one after it hold together."""
        return sum(self._holds(pair, place) or self._holds(pair, place + 1) for pair in wanted)

    def _holds(self, pair: str, place: int) -> bool:
        places = self._places.get(pair, [])
        at = bisect_left(places, place)
        return at < len(places) and places[at] == place
