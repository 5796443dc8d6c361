"""Places of a report and figures of its notes side by side: what is said of each, and how well they go together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from operator import mul
from typing import NamedTuple

from ..lexicon.figure_weights import figure_weights
from ..model import Document, Figure
from ..patterns import lazy
from .grounding_claims import AGREE, LIKE, Claims
from .grounding_index import FactIndex, Given
from .grounding_lists import respective
from .grounding_pairs import Beside, pair_features
from .grounding_spots import Bounds, Spot, label_of, spot_of, without_numbers
from .grounding_tokens import tokens
from .grounding_values import DATES, compare, digits, same_word
from .grounding_when import When, last_year

_STRONG = lazy(r"[；;。！？\n]")
_LAST = {"去年": 1, "前年": 2}
_COMPANY, _NEXT_TO, _OUTER = 8, 4, 60
_FITTING, _NEAR_NOTES, _SMALL = 3, 2, 36
"""How many figures are tried by fit, how many more of the notes told beside, and up to how many all are tried."""
_SCALES = "百千万亿"


class _Around(NamedTuple):
    """The other figures of the sentence of a place."""

    places: list[int]
    """Which they are, in order."""
    telling: frozenset[int]
    """Those whose number is no other's by chance."""
    part: frozenset[int]
    """Those of the same part of the sentence."""
    notes: dict[str, list[int]]
    """For each note, by id, those it tells as well."""


class Sides(Claims):
    """All figures of a document beside those of the notes, with what is said of either."""

    def __init__(self, document: Document, figures: Sequence[Figure], index: FactIndex) -> None:
        """Pair the ``figures`` of ``document`` with those of ``index``."""
        super().__init__(document, figures, index)
        self._weights = figure_weights()
        self._worth = index.worths
        self._here_spots: dict[int, Spot] = {}
        self._note_spots = index.spots
        self._note_tokens = index.notes
        self._labels: dict[int, frozenset[str]] = {}
        self._equal: dict[int, dict[int, Given]] = {}
        self._tellings: dict[int, frozenset[int]] = {}
        self._arounds: dict[int, _Around] = {}
        self._pairs: dict[tuple[int, int], list[float]] = {}

    def _comparable(self, place: int) -> bool:
        return self._comparables[place]

    @cached_property
    def _comparables(self) -> list[bool]:
        return [
            not (mine.group == "date" or figure.kind == "ordinal" or mine.low is None or not printed)
            for figure, mine, printed in zip(self._figures, self._measures, self._digits, strict=True)
        ]

    @cached_property
    def _digits(self) -> list[str]:
        """What each figure prints, as `digits` tells it."""
        return [digits(figure) for figure in self._figures]

    # --- who may stand where --------------------------------------------------------------------------------------

    def _alike(self, place: int) -> dict[int, Given]:
        """Return the figures of the notes that have the number of a place, its unit left aside."""
        known = self._equal.get(place)
        if known is None:
            figure, mine = self._figures[place], self._measures[place]
            known = {given.index: given for given in self._agreeing[place] if given.measure.group != "date"}
            # of one digit, a number is some other's by chance
            printed = self._digits[place]
            for number in self._index.alike(figure, mine) if printed[1:] else ():
                given = self._index.given[number]
                # 省补5480、县配4380: the note leaves the 万元 of both out
                bare = given.measure.group == "number" and _written(figure) == _written(given.figure)
                same = given.figure.low == figure.low or given.measure.printed == mine.printed
                if given.measure.group != "date" and (same or bare):
                    known[number] = given
            self._equal[place] = known
        return known

    @cached_property
    def _tellers(self) -> dict[int, list[int]]:
        """For each figure of the notes, the places that have its number."""
        found: dict[int, list[int]] = {}
        for place in range(len(self._figures)):
            if self._comparable(place):
                for number in self._numbers(place):
                    found.setdefault(number, []).append(place)
        return found

    def _groups(self, place: int) -> list[str]:
        """Return the classes of the notes' figures that may be meant at a place."""
        group = self._measures[place].group
        return [
            one
            for one in (group, "number", "money:元" if group.startswith("money") else "")
            if one in self._index.by_group
        ]

    def _may_stand(self, place: int, given: Given) -> bool:
        """Return whether ``given`` is of a class with a place, or of none, and has another number."""
        figure, mine, its = self._figures[place], self._measures[place], given.measure
        if its.group == "date" or given.figure.kind == "ordinal" or given.figure.low == figure.low:
            return False
        if its.group == mine.group:
            return compare(mine, its) not in AGREE
        if its.group == "number":
            return True
        counted = figure.kind == given.figure.kind == "count"
        return counted and not set(figure.unit.lstrip(_SCALES)).isdisjoint(given.figure.unit.lstrip(_SCALES))

    def _candidates(self, place: int) -> list[Given]:
        """Return the figures of the notes that may be meant: those that fit, those of the notes told beside."""
        mine, fit = self._alike(place), self._fits[place].fit
        given = self._index.given
        if len(given) <= _SMALL:
            every = list(given)
        else:
            least = max((fit(number) for number in mine), default=0.0) * LIKE
            scores: dict[int, float] = {}
            for group in self._groups(place):
                scores.update(self._fits[place].better(group, least))
            fitting = sorted(scores, key=lambda number: -scores[number])[: _FITTING + len(mine)]
            beside = {given[number].fact.id for other in (place - 1, place + 1) for number in self._numbers(other)}
            beside.update(one.fact.id for one in mine.values())
            close = [
                one
                for id in sorted(beside)
                for one in self._index.by_fact[id]
                if one.index not in scores or one.index not in fitting
            ]
            close.sort(key=lambda one: -fit(one.index))
            every = [given[number] for number in fitting] + [one for one in close if self._may_stand(place, one)][
                :_NEAR_NOTES
            ]
        return [one for one in every if one.index not in mine and self._may_stand(place, one)]

    def _numbers(self, place: int) -> frozenset[int]:
        """Return the figures of the notes that a place tells, by index."""
        known = self._tellings.get(place)
        if known is None:
            agreeing = self._agreeing[place] if 0 <= place < len(self._figures) else ()
            known = self._tellings[place] = frozenset(given.index for given in agreeing)
        return known

    def _stands(self, place: int, order: Sequence[Given], at: int) -> bool:
        """Return whether the number at ``place`` is the one at ``at`` in its note."""
        return 0 <= at < len(order) and order[at].index in self._numbers(place)

    # --- what places and notes say --------------------------------------------------------------------------------

    def _score(self, place: int, given: Given) -> float:
        return dot(self._weights.pair, self._pair(place, given))

    def _pair(self, place: int, given: Given) -> list[float]:
        """Return how a place and a figure of the notes compare, worked out once."""
        known = self._pairs.get((place, given.index))
        if known is None:
            here, its = self._spot(place), self._note_spot(given)
            known = self._pairs[place, given.index] = pair_features(here, its, self._beside(place, given), self._worth)
        return known

    def _beside(self, place: int, given: Given) -> Beside:
        order, at = self._index.by_fact[given.fact.id], self._index.order[given.index]
        around = self._around_place(place)
        previous = place - 1 in around.places
        figure, its = self._figures[place], given.figure
        hits = around.notes.get(given.fact.id, ()) if len(order) > 1 else ()
        mates = around.telling.intersection(hits)
        told = previous and self._stands(place - 1, order, at - 1)
        same_unit = figure.unit == its.unit or same_word(figure.unit, its.unit)
        bare = given.measure.group == "number" and not same_unit
        return Beside(
            year=self._year_of(self._when(place)),
            its_year=self._year_of(self._when_given(given)),
            fit=self._fits[place].fit(given.index),
            note=self._note(given),
            previous=told,
            following=place + 1 in around.places and self._stands(place + 1, order, at + 1),
            crossed=previous and not told and place - 1 in hits,
            mates=len(mates),
            mates_share=len(mates) / len(around.telling) if mates else 0.0,
            mates_part=len(mates & around.part),
            next_note=at == 0
            and previous
            and any(self._index.given[one].fact.id != given.fact.id for one in self._numbers(place - 1)),
            only=len(order) == 1,
            same_unit=same_unit,
            bare=bare,
            other_unit=not same_unit and not bare and given.measure.group != self._measures[place].group,
            same_noun=bool(figure.noun) and figure.noun == its.noun,
        )

    def _around_place(self, place: int) -> _Around:
        """Return the other figures of the sentence of a place, those far off left out."""
        known = self._arounds.get(place)
        if known is None:
            of = self._sentence_starts
            first, last = max(0, place - _COMPANY), min(len(of), place + _COMPANY + 1)
            places = [other for other in range(first, last) if other != place and of[other] == of[place]]
            telling = frozenset(filter(self._telling, places))
            part = frozenset(other for other in places if not self._parted(place, other))
            notes: dict[str, list[int]] = {}
            for other in places:
                for id in {self._index.given[number].fact.id for number in self._numbers(other)}:
                    notes.setdefault(id, []).append(other)
            known = self._arounds[place] = _Around(places, telling, part, notes)
        return known

    @cached_property
    def _sentence_starts(self) -> list[int]:
        starts = self._starts
        at = [bisect_right(starts, figure.span.start) - 1 for figure in self._figures]
        return [starts[one] if one >= 0 else 0 for one in at]

    def _telling(self, place: int) -> bool:
        """Return whether the number at a place is no other's by chance."""
        return self._figures[place].kind in DATES or len(self._digits[place]) > 1

    def _parted(self, place: int, other: int) -> bool:
        first, second = sorted((self._figures[place].span, self._figures[other].span))
        return _STRONG.search(self._document.text, first.end, second.start) is not None

    def _spot(self, place: int) -> Spot:
        """Return what the report says at a place."""
        known = self._here_spots.get(place)
        if known is None:
            text, span = self._document.text, self._figures[place].span
            start, sentence = self._sentence(place)
            before = self._figures[place - 1].span.end if place else 0
            after = self._figures[place + 1].span.start if place + 1 < len(self._figures) else len(text)
            bounds = Bounds(span.start, span.end, start, min(before, span.start), max(after, span.end))
            close = place and start < before and 0 <= span.start - before < _NEXT_TO
            label = self._hangs_on(start, sentence)
            when = self._when(place)
            known = spot_of(
                text,
                bounds,
                label,
                when,
                self._spot(place - 1) if close else None,
                self._listed.get(place),
            )
            self._here_spots[place] = known
        return known

    def _hangs_on(self, start: int, sentence: str) -> frozenset[str]:
        """Return the tokens of a sentence, of the heading over it, and of the end of the sentence before."""
        known = self._labels.get(start)
        if known is None:
            sections = self._document.sections
            at = bisect_right(sections, start, key=lambda section: section.span.start) - 1
            title = sections[at].title if at >= 0 else ""
            before = self._document.text[max(0, start - _OUTER) : start].rstrip("。\n")
            last = max(before.rfind("。"), before.rfind("\n")) + 1
            known = self._labels[start] = tokens(without_numbers(f"{title}，{before[last:]}，{sentence}"))
        return known

    @cached_property
    def _listed(self) -> dict[int, str]:
        return respective(self._document.text, self._figures)

    def _note_spot(self, given: Given) -> Spot:
        """Return what a note says of one of its figures."""
        known = self._note_spots.get(given.index)
        if known is None:
            text, span, order = given.fact.text, given.figure.span, self._index.by_fact[given.fact.id]
            at = self._index.order[given.index]
            before = order[at - 1].figure.span.end if at else 0
            after = order[at + 1].figure.span.start if at + 1 < len(order) else len(text)
            close = at and 0 <= span.start - before < _NEXT_TO - 1
            bounds = Bounds(span.start, span.end, 0, min(before, span.start), max(after, span.end))
            when, previous = self._when_given(given), self._note_spot(order[at - 1]) if close else None
            label = tokens(label_of(text, span.start))
            known = spot_of(text, bounds, label, when, previous, None, led=False)
            self._note_spots[given.index] = known
        return known

    def _note(self, given: Given) -> frozenset[str]:
        known = self._note_tokens.get(given.fact.id)
        if known is None:
            known = self._note_tokens[given.fact.id] = tokens(without_numbers(given.fact.text))
        return known

    def _year_of(self, when: When) -> int:
        """Return how many years before the last year anybody names ``when`` lies."""
        if when[0].isdigit():
            return self._now - int(when[0]) if self._now else 0
        return _LAST.get(when[0], 0)

    @cached_property
    def _now(self) -> int:
        return max(last_year(self._document.text), self._index.last_year)


def _written(figure: Figure) -> str:
    """Return the digits of a number as it is written."""
    return "".join(char for char in figure.text if char.isdigit() or char == ".") or digits(figure)


def dot(weights: Sequence[float], features: Sequence[float]) -> float:
    """Return the sum of ``features``, each times its weight."""
    return float(sum(map(mul, weights, features)))
