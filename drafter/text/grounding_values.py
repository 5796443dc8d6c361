"""Whether two printed values can be the same: classes of units, intervals, magnitudes, and dates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from ..model import Figure, FigureKind, Hedge
from ..patterns import lazy
from .units import to_base, unit_class

Agreement = Literal["same", "rounded", "finer", "apart"]
DATES = frozenset({"date", "period"})

_ONE = Decimal(1)
_ROUNDING = Decimal("0.02")
_SAME_WORDS = (
    frozenset(("人", "名", "位", "员", "个人", "口人", "人口", "口")),
    frozenset(("人次", "人/次", "人(次)", "人（次）")),
    frozenset(("次", "回", "趟")),
    frozenset(("场", "场次")),
    frozenset(("轮", "轮次")),
    frozenset(("班", "班次")),
)
"""Measure words that a writer may take for one another; others of one class compare, and yet mean something else."""
_HUNDRED, _PARTED = Decimal(100), Decimal("1.5")
_OF_PARTS = lazy("[分/半]")
_UPWARDS = ("under", "at_most")
_MUCH = Decimal(10)
_REACHES = dict.fromkeys(("over", "at_least", "more_than_trailing"), (Decimal(0), _MUCH)) | dict.fromkeys(
    _UPWARDS, (_MUCH, Decimal(0))
)
_FLOOR, _CEILING = Decimal("0.8"), Decimal("1.25")


class Measure(NamedTuple):
    """A figure's value, comparable with others of the same class."""

    group: str
    """What it may be compared with: ``date``, or the unit's class."""
    low: Decimal | date | None
    """Lower end in the class's base unit; None where nothing resolved it."""
    high: Decimal | date | None
    """Upper end."""
    loose: bool
    """Whether the words around it hedge it."""
    printed: Decimal | None = None
    """The number as printed, hedges left out: 80 for both 超80% and 近80%; None for dates and ranges."""


def measure(figure: Figure) -> Measure:
    """Return the value of ``figure`` in the base unit of its class."""
    if figure.kind in DATES:
        return Measure(group="date", low=figure.low, high=figure.high, loose=False)
    group, is_base = _class(figure.kind, figure.unit)
    low, high = figure.low, figure.high
    if not isinstance(low, Decimal) or not isinstance(high, Decimal):
        return Measure(group=group, low=low, high=high, loose=figure.hedge is not None)
    if not is_base:
        low, high = to_base(low, figure.unit)[0], to_base(high, figure.unit)[0]
    # 3:7 is no part of a whole
    if figure.kind == "fraction" and _OF_PARTS.search(figure.text):
        return _parts(low, high, figure.hedge)
    printed = _printed(low, high, figure.hedge)
    # 50项以上 is open upwards, but a fact of 500项 is not what it speaks of
    if not high.is_finite():
        high = low * _CEILING
    elif figure.hedge == "at_most":
        low = high * _FLOOR
    elif figure.hedge == "over":
        high = max(high, _next_round(low))
    return Measure(group=group, low=low, high=high, loose=figure.hedge is not None, printed=printed)


def _parts(low: Decimal, high: Decimal, hedge: Hedge | None) -> Measure:
    """Return 三分之二 in hundredths, as nearly as parts are told: 65% and 68% are two thirds, 71% is more than that."""
    share = round((high if hedge in _UPWARDS else low if hedge in _REACHES else (low + high) / 2) * _HUNDRED, 2)
    below, above = _REACHES.get(hedge or "", (_PARTED, _PARTED))
    return Measure(group="percent", low=share - below, high=share + above, loose=hedge is not None, printed=share)


def _next_round(low: Decimal) -> Decimal:
    """Return what a number that ends in 5 is rounded down from at most: 超过35人 is said of 38, as 近40人 is."""
    digits, exponent = low.normalize().as_tuple()[1:]
    return low + Decimal(5).scaleb(int(exponent)) if digits[-1] == 5 and len(digits) > 1 else low


def _printed(low: Decimal, high: Decimal, hedge: Hedge | None) -> Decimal | None:
    if hedge in ("over", "at_least", "more_than_trailing"):
        return low
    if hedge in ("under", "at_most"):
        return high
    if hedge == "range":
        return None
    # a sixtieth is no finite decimal: halving twice its sum would round it away from itself
    return low if low == high else (low + high) / 2


@lru_cache(maxsize=1024)
def _class(kind: FigureKind, unit: str) -> tuple[str, bool]:
    """Return what a figure of ``kind`` in ``unit`` may be compared with, and whether the unit is its class's base."""
    is_base = not unit or to_base(_ONE, unit)[0] == _ONE
    if kind in {"percent", "fraction"}:
        return "percent", is_base
    if kind in {"points", "multiple", "ordinal"}:
        return (f"{kind}:{unit}" if kind == "ordinal" else kind), is_base
    return (unit_class(unit) if unit else "number"), is_base


def anchor(value: Measure) -> Decimal | date | None:
    """Return the point of ``value`` that lies within every value that agrees with it, to look it up by; or None."""
    if value.printed is not None:
        return value.printed
    if isinstance(value.low, Decimal) and isinstance(value.high, Decimal):
        return (value.low + value.high) / 2
    return value.low


def compare(mine: Measure, given: Measure) -> Agreement:
    """Return how ``mine`` (the report's) stands to ``given`` (a fact's), both of one group.

    ``same`` value; ``rounded``: mine is coarser and holds it; ``finer``: mine says more than the fact; ``apart``.
    """
    if mine.low is None or mine.high is None or given.low is None or given.high is None:
        return "apart"
    if mine.low == given.low and mine.high == given.high:
        return "same"
    if mine.printed is not None and mine.printed == given.printed:
        # whether 近80% does for a fact of 80% is a question of wording, not of the value
        return "same"
    if isinstance(mine.low, date) or isinstance(given.low, date):
        return _compare_dates(mine, given)
    return _compare_numbers(mine, given)


def _compare_dates(mine: Measure, given: Measure) -> Agreement:
    if not (isinstance(mine.low, date) and isinstance(given.low, date)):
        return "apart"
    assert isinstance(mine.high, date) and isinstance(given.high, date)
    if mine.low <= given.low and given.high <= mine.high:
        return "rounded"
    return "finer" if given.low <= mine.low and mine.high <= given.high else "apart"


def _compare_numbers(mine: Measure, given: Measure) -> Agreement:
    assert isinstance(mine.low, Decimal) and isinstance(mine.high, Decimal)
    assert isinstance(given.low, Decimal) and isinstance(given.high, Decimal)
    if mine.loose and given.loose and mine.printed is not None and given.printed is not None:
        # 2000个以上 and 2020个以上 overlap and yet are two figures
        return "apart"
    if mine.printed is None and given.printed is None:
        # two ranges are the same only end by end: 七十万到一百亿 holds 七十亿到一百亿, and is another
        ends = (_close(mine.low, given.low), _close(mine.high, given.high))
        return "rounded" if all(ends) else "apart"
    centre = given.printed if given.printed is not None else (given.low + given.high) / 2
    if mine.loose or mine.high - mine.low >= given.high - given.low:
        return "rounded" if mine.low <= centre <= mine.high and _reach(mine, given) else "apart"
    own = mine.printed if mine.printed is not None else (mine.low + mine.high) / 2
    return "finer" if given.low <= own <= given.high and _reach(mine, given) else "apart"


def _close(one: Decimal, other: Decimal) -> bool:
    """Return whether two ends of ranges are the same but for rounding."""
    return abs(one - other) <= max(abs(one), abs(other)) * _ROUNDING


def _reach(mine: Measure, given: Measure) -> bool:
    """Return whether the intervals share more than one end point (12.75 closes both 12.7 and 12.8)."""
    assert isinstance(mine.low, Decimal) and isinstance(mine.high, Decimal)
    assert isinstance(given.low, Decimal) and isinstance(given.high, Decimal)
    return max(mine.low, given.low) < min(mine.high, given.high) or given.low == given.high or mine.low == mine.high


def same_word(one: str, other: str) -> bool:
    """Return whether two measure words of one class say the same of what they count: 名 and 人 do, 场 and 次 do not."""
    return one == other or any(one in words and other in words for words in _SAME_WORDS)


def is_water(one: Figure, other: Figure) -> bool:
    """Return whether two figures of water, one in tonnes and one in cubic metres, are the same: a tonne has one."""
    units = {one.unit.lstrip("百千万亿"), other.unit.lstrip("百千万亿")}
    same = (one.low, one.high) == (other.low, other.high)
    return same and "吨" in units and len(units) == 2 and not units.isdisjoint(("立方米", "立方", "方", "m³", "m3"))


def digits(figure: Figure) -> str:
    """Return the significant digits printed, scale words and closing zeros dropped: 128 for 12.8亿元 and 1.28万户."""
    low, high = figure.low, figure.high
    if not isinstance(low, Decimal) or not isinstance(high, Decimal):
        return ""
    return significant((low + high) / 2)


def significant(value: Decimal) -> str:
    """Return the digits of ``value`` without its place: the same for all that lie a power of ten apart."""
    digits = str(value).lstrip("-").partition("E")[0].replace(".", "").strip("0")
    return digits if digits.isdigit() else ""


def centre(value: Measure) -> Decimal | None:
    """Return the middle of ``value``; None for dates, for what nothing resolved, and for 0."""
    if not isinstance(value.low, Decimal) or not isinstance(value.high, Decimal):
        return None
    return (value.low + value.high) / 2 or None


def power_apart(mine: Measure, given: Measure) -> int:
    """Return n ≠ 0 when ``mine`` is 10ⁿ times ``given``, digits alike; 0 otherwise."""
    here, there = centre(mine), centre(given)
    if here is None or there is None:
        return 0
    return next((n for n in (1, 2, 3, 4, 8, -1, -2, -3, -4, -8) if here == there.scaleb(n)), 0)
