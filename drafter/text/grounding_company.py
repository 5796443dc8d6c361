"""Numbers that keep company: where 215人 is told of one fact, the sum beside it is that fact's, not another's."""

from __future__ import annotations

from functools import cached_property

from ..patterns import lazy
from .grounding_index import Given
from .grounding_scope import Scope
from .grounding_values import DATES, digits

_STRONG = lazy(r"[；;。！？\n]")
_FAR, _KEEP, _TELLING = 26, 0.8, 2
"""How far off a companion may stand, how much worse than its own a place may fit the fact of its companion, and how
many digits tell a fact for sure."""


class Company(Scope):
    """All figures of a document, each beside those of its part of a sentence."""

    def _left_over(self, place: int, mine: Given) -> Given | None:
        """Return the figure that the fact of the companion of ``place`` has left over; None where ``mine`` may stand.

        助学惠及215人，发放120.9万元 where a fact has 助学：215人，64.5万元 and another 120.9万元: 64.5 stands nowhere.
        """
        # most reports tell all their facts: then nothing can be left over
        beside = self._companion(place) if self._measures[place].group in self._untold_groups else None
        if beside is None:
            return None
        facts = {given.fact.id for given in self._agreeing[beside]}
        here = {given.fact.id for given in self._agreeing[place]}
        if len(facts) != 1 or facts & here:
            return None
        group = self._measures[place].group
        members = self._index.by_fact[facts.pop()]
        left = [given for given in members if given.measure.group == group and not self._backed[given.index]]
        fit = self._fits[place].fit
        if len(left) != 1 or fit(left[0].index) < fit(mine.index) * _KEEP:
            return None
        return None if self._says_its_own(place, mine, left[0]) else left[0]

    @cached_property
    def _untold_groups(self) -> frozenset[str]:
        return frozenset(given.measure.group for given in self._index.given if not self._backed[given.index])

    def _companion(self, place: int) -> int | None:
        """Return the figure before this one in its part of a sentence, or, where there is none, the one behind."""
        before = self._next_to(place, -1)
        if before is not None:
            return before if self._tells(before) else None
        behind = self._next_to(place, 1)
        return behind if behind is not None and self._tells(behind) else None

    def _next_to(self, place: int, step: int) -> int | None:
        """Return the nearest figure but dates on one side, in the same part of the sentence and not far off."""
        figures, other = self._figures, place + step
        while 0 <= other < len(figures) and figures[other].kind in DATES:
            other += step
        if not 0 <= other < len(figures):
            return None
        first, second = sorted((figures[place], figures[other]), key=lambda figure: figure.span)
        between = self._document.text[first.span.end : second.span.start]
        return other if len(between) <= _FAR and not _STRONG.search(between) else None

    def _tells(self, place: int) -> bool:
        return len(digits(self._figures[place])) >= _TELLING
