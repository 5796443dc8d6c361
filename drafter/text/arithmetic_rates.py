"""Shares, gaps of two rates, and doublings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from .arithmetic_growth import FROM, NOT_PLAIN, RATE, TO
from .arithmetic_terms import HUNDRED, STOP, Relation, Term, number, step, triples

_RATE_NAME = re.compile(r"([一-鿿]{1,4})率(达到|达|为|是|均达|超过|超|约为)?$")
_OF_TOTAL = re.compile(r"占(总数|全部|其|总量|总人数|总户数)的?(比重|比例)?(为|达|达到)?$")


def shares(terms: Sequence[Term]) -> Iterator[Relation]:
    """Yield a件 … 办结b件，办结率r%: the rate's own name must stand before the second number."""
    for whole, part, rate in triples(terms):
        if rate.measure.group != "percent" or whole.measure.group != part.measure.group:
            continue
        if whole.measure.group in ("percent", "date", "points") or STOP.search(part.before + rate.before):
            continue
        if whole.low <= 0 or part.low > whole.high or not _is_share(whole, part, rate):
            continue
        low, high = part.low / whole.high * HUNDRED, min(part.high / whole.low, Decimal(1)) * HUNDRED
        middle = (part.low + part.high) / (whole.low + whole.high) * HUNDRED
        yield Relation(
            kind="share",
            total=rate.figure,
            parts=(part.figure, whole.figure),
            holds=low <= rate.high and rate.low <= high,
            sure=True,
            working=f"{part.figure.text}÷{whole.figure.text}={number(middle)}%",
            expected=f"{number(middle.quantize(step(rate)))}%",
        )


def _is_share(whole: Term, part: Term, rate: Term) -> bool:
    named = _RATE_NAME.search(rate.before)
    if named is None:
        return _OF_TOTAL.search(rate.before) is not None and "其中" in part.before
    stem = named[1][-2:]
    # 受理128件、办结114件，办结率…: the verb of the rate belongs to the part and not to the whole
    return stem in part.before and stem not in whole.before and "，" not in rate.before.lstrip("，、,（(")


def points(terms: Sequence[Term]) -> Iterator[Relation]:
    """Yield 由X%提高到Y%，提高Z%: where Z is the gap of both, it is percentage points."""
    for first, second, third in triples(terms):
        if not (FROM.search(first.before) and TO.search(second.before) and RATE.search(third.before)):
            continue
        if first.measure.group != "percent" or second.measure.group != "percent":
            continue
        if third.measure.group not in ("percent", "points") or NOT_PLAIN.search(third.before):
            continue
        low, high = _gap(first, second)
        is_gap = low <= third.high and third.low <= high
        if third.measure.group == "percent" and not is_gap:
            continue
        middle = abs(second.low + second.high - first.low - first.high) / 2
        yield Relation(
            kind="points",
            total=third.figure,
            parts=(first.figure, second.figure),
            holds=third.measure.group == "points" and is_gap,
            sure=True,
            working=f"{second.figure.text}−{first.figure.text}={number(middle)}个百分点",
            expected=f"{number(middle)}个百分点",
        )


def _gap(first: Term, second: Term) -> tuple[Decimal, Decimal]:
    ends = [abs(b - a) for a in (first.low, first.high) for b in (second.low, second.high)]
    return min(ends), max(ends)


def multiples(terms: Sequence[Term]) -> Iterator[Relation]:
    """Yield 由A翻n番到B: B must be A times 2ⁿ."""
    for first, second, third in triples(terms):
        if second.figure.unit != "番" or first.measure.group != third.measure.group:
            continue
        if not FROM.search(first.before) or first.measure.group in ("percent", "date") or first.low <= 0:
            continue
        if not re.search(r"^[^，。；]{0,4}(到|至|达到|达)[^，。；]{0,4}$", third.before):
            continue
        factor = 2 ** int(second.low)
        holds = first.low * factor <= third.high and third.low <= first.high * factor
        yield Relation(
            kind="multiple",
            total=second.figure,
            parts=(first.figure, third.figure),
            holds=holds or second.measure.loose,
            sure=True,
            working=f"{first.figure.text}×{factor}{'=' if holds else '≠'}{third.figure.text}",
            expected="",
        )
