"""Which facts a report has written: by the figures that rest on them, else by their words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import chain

from ..model import Coverage, Draft, Fact, Figure, Span
from ..patterns import lazy
from .factsheet import FactSheet
from .grounding import Grounding
from .grounding_context import pairs, words_of

WRITTEN = 0.5
"""Share of the word pairs of a fact without figures that a sentence and its neighbour must hold."""
_NAMED = 0.25
_ITEMS = lazy(r"[；;、，,：:（）()]")
_LISTS = lazy(r"[^，。；：:]{0,12}(?:[：:]|(?=《))(?P<items>[^。]+)|[^，。；：:]{0,12}[（(](?P<inside>[^（）()]+)[）)]")
_BRACKETS = lazy(r"[（(][^（）()]*[）)]")
_ITEM, _APART = 4, 0.95


def cover(draft: Draft, facts: FactSheet, grounding: Grounding) -> tuple[Coverage, ...]:
    """Return one row for every fact: written, partial or missing, and where.

    A fact with figures is written when each of them is carried by some figure of the report, partial when some are, or
    when a sentence that names it as its source lacks them. A fact without figures goes by its words.
    """
    carried: dict[tuple[str, int], list[Span]] = {}
    for verdict in grounding.verdicts:
        if verdict.given is not None and verdict.state in ("supported", "derived"):
            key = (verdict.given.fact.id, verdict.given.figure.span.start)
            carried.setdefault(key, []).append(verdict.figure.span)
    owned: dict[str, list[Span]] = {}
    for sentence in draft.sentences:
        for id in sentence.fact_ids:
            owned.setdefault(id, []).append(sentence.span)
    _carry_periods(draft, facts, owned, carried)
    # only pairs of facts that some figure does not carry are looked for
    lacking = [fact.text for fact in facts.facts if not _is_carried(fact, carried)]
    words = _SentenceWords(draft, frozenset(chain.from_iterable(map(pairs, lacking))))
    return tuple(_row(fact, carried, words, owned.get(fact.id, [])) for fact in facts.facts)


def _carry_periods(
    draft: Draft, facts: FactSheet, owned: Mapping[str, Sequence[Span]], carried: dict[tuple[str, int], list[Span]]
) -> None:
    """Take a period a fact names (上半年) as carried where a sentence of the fact's says the same words.

    Such words mean the report's own period there, and rest on no fact; the fact is written for all that.
    """
    text = draft.document.text
    for fact in facts.facts:
        for figure in fact.figures:
            if figure.kind == "period" and (fact.id, figure.span.start) not in carried:
                found = [span for span in owned.get(fact.id, ()) if figure.text in span.of(text)]
                if found:
                    carried[fact.id, figure.span.start] = found


def _is_carried(fact: Fact, carried: Mapping[tuple[str, int], list[Span]]) -> bool:
    """Return whether ``fact`` has figures, and each of them is carried by some figure of the report."""
    figures = [figure for figure in fact.figures if figure.checkable]
    return bool(figures) and all((fact.id, figure.span.start) in carried for figure in figures)


def _row(
    fact: Fact, carried: dict[tuple[str, int], list[Span]], words: _SentenceWords, owned: Sequence[Span]
) -> Coverage:
    figures = [figure for figure in fact.figures if figure.checkable]
    found = [carried[fact.id, figure.span.start] for figure in figures if (fact.id, figure.span.start) in carried]
    spans = {span for some in found for span in some}
    if figures and len(found) == len(figures):
        return _coverage(fact, "written", spans)
    share, where = words.best(fact.text)
    if share >= _NAMED and where is not None and not spans:
        spans.add(where)
    if share >= WRITTEN and where is not None:
        # a count of what the fact lists (3种：甲、乙、丙) need not be printed once the items are
        unsaid = [f for f in figures if (fact.id, f.span.start) not in carried and not _counts_items(fact, f)]
        return _coverage(fact, "partial" if unsaid else "written", {*spans, where})
    if found or owned:
        state = "written" if owned and not figures else "partial"
        return _coverage(fact, state, spans or set(owned))
    return Coverage(fact_id=fact.id, state="missing", spans=())


def _counts_items(fact: Fact, figure: Figure) -> bool:
    """Return whether ``figure`` counts what the fact lists right behind it, and just so many."""
    match = _LISTS.match(fact.text, figure.span.end) if figure.kind == "count" else None
    if match is None:
        return False
    items = _BRACKETS.sub("", match["items"] or match["inside"])
    pieces = re.split("[；;]", items) if re.search("[；;]", items) else re.split("[、，,]", items)
    return figure.low == figure.high == len([one for one in pieces if one.strip()])


def _coverage(fact: Fact, state: str, spans: set[Span]) -> Coverage:
    return Coverage(fact_id=fact.id, state="partial" if state == "partial" else "written", spans=tuple(sorted(spans)))


class _SentenceWords:
    """Which word pairs stand in which sentence, to be asked for the sentence nearest to a fact."""

    def __init__(self, draft: Draft, wanted: frozenset[str]) -> None:
        self._text = draft.document.text
        self._wanted = wanted
        self._spans = [sentence.span for sentence in draft.document.sentences]

    @cached_property
    def _sets(self) -> list[frozenset[str]]:
        of = words_of(self._text).of
        return [*(self._wanted.intersection(of(span.start, span.end)) for span in self._spans), frozenset()]

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for place, words in enumerate(self._sets):
            for pair in words:
                places.setdefault(pair, []).append(place)
        return places

    def best(self, text: str) -> tuple[float, Span | None]:
        """Return the share of the pairs of ``text`` that the report holds close together, and where most of them stand.

        The whole is looked for in one sentence and its neighbour; where they hold too little of it, so are its items,
        which may stand far apart, each whole.
        """
        share, where = self._nearest(text)
        if share >= WRITTEN:
            return share, where
        items = [item for item in _ITEMS.split(text) if len(item) >= _ITEM]
        if len(items) > 1:
            found = [(self._nearest(item)[0], len(item)) for item in items]
            share = max(share, _APART * sum(part * size for part, size in found) / sum(size for _, size in found))
        return share, where

    def _nearest(self, text: str) -> tuple[float, Span | None]:
        wanted = frozenset(pairs(text))
        counts = Counter(chain.from_iterable(filter(None, map(self._places.get, wanted))))
        if not counts:
            return 0.0, None
        most = max(counts.values())
        place = min(place for place, count in counts.items() if count == most)
        here = wanted & self._sets[place]
        both = max(len(here | wanted & self._sets[p]) for p in (place + 1, place - 1) if p >= 0)
        return both / len(wanted), self._spans[place]
