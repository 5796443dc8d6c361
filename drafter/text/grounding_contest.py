"""Which of two facts a place speaks of, by what only one of them says: words, their like, characters."""

from __future__ import annotations

import functools
from operator import add
from typing import NamedTuple

from ..lexicon.same_words import SIGNS, concepts
from ..patterns import lazy
from .grounding_index import Given

_RUN = lazy(r"[一-鿿A-Za-z]+")
_NUMBERED = lazy(r"[一二三四五六七八九十\d]+[一-鿿]?|[A-Za-z]+")
_EVERYWHERE = frozenset(
    "的了和与及等共计个完成实现达到全年其中各为是在有已至进行工作情况以对将于由并或也均我局累总约近超过"
    "增长加提高升降低减少稳步持续比较同本次项件人名家户一二三四五六七八九十"
)


@functools.lru_cache(maxsize=8192)
def tokens(text: str) -> frozenset[str]:
    """Return what ``text`` names: signs of groups of words, characters, pairs, numerals with what they number."""
    found = {*concepts(text)} & SIGNS
    for run in _RUN.findall(text):
        found.update(run)
        found.update(map(add, run, run[1:]))
    found.update(_NUMBERED.findall(text))
    return frozenset(found) - _EVERYWHERE


def weight(some: frozenset[str]) -> int:
    """Return how much is said by ``some`` tokens: a word of a group counts as two characters."""
    return len(some) + len(SIGNS & some)


def said_of(given: Given) -> frozenset[str]:
    """Return the tokens of the clause of ``given`` and of what its note begins with: 刑庭：收案486件，结案412件."""
    before = given.fact.text[: given.figure.span.start]
    head = before.partition("：")[0] if "：" in before else ""
    return tokens(f"{head}，{given.context.near}")


class Told(NamedTuple):
    """How much a place says of two facts: of what only the other says (``his``), and of what only its own (``its``)."""

    his: int
    """How much only the other fact says."""
    his_near: int
    """How much of that stands in the clause of the place."""
    his_wide: int
    """How much of it stands in the sentence up to the place."""
    its: int
    """How much only the fact of its own value says."""
    its_near: int
    """How much of that stands in the clause."""
    its_wide: int
    """How much of it stands in the sentence."""
    both: int
    """How much of what both say stands in the sentence."""

    @classmethod
    def of(cls, near: frozenset[str], wide: frozenset[str], mine: frozenset[str], other: frozenset[str]) -> Told:
        """Hold a place that says ``near`` in its clause and ``wide`` in its sentence against two facts' tokens."""
        his, its = other - mine, mine - other
        sets = (his, his & near, his & wide, its, its & near, its & wide, mine & other & wide)
        return cls(*map(weight, sets))

    def clearly(self, *, alone: bool) -> bool:
        """Return whether its clause tells the other fact; ``alone``: nothing else has a claim to its own."""
        said = self.his_near >= 2 and self.his_near * 3 >= self.his and self.its >= 2
        # all but one word is the same: 女科级干部占27.4% beside 45岁以下科级干部占21.6%
        said = said or (self.his_near * 2 >= self.his > 0 and self.its >= 2 and self.both >= 4)
        return said and self.its_near * 3 <= self.his_near and (not alone or self.its_wide * 2 <= self.his_wide)

    def in_sentence(self, *, alone: bool) -> bool:
        """Return whether its sentence tells the other fact before it comes to it: 一期已于5月通水，总投资3.6亿元."""
        said = alone and self.his_near == 0 and self.his_wide >= 2 and self.his_wide * 2 >= self.his and self.its >= 2
        return said and not self.its_wide and self.both >= 4


def crosswise(near: frozenset[str], mine: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether ``near`` tells something only ``other`` says, and of what only ``mine`` says nothing."""
    return (near & mine) <= other and not near.isdisjoint(other - mine) and not mine <= other
