"""A total and a list beside it, in whatever words: how surely it must be complete, and how like a slip the gap looks.

Lists are gathered from the numbers, before and behind; the words say whether a list is whole (其余, 两项合计, 男女),
may be (其中, a colon, a count of kinds) or only looks so. The less they say, the more the gap must look like a slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from ..patterns import lazy
from .arithmetic_adding import adds_up, statement, total_of
from .arithmetic_items import Item, is_count, joined
from .arithmetic_partitions import complete
from .arithmetic_slips import likeness
from .arithmetic_terms import Relation, Term

Bond = Literal["whole", "told", "listed", "loose"]
"""How surely a list makes its total."""

_SURE = lazy(
    "合计|共计|总计|一共|总共|加起来|加在一起|加总|相加|总和|之和|合起来|汇总|合并|(?:[两二三四五六七八九]|以上|上述|几)[项者类种笔块处][^，]*$"
)
_LIKELY = lazy("共|总(?![体书会结理局站公工部经统督])|全部|全[市县区局院校镇省系]|上半年|全年|[一二三四]季度|计$")
_SO_FAR = lazy("累计|历年|以来")
_SUMS_UP = lazy(f"{_SURE.pattern}|{_LIKELY.pattern}|{_SO_FAR.pattern}|^[两二三四五六七八九]")
_ABOVE = lazy(
    "^(?:以上|上述|这|前述|合计|共计|总计|一共|总共|加起来|[两二三四五六七八九\\d][项类者种个大方笔部处家级])"
)
_HEAD = lazy(
    "共|总|受理|收到|接[收受报到待]|现有|任务|安排|交办|应|全[市县区局院校镇省系年]|登记|征集|筹[集措]|分为|下辖|排查|检查|投入|建成"
)
_CLOSES = lazy("^(?:其他|其它|其余|剩余|余下|剩下)|其他$")
_GOES_ON = lazy("^(?:另有|另外|还有|尚有|尚余|还剩|仍有)")
_NOTHING_ELSE = lazy("仅此|没有其他|无其他|别无|为零|均为0|[由以][^，。]*(?:构成|组成)")
_LISTS = lazy("其中|分别|依次|分为|分成|包括|包含|涵盖|构成|组成|来自|[：:（(]|分[两二三四五六七八九]|细分")
_PLANNED = lazy("力争|计划|目标|预计|拟|将|争取|低于|高于|超过|超出|相当于|多于|少于|不足")
_OVERLAP = lazy(
    "女(?![^，。]*男)|少数民族|岁|学历|年轻|同比|首次|重点|以上|以下|比|较|每|均|累计|计划|目标|上年|去年|此前|其中|[低高多少]于|超"
    "|最[高大低小多]|党员|惠及|覆盖|带动|获|占"
)
_OPEN_LIST = lazy("主要|突出|代表|例如|比如|尤其|特别|最多|为主|包括但|不乏|等$|[约近] ?$")
_NAMES = lazy("以及|[与和及、]")
_EACH = lazy("(?:各|均为|都是|各为|各有|各占)$")
_WORK = lazy("[一-鿿]{2}(?:提升|扩容)$")
_OTHER_UNIT = lazy("^[（(](?P<unit>[一-鿿]{1,2})[）)]")
# 三站出车3227次: so many were listed
_TOLD = lazy("^[两二三四五六七八九](?=[站院所校县区镇乡村样地家处方队社厂线局季期批组科室馆园矿路段个类项种笔块者])")
_NUMBERS = "〇一二三四五六七八九"
_COMMON = frozenset("的共有为是达完成现年全新")
_LIKE_TOTAL = (Decimal("0.5"), Decimal("1.6"))
_A_LITTLE = Decimal("0.03")
_TELLING = 20
_THOUSAND = 1000
_ALL_TOLD = lazy("分为|分成|构成|组成|分别|依次|[：:]|分[两二三四五六七八九]")


class Listing(NamedTuple):
    """Numbers that may make a total."""

    items: tuple[Item, ...]
    """The parts."""
    times: tuple[int, ...]
    """How often each counts: 甲、乙各3处 counts twice."""

    @property
    def terms(self) -> list[Term]:
        """The parts as numbers."""
        return [item.term for item in self.items]

    def cut(self, first: int, last: int) -> Listing:
        """Return the parts from ``first`` up to ``last``."""
        return Listing(self.items[first:last], self.times[first:last])

    def makes(self, total: Item) -> bool:
        """Return whether the parts add up to ``total``."""
        return adds_up(total.term, self.terms, self.times)

    def leading(self, total: Item) -> Listing | None:
        """Return the most of the parts, from the first on, that add up to ``total``; two at least."""
        fits = [size for size in _sizes_near(total, self.items, self.times) if self.cut(0, size).makes(total)]
        return self.cut(0, fits[-1]) if fits else None

    def trailing(self, total: Item) -> Listing | None:
        """Return the most of the parts, up to the last, that add up to ``total``; two at least."""
        last = len(self.items)
        sizes = _sizes_near(total, self.items[::-1], self.times[::-1])
        fits = [size for size in sizes if self.cut(last - size, last).makes(total)]
        return self.cut(last - fits[-1], last) if fits else None

    def told(self, total: Item, *, holds: bool) -> Relation:
        """Return the statement that they do."""
        return statement(total.term, self.terms, self.times, holds=holds, sure=True)

    def labels(self) -> list[str]:
        """Return what each part is called."""
        return [_label(item) for item in self.items]


def _sizes_near(total: Item, items: Sequence[Item], times: Sequence[int]) -> Iterator[int]:
    """Yield how many of ``items``, two at least, can make ``total`` at all: one running sum tells it of every size."""
    low = high = Decimal(0)
    for size, (item, often) in enumerate(zip(items, times, strict=True), start=1):
        low, high = low + item.term.low * often, high + item.term.high * often
        if size > 1 and low <= total.term.high and total.term.low <= high:
            yield size


def totals(now: Sequence[Item], before: Sequence[Item]) -> Iterator[Relation]:
    """Yield every count of ``now`` with a list that makes it or is meant to; one before it may stand in ``before``."""
    for total in now:
        if not is_count(total) or total.term.measure.loose or total.compared or total.tail == "的":
            continue
        found = _behind(now, total) or _ahead(now, before, total)
        if found is not None:
            yield found


# -- the total first -------------------------------------------------------------------------------------------------


def _behind(now: Sequence[Item], total: Item) -> Relation | None:
    """Return N个：A a个、B b个、其余c个."""
    rest = now[total.place + 1 :]
    if len(rest) < 2:
        return None
    opening = next((at for at, item in enumerate(rest) if "其中" in item.term.before), 0)
    parts = _listing(rest[opening:], total)
    if len(parts.items) < 2 or joined(parts.items[0]):
        return None
    making = parts.leading(total)
    if making is not None:
        return making.told(total, holds=True)
    if any(item.group == total.group for item in rest[:opening]) or _belongs_elsewhere(now, total, parts):
        return None
    bond = _bond_behind(total, parts)
    if bond is None or _unlike_parts(total, parts):
        return None
    return parts.told(total, holds=False) if _accused(total, parts, bond, may_stop_short=True) else None


def _belongs_elsewhere(now: Sequence[Item], total: Item, parts: Listing) -> bool:
    """Return whether ``total`` is itself a part, or its list makes another number, or goes on in other units."""
    if any("其中" in item.term.before for item in now[: total.place + 1]) or joined(total):
        return True
    low, high = total_of(parts.terms, parts.times)
    near = (item for item in now[: total.place] if low <= item.term.high and item.term.low <= high)
    if any(item.group == total.group and parts.makes(item) for item in near):
        return True
    if total.place and now[total.place - 1].group == total.group and not _LISTS.search(parts.items[0].term.before):
        return True
    last = parts.items[-1].place
    return last + 1 < len(now) and joined(now[last + 1])


def _bond_behind(total: Item, parts: Listing) -> Bond | None:
    said = total.tail + parts.items[0].term.before
    labels = parts.labels()
    if _PLANNED.search(said):
        return None
    listed, heads = _LISTS.search(said) is not None, _HEAD.search(total.lead) is not None
    if not listed and not heads and any(label[-2:] == total.lead[-2:] for label in labels):
        # 基本建设投资…，技术改造投资…，其他投资…: all are of one rank
        return None
    if any("新增" in label for label in labels) and "新增" not in total.lead:
        return None
    if complete(labels) or _CLOSES.search(labels[-1]) or _NOTHING_ELSE.search(said + parts.items[-1].term.after):
        return "whole"
    if listed or _GOES_ON.search(labels[-1]):
        return "told" if _ALL_TOLD.search(said) else "listed"
    if total.tail or not all(labels):
        return None
    akin = set(total.lead[-5:]) - _COMMON
    # three in a row that nearly make the first, or two that make thousands but for a slip, do so by design
    many = len(labels) > 2 or _middle(total.term) >= _step(total.term) * _THOUSAND
    return "loose" if heads or many or any(akin & set(label) for label in labels) else None


def _unlike_parts(total: Item, parts: Listing) -> bool:
    """Return whether the names of the parts overlap, or their list is open."""
    labels = parts.labels()
    open_list = any(_OPEN_LIST.search(words) for words in (*(item.lead for item in parts.items), total.tail))
    if complete(labels):
        labels = []
    nested = any("其中" in item.term.before for item in parts.items[1:])
    if any(_PLANNED.search(item.term.before) for item in (*parts.items, total)):
        return True
    same = any(item.term.low == total.term.low for item in parts.items)
    open_list = open_list or parts.items[-1].term.after.startswith("等")
    return nested or same or open_list or any(map(_OVERLAP.search, labels))


# -- the parts first -------------------------------------------------------------------------------------------------


def _ahead(now: Sequence[Item], before: Sequence[Item], total: Item) -> Relation | None:
    """Return A a个、B b个，合计N个."""
    if _SUMS_UP.search(total.lead) is None:
        return None
    sure, likely = _SURE.search(total.lead) is not None, _LIKELY.search(total.lead) is not None
    told = _TOLD.match(total.lead)
    if not told and not sure and not likely and not _SO_FAR.search(total.lead):
        return None
    earlier = [item for item in now[: total.place] if not _tells_size(item, total)]
    above = not earlier and _ABOVE.search(now[0].lead + now[0].term.figure.text) is not None
    parts = _listing((before if above else earlier)[::-1], total, backwards=True)
    sure = sure or (told is not None and _NUMBERS.index(told[0].replace("两", "二")) == len(parts.items))
    if len(parts.items) < 2 or not (sure or likely or _SO_FAR.search(total.lead)):
        return None
    own = [at for at, item in enumerate(parts.items) if "其中" not in item.lead]
    plain = Listing(tuple(parts.items[at] for at in own), tuple(parts.times[at] for at in own))
    for reading in (parts, plain):
        making = reading.trailing(total)
        if making is not None:
            return making.told(total, holds=True)
    if len(own) < len(parts.items) or _unlike_parts(total, parts):
        return None
    if _SO_FAR.search(total.lead + "".join(parts.labels())) and _likeness(total, parts) != "slip":
        return None
    pure = len(parts.items) == len(earlier) and len(earlier) > 2
    bond: Bond = "whole" if sure or complete(parts.labels()) else "listed" if pure else "loose"
    return parts.told(total, holds=False) if _accused(total, parts, bond) else None


def _tells_size(item: Item, total: Item) -> bool:
    """Return whether ``item`` counts what the clause of ``total`` sums up: 四个片区加起来14处."""
    return item.place == total.place - 1 and item.group != total.group and "，" not in total.term.before


# -- both ------------------------------------------------------------------------------------------------------------


def _listing(items: Sequence[Item], total: Item, *, backwards: bool = False) -> Listing:
    """Return the leading ``items`` of the total's kind in reading order, the shares told of them left out."""
    parts: list[Item] = []
    groups = {total.group}
    if (other := _OTHER_UNIT.match(total.term.after)) is not None:
        groups.add(f"count:{other['unit']}")
    for item in items:
        if item.group == "percent" and item.change is None and "占" in item.lead:
            continue
        item = _as_work(item)
        if item.group not in groups or not is_count(item) or item.term.measure.loose or item.compared:
            break
        sums_up = _SURE.search(item.lead) is not None
        if sums_up or (parts and not backwards and _LIKELY.match(item.lead)):
            break
        parts.append(item)
    if backwards:
        parts.reverse()
    return Listing(tuple(parts), tuple(map(_times, parts)))


def _as_work(item: Item) -> Item:
    """Return ``item`` as a part where its verb names a kind of work: 改造提升1.8万亩 changes nothing."""
    return item._replace(change=None) if item.change is not None and _WORK.search(item.lead) else item


def _times(item: Item) -> int:
    if not _EACH.search(item.lead):
        return 1
    return max(1, len([name for name in _NAMES.split(item.term.before.strip("，、；。和与及")) if name]))


def _label(item: Item) -> str:
    return re.sub("^(?:其中|目前|现有|已有|今年|全年|加上|再加上|同|和|与|及)+", "", item.lead)


def _likeness(total: Item, parts: Listing) -> str:
    low, high = total_of(parts.terms, parts.times)
    return likeness(_middle(total.term), (low + high) / 2, _step(total.term))


def _accused(total: Item, parts: Listing, bond: Bond, *, may_stop_short: bool = False) -> bool:
    """Return whether the gap counts against the writer, given how surely the list is all there is."""
    middle, (low, high) = _middle(total.term), total_of(parts.terms, parts.times)
    made = (low + high) / 2
    if not _LIKE_TOTAL[0] * middle <= made <= _LIKE_TOTAL[1] * middle:
        return False
    if bond == "whole":
        return True
    gap, step = abs(made - middle), _step(total.term)
    if middle < step * _TELLING:
        return False
    like = _likeness(total, parts)
    if bond == "told":
        return like != "apart"
    if made < middle and may_stop_short:
        # a list that leaves out a little is no error, one that misses by one or a trifle hardly is a list with gaps
        return like == "slip" and (gap <= step or gap <= middle * _A_LITTLE)
    return like == "slip" or (like == "close" and (bond == "listed" or made > middle))


def _middle(term: Term) -> Decimal:
    return (term.low + term.high) / 2


def _step(term: Term) -> Decimal:
    """Return what the last digit printed is worth in the base unit."""
    return term.high - term.low or Decimal(1)
