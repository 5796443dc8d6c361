"""Every figure of the facts, indexed by the words around it: aligning a report's figure costs a few look-ups."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, repeat
from math import log, sqrt
from operator import mul

from ..model import Fact, Figure
from .grounding_context import Context, contexts
from .grounding_values import DATES, Measure, anchor, centre, digits, measure, significant

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
        groups = [given.measure.group for given in found]
        self._near = _Postings([given.context.close for given in found], groups, NEAR_SHARE)
        self._wide = _Postings([given.context.weights for given in found], groups, 1 - NEAR_SHARE)

    def within(self, value: Measure) -> list[Given]:
        """Return the figures of the facts of the classes of ``value`` whose own value lies in its interval."""
        return [given for group in comparable(value) for given in self._of_group(group, value)]

    def _of_group(self, group: str, value: Measure) -> list[Given]:
        anchors = self._anchors.get(group)
        if anchors is None or value.low is None or value.high is None:
            return []
        first, last = bisect_left(anchors, value.low), bisect_right(anchors, value.high)
        return [self.given[number] for number in self._anchored[group][first:last]]

    def align(self, context: Context, groups: Iterable[str] | None = None) -> dict[int, float]:
        """Return how well ``context`` fits figures of the facts, by their index: 0 for nothing, 1 for the same words.

        Figures that share no words are left out, and those of other classes than ``groups``, where it is given: a
        report of hundreds of figures asks each against its own class, and against all only what that leaves open.
        """
        scores: defaultdict[int, float] = defaultdict(float)
        self._wide.add_cosine(context.weights, scores, groups)
        self._near.add_cosine(context.close, scores, groups)
        return dict(scores)

    def alike(self, figure: Figure, value: Measure) -> list[int]:
        """Return, by index, the figures of the facts that print the same digits, or stand a power of ten apart."""
        here = centre(value)
        found = {*self._printed.get(digits(figure), ())}
        if here is not None:
            found.update(self._significant.get((value.group, significant(here)), ()))
        return sorted(found)

    @cached_property
    def _printed(self) -> dict[str, list[int]]:
        printed: dict[str, list[int]] = {}
        for given in self.given:
            if given.figure.kind not in DATES:
                printed.setdefault(digits(given.figure), []).append(given.index)
        return printed

    @cached_property
    def _significant(self) -> dict[tuple[str, str], list[int]]:
        found: dict[tuple[str, str], list[int]] = {}
        for given in self.given:
            middle = centre(given.measure)
            if middle is not None:
                found.setdefault((given.measure.group, significant(middle)), []).append(given.index)
        return found


def comparable(value: Measure) -> tuple[str, ...]:
    """Return the classes that ``value`` may be compared with: its own, and bare numbers for a count.

    Notes often leave the measure word of a list to its head (236户：石岭县84、沙屏县73): a bare number is a count of
    anything.
    """
    return (value.group, _BARE) if value.group.startswith("count:") else (value.group,)


class _Postings:
    """Weighted bags of character pairs, to be asked for the cosine of another bag with each."""

    def __init__(self, bags: Sequence[Mapping[str, float]], groups: Sequence[str], share: float) -> None:
        self._groups = groups
        held = Counter(chain.from_iterable(bags))
        size = len(bags)
        by_count = [0.0, *(log(1 + size / count) for count in range(1, size + 1))]
        self._rarest = log(1 + size) if bags else 1.0
        self._rarity = {pair: by_count[count] for pair, count in held.items()}
        # all that does not depend on what is asked is worked out here: asking is the hot loop of a review
        self._by_group: dict[str, dict[str, list[tuple[int, float]]]] = {}
        for index, (bag, group) in enumerate(zip(bags, groups, strict=True)):
            rarities = [*map(self._rarity.__getitem__, bag)]
            worth = share / sqrt(sum(map(mul, rarities, map(mul, bag.values(), bag.values()))) or self._rarest)
            postings = self._by_group.setdefault(group, {})
            for pair, rarity, weight in zip(bag, rarities, bag.values(), strict=True):
                postings.setdefault(pair, []).append((index, worth * rarity * weight))

    @cached_property
    def _all(self) -> dict[str, list[tuple[int, float]]]:
        found: dict[str, list[tuple[int, float]]] = {}
        for postings in self._by_group.values():
            for pair, posting in postings.items():
                found.setdefault(pair, []).extend(posting)
        return found

    def add_cosine(
        self, bag: Mapping[str, float], scores: defaultdict[int, float], groups: Iterable[str] | None
    ) -> None:
        """Add to ``scores`` this index's share of the cosine of ``bag`` with each bag of ``groups`` alike at all."""
        weights = bag.values()
        rarities = map(self._rarity.get, bag, repeat(self._rarest))
        mine = sqrt(sum(map(mul, rarities, map(mul, weights, weights))) or self._rarest)
        for postings in self._chosen(groups):
            for pair in filter(postings.__contains__, bag):
                worth = bag[pair] / mine
                for index, other in postings[pair]:
                    scores[index] += worth * other

    def _chosen(self, groups: Iterable[str] | None) -> Iterator[dict[str, list[tuple[int, float]]]]:
        if groups is None:
            yield self._all
            return
        for group in groups:
            if group in self._by_group:
                yield self._by_group[group]
