"""Lists that say how many items they have, or give one number each: 两类合计N, 分别为A、B，共N; a part above all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from ..patterns import lazy
from .arithmetic_adding import adds_up, statement
from .arithmetic_sums import COMPARED
from .arithmetic_terms import LONGEST, STOP, Relation, Term, without_dates

_KINDS = frozenset(["类", "项", "种", "个", "者", "方面", "部分", "款", "级", "批", "家", "处", "块", "笔", "组", "档"])
_COUNTED = lazy(
    r"^[^，。；：、]{0,8}?(?:合计|共计|总计|合并|相加|加起来|之和|总和|总数|共)(?:共)?[^，。；：、\d]{0,6}$"
)
_OPENS = lazy(r"(?:^|[，,；;。：:（(])(?:以上|上述|这|前述|前|该)?$")
_ABOVE = lazy(r"(?:以上|上述|前述|这)[两二三四五六七八九十\d]{1,2}(?:类|项|种|个|者|方面|部分|款)")
_NOT_IN_LIST = lazy("其中|同比|上年|去年|比|较|增|减|均|每")
_EACH = lazy(r"分别[^，。；、：]{0,10}$")
_NEXT = frozenset(["、", "和", "与", "及", "以及", "，"])
_IN_ALL = lazy(
    r"^[，,；]?(?P<when>全年|上半年|四个季度|前三季度|一年)?[^，。；、比较增减]{0,6}"
    r"(?:合计|共计|总计|一共|总共|共|总数|总量|总额|累计)(?:[^，。；、比较增减]{0,6})$"
)
_SO_FAR = lazy("累计")
_ONE_OF_WHICH = lazy(
    r"^[，,（(]其中[：:，]?(?!.*(?:新|累计|[同上去今当本]|均|每|比|较|增|减|带动|覆盖|惠及))[^，。；、]{1,10}$"
)
_PER_CENT = ("percent", "points")


def lists(terms: Sequence[Term]) -> Iterator[Relation]:
    """Yield every total of a list of told length in one sentence, and every part that is more than its whole."""
    for place, total in enumerate(terms):
        if total.measure.group in ("date", "points", "multiple"):
            continue
        size = _told_size(terms, place)
        if size and place - 1 >= size:
            yield from _counted(terms[: place - 1], size, total)
        yield from _each(terms, place)
    yield from _parts_above_all(terms)


def lists_above(text: str, sentences: Iterable[Sequence[Term]]) -> Iterator[Relation]:
    """Yield every total that opens one of ``sentences`` and counts the items of the one before: 以上三类合计330件."""
    if _ABOVE.search(text) is None:
        return
    above: list[Term] = []
    end = -1
    for terms in sentences:
        numbers = [*without_dates(terms)]
        if len(numbers) > 1 and _ABOVE.match(numbers[0].before + numbers[0].figure.text):
            size = _told_size(numbers, 1)
            close = numbers[0].figure.span.start - end < _NEAR
            if size and close and len(above) >= size:
                yield from _counted(above, size, numbers[1])
        above, end = numbers, numbers[-1].figure.span.end if numbers else -1


_NEAR = 40


def _told_size(terms: Sequence[Term], place: int) -> int:
    """Return how many items the number at ``place`` says it sums up, or 0."""
    if not place:
        return 0
    teller, total = terms[place - 1], terms[place]
    if teller.figure.unit not in _KINDS or not _OPENS.search(teller.before) or not _COUNTED.search(total.before):
        return 0
    return int(teller.low) if 2 <= teller.low == teller.high <= 9 else 0


def _counted(before: Sequence[Term], size: int, total: Term) -> Iterator[Relation]:
    parts = before[-size:]
    said = "".join(part.before for part in parts)
    # 户籍人口中，城镇占46.2%: shares and counts never make one list
    if any(part.measure.group != total.measure.group or part.measure.loose for part in parts):
        return
    if not any(map(STOP.search, (part.before for part in parts[1:]))) and not _NOT_IN_LIST.search(said):
        yield _sum(total, parts)


def _each(terms: Sequence[Term], place: int) -> Iterator[Relation]:
    """Yield 分别为A、B、C，总数N."""
    total = terms[place]
    told = _IN_ALL.search(total.before)
    if told is None or total.measure.group in _PER_CENT or total.measure.loose:
        return
    parts: list[Term] = []
    for part in reversed(terms[max(0, place - LONGEST) : place]):
        if part.measure.group != total.measure.group or part.measure.loose:
            return
        parts.insert(0, part)
        if part.before not in _NEXT:
            break
    if len(parts) < 2 or not _EACH.search(parts[0].before) or _NOT_IN_LIST.search(parts[0].before):
        return
    relation = _sum(total, parts)
    # what was done so far may be more than what the list tells
    if told["when"] or not _SO_FAR.search(total.before) or sum(p.low for p in parts) > total.high:
        yield relation


def _parts_above_all(terms: Sequence[Term]) -> Iterator[Relation]:
    """Yield N个，其中A a个 where a alone is more than N."""
    for whole, part in pairwise(terms):
        if whole.figure.unit != part.figure.unit or whole.measure.group in (*_PER_CENT, "date", "multiple"):
            continue
        if not _ONE_OF_WHICH.search(part.before) or COMPARED.search(whole.before) or whole.measure.loose:
            continue
        if part.low > whole.high and not part.measure.loose and not _NOT_IN_LIST.search(whole.before):
            yield _sum(whole, [part])


def _sum(total: Term, parts: Sequence[Term]) -> Relation:
    holds = adds_up(total, parts) if len(parts) > 1 else parts[0].low <= total.high
    return statement(total, parts, holds=holds, sure=True)
