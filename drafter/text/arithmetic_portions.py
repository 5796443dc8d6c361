"""A rate beside two counts, in whatever words: which is the part and which the whole, and whether the rate is theirs.

Any reading that comes out is believed (part of whole, what is missing, part of both together). Only where the words
join the three, or the gap is small, is a rate that comes out in none held against the writer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from ..patterns import lazy
from .arithmetic_items import Item, is_count, joined
from .arithmetic_terms import HUNDRED, Relation, Term, as_planned, number, step
from .arithmetic_wording import bare, of_those_due, same_matter

_RATE = lazy(
    r"(?P<name>[一-鿿]{1,10}?(?:率|度|面|比例|比重|占比|进度))(?:已经?|均|则|仅|只)?(?:达到?了?|为|是|有|到|提高到|降到|高达|约|约为)?$"
)
_OCCUPIES = lazy("占|(?:完成|达到?|相当于|实现|落实|等于|为)[^，。；、]*的$")
_NO_PORTION = lazy(
    "增长|利率|税率|汇率|费率|收益率|回报率|毛利率|负债率|杠杆|容积率|折旧率|通胀|失业率|死亡率|发病率|出生率|自然增|速度|增幅|降幅|"
    "同比|环比|上年|去年|提高|下降|上升|增加|减少|贡献率|准确率|利润率|概率|几率|湿度|浓度|温度|幅度|合同率|平均"
)
_ASKED = lazy("满意|知晓|认可|好评|安全感|幸福")
_GENERAL = lazy(
    "覆盖|普及|到位|完成|达标|建成|推广|通达|实现|占比|比例|比重|进度|参与|使用|完工|开工|惠及|应用|配备|整改|改造|落实|执行"
)
_WHOLE = lazy(
    "应|共|总|全|计划|任务|目标|预算|报名|发放|发出|受理|抽[检查样]|收到|列入|接|现有|登记|交办|以|按|对照|排查|发现|立案|检查"
)
_AMONG = lazy("^[^，。；]{0,10}(?:中|里|内|当中)|^[^，。；、]{0,10}(?:有|已)")
_ONE_OF = lazy("其中|^(?:已|实|有|中)")
_NOT_DONE = lazy("未|没有|尚|待|不|缺|欠|剩|余")
_NEGATIVE = lazy("未|不|缺|空|漏|欠|差|损|逾|弃|退")
_NOT_A_PORTION_OF = lazy(r"(?<![占同环])比[^，]*$|较|同期|(?:上年|去年)(?!结转|遗留|[转结留存])[^，\d]{0,6}$")
_COMMON = frozenset("率的度面为是有约已均例比重占进中和与各")
_WHOLE_BEHIND = lazy("^(?:即|共|应|总|全|计划|年度|年初|按|以|发放|抽|受理|收到|交办|累计应|任务|目标)|计划|任务|应")
_OF_NAMED = lazy("^(?:(?![占为达落]|完成|相当)[一-鿿]){0,8}的(?:比重|比例)?(?:为|达到?|约)?$")
_PORTION = lazy("(?:占(?:全部|总数|总量|总额|比|其|的)*|比重|比例|面|进度)(?:约?为|达到?|约)?")
_DUE = lazy("应|计划|任务|目标|预算|指标")
_HEDGED, _FRACTION = Decimal(5), Decimal("1.5")
_CLOSE = Decimal(12)
_FAR_BEHIND = 2


class Portion(NamedTuple):
    """A part and its whole, as far as numbers and words tell."""

    part: Item
    """The smaller, or what was done."""
    whole: Item
    """The greater, or what was due."""
    plain: bool
    """Whether the words say that the rate is theirs."""


def portions(now: Sequence[Item], before: Sequence[Item]) -> Iterator[Relation]:
    """Yield every rate of ``now`` that two counts of the group, or of the group before, make or are meant to."""
    for rate in now:
        if rate.group != "percent" or rate.change is not None or rate.compared or _NO_PORTION.search(rate.lead):
            continue
        if of_those_due(rate.lead, [item.tail for item in now]):
            continue
        if _RATE.search(rate.lead) is None and _OCCUPIES.search(_said_of(now, rate)) is None:
            continue
        counts = _around(now, rate)
        across = not counts
        if not counts and rate.place == 0 and before and before[-1].group != "percent":
            counts = [item for item in before[-_FAR_BEHIND:] if _fit(item)]
        nearest = counts[-1].group if counts else ""
        counts = [item for item in counts if item.group == nearest]
        if len(counts) < _FAR_BEHIND:
            continue
        found = _of_the_one_named(now, counts, rate)
        if found is None and not _OF_NAMED.search(rate.lead):
            found = _holding(counts, rate)
            portion = _portion(counts, rate) if found is None else None
            if portion is not None and (not across or (portion.plain and _stem(rate))):
                found = _held_against(portion, rate)
        if found is not None:
            yield found


def _of_the_one_named(now: Sequence[Item], counts: Sequence[Item], rate: Item) -> Relation | None:
    """Return P，占全县W个村的r%: the whole is the number named between 占 and the rate."""
    whole = now[rate.place - 1] if rate.place else rate
    if _OF_NAMED.search(rate.lead) is None or _OCCUPIES.search(whole.lead + "的") is None or whole not in counts:
        return None
    parts = [item for item in counts if item.place < whole.place]
    named = set(whole.lead) - _COMMON
    if not parts:
        return None
    for part in parts:
        if _within(*_share(part.term, whole.term), rate):
            return _relation(part.term, whole.term, rate.term, _share(part.term, whole.term), holds=True)
    part = max(parts, key=lambda item: (len(named & set(item.lead)) if len(parts) > 1 else 0, item.place))
    return _held_against(Portion(part, whole, True), rate)


def _said_of(now: Sequence[Item], rate: Item) -> str:
    """Return the words before ``rate``, those before the number it is 的 of included: 占全部640起的‖."""
    if _OF_NAMED.search(rate.lead) and rate.place:
        return now[rate.place - 1].lead + "的"
    return rate.lead


def _fit(item: Item) -> bool:
    return is_count(item) and not item.term.measure.loose and _NOT_A_PORTION_OF.search(item.lead) is None


def _around(now: Sequence[Item], rate: Item) -> list[Item]:
    """Return the counts that may make ``rate``: those before it, up to another rate; else those right behind it."""
    earlier: list[Item] = []
    for item in reversed(now[: rate.place]):
        if item.group == "percent" and item.change is None:
            break
        earlier.insert(0, item)
    counts = [item for item in earlier if _fit(item)]
    behind: list[Item] = []
    for item in now[rate.place + 1 : rate.place + 1 + _FAR_BEHIND]:
        if not _fit(item) or (behind and item.group != behind[0].group):
            break
        behind.append(item)
    opens = behind and _WHOLE_BEHIND.search(behind[0].lead) is not None
    if not counts:
        return behind if opens and len(behind) == _FAR_BEHIND else []
    if len(counts) == 1 and opens and behind[0].group == counts[0].group:
        return [counts[0], behind[0]]
    return counts


# -- readings that come out -------------------------------------------------------------------------------------------


def _holding(counts: Sequence[Item], rate: Item) -> Relation | None:
    """Return the first reading of any two counts that comes out as ``rate``, or None."""
    for one, other in combinations(reversed(counts), 2):
        for part, whole in ((one, other), (other, one)):
            share = _share(part.term, whole.term)
            readings = [share]
            if _NOT_DONE.search(part.lead + part.tail) or _NEGATIVE.search(rate.lead):
                readings.append((HUNDRED - share[1], HUNDRED - share[0]))
            if joined(part) or joined(whole) or _complement(part, whole) or _complement(whole, part):
                readings.append(_share(part.term, part.term, whole.term))
            others = [item.term for item in counts if item not in (part, whole)]
            readings.extend(_share(part.term, whole.term, other) for other in others)
            if any(_within(low, high, rate) for low, high in readings):
                return _relation(part.term, whole.term, rate.term, share, holds=True)
    return None


def _within(low: Decimal, high: Decimal, rate: Item) -> bool:
    # figures are cut off as well as rounded, and nobody is held to a third
    above, below = step(rate.term) / 2 if high - low < step(rate.term) else Decimal(0), Decimal(0)
    if rate.term.measure.loose or rate.term.figure.kind == "fraction":
        above = below = _HEDGED if rate.term.measure.loose else _FRACTION
    return low <= rate.term.high + above and rate.term.low - below <= high


def _share(part: Term, *wholes: Term) -> tuple[Decimal, Decimal]:
    """Return the least and the greatest share in hundredths that ``part`` can have of ``wholes`` together."""
    exact = [as_planned(whole) for whole in wholes]
    low, high = sum((w.low for w in exact), Decimal(0)), sum((w.high for w in exact), Decimal(0))
    return part.low / high * HUNDRED, part.high / low * HUNDRED


# -- the reading that is meant ----------------------------------------------------------------------------------------


def _portion(counts: Sequence[Item], rate: Item) -> Portion | None:
    """Return which count is the part of which, or None where the words leave it open."""
    stem = _stem(rate)
    sharing = [item for item in counts if stem & set(item.lead + item.tail)]
    if len(counts) > _FAR_BEHIND:
        return _of_several(counts, sharing, rate)
    first, second = counts
    whole, part = _sized(first, second)
    if joined(second) and not (_due(first) or _due(second) or _complement(first, second)):
        return None
    if whole is second and not _due(whole) and not _WHOLE.search(whole.lead) and not _complement(second, first):
        return None
    among = _AMONG.search(first.tail) is not None or _ONE_OF.search(second.lead) is not None
    if not stem:
        return Portion(part, whole, among) if _akin(whole, part, rate, among=among) else None
    if _NEGATIVE.search(rate.lead) and not _NEGATIVE.search(part.lead + part.tail):
        return None
    own = stem & set(part.lead + part.tail) - set(whole.lead + whole.tail)
    if own or (sharing and (_due(whole) or _complement(whole, part))):
        return Portion(part, whole, True)
    if among and not sharing and not _ASKED.search(rate.lead) and not bare(second.lead):
        return Portion(part, whole, False)
    if _ASKED.search(rate.lead) or not _GENERAL.search(rate.lead) or not (among or _WHOLE.search(whole.lead)):
        return None
    return None if sharing else Portion(part, whole, False)


def _of_several(counts: Sequence[Item], sharing: Sequence[Item], rate: Item) -> Portion | None:
    """Return the part that shares the rate's name, or is not what is left, and the whole by its own cue or place."""
    due = [item for item in counts if _due(item)]
    if len(due) == 1:
        rest = [item for item in counts if item is not due[0]]
        parts = [item for item in rest if item in sharing] or [item for item in rest if not _NOT_DONE.search(item.lead)]
        return Portion(parts[0], due[0], False) if len(parts) == 1 else None
    part = sharing[-1] if sharing else counts[-1]
    heads = [item for item in counts if item.place < part.place and not joined(item) and not _ONE_OF.search(item.lead)]
    if not heads or joined(part) or not (sharing or _akin(heads[-1], part, rate, among=False)):
        return None
    whole = heads[-1]
    if any(joined(item) for item in counts if whole.place < item.place < part.place):
        # 养老机构42家、医疗机构86家: neither is all
        return None
    return Portion(part, whole, bool(sharing)) if whole.term.low > part.term.high else None


def _stem(rate: Item) -> set[str]:
    """Return the letters that name ``rate``: 办, 结 of 按期办结率."""
    match = _RATE.search(rate.lead)
    return set(match["name"][:-1][-4:]) - _COMMON if match is not None and match["name"][-1] in "率度面" else set()


def _sized(first: Item, second: Item) -> tuple[Item, Item]:
    """Return whole and part: what was due or planned is the whole; else the greater."""
    due = [item for item in (first, second) if _due(item)]
    if len(due) == 1:
        return due[0], second if due[0] is first else first
    return (first, second) if first.term.low >= second.term.low else (second, first)


def _complement(first: Item, second: Item) -> bool:
    """Return whether both counts together are all: 达标102名，未达标18名."""
    return _NOT_DONE.search(second.lead) is not None and _NOT_DONE.search(first.lead) is None


def _due(item: Item) -> bool:
    """Return whether ``item`` is what was planned, due, or taken for the whole."""
    return _DUE.search(item.lead + item.tail) is not None


def _akin(whole: Item, part: Item, rate: Item, *, among: bool) -> bool:
    """Return whether 占比 of a part is of this whole: it is one of them, or both end in one word; and of no third."""
    left = bare(_PORTION.sub("", rate.lead))
    if left and not same_matter(part.lead + part.tail + whole.lead + whole.tail, left):
        return False
    if left and set(left) <= set(whole.lead):
        return True
    if set(left) & set(part.lead + part.tail) - set(whole.lead + whole.tail):
        return True
    name = bare(whole.lead)[-2:]
    if among or (len(name) == 2 and name in part.lead):
        return True
    return bool(set(name) & set(part.lead)) and _WHOLE.search(whole.lead) is not None


def _held_against(portion: Portion, rate: Item) -> Relation | None:
    part, whole, term = portion.part.term, portion.whole.term, rate.term
    low, high = _share(part, whole)
    if _complement(portion.whole, portion.part) and not _NEGATIVE.search(rate.lead):
        # 达标102名，未达标18名 are all; 48个里还有12个没有完工 are some of them
        either = portion.part.lead.endswith(portion.whole.lead[-2:])
        low, high = _share(whole, part, whole) if either else (HUNDRED - high, HUNDRED - low)
    middle = (low + high) / 2
    if middle > HUNDRED and not _due(portion.whole):
        return None
    gap = abs((term.low + term.high) / 2 - middle)
    if gap > _CLOSE and not portion.plain:
        return None
    return _relation(part, whole, term, (low, high), holds=False)


def _relation(part: Term, whole: Term, rate: Term, share: tuple[Decimal, Decimal], *, holds: bool) -> Relation:
    middle = (share[0] + share[1]) / 2
    return Relation(
        kind="share",
        total=rate.figure,
        parts=(part.figure, whole.figure),
        holds=holds,
        sure=True,
        working=f"{part.figure.text}与{whole.figure.text}相比为{number(middle)}%",
        expected=f"{number(middle.quantize(step(rate)))}%",
        meant=middle,
    )
