"""How a printed number that does not come out looks beside the one that would: a slip of the pen, close, or apart."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

Likeness = Literal["slip", "close", "apart"]
_CLOSE = Decimal("0.1")
_TELLING = 20
_SMALL = Decimal("0.03")


def likeness(printed: Decimal, computed: Decimal, step: Decimal) -> Likeness:
    """Return how like a slip ``printed`` is where ``computed`` was meant, both of one unit, counted in ``step``.

    ``slip``: one digit, a transposition, a carry of 1, 10, 100, or a gap below 3 %; ``close``: below 10 %.
    """
    if printed <= 0 or computed <= 0 or step <= 0:
        return "apart"
    mine, theirs = int(printed / step), int((computed / step).to_integral_value())
    gap = abs(mine - theirs)
    largest = max(mine, theirs)
    if gap * 2 > largest:
        return "apart"
    if largest < _TELLING:
        return "close" if gap == 1 else "apart"
    if _one_digit(gap) or _transposed(str(mine), str(theirs)) or Decimal(gap) <= _SMALL * largest:
        # among small numbers every second pair differs in one digit: only the next number is a slip there
        return "slip" if largest >= 100 or gap in (1, 10) else "close"
    return (
        "slip"
        if largest >= 1000 and _differ(str(mine), str(theirs)) == 1
        else "close"
        if gap <= _CLOSE * largest
        else "apart"
    )


def _one_digit(gap: int) -> bool:
    """Return whether ``gap`` is a power of ten: one place was carried wrongly."""
    return gap > 0 and str(gap).strip("0") == "1"


def _transposed(one: str, other: str) -> bool:
    apart = [at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b]
    if len(one) != len(other) or len(apart) != 2 or apart[1] - apart[0] != 1:
        return False
    first, second = apart
    return one[first] == other[second] and one[second] == other[first]


def _differ(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True)) if len(one) == len(other) else len(one)
