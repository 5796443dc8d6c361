"""Places whose value a fact has, and which speak of another: what the words alone do not settle, elimination does."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from ..model import Document, Figure
from .grounding_claims import LIKE, MAYBE, Claims
from .grounding_contest import Told, crosswise, said_of, tokens, weight
from .grounding_index import FactIndex, Given
from .grounding_roles import MARKED, marks
from .grounding_values import compare

ALIKE = 2
"""How much the clause of a place and a fact of its very value must have in common to speak of one thing."""
NEIGHBOURS, NEARBY = 6, 200
"""How many figures on, and how many characters, the other of two exchanged ones may stand."""


class Doubts(Claims):
    """All figures of a document against those of the facts; which of them may stand for another."""

    def __init__(self, document: Document, figures: Sequence[Figure], index: FactIndex) -> None:
        """Pair the ``figures`` of ``document`` with those of ``index``."""
        super().__init__(document, figures, index)
        # what places and facts say: worked out once each, and only where it is asked
        self._tokens: dict[int, frozenset[str]] = {}
        self._before: dict[int, frozenset[str]] = {}
        self._facts = index.said

    def _contested(self, place: int) -> Given | None:
        """Return the fact no place tells that this one speaks of, or whose figure this one has got in exchange."""
        figure, mine = self._figures[place], self._own.get(place) or self._best(place)[0]
        if mine is None or figure.kind == "ordinal" or self._measures[place].printed != mine.measure.printed:
            return None
        found, top = None, 0
        for number in self._like(place, mine):
            given = self._index.given[number]
            if compare(self._measures[place], given.measure) != "apart":
                continue
            told = self._leans(place, mine, given)
            if told > top and not self._backed_here(place, given) and self._is_free(place, given):
                found, top = given, told
        return found or self._exchanged(place, mine)

    def _like(self, place: int, mine: Given) -> list[int]:
        """Return the facts' figures no place has got that may be meant here: by a word ``mine`` lacks, or by fit."""
        untold = self._untold.get(mine.measure.group)
        if not untold:
            return []
        found = {number for token in self._near(place) - self._said(mine) for number in untold.get(token, ())}
        rivals = self._fits[place].better(mine.measure.group, self._fits[place].fit(mine.index) * LIKE)
        found.update(number for number in rivals if number not in self._owner)
        return sorted(found)

    @cached_property
    def _untold(self) -> dict[str, dict[str, list[int]]]:
        """The facts' figures that no place has got, by unit class and by what they say."""
        found: dict[str, dict[str, list[int]]] = {}
        for given in self._index.given:
            if given.index not in self._owner and given.measure.group != "date":
                said = found.setdefault(given.measure.group, {})
                for token in self._said(given):
                    said.setdefault(token, []).append(given.index)
        return found

    def _backed_here(self, place: int, given: Given) -> bool:
        backed = self._backed[given.index]
        return bool(backed) and backed >= self._fits[place].fit(given.index) * MAYBE

    def _is_free(self, place: int, given: Given) -> bool:
        """Return whether nothing else in the document stands for ``given``, rightly or wrongly."""
        return not self._wanted(place, given) and not self._missing(place, given, MAYBE)

    def _leans(self, place: int, mine: Given, given: Given) -> int:
        """Return how much this place says of ``given`` where it says nothing that only ``mine`` says; 0 for not."""
        if self._keeps(place, mine, given):
            return 0
        told = self._told(place, mine, given)
        if told.clearly(alone=place in self._own):
            return told.his_near
        if told.in_sentence(alone=place in self._own) and self._likely(place, mine, given):
            return told.his_wide
        marked = self._past(place, mine, given) or self._marked(place, mine, given)
        if marked or self._accompanied(place, mine, given):
            return 1
        return 0

    def _says_its_own(self, place: int, mine: Given, given: Given) -> bool:
        """Return whether more of what only ``mine`` says stands beside this place than of what only ``given`` says."""
        told = self._told(place, mine, given)
        return told.its_near * max(told.his, 1) > told.his_near * max(told.its, 1)

    def _is_second(self, place: int, mine: Given, given: Given) -> bool:
        """Return whether the order tells which of two places is wrong, and it is not this: 300个…和300个.

        Both have the value of ``mine``, none that of ``given``, and they stand in the order of the fact.
        """
        if mine.fact.id != given.fact.id:
            return False
        here, first = self._sentence(place)[0], given.index < mine.index
        others = range(max(0, place - NEIGHBOURS), place) if first else range(place + 1, place + 1 + NEIGHBOURS)
        return any(
            other < len(self._figures)
            and self._measures[other].low == self._measures[place].low
            and mine in self._agreeing[other]
            and self._sentence(other)[0] == here
            for other in others
        )

    def _in_order(self, place: int, given: Given) -> bool:
        """Return whether this place and that of ``given`` stand as one fact tells them, and no word says otherwise."""
        mine, other = self._own[place], self._owner[given.index]
        if mine.fact.id != given.fact.id or (other > place) is not (given.index > mine.index):
            return False
        return self._sentence(place)[0] == self._sentence(other)[0] and not crosswise(
            self._near(place), self._said(mine), self._said(given)
        )

    def _told(self, place: int, mine: Given, given: Given) -> Told:
        return Told.of(self._near(place), self._wide(place), self._said(mine), self._said(given))

    def _near(self, place: int) -> frozenset[str]:
        """Return the tokens of the clause of a place."""
        known = self._tokens.get(place)
        if known is None:
            known = self._tokens[place] = tokens(self._around[place].near)
        return known

    def _wide(self, place: int) -> frozenset[str]:
        """Return the tokens of the clause of a place, and of its sentence up to it."""
        known = self._before.get(place)
        if known is None:
            start, sentence = self._sentence(place)
            before = tokens(sentence[: self._figures[place].span.start - start])
            known = self._before[place] = self._near(place) | before
        return known

    def _said(self, given: Given) -> frozenset[str]:
        """Return the tokens of a fact's figure."""
        known = self._facts.get(given.index)
        if known is None:
            known = self._facts[given.index] = said_of(given)
        return known

    def _means(self, place: int, given: Given) -> bool:
        """Return whether the clause of a place says what ``given`` says, be it in other words: 更新草坪, 更换草皮."""
        return weight(self._near(place) & self._said(given)) >= ALIKE

    def _likely(self, place: int, mine: Given, given: Given) -> bool:
        fit = self._fits[place].fit
        return fit(given.index) >= fit(mine.index) * LIKE

    def _past(self, place: int, mine: Given, given: Given) -> bool:
        """Return whether ``mine`` is told of a year gone by, and this place names none: 6.8天（上年7.3天）."""
        its, there, here = self._when_given(mine), self._when_given(given), self._when(place)
        if its[0] not in ("去年", "前年") or there[0] not in ("", "今年") or here[0] not in ("", "今年"):
            return False
        return here[1] in ("", there[1]) and self._likely(place, mine, given)

    def _marked(self, place: int, mine: Given, given: Given) -> bool:
        """Return whether ``mine`` is told as a plan or a norm, and neither this place nor ``given`` speaks of one."""
        its = self._roles_given(mine) & MARKED
        if not its or its & marks(given.fact.text):
            return False
        start, sentence = self._sentence(place)
        if its & marks(sentence[: self._figures[place].span.start - start]):
            return False
        return self._likely(place, mine, given)

    def _accompanied(self, place: int, mine: Given, given: Given) -> bool:
        """Return whether its sentence tells another figure of the fact of ``given``, and none of that of ``mine``.

        抽检食品1200批次，合格率99.4%: the fact that tells 1200批次 tells a rate as well.
        """
        if mine.fact.id == given.fact.id or not self._likely(place, mine, given):
            return False
        if self._says_its_own(place, mine, given):
            return False
        here = self._sentence(place)[0]
        around = [
            self._own[other].fact.id
            for other in range(max(0, place - NEIGHBOURS), min(len(self._figures), place + NEIGHBOURS + 1))
            if other != place and other in self._own and self._sentence(other)[0] == here
        ]
        others = [one for one in self._index.by_fact[mine.fact.id] if one is not mine and one.measure.group != "date"]
        return bool(others) and given.fact.id in around and mine.fact.id not in around

    def _exchanged(self, place: int, mine: Given) -> Given | None:
        """Return the fact of a figure close by, where each of the two speaks of the other's, and not of its own."""
        if place not in self._own:
            return None
        at = self._figures[place].span.start
        # most places share pairs of characters with their own fact that no other has: no more needs to be worked out
        shared = [pair for pair in self._around[place].close.keys() & mine.context.close.keys() if len(pair) > 1]
        for other in range(max(0, place - NEIGHBOURS), min(len(self._figures), place + NEIGHBOURS + 1)):
            theirs = self._own.get(other)
            if theirs is None or other == place or theirs.measure.group != mine.measure.group:
                continue
            if any(pair not in theirs.fact.text for pair in shared):
                continue
            if abs(self._figures[other].span.start - at) > NEARBY or compare(mine.measure, theirs.measure) != "apart":
                continue
            ours, said = self._said(mine), self._said(theirs)
            crossed = crosswise(self._near(place), ours, said) and crosswise(self._near(other), said, ours)
            if crossed and not self._keeps(place, mine, theirs):
                return theirs
        return None
