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
        self._near = _Postings([given.context.close for given in found], NEAR_SHARE)
        self._wide = _Postings([given.context.weights for given in found], 1 - NEAR_SHARE)

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
        scores = [0.0] * len(self.given)
        self._wide.add_cosine(context.weights, scores)
        self._near.add_cosine(context.close, scores)
        return {index: score for index, score in enumerate(scores) if score}


class _Postings:
    """Weighted bags of character pairs, to be asked for the cosine of another bag with each."""

    def __init__(self, bags: Sequence[Mapping[str, float]], share: float) -> None:
        postings: dict[str, list[int]] = {}
        for index, bag in enumerate(bags):
            for pair in bag:
                postings.setdefault(pair, []).append(index)
        self._rarest = log(1 + len(bags)) if bags else 1.0
        self._rarity = {pair: log(1 + len(bags) / len(posting)) for pair, posting in postings.items()}
        length = [self._norm(bag) for bag in bags]
        # all that does not depend on what is asked is worked out here: asking is the hot loop of a review
        self._postings = {
            pair: [(index, share * self._rarity[pair] * bags[index][pair] / length[index]) for index in posting]
            for pair, posting in postings.items()
        }

    def _norm(self, bag: Mapping[str, float]) -> float:
        rarity, rarest, total = self._rarity, self._rarest, 0.0
        for pair, weight in bag.items():
            total += rarity.get(pair, rarest) * weight * weight
        return sqrt(total or rarest)

    def add_cosine(self, bag: Mapping[str, float], scores: list[float]) -> None:
        """Add to each of ``scores`` this index's share of the cosine of ``bag`` with that bag."""
        postings, mine = self._postings, self._norm(bag)
        for pair, weight in bag.items():
            posting = postings.get(pair)
            if posting is not None:
                worth = weight / mine
                for index, other in posting:
                    scores[index] += worth * other
