"""Places that speak of another number of the bullet theirs stands in: its head word, part of a year, subject, unit."""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise

from ..patterns import lazy
from .grounding_contest import weight
from .grounding_doubts import Doubts
from .grounding_heads import asks_for, head, named_first, part_before, same_end, subject
from .grounding_index import Given
from .grounding_roles import MARKED
from .grounding_values import compare, digits, same_word
from .grounding_when import NEVER, agrees, without_time

_WHOLE = lazy("全年|年内|一年来|[总共]计|合计|累计")
_WITHIN = lazy(r"其中[：:，,]?(?P<scope>[一-鿿]{2,12}?)(?:期间|期|时)?(?:共|为|达|有)?$")
_DURING = lazy("期间|期|时|以来|中|（")
_LEADS = lazy(
    r"(?:由(?!于)|从(?!业)|比(?!例|重|率|值|分|赛|对)|较(?!大|好)|原有|原来|原先|此前|过去|基数|起步)[^，。；\d]{0,12}$"
)
_YEAR = lazy(r"(?P<year>(?:19|20)\d\d)年")


class Scope(Doubts):
    """All figures of a document; which of them have the number of a neighbour in the facts."""

    def _neighbour(self, place: int, best: Given) -> Given | None:
        """Return the untold figure of the facts that this place speaks of by its head, time, scope or subject."""
        figure, mine = self._figures[place], self._own.get(place, best)
        if figure.kind == "ordinal" or not digits(figure) or mine.measure.group == "date":
            return None
        if self._measures[place].printed != mine.measure.printed:
            return None
        for given in self._untold_beside(place, mine):
            said = self._by_head(place, mine, given) or self._by_part(place, mine, given)
            said = said or self._by_year(place, mine, given) or self._by_subject(place, mine, given)
            if said or self._by_bullet(place, mine, given):
                return given if self._is_free(place, given) and not self._kept(place, mine, given) else None
        return None

    def _kept(self, place: int, mine: Given, given: Given) -> bool:
        return bool(self._roles_given(given) & MARKED)

    def _untold_beside(self, place: int, mine: Given) -> list[Given]:
        """Return the figures of the facts of this unit that nothing in the document tells, its bullet first."""
        unit, group = self._figures[place].unit, mine.measure.group
        found = [
            given
            for given in self._index.by_group.get(group, ())
            if given is not mine
            and given.index not in self._owner
            and not self._backed[given.index]
            and same_word(unit, given.figure.unit)
            and compare(self._measures[place], given.measure) == "apart"
        ]
        return sorted(found, key=lambda given: (given.fact.id != mine.fact.id, given.index))

    def _keeps(self, place: int, mine: Given, given: Given) -> bool:
        """Return whether its words or its subject give this place what ``mine`` is told as and ``given`` is not."""
        return super()._keeps(place, mine, given) or self._has_its_name(place, mine, given)

    def _has_its_name(self, place: int, mine: Given, given: Given) -> bool:
        if mine.fact.id == given.fact.id:
            return False
        part = part_before(self._document.text, self._figures[place].span.start)
        name = named_first(part)
        if not name or name not in mine.fact.text or name in given.fact.text:
            return False
        # a clause with another subject, of a kind nobody knows, is not of the one named before it
        clause = part.rpartition("，")[2]
        return name in clause or subject(given.fact.text) not in clause

    def _only_when(self, place: int, mine: Given, given: Given) -> bool:
        """Return whether one bullet tells both of one thing, at two times, and this place names neither."""
        if mine.fact.id != given.fact.id or agrees(self._when(place), self._when_given(given)):
            return False
        its = head(mine.fact.text, mine.figure.span.start)
        return not its and NEVER != self._when_given(mine) != self._when_given(given)

    def _meant(self, place: int) -> Given | None:
        """Return the fact told apart from its own by words or a time, unless this place names its own subject."""
        meant = super()._meant(place)
        mine = self._own.get(place) or self._best(place)[0]
        if meant is None or mine is None:
            return None
        return None if self._has_its_name(place, mine, meant) or self._only_when(place, mine, meant) else meant

    def _head(self, place: int) -> str:
        return head(self._document.text, self._figures[place].span.start)

    def _by_head(self, place: int, mine: Given, given: Given) -> bool:
        """Return whether the words right before this place are those before ``given``, in one bullet with ``mine``."""
        if mine.fact.id != given.fact.id:
            return False
        its, other = (head(one.fact.text, one.figure.span.start) for one in (mine, given))
        return asks_for(self._head(place), its, other)

    def _by_part(self, place: int, mine: Given, given: Given) -> bool:
        """Return whether this place speaks of a part of what ``mine`` tells the whole of: 全年9次，其中6—8月6次."""
        if mine.fact.id != given.fact.id:
            return False
        text, first = self._document.text, self._figures[place].span.start
        here, clause = self._when(place), part_before(text, first).rpartition("，")[2]
        if _WHOLE.search(without_time(clause) if here != NEVER else clause) or "全年" in clause:
            return False
        there, its = self._when_given(given), self._when_given(mine)
        if here[1] and here[1] == there[1]:
            return its[1] != here[1] and agrees(here, there)
        within = _WITHIN.search(given.fact.text[: given.figure.span.start])
        if within is None or given.index < mine.index:
            return False
        scope = within["scope"].removesuffix("期间")
        start, sentence = self._sentence(place)
        before = sentence[: first - start]
        at = max((before.rfind(two) for two in map("".join, pairwise(scope))), default=-1)
        said = (
            at >= 0 and set(scope) <= set(before) and not set(scope) <= set(given.fact.text[: mine.figure.span.start])
        )
        return said and _DURING.search(before, at) is not None and _WHOLE.search(before, at) is None

    def _by_year(self, place: int, mine: Given, given: Given) -> bool:
        """Return whether ``mine`` is told of a year gone by and ``given`` of the year this place speaks of."""
        its, there = self._when_given(mine)[0], self._when_given(given)[0]
        if not (its.isdigit() and there.isdigit() and its < there):
            return False
        here, first = self._when(place), self._figures[place].span.start
        if here[0] not in ("", "今年", there) or self._year(first) != there:
            return False
        if _LEADS.search(part_before(self._document.text, first)):
            return False
        if mine.fact.id == given.fact.id:
            other = head(given.fact.text, given.figure.span.start)
            its_own = head(mine.fact.text, mine.figure.span.start)
            return len(other) < 2 or same_end(its_own, other) >= 2
        return self._likely(place, mine, given) and self._when_given(mine)[1] == self._when_given(given)[1]

    def _year(self, first: int) -> str:
        """Return the year the text speaks of at ``first``: the last it has named, else the last of the facts."""
        named = [year for at, year in self._years if at < first]
        return named[-1] if named else self._last_year

    @cached_property
    def _years(self) -> list[tuple[int, str]]:
        return [(match.start(), match["year"]) for match in _YEAR.finditer(self._document.text)]

    @cached_property
    def _last_year(self) -> str:
        named = (match["year"] for given in self._index.given for match in _YEAR.finditer(given.fact.text))
        return max(named, default="")

    def _by_subject(self, place: int, mine: Given, given: Given) -> bool:
        """Return whether the part of a sentence begins with whom ``given`` is of, and ``mine`` is of another."""
        text, first = self._document.text, self._figures[place].span.start
        part = part_before(text, first)
        name = named_first(part)
        if not name or name not in given.fact.text or name in mine.fact.text:
            return False
        others = [other for other in self._names if other != name and other in mine.fact.text]
        if not (others or named_first(mine.fact.text)) or any(other in part for other in others):
            return False
        if named_first(mine.fact.text) and named_first(mine.fact.text) in part:
            return False
        mine_said, said = self._said(mine), self._said(given)
        near = self._near(place) - frozenset(name)
        return weight(near & said) >= 2 and weight(near & (mine_said - said)) <= weight(self._near(place) & said)

    def _by_bullet(self, place: int, mine: Given, given: Given) -> bool:
        """Return whether its part of a sentence tells another number of the bullet of ``given``, of the same subject.

        稻谷入库2.6万吨，出库1.9万吨 beside 玉米出库2.4万吨: what goes on after 稻谷入库2.6万吨 is of 稻谷.
        """
        text, first = self._document.text, self._figures[place].span.start
        its, other = subject(mine.fact.text), subject(given.fact.text)
        part, sentence = part_before(text, first), self._sentence(place)[1]
        if mine.fact.id == given.fact.id or len(other) < 2 or other not in part or its in sentence:
            return False
        heads = [head(one.fact.text, one.figure.span.start)[-2:] for one in (mine, given)]
        if len(heads[0]) < 2 or heads[0] != heads[1] or self._head(place)[-2:] != heads[0]:
            return False
        before = range(max(0, place - 2), place)
        return any(
            one in self._own
            and self._own[one].fact.id == given.fact.id
            and self._figures[one].span.start >= first - len(part)
            for one in before
        )

    @cached_property
    def _names(self) -> frozenset[str]:
        """The places and bodies that parts of sentences begin with."""
        found = (named_first(part_before(self._document.text, one.span.start)) for one in self._figures)
        return frozenset(found) - {""}

    def _of_other_unit(self, place: int) -> tuple[Given, Given] | None:
        """Return the untold fact of this unit that this place speaks of, and that of another unit it has the number of.

        接待3945人次, where the fact tells 查阅3945卷次，接待2612人次.
        """
        figure, mine = self._figures[place], self._measures[place]
        if self._agreeing[place] or len(digits(figure)) < 2:
            return None
        here = self._head(place)
        for number in self._index.alike(figure, mine):
            owner = self._index.given[number]
            if number in self._owner or self._backed[number] or owner.figure.low != figure.low:
                continue
            its = head(owner.fact.text, owner.figure.span.start)
            if owner.measure.group == mine.group or same_end(here, its) > 1:
                continue
            begun = len(its) > 1 and its[:2] in here
            for given in self._index.by_fact[owner.fact.id]:
                untold = given.index not in self._owner and not self._backed[given.index]
                if not untold or given.measure.group != mine.group or not same_word(figure.unit, given.figure.unit):
                    continue
                its = head(given.fact.text, given.figure.span.start)
                if same_end(here, its) >= 2 or (not begun and len(its) > 1 and its[:2] in here):
                    return given, owner
        return None
