"""Every figure of the facts, indexed by the words around it: aligning a report's figure costs a few look-ups."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from math import log, sqrt

from ..model import Fact, Figure
from .grounding_context import Context, contexts
from .grounding_spots import Spot
from .grounding_values import DATES, Measure, anchor, centre, digits, measure, significant
from .grounding_when import When, last_year
from .grounding_worths import Worths

NEAR_SHARE = 0.6
"""How much the words right beside a figure count against those of its whole sentence."""

_WIDE_AT_MOST = 1 - NEAR_SHARE + 1e-9
_BARE, _MONEY = "number", "money:元"


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
        self.times: dict[int, When] = {}
        """When a figure holds, its roles, what is said of it and of its fact: worked out once, by who first asks."""
        self.roles: dict[int, frozenset[str]] = {}
        self.spots: dict[int, Spot] = {}
        self.notes: dict[str, frozenset[str]] = {}
        self.directions: dict[int, int] = {}
        self.by_group: dict[str, list[Given]] = {}
        """The same by unit class."""
        self.by_fact: dict[str, list[Given]] = {}
        """The same by id of the fact."""
        self.order: list[int] = []
        """Which figure of its fact each is."""
        for given in found:
            mates = self.by_fact.setdefault(given.fact.id, [])
            self.order.append(len(mates))
            mates.append(given)
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
        self.near = Bags([given.context.close for given in found], groups, NEAR_SHARE)
        """The words right beside each."""
        self.worths = Worths(self.near.rarity)
        """What each token is worth, by how few of the figures it stands beside."""
        self.wide = Bags([given.context.weights for given in found], groups, 1 - NEAR_SHARE)
        """All words around each."""

    def within(self, value: Measure) -> list[Given]:
        """Return the figures of the facts of the class of ``value`` whose own value lies in its interval.

        Notes often leave the measure word of a list to its head (236户：石岭县84、沙屏县73): a bare number is a count
        of anything, so many yuan (投资1630万), or a share (接种率97.8).
        """
        found = self._of_group(value.group, value)
        if value.group.startswith("count:") or value.group in (_MONEY, "percent"):
            found += self._of_group(_BARE, value)
        elif value.group == "points":
            # 投资快3.4个: no count has a half, so the note left out what its 个 counts
            found += [given for given in self._of_group("count:个", value) if given.measure.low != given.measure.high]
        return found

    def days_of(self, value: Measure) -> list[Given]:
        """Return the dates of the facts that lie within the time ``value``."""
        high = value.high
        found = self._of_group(value.group, value)
        return [given for given in found if given.measure.high is not None and given.measure.high <= high]  # type: ignore[operator]

    def _of_group(self, group: str, value: Measure) -> list[Given]:
        anchors = self._anchors.get(group)
        if anchors is None or value.low is None or value.high is None:
            return []
        first, last = bisect_left(anchors, value.low), bisect_right(anchors, value.high)
        return [self.given[number] for number in self._anchored[group][first:last]]

    def align(self, context: Context) -> Alignment:
        """Return ``context`` held against the figures of the facts, to be asked how well it fits them."""
        return Alignment(context, self.near, self.wide)

    def alike(self, figure: Figure, value: Measure) -> list[int]:
        """Return, by index, the figures of the facts that print the same digits, or stand a power of ten apart."""
        here = centre(value)
        found = {*self._printed.get(digits(figure), ())}
        if here is not None:
            found.update(self._significant.get((value.group, significant(here)), ()))
        return sorted(found)

    @cached_property
    def last_year(self) -> int:
        """The last year that a fact with figures names; 0 for none."""
        return max((last_year(one[0].fact.text) for one in self.by_fact.values()), default=0)

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


class Alignment:
    """How well one context fits figures of the facts: 0 for nothing shared, 1 for the same words."""

    __slots__ = (
        "_asked",
        "_beside",
        "_context",
        "_groups_known",
        "_known",
        "_near",
        "_near_size",
        "_wide",
        "_wide_size",
    )

    def __init__(self, context: Context, near: Bags, wide: Bags) -> None:
        self._context, self._near, self._wide = context, near, wide
        self._near_size, self._wide_size = near.size(context.close), wide.size(context.weights)
        self._known: dict[int, float] = {}
        self._beside: dict[str | None, tuple[Sequence[int], list[float]]] = {}
        self._groups_known: set[str] = set()
        self._asked: dict[str, tuple[float, dict[int, float]]] = {}

    def fit(self, number: int) -> float:
        """Return how well it fits the figure with index ``number``."""
        known = self._known.get(number)
        if known is None:
            group, place = self._near.places[number]
            beside = self._beside.get(group)
            near = beside[1][place] if beside is not None else self._near.cosine(self._context.close, number)
            known = near / self._near_size + self._wide.cosine(self._context.weights, number) / self._wide_size
            self._known[number] = known
        return known

    def know(self, group: str) -> None:
        """Work out at once how well it fits every figure of ``group``."""
        if group not in self._groups_known:
            self._groups_known.add(group)
            self._known = dict.fromkeys(self._near.members(group), 0.0) | self.every(group) | self._known

    def beside(self, group: str | None) -> tuple[Sequence[int], list[float]]:
        """Return the figures of ``group``, and how much each shares right beside it: worked out for all at once."""
        known = self._beside.get(group)
        if known is None:
            known = self._beside[group] = self._near.scores(self._context.close, group)
        return known

    def better(self, group: str, than: float) -> dict[int, float]:
        """Return the figures of ``group`` that it fits better than ``than``, by index, each with how well."""
        asked = self._asked.get(group)
        if asked is not None and asked[0] <= than:
            if not asked[1] or asked[0] == than:
                return asked[1]
            return {number: score for number, score in asked[1].items() if score > than}
        found = self._better(group, than)
        self._asked[group] = (than, found)
        return found

    def _better(self, group: str, than: float) -> dict[int, float]:
        if than < 1 - NEAR_SHARE:
            every = self._every(group)
            return {number: near + wide for number, near, wide in every if wide and near + wide > than}
        # what shares no word right beside the figure can only fit by its sentence
        least = (than - _WIDE_AT_MOST) * self._near_size
        promising = [number for number, near in zip(*self.beside(group), strict=True) if near > least and near]
        return {number: score for number in promising if (score := self.fit(number)) > than}

    def every(self, group: str | None = None) -> dict[int, float]:
        """Return how well it fits each figure of ``group`` (None: of the facts) that shares words, by index."""
        return {number: near + wide for number, near, wide in self._every(group) if wide}

    def _every(self, group: str | None) -> Iterator[tuple[int, float, float]]:
        """Yield the figures of ``group`` by index, each with how well the words right beside it fit, and all words."""
        members, near = self.beside(group)
        _, wide = self._wide.scores(self._context.weights, group)
        near_size, wide_size = self._near_size, self._wide_size
        for number, one, all_words in zip(members, near, wide, strict=True):
            yield number, one / near_size, all_words / wide_size


_Postings = dict[str, list[tuple[int, float]]]
"""For each character pair, the places of the bags that hold it, each with what it is worth there."""


class Bags:
    """Weighted bags of character pairs, to be asked for the cosine of another bag with each, times a ``share``."""

    def __init__(self, bags: Sequence[Mapping[str, float]], groups: Sequence[str], share: float) -> None:
        held = Counter(chain.from_iterable(bags))
        number = len(bags)
        by_count = [0.0, *(log(1 + number / count) for count in range(1, number + 1))]
        self._rarest = log(1 + number) if bags else 1.0
        self._rarity = {pair: by_count[count] for pair, count in held.items()}
        # all that does not depend on what is asked is worked out here: asking is the hot loop of a review
        self._worths = []
        self.places: list[tuple[str, int]] = []
        """The group of each bag, and its place there."""
        self._members: dict[str, list[int]] = {}
        for index, (bag, group) in enumerate(zip(bags, groups, strict=True)):
            factor = share / self.size(bag)
            self._worths.append(
                {pair: factor * self._rarity[pair] * weight for pair, weight in bag.items()},
            )
            members = self._members.setdefault(group, [])
            self.places.append((group, len(members)))
            members.append(index)
        self._postings: dict[str | None, tuple[_Postings, Sequence[int]]] = {}

    def rarity(self, pair: str) -> float:
        """Return how rare ``pair`` is among the bags: the rarest there can be where none holds it."""
        return self._rarity.get(pair, self._rarest)

    def size(self, bag: Mapping[str, float]) -> float:
        """Return what a cosine of ``bag`` is to be divided by."""
        rarity, rarest = self._rarity.get, self._rarest
        return sqrt(sum([rarity(pair, rarest) * (weight * weight) for pair, weight in bag.items()]) or rarest)

    def cosine(self, bag: Mapping[str, float], number: int) -> float:
        """Return the cosine of ``bag`` with the bag ``number``, not yet divided by the size of ``bag``."""
        worths = self._worths[number]
        return sum([bag[pair] * worths[pair] for pair in filter(worths.__contains__, bag)])

    def scores(self, bag: Mapping[str, float], group: str | None) -> tuple[Sequence[int], list[float]]:
        """Return the numbers of the bags of ``group`` (None: of all), and what `cosine` returns for each of them."""
        postings, members = self._postings_of(group)
        found = [0.0] * len(members)
        for pair in filter(postings.__contains__, bag):
            weight = bag[pair]
            for place, worth in postings[pair]:
                found[place] += weight * worth
        return members, found

    def members(self, group: str) -> Sequence[int]:
        """Return the numbers of the bags of ``group``."""
        return self._members.get(group, ())

    def _postings_of(self, group: str | None) -> tuple[_Postings, Sequence[int]]:
        known = self._postings.get(group)
        if known is None:
            members = range(len(self._worths)) if group is None else self._members.get(group, ())
            postings: _Postings = {}
            for place, number in enumerate(members):
                for pair, worth in self._worths[number].items():
                    postings.setdefault(pair, []).append((place, worth))
            known = self._postings[group] = (postings, members)
        return known
