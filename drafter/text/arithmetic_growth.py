"""Growth: 由A增加到B，增长r%; B，比上年增加C，增长r%; and whether what is said to rise does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..patterns import lazy
from .arithmetic_changes import NOT_PLAIN, rate, rate_of_increment
from .arithmetic_terms import DOWN, UP, Relation, Term, number, step, triples

FROM = lazy(r"(由|从)[^，。；、]{0,24}$")
TO = lazy(
    rf"^[^，。；、由从]{{0,8}}?({UP}|{DOWN}|达|跃升|发展)[^，。；、由从]{{0,8}}?(到|至|为|达)?[^，。；、由从]{{0,12}}$"
)
RATE = lazy(
    rf"^[，、,（(]?(?:同比|比上年|较上年|[一二三四五六七八九十两\d]+年间?|期间|累计|总共|共|即|净|总体)?({UP}|{DOWN})(?:了|幅度?达?|率?为)?$"
)
_LONG_AGO = lazy(r"[两二三四五六七八九十\d]年前")
_SINCE_LAST_YEAR = lazy("同比|[比较][上去]年")
_WENT_DOWN = lazy(f"({DOWN})")


def growth(terms: Sequence[Term]) -> Iterator[Relation]:
    """Yield 由A增加到B，增长r%: r must be B over A, less one, in some reading of the digits."""
    for first, second, third in triples(terms):
        if not (FROM.search(first.before) and TO.search(second.before)):
            continue
        if first.measure.group != second.measure.group or first.measure.group in ("percent", "date"):
            continue
        if third.measure.group not in ("percent", "multiple") or not RATE.search(third.before):
            continue
        if NOT_PLAIN.search(first.before + second.before + third.before + third.after[:6]):
            continue
        if _LONG_AGO.search(first.before) and _SINCE_LAST_YEAR.search(third.before):
            continue
        if first.low <= 0 or (third.figure.unit == "番"):
            continue
        down = bool(_WENT_DOWN.search(third.before))
        if down == (first.low < second.low):
            continue
        if third.measure.group == "percent":
            yield rate(first, second, third, fell=down)
        else:
            yield _multiple(first, second, third, down)
    yield from _increments(terms)


_RISES = lazy(r"^[^，。；、由从比]{0,10}?(增加|提高|增长|上升|扩大|上涨|提升|增至|升至|增到|跃升|攀升)")
_REACHED = lazy(r"(到|至|为)[^，。；、]{0,6}$")
_RANK = lazy(r"排名|排位|名次|位次|位居|位列|第$")
_FALLS = lazy(r"^[^，。；、由从比]{0,10}?(下降|减少|降低|下滑|压减|缩减|减至|降至|回落|压缩|缩短|降到|减到)")


def directions(terms: Sequence[Term]) -> Iterator[Relation]:
    """Yield 由A增加到B: B must be above A, and below it where the verb says so."""
    for first, second in pairwise(terms):
        if (
            not FROM.search(first.before)
            or first.measure.group in ("date", "ratio")
            or not _REACHED.search(second.before)
        ):
            continue
        if _RANK.search(first.before):
            continue
        up, down = _RISES.search(second.before), _FALLS.search(second.before)
        if first.measure.group != second.measure.group or (up is None) == (down is None):
            continue
        holds = first.low <= second.high if up else second.low <= first.high
        yield Relation(
            kind="growth",
            total=second.figure,
            parts=(first.figure,),
            holds=holds,
            sure=True,
            working=f"{first.figure.text}→{second.figure.text}，{'升' if first.low < second.low else '降'}",
            expected="",
        )


def _increments(terms: Sequence[Term]) -> Iterator[Relation]:
    """Yield B，比上年增加C，增长r%: r must be C over what B was before."""
    for level, change, third in triples(terms):
        if level.measure.group != change.measure.group or level.measure.group in ("percent", "date", "points"):
            continue
        if third.measure.group != "percent" or not (RATE.search(change.before) and RATE.search(third.before)):
            continue
        if NOT_PLAIN.search(level.before[-12:] + change.before + third.before + third.after[:6]):
            continue
        down = bool(_WENT_DOWN.search(change.before))
        if re.search(r"(比|较|由|从)[^，。；]*$", level.before):
            continue
        if down != bool(_WENT_DOWN.search(third.before)) or level.low <= change.high:
            continue
        yield rate_of_increment(level, change, third, down=down)


def _multiple(base: Term, result: Term, rate: Term, down: bool) -> Relation:
    bounds = sorted(
        ((r - b) / b * (-1 if down else 1)) for r in (result.low, result.high) for b in (base.low, base.high)
    )
    # 增长1.5倍 is at times said of a result 1.5 times the base: both readings count
    other = [bound + 1 for bound in bounds]
    holds = any(low[0] <= rate.high and rate.low <= low[-1] for low in (bounds, other))
    middle = ((result.low + result.high) / (base.low + base.high) - 1) * (-1 if down else 1)
    return Relation(
        kind="growth",
        total=rate.figure,
        parts=(base.figure, result.figure),
        holds=holds,
        sure=True,
        working=f"{base.figure.text}→{result.figure.text}，{'降' if down else '增'}{number(middle)}{rate.figure.unit}",
        expected=f"{number(middle.quantize(step(rate)))}{rate.figure.unit}",
    )
