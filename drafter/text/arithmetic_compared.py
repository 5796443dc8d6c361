"""A level beside what it is compared with: 2023年A，2024年B，增长r%; 达68%，比平均63%高5%; 由A增加到B，实现翻番."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from ..model import Span
from ..patterns import lazy
from .arithmetic_changes import NOT_PLAIN, gap, judged, times
from .arithmetic_roles import CHANGE, base_and_level, fell
from .arithmetic_terms import STOP, Relation, Term, number, segments, triples

_YEAR = lazy(r"(?P<year>(?:19|20)\d\d)年(?:度|末|底|全年|上半年)?(?P<words>[^，。；、\d]{0,12})$")
_FILLER = lazy("(?:共|仅|只|完成|实现|达到|达|为|是|有|约)+$|^(?:共|全[市县区省镇]|我[市县区省镇局])")
_PLANNED = lazy("计划|预计|目标|力争|争取|将|拟|有望|明年|累计")
_LONGER = lazy("[两二三四五六七八九十]年|累计|年均")
_BESIDE = lazy(r"^[，,]?(?P<verb>比|较|与|超出|超过|高于|低于|高出|优于)[^，。；、]{1,14}$")
_HIGHER = lazy(
    r"^[）)]?(?:相比)?[，,]?(?P<verb>提高|提升|高出|高于|高|低于|低|超出|超|上升|下降|降低|减少|增加|回落|多|少)?了?(?:约|近)?$"
)
_DOUBLED = lazy(r"^[，,](?P<words>[^，。；、\d一二三四五六七八九十]{0,6}|[^，。；、]{0,2}年)(?:翻了?)(?P<unit>番|倍)")
_TIMES = lazy("^(?:人次?|件|元)?的(?:近|约)?$")
_IS = lazy("(?:是|为|相当于)(?:上年|去年|前年|同期|原来|上年同期|去年同期)[^，。；、]{0,6}$")


def compared(terms: Sequence[Term]) -> Iterator[Relation]:
    """Yield what follows from a level and what stands beside it, both as told."""
    yield from _by_years(terms)
    yield from _beside(terms)
    yield from _doubled(terms)
    yield from _times(terms)


def _by_years(terms: Sequence[Term]) -> Iterator[Relation]:
    """Yield 2023年A，2024年B，增长r%: the year says which is the base."""
    for base, level, term in triples(terms):
        if base.measure.group != level.measure.group or base.measure.group in ("date", "points", "multiple"):
            continue
        verb = CHANGE.search(term.before)
        if verb is None or not _year_after(base.before, level.before) or STOP.search(level.before + term.before):
            continue
        said = base.before + level.before + term.before
        if NOT_PLAIN.search(said + term.after[:6]) or _PLANNED.search(said) or _LONGER.search(term.before):
            continue
        if base.low > 0 and not (base.measure.loose or level.measure.loose):
            relation = judged(base, level, term, fell=fell(verb))
            if relation is not None:
                yield relation


def _year_after(earlier: str, later: str) -> bool:
    """Return whether both count one thing, the second a year after the first."""
    first, second = _YEAR.search(earlier), _YEAR.search(later)
    if first is None or second is None or int(second["year"]) - int(first["year"]) != 1:
        return False
    left, right = (_FILLER.sub("", _FILLER.sub("", match["words"])) for match in (first, second))
    return left.startswith(right) or left.endswith(right)


def _beside(terms: Sequence[Term]) -> Iterator[Relation]:
    """Yield 达68%，比平均水平63%高出5%: the gap of two rates is told in points."""
    for level, base, term in triples(terms):
        if level.measure.group != "percent" or base.measure.group != "percent":
            continue
        if term.measure.group not in ("percent", "points") or base.measure.loose or level.measure.loose:
            continue
        beside, higher = _BESIDE.search(base.before), _HIGHER.search(term.before)
        if beside is None or higher is None:
            continue
        # 超出目标值（95%）3.2%: the verb stands before; 比目标值95%…3.2% says nothing
        if higher["verb"] is None and beside["verb"] in ("比", "较", "与"):
            continue
        relation = gap(base, level, term)
        if relation is not None:
            yield relation


def _doubled(terms: Sequence[Term]) -> Iterator[Relation]:
    """Yield 由A增加到B，实现翻番, which has no number of its own."""
    for group in segments(terms):
        found = base_and_level(group)
        if found is None:
            continue
        base, level = found
        last = max(base, level, key=lambda term: term.figure.span)
        match = _DOUBLED.search(last.after)
        if match is None or _PLANNED.search(match["words"]) or base.measure.group in ("percent", "date"):
            continue
        start = last.figure.span.end + match.start("unit")
        word = dataclasses.replace(level.figure, span=Span(start=start, end=start + 1), text=match["unit"])
        middle = (level.low + level.high) / (base.low + base.high)
        yield Relation(
            kind="multiple",
            total=word,
            parts=(base.figure, level.figure),
            # said of about twice as much; nobody is held to the digit
            holds=Decimal("1.9") <= middle < 3,
            sure=True,
            working=f"{level.figure.text}是{base.figure.text}的{number(middle)}倍",
            expected="",
        )


def _times(terms: Sequence[Term]) -> Iterator[Relation]:
    """Yield B，是上年A的n倍."""
    for (level, base), term in zip(pairwise(terms), terms[2:], strict=False):
        if term.figure.unit != "倍" or level.measure.group != base.measure.group or base.low <= 0:
            continue
        if not (_IS.search(base.before) and _TIMES.search(term.before)) or base.measure.loose or level.measure.loose:
            continue
        yield times(base, level, term)
