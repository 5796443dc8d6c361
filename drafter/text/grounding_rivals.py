"""Whether a number of the notes stands in the place of another: a place's rivals, weighed by learned weights."""

from __future__ import annotations

from operator import sub
from typing import NamedTuple

from .grounding_claims import LIKE
from .grounding_index import Given
from .grounding_pairs import PAIR_NAMES
from .grounding_sides import Sides, dot
from .grounding_values import compare, digits, same_word

_FEW = 40
"""Up to how many figures of a report each is looked at closely."""
_OWN, _TRIED = 2, 2
"""How many figures of the notes with the value of a place are tried, and of how many others the best are held against
the fact of the value."""
_HOPELESS = 3.0
"""By how much less a rival may fit than the fact of the value."""
_MOST, _MUCH, _BESIDE = 4.0, 8.0, 5
_RIVAL, _ROUNDING = slice(1, 4), 1e-6

_CASE_NAMES = [
    *("margin", "ahead", "score", "own_score", "lead", "told", "told_better", "swap_gain", "swap", "swap_sum"),
    *("margin_untold", "own_told", "own_told_better", "lost", "one_digit", "two_digits", "four_digits", "own_unit"),
    *("its_unit", "own_bare", "its_bare", "same_note", "hedged", "exact", "single"),
]
_WHERE = ("near", "lead", "wide", "missing", "share", "near_share", "none")
_APART_NAMES = [f"{who}_{where}" for where in _WHERE for who in ("his", "own")]
GATE_NAMES = ("fit", "rival", "ratio", "gap", "previous", "following", "both", "only")
"""Names of what decides whether a place is looked at closely."""
DECIDE_NAMES = (
    *_CASE_NAMES,
    *_APART_NAMES,
    *("leans", "leans_wide", "leans_own"),
    *(f"apart_{name}" for name in PAIR_NAMES),
)
"""Names of the features of a place, the fact of its value and a rival."""


class Rival(NamedTuple):
    """A figure of the notes that a place may speak of rather than of the one whose value it has."""

    given: Given
    """The rival."""
    owner: Given
    """The figure of the notes with the value that stands here."""
    features: list[float]
    """What tells the two apart (`DECIDE_NAMES`)."""


class Rivals(Sides):
    """All figures of a document; which of them have the number of another figure of the notes."""

    def _misplaced(self, place: int) -> tuple[Given, Given] | None:
        """Return the figure of the notes this place speaks of and the one whose number it has; None for well placed."""
        if not self._comparable(place) or not self._doubtful(place):
            return None
        best = max(self.rivals(place), key=self._decided, default=None)
        return (best.given, best.owner) if best is not None and self._decided(best) > self._weights.least else None

    def _decided(self, rival: Rival) -> float:
        return dot(self._weights.decide, rival.features)

    def _doubtful(self, place: int) -> bool:
        """Return whether another figure of the notes may fit: most have words and neighbours of their own fact."""
        own, least = self._best(place)
        if own is None or len(self._figures) <= _FEW:
            return bool(self._alike(place))
        weights, enough, beside = self._weights.gate, self._weights.gate_least, self._company(place, own)
        # the better a rival fits, the more doubt: where a perfect fit would not be enough none is looked for
        if min(weights[_RIVAL]) >= 0 and dot(weights, [*_ahead(least, 1.0), *beside]) < enough - _ROUNDING:
            return False
        return dot(weights, [*_ahead(least, self._top(place, least * LIKE)), *beside]) > enough

    def gate_features(self, place: int) -> list[float]:
        """Return what tells cheaply whether a place is worth a closer look (`GATE_NAMES`)."""
        own, least = self._best(place)
        if own is None:
            return [0.0] * len(GATE_NAMES)
        return [*_ahead(least, self._top(place, least * LIKE)), *self._company(place, own)]

    def _top(self, place: int, floor: float) -> float:
        """Return how well the best figure of the notes with another number fits, ``floor`` at least."""
        better, mine = self._fits[place].better(self._measures[place].group, floor), self._numbers(place)
        return max((score for number, score in better.items() if number not in mine), default=floor)

    def _company(self, place: int, own: Given) -> tuple[bool, bool, bool, bool]:
        """Tell whether the numbers before and behind are those of the note of ``own``, both, or it has no other."""
        order = self._index.by_fact[own.fact.id]
        if len(order) == 1:
            return False, False, False, True
        at = self._index.order[own.index]
        before, behind = self._stands(place - 1, order, at - 1), self._stands(place + 1, order, at + 1)
        return before, behind, before and behind, False

    def rivals(self, place: int) -> list[Rival]:
        """Return the figures of the notes a place may speak of, the most likely first."""
        mine = self._alike(place)
        if not mine:
            return []
        fit = self._fits[place].fit
        fitting = sorted(mine.values(), key=lambda given: -fit(given.index))[:_OWN]
        own_score, own = max(((self._score(place, given), given) for given in fitting), key=lambda pair: pair[0])
        found = [(self._score(place, given), given) for given in self._candidates(place)]
        found.sort(key=lambda pair: -pair[0])
        result = []
        for rank, (score, given) in enumerate(found[:_TRIED]):
            if score < own_score - _HOPELESS:
                break
            others = found[1 - rank][0] if len(found) > 1 else None
            lead = _clip(score - others) if others is not None else _MOST
            told = self._case(place, given, own, score, own_score, lead)
            apart = list(map(sub, self._pair(place, given), self._pair(place, own)))
            result.append(Rival(given, own, [*told, len(mine) == 1, *self._said_apart(place, given, own), *apart]))
        return result

    def _case(self, place: int, given: Given, own: Given, score: float, own_score: float, lead: float) -> list[float]:
        """Return how the two stand, here and at the places that have their values."""
        margin, figure = score - own_score, self._figures[place]
        teller, again = self._teller(place, given), self._teller(place, own)
        better = gain = twice = 0.0
        if teller is not None:
            there = self._score(teller, given)
            better = _clip(there - score)
            if compare(self._measures[teller], own.measure) == "apart":
                gain = self._score(teller, own) - there
        if again is not None:
            twice = _clip(self._score(again, own) - own_score)
        number = len(digits(figure))
        units = [figure.unit == one.figure.unit or same_word(figure.unit, one.figure.unit) for one in (own, given)]
        return [
            margin,
            max(0.0, margin),
            score,
            own_score,
            lead,
            teller is not None,
            better,
            _clip(gain),
            gain > 0,
            _clip(gain + margin) if teller is not None else 0.0,
            margin if teller is None else 0.0,
            again is not None,
            twice,
            self._lost_beside(place, given),
            number == 1,
            number == 2,
            number > 3,
            *units,
            own.measure.group == "number",
            given.measure.group == "number",
            own.fact.id == given.fact.id,
            figure.hedge is not None,
            figure.low == own.figure.low,
        ]

    def _teller(self, place: int, given: Given) -> int | None:
        """Return the other place with the number of ``given`` whose words fit it best; None where there is none."""
        others = [other for other in self._tellers.get(given.index, ()) if other != place]
        return max(others, key=lambda other: self._fits[other].fit(given.index), default=None)

    def _lost_beside(self, place: int, given: Given) -> bool:
        """Return whether a number close by that no fact has may be the one that stands for ``given``."""
        return any(
            other != place and self._comparable(other) and not self._agreeing[other] and self._may_stand(other, given)
            for other in range(max(0, place - _BESIDE), min(len(self._figures), place + _BESIDE + 1))
        )

    def _said_apart(self, place: int, given: Given, own: Given) -> list[float]:
        """Return how much of what only one of the two says stands in the clause, the part, the sentence, or nowhere."""
        here, ours, others = self._spot(place), self._note_spot(own).every, self._note_spot(given).every
        worth, sides = self._worth, (others - ours, ours - others)
        found: list[float] = []
        for where in (here.near, here.lead - here.near, here.label - here.led):
            found += (min(_MUCH, worth.of(side & where)) / _MOST for side in sides)
        found += (min(_MUCH, worth.of(side - here.every)) / _MOST for side in sides)
        found += (worth.share(side, here.every) for side in sides)
        found += (worth.share(side, here.near) for side in sides)
        found += (not side for side in sides)
        his, owns = (not side.isdisjoint(here.near) for side in sides)
        wide = not sides[0].isdisjoint(here.every) and sides[1].isdisjoint(here.every)
        return [*found, his and not owns, wide, owns and not his]


def _ahead(least: float, top: float) -> tuple[float, float, float, float]:
    """Return how well the fact of a value fits, its best rival, and how the two stand (the first of `GATE_NAMES`)."""
    return least, top, min(top / max(least, 0.02), _MOST), top - least


def _clip(value: float) -> float:
    return max(-_MOST, min(_MOST, value))
