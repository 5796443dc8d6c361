"""Two levels and a change told of them, in whatever words: which is the base is asked of time, 由…到, and comparison.

Candidates are gathered from the numbers; what the words say decides whether they are meant to agree. Where they say
little, only what looks like a slip of the pen is held against the writer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from ..patterns import lazy
from .arithmetic_changes import NOT_PLAIN, judged, rate_of_increment, rate_on_base, times
from .arithmetic_items import Item, is_level
from .arithmetic_slips import likeness
from .arithmetic_terms import Relation, Term, step
from .arithmetic_wording import bare, part_of, same_matter, time_of, unlike_spans

_FROM = lazy("(?:由|从|自)[^，。；、]{0,20}$")
_TO = lazy("(?:到|至|为|成|达|降|升|增|变|减)$|^(?:到|至|达|[—-]+|→)")
_PLANNED = lazy("计划|预计|目标|力争|争取|拟|有望|明年|规划|任务|预期|指标|标准|上限|不超过|以内")
_UNFIT = lazy(f"{_PLANNED.pattern}|亏损|赤字|每$|第$|排名|位居")
_REAL = lazy("国内生产总值|GDP|生产总值|增加值|国民收入|总产值|国民生产|可比|不变价|名义|扣除")
_REACHED_PLAN = lazy("提前|实现|完成|达成|如期")
_RATIO = lazy("(?:是|为|相当于|达到?|到|至|约|近)[^，。；、]*(?:的|到|至)(?:近|约|整整)?$|^的$")
_OF_LAST_YEAR = lazy("同比|[比较][上去]年")
_OTHER_BASE = lazy("[年期月]初|[年月]末|年底|上月|上季")
_LAST_SPAN = lazy("上(?:个?月|季|期)")
_OVER_YEARS = lazy(r"[两二三四五六七八九十\d]年|累计|连续|以来")
_OF_WHICH = lazy("其中|分别|合计|共计|总计")
_SINCE = lazy("以来|自[^，。；]*起")
_OTHER_TIME = lazy(r"(?<![比较与同])(?:[一二三四]季度|\d月|上半年|下半年|(?:19|20)\d\d年)")
_LEADS_TO = lazy("^(?:左右)?[，,]?(?:至|到|达)")
_OPEN_CHANGE = Decimal("0.15")
_BEYOND = 50
_PER_CENT = ("percent", "points")


class Pair(NamedTuple):
    """A level with the one it is held against."""

    base: Item
    """What was."""
    level: Item
    """What is."""
    plain: bool
    """Whether the words say which is which."""


def levels(now: Sequence[Item], before: Sequence[Item]) -> Iterator[Relation]:
    """Yield what follows from every change of ``now`` that two levels carry, there or with one in ``before``."""
    for change in now:
        if not _tells_change(change) or NOT_PLAIN.search(change.lead + change.tail[:6]):
            continue
        pair = _pair(now, change)
        if pair is None:
            increment = _increment(now, change)
            if increment is not None:
                yield increment
                continue
            pair = _pair_across(now, before, change)
        if pair is not None and not _elsewhere(pair, change):
            relation = _told(pair, change)
            if relation is not None and (relation.holds or not _holds_otherwise(now, pair, change)):
                yield relation


def _holds_otherwise(now: Sequence[Item], pair: Pair, change: Item) -> bool:
    """Return whether the change comes out with another level: 发现20个，整改19个，比上年27个减少7个."""
    for other in now:
        if other in pair[:2] or not is_level(other) or other.group != pair.level.group:
            continue
        relation = _told(pair._replace(level=other), change)
        if relation is not None and relation.holds:
            return True
    return False


def _tells_change(item: Item) -> bool:
    unit = item.term.figure.unit
    if unit == "番" or (unit == "倍" and _RATIO.search(item.lead) is not None):
        return True
    return item.change is not None and item.group != "date"


def _pair(now: Sequence[Item], change: Item) -> Pair | None:
    """Return the two levels next to ``change`` that one matter joins, or None where words or numbers forbid it."""
    alike = _alike(now, change)
    if len(alike) > 2:
        alike = [item for item in alike if item.place < change.place][-2:]
    if len(alike) < 2:
        return None
    first, second = alike
    if _unfit(first) or _unfit(second) or "每" in second.lead or not _one_matter(now, first, second, change):
        return None
    pair = _roles(first, second)
    if pair is None or pair.plain:
        return pair
    between = now[first.place + 1 : second.place]
    apart = any(item.change for item in between) or _OF_WHICH.search(second.term.before)
    return None if apart else pair


def _alike(now: Sequence[Item], change: Item) -> list[Item]:
    """Return the levels of the kind that ``change`` can be told of and that stands nearest to it."""
    fitting = [item for item in now if is_level(item)]
    if change.group == "points":
        fitting = [item for item in fitting if item.group == "percent"]
    elif change.group not in ("percent", "multiple"):
        fitting = [item for item in fitting if item.group == change.group]
    if not fitting:
        return []
    nearest = min(fitting, key=lambda item: (abs(item.place - change.place), item.place > change.place))
    return [item for item in fitting if item.group == nearest.group]


def _unfit(level: Item) -> bool:
    """Return whether ``level`` is hedged, planned, a loss, or told of each one: nothing is reckoned with it."""
    return level.term.measure.loose or _UNFIT.search(level.lead) is not None


def _one_matter(now: Sequence[Item], first: Item, second: Item, change: Item) -> bool:
    """Return whether no clause among the three names a matter that those before it have not named."""
    trio = sorted((first, second, change), key=lambda item: item.place)
    known = "".join(item.term.before for item in now[: trio[0].place + 1]) + trio[0].tail
    # 以去年3.90亿元为基数，成交额…: what is compared comes first, and the matter behind it
    first_told = not any(is_level(item) for item in now[: trio[0].place])
    open_matter = (trio[0].compared and first_told) or (change.term.figure.unit == "番" and not bare(known))
    for item in now[trio[0].place + 1 : trio[2].place + 1]:
        if item not in trio and item.change is None and not item.compared:
            return False
        if "其中" in item.term.before or not (open_matter or _goes_on(item, known, first, change)):
            return False
        open_matter = open_matter and not bare(item.lead)
        known += item.lead + item.tail
    return not _is_planned(change)


def _goes_on(item: Item, known: str, first: Item, change: Item) -> bool:
    """Return whether ``item`` speaks of what is ``known``; behind a change that came first it must name nothing new."""
    if item.compared:
        return True
    unit = first.term.figure.unit
    if item is first and change.place < first.place:
        return not bare(item.lead, unit)
    return same_matter(known, item.lead, unit, closely=item is not change)


def _is_planned(change: Item) -> bool:
    said = change.lead + change.tail
    return _PLANNED.search(said) is not None and _REACHED_PLAN.search(said) is None


def _roles(first: Item, second: Item) -> Pair | None:
    """Return which of two levels is the base: by 由…到, time, comparison; else the first, which is only likely."""
    if _FROM.search(first.lead) and (_TO.search(second.lead) or first.time):
        return Pair(first, second, True)
    if _FROM.search(second.lead) and not _FROM.search(first.lead):
        return Pair(second, first, True)
    mine, theirs = first.time, second.time
    if mine and theirs and (mine.scale != theirs.scale or mine.rank == theirs.rank):
        parts = part_of(first.term.before), part_of(second.term.before)
        mine, theirs = parts if all(parts) else (mine, theirs)
    if mine and theirs and mine.scale == theirs.scale:
        if mine.rank == theirs.rank:
            return None
        return Pair(first, second, True) if mine.rank < theirs.rank else Pair(second, first, True)
    if second.compared or (theirs and theirs.rank < 0 and not first.compared):
        return Pair(second, first, True)
    if first.compared or (mine and mine.rank < 0):
        return Pair(first, second, True)
    return Pair(
        first, second, _TO.search(second.lead) is not None and _TO.search(first.lead) is None and not second.tail
    )


def _pair_across(now: Sequence[Item], before: Sequence[Item], change: Item) -> Pair | None:
    """Return the level of this clause group and the one of the group before it, both with their times."""
    mine = _alike(now, change)
    theirs = [item for item in before if is_level(item) and mine and item.group == mine[0].group]
    if len(mine) != 1 or len(theirs) != 1 or "其中" in mine[0].term.before:
        return None
    here, there = mine[0], theirs[0]
    known = there.term.before + there.term.after
    said = [item.lead for item in (here, change)]
    if not (here.time or there.time) or not all(same_matter(known, lead, here.term.figure.unit) for lead in said):
        return None
    if _unfit(here) or _unfit(there) or _is_planned(change) or (here.time and here.time.scale == "part"):
        return None
    pair = _roles(there, here)
    return pair if pair is not None and pair.plain and pair.base.time else None


def _elsewhere(pair: Pair, change: Item) -> bool:
    """Return whether the change is told of other years than lie between base and level, or at other prices."""
    base, said = pair.base, change.term.before
    if change.group == "percent" and _REAL.search(base.term.before + pair.level.term.before):
        return True
    if unlike_spans(base.term.before, pair.level.term.before):
        return True
    if _SINCE.search(said) or not _comparable(base.term, pair.level.term) or not _result_behind(pair, change):
        return True
    told = time_of(change.lead)
    part = base.time is not None and base.time.scale == "part"
    if change.place > max(pair.base.place, pair.level.place) and not part and _OTHER_TIME.search(said):
        return True
    if "环比" in said:
        if _LAST_SPAN.search(base.term.before):
            return False
        first, second = part_of(base.term.before), part_of(pair.level.term.before)
        return first is None or second is None or second.rank - first.rank != 1
    if base.time is None:
        return told is not None and told.rank != 0 and told.rank != -1
    yearly = base.time.rank == -1 if base.time.scale == "spoken" else base.time.scale == "year"
    if told is not None and told.scale == base.time.scale and told.rank not in (0, base.time.rank):
        return True
    if _OF_LAST_YEAR.search(said) and not yearly:
        return True
    if base.time.scale == "year" and pair.level.time and pair.level.time.rank - base.time.rank != 1:
        return _OF_LAST_YEAR.search(said) is not None
    return yearly and _OVER_YEARS.search(change.lead) is not None


def _comparable(base: Term, level: Term) -> bool:
    """Return whether two levels differ as printed, and not beyond what one matter does."""
    apart = base.high < level.low or level.high < base.low
    return apart and max(base.low, level.low) < min(base.high, level.high) * _BEYOND


def _result_behind(pair: Pair, change: Item) -> bool:
    """Return whether 从A增长r%至B has its level behind, if that is how the change is told."""
    if _LEADS_TO.match(change.tail) is None:
        return True
    told = _FROM.search(pair.base.lead) is not None or pair.base.compared
    return told and pair.level.place == change.place + 1 > pair.base.place + 1


def _told(pair: Pair, change: Item) -> Relation | None:
    base, level, term = pair.base.term, pair.level.term, change.term
    if term.figure.unit == "倍" and _RATIO.search(change.lead):
        return None if bare(change.lead) else _surely(times(base, level, term), pair, term)
    rising = level.low + level.high > base.low + base.high
    down = change.change == "down" or (change.change == "either" and not rising)
    if down == rising and bare(change.lead):
        # 进口由2.0亿元降至1.8亿元，进出口增长8%: it names what rises
        return None
    relation = judged(base, level, term, fell=down)
    if relation is None or (relation.kind == "points" and term.measure.group == "percent"):
        return relation
    if relation.kind == "points":
        return _surely(relation, pair, term)
    if not relation.holds and not pair.plain:
        turned = judged(level, base, term, fell=down)
        if turned is not None and (turned.holds or rising == down):
            return None
    return _surely(relation, pair, term)


def _surely(relation: Relation, pair: Pair, term: Term) -> Relation:
    """Return ``relation``, sure only where the words are plain or the number looks like a slip."""
    if relation.holds:
        return relation
    sure = pair.plain or _slipped(relation, pair, term)
    if term.measure.loose:
        sure = sure and relation.meant is not None and _far(relation.meant, term)
    return relation if sure else relation.doubted()


def _slipped(relation: Relation, pair: Pair, term: Term) -> bool:
    """Return whether ``term`` is a likely slip: a digit off, or reckoned over the new level."""
    base, level = pair.base.term, pair.level.term
    over_new = abs(level.low + level.high - base.low - base.high) / (level.low + level.high) * 100
    if term.measure.group == "percent" and term.low <= over_new <= term.high:
        return True
    middle = (term.low + term.high) / 2
    return relation.meant is not None and likeness(middle, relation.meant, step(term)) == "slip"


def _far(meant: Decimal, term: Term) -> bool:
    """Return whether what a hedged number says lies well off ``meant``."""
    room = abs(meant) * _OPEN_CHANGE
    return meant + room < term.low or term.high < meant - room


def _increment(now: Sequence[Item], rate: Item) -> Relation | None:
    """Return what follows from one level, what it gained, and the rate told of that."""
    if rate.group != "percent":
        return None
    gains = [item for item in now if item.change and item.group not in (*_PER_CENT, "multiple", "date")]
    gains = [item for item in gains if item.place < rate.place and item.change == rate.change]
    if not gains:
        return None
    gain = gains[-1]
    alike = [item for item in now if is_level(item) and item.group == gain.group]
    if len(alike) != 1 or gain.term.measure.loose or rate.place - min(gain.place, alike[0].place) != 2:
        return None
    level = alike[0]
    if _unfit(level) or not _one_matter(now, level, gain, rate):
        return None
    if _OF_LAST_YEAR.search(rate.lead) and _OTHER_BASE.search(gain.lead):
        return None
    if _FROM.search(level.lead) or _REAL.search(level.term.before) or NOT_PLAIN.search(gain.lead):
        return None
    if _OVER_YEARS.search(gain.lead + rate.lead):
        return None
    if level.compared or (level.time is not None and level.time.rank < 0):
        return rate_on_base(level.term, gain.term, rate.term) if level.compared else None
    if level.term.low <= gain.term.high:
        return None
    return rate_of_increment(level.term, gain.term, rate.term, down=rate.change == "down")
