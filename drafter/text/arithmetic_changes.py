"""What two levels make of a change: its rate, its difference, its points, its multiple; and what a gain makes."""

from __future__ import annotations

import re
from decimal import Decimal

from ..patterns import lazy
from .arithmetic_terms import HUNDRED, Relation, Term, number, step

NOT_PLAIN = lazy(
    r"年均|平均|每年|可比|实际|不变价|名义|递增|分别|左右|扣除|国内生产总值|GDP|生产总值|增加值|国民收入|总产值|国民生产"
)
"""Words of changes that do not follow from the levels beside them."""
_PER_CENT = ("percent", "points")
_AT_HUNDRED = (Decimal("99.9"), Decimal("100.1"))
_TRIFLE = Decimal("1e-9")
_DOUBLED = (Decimal("0.95"), Decimal("1.4"))


def judged(base: Term, level: Term, term: Term, *, fell: bool) -> Relation | None:
    """Return what ``term``, the change from ``base`` to ``level``, claims; None where it is of another kind."""
    if base.measure.group in _PER_CENT:
        return gap(base, level, term) if term.measure.group in _PER_CENT else None
    if term.figure.unit in ("倍", "番"):
        return _multiple(base, level, term) if not fell else None
    if term.measure.group == base.measure.group:
        return _difference(base, level, term, fell=fell)
    return rate(base, level, term, fell=fell) if term.measure.group == "percent" else None


def _difference(base: Term, level: Term, term: Term, *, fell: bool) -> Relation:
    sign = -1 if fell else 1
    low, high = sorted((sign * (level.low - base.high), sign * (level.high - base.low)))
    # minutes are no finite part of a day
    low, high = low - abs(low) * _TRIFLE, high + abs(high) * _TRIFLE
    middle = sign * (level.low + level.high - base.low - base.high) / 2
    return Relation(
        kind="growth",
        total=term.figure,
        parts=(base.figure, level.figure),
        holds=low <= term.high and term.low <= high,
        sure=True,
        working=f"{level.figure.text}−{base.figure.text}={number(sign * middle)}{_unit(level)}",
        expected=f"{number(middle)}{_unit(level)}" if middle > 0 else "",
        meant=middle,
    )


def rate(base: Term, level: Term, term: Term, *, fell: bool) -> Relation:
    """Return 由A增加到B，增长r%."""
    sign = -1 if fell else 1
    ends = sorted(sign * (b - a) / a * HUNDRED for a in (base.low, base.high) for b in (level.low, level.high))
    middle = sign * ((level.low + level.high) / (base.low + base.high) - 1) * HUNDRED
    return Relation(
        kind="growth",
        total=term.figure,
        parts=(base.figure, level.figure),
        holds=ends[0] <= term.high and term.low <= ends[-1] and not _over_the_new(base, level, term, middle),
        sure=True,
        working=f"{base.figure.text}→{level.figure.text}，{'增' if sign * middle > 0 else '降'}{number(abs(middle))}%",
        expected=f"{number(middle.quantize(step(term)))}%" if middle > 0 else "",
        meant=middle,
    )


def gap(base: Term, level: Term, term: Term) -> Relation | None:
    """Return the gap of two rates: points, whatever it is called; None for a percentage that is not their gap."""
    ends = [abs(b - a) for a in (base.low, base.high) for b in (level.low, level.high)]
    is_gap = min(ends) <= term.high and term.low <= max(ends)
    middle = abs(level.low + level.high - base.low - base.high) / 2
    if term.measure.group == "percent" and _AT_HUNDRED[0] < base.high < _AT_HUNDRED[1]:
        # down from 100% by 7 points is down by 7%
        return None
    # from 95% to 98% is 3 points, and 3.2%: only the gap as printed is one
    if term.measure.group == "percent" and not term.low <= middle <= term.high:
        return None
    return Relation(
        kind="points",
        total=term.figure,
        parts=(base.figure, level.figure),
        holds=term.measure.group == "points" and is_gap,
        sure=True,
        working=f"{level.figure.text}与{base.figure.text}相差{number(middle)}个百分点",
        expected=f"{number(middle)}个百分点",
        meant=middle,
    )


def _multiple(base: Term, level: Term, term: Term) -> Relation:
    """Return 翻n番 (2ⁿ times the base) and 增长n倍 (n more of the base), neither of which is n times the base."""
    doubled = term.figure.unit == "番"
    ratio = sorted(b / a for a in (base.low, base.high) for b in (level.low, level.high))
    # said of about as much, and of more: nobody is held to the digit of a doubling
    low, high = [2 ** int(term.low) * room for room in _DOUBLED] if doubled else (term.low + 1, term.high + 1)
    middle = (level.low + level.high) / (base.low + base.high)
    return Relation(
        kind="multiple",
        total=term.figure,
        parts=(base.figure, level.figure),
        holds=ratio[0] <= high and low <= ratio[-1] and (doubled or not _taken_for_all(middle, term)),
        sure=doubled or not term.measure.loose,
        working=f"{level.figure.text}是{base.figure.text}的{number(middle)}倍",
        expected="" if doubled else f"{number(middle - 1)}倍",
        meant=None if doubled else middle - 1,
    )


def _over_the_new(base: Term, level: Term, term: Term, middle: Decimal) -> bool:
    """Return whether round levels give one rate exactly, and the one printed is exactly theirs over the new level."""
    told, place = (term.low + term.high) / 2, step(term)
    turned = abs(middle) * (base.low + base.high) / (level.low + level.high)
    exact = [value == value.quantize(place) for value in (middle, turned)]
    return all(exact) and told == turned and told != middle


def _taken_for_all(ratio: Decimal, term: Term) -> bool:
    """Return whether a change of n times is told of what is n times as much."""
    told = (term.low + term.high) / 2
    return not term.measure.loose and 1 < told < 10 and abs(ratio - told) * 50 < told


def times(base: Term, level: Term, term: Term) -> Relation:
    """Return B，是上年A的n倍."""
    middle = (level.low + level.high) / (base.low + base.high)
    return Relation(
        kind="multiple",
        total=term.figure,
        parts=(base.figure, level.figure),
        holds=level.low / base.high <= term.high and term.low <= level.high / base.low,
        sure=not term.measure.loose,
        working=f"{level.figure.text}是{base.figure.text}的{number(middle)}倍",
        expected=f"{number(middle)}倍",
        meant=middle,
    )


def rate_of_increment(level: Term, change: Term, rate: Term, *, down: bool) -> Relation:
    """Return B，比上年增加C，增长r%: r must be C over what B was before."""
    sign = -1 if down else 1
    ends = [c / (b - sign * c) * HUNDRED for c in (change.low, change.high) for b in (level.low, level.high)]
    middle = (change.low + change.high) / (level.low + level.high - sign * (change.low + change.high)) * HUNDRED
    before = f"{level.figure.text}{'+' if down else '−'}{change.figure.text}"
    return Relation(
        kind="growth",
        total=rate.figure,
        parts=(level.figure, change.figure),
        holds=min(ends) <= rate.high and rate.low <= max(ends),
        sure=True,
        working=f"{change.figure.text}÷（{before}）={number(middle)}%",
        expected=f"{number(middle.quantize(step(rate)))}%",
        meant=middle,
    )


def rate_on_base(base: Term, change: Term, rate: Term) -> Relation:
    """Return 比上年的A增加C，增长r%: r must be C over A."""
    ends = [c / b * HUNDRED for c in (change.low, change.high) for b in (base.low, base.high)]
    middle = (change.low + change.high) / (base.low + base.high) * HUNDRED
    return Relation(
        kind="growth",
        total=rate.figure,
        parts=(base.figure, change.figure),
        holds=min(ends) <= rate.high and rate.low <= max(ends),
        sure=True,
        working=f"{change.figure.text}÷{base.figure.text}={number(middle)}%",
        expected=f"{number(middle.quantize(step(rate)))}%",
        meant=middle,
    )


def _unit(term: Term) -> str:
    """Return the unit in which the base value of ``term`` is counted, as printed where no scale stands before it."""
    return "" if re.search("[万亿]", term.figure.unit + term.figure.text) else term.figure.unit
