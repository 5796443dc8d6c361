"""Every figure of the facts, indexed by the words around it: aligning a report's figure costs a few look-ups."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from ..model import Fact, Figure
from .grounding_context import Context, contexts
from .grounding_values import Measure, anchor, measure

NEAR_SHARE = 0.6
"""How much the words right beside a figure count against those of its whole sentence."""

_BARE = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One figure of the facts."""

    index: int
    """Place in `FactIndex.given`."""
    fact: Fact
    """The fact it stands in."""
    figure: Figure
    """The figure; offsets into the fact's text."""
    measure: Measure
    """Its value."""
    context: Context
    """What the fact says of it."""


class FactIndex:
    """All figures of some facts, to be asked which of them a context speaks of."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        """Index every checkable figure of ``facts``."""
        found: list[Given] = []
        for fact in facts:
            figures = [figure for figure in fact.figures if figure.checkable]
            around = contexts(fact.text, figures, (), [fact.section_hint or ""])
            for figure, context in zip(figures, around, strict=True):
                found.append(
                    Given(index=len(found), fact=fact, figure=figure, measure=measure(figure), context=context)
                )
        self.given = tuple(found)
        """Every figure, in the order of the facts."""
        self.by_group: dict[str, list[Given]] = {}
        """The same by unit class."""
        self.by_fact: dict[str, list[Given]] = {}
        """The same by id of the fact."""
        for given in found:
            self.by_fact.setdefault(given.fact.id, []).append(given)
            self.by_group.setdefault(given.measure.group, []).append(given)
        anchored = {
            group: sorted(
                ((at, given.index) for given in some if (at := anchor(given.measure)) is not None),
                key=lambda pair: pair,
            )
            for group, some in self.by_group.items()
        }
        self._anchors = {group: [at for at, _ in some] for group, some in anchored.items()}
        self._anchored = {group: [number for _, number in some] for group, some in anchored.items()}
        self._near = _Postings([given.context.close for given in found])
        self._wide = _Postings([given.context.weights for given in found])

    def within(self, value: Measure) -> list[Given]:
        """Return the figures of the facts of the class of ``value`` whose own value lies in its interval.

        Notes often leave the measure word of a list to its head (236户：石岭县84、沙屏县73): a bare number is a count
        of anything.
        """
        groups = (value.group, _BARE) if value.group.startswith("count:") else (value.group,)
        return [given for group in groups for given in self._of_group(group, value)]

    def _of_group(self, group: str, value: Measure) -> list[Given]:
        anchors = self._anchors.get(group)
        if anchors is None or value.low is None or value.high is None:
            return []
        first, last = bisect_left(anchors, value.low), bisect_right(anchors, value.high)
        return [self.given[number] for number in self._anchored[group][first:last]]

    def align(self, context: Context) -> dict[int, float]:
        """Return how well ``context`` fits each figure of the facts, by its index: 0 for nothing, 1 for the same words.

        Figures that share no words are left out.
        """
        near = self._near.cosine(context.close)
        wide = self._wide.cosine(context.weights)
        return {index: NEAR_SHARE * near.get(index, 0.0) + (1 - NEAR_SHARE) * score for index, score in wide.items()}


class _Postings:
    """Weighted bags of character pairs, to be asked for the cosine of another bag with each."""

    def __init__(self, bags: Sequence[Mapping[str, float]]) -> None:
        self._postings: dict[str, list[tuple[int, float]]] = {}
        for index, bag in enumerate(bags):
            for pair, weight in bag.items():
                self._postings.setdefault(pair, []).append((index, weight))
        self._rarest = log(1 + len(bags)) if bags else 1.0
        self._rarity = {pair: log(1 + len(bags) / len(posting)) for pair, posting in self._postings.items()}
        self._length = [self._norm(bag) for bag in bags]

    def _norm(self, bag: Mapping[str, float]) -> float:
        rarity, rarest = self._rarity, self._rarest
        return sqrt(sum(rarity.get(pair, rarest) * weight * weight for pair, weight in bag.items()) or rarest)

    def cosine(self, bag: Mapping[str, float]) -> dict[int, float]:
        score: dict[int, float] = {}
        for pair, weight in bag.items():
            posting = self._postings.get(pair)
            if posting is None:
                continue
            worth = self._rarity[pair] * weight
            for index, other in posting:
                score[index] = score.get(index, 0.0) + worth * other
        mine = self._norm(bag)
        return {index: total / (mine * self._length[index]) for index, total in score.items()}
