"""How two unlike values of one metric differ: like a slip of the pen, like a neighbour, or like another thing."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from math import log10
from typing import Protocol

from ..model import Figure
from .grounding_values import Measure, compare, significant

FAR, HALF, CLOSE, SLIP, SWAPPED = -1, 0, 1, 2, 3
"""How like a slip of the pen two unlike numbers look: no relation, within a factor of two, within a quarter, one digit
or the magnitude, two neighbouring digits changed places."""


class Counted(Protocol):
    """A figure with its value."""

    @property
    def figure(self) -> Figure: ...  # noqa: D102

    @property
    def value(self) -> Measure: ...  # noqa: D102

    @property
    def size(self) -> float: ...  # noqa: D102


def closeness(one: Counted, other: Counted) -> int:
    """Return how like a slip the difference of two values looks, `FAR` to `SWAPPED`."""
    if one.size == other.size or one.size <= 0 or other.size <= 0:
        return FAR
    ratio = one.size / other.size
    power = round(log10(ratio))
    if (
        not 0.5 <= ratio <= 2
        and not 0.1 < ratio < 10
        and (power not in _POWERS or abs(ratio / 10.0**power - 1) > _EXACT)
    ):
        return FAR
    first, second = one.value.printed, other.value.printed
    assert first is not None and second is not None
    left, right = as_coarse(*(digits(mention, one.figure.unit == other.figure.unit) for mention in (one, other)))
    size = max(len(left), len(right))
    if left == right:
        return FAR if size < 2 or power not in _POWERS else SLIP if size == 2 else SWAPPED
    if first.adjusted() == second.adjusted():
        left, right = left.ljust(size, "0"), right.ljust(size, "0")
        places = [place for place in range(size) if left[place] != right[place]]
        if len(places) == 2 and places[1] == places[0] + 1 and sorted(left) == sorted(right):
            return SWAPPED if size > 2 else SLIP
        if len(places) == 1 and size > 2:
            return SLIP
    if 0.8 <= ratio <= 1.25:
        return CLOSE
    return HALF if 0.5 <= ratio <= 2 else FAR


def digits(mention: Counted, alike: bool) -> str:
    """Return the digits printed; of the value in its base unit where units are not ``alike``."""
    low, high = mention.figure.low, mention.figure.high
    if alike and mention.figure.hedge is None and isinstance(low, Decimal) and isinstance(high, Decimal):
        return _significant(low if low == high else (low + high) / 2)
    assert mention.value.printed is not None
    return _significant(mention.value.printed)


_significant = lru_cache(maxsize=4096)(significant)


def as_coarse(left: str, right: str) -> tuple[str, str]:
    """Return two numbers' digits, the longer one rounded to the places of the other: 58421 beside 5.48万 is 584."""
    least = min(len(left), len(right))
    if least < 3 or len(left) == len(right) or max(len(left), len(right)) < least + 2:
        return left, right
    return tuple(str(round(int(one) / 10 ** (len(one) - least))) for one in (left, right))  # type: ignore[return-value]


_POWERS = frozenset((-8, -4, -3, -2, -1, 1, 2, 3, 4, 8))
_EXACT = 1e-9
_HEDGED = 3
_HEDGES = frozenset(("over", "under", "about"))


def differ(one: Counted, other: Counted) -> bool:
    """Return whether the values cannot be one, rounding and hedges honoured."""
    if _exactly(one) and _exactly(other) and abs(one.size - other.size) > max(one.size, other.size) * 0.01:
        return True
    if compare(one.value, other.value) != "apart" or compare(other.value, one.value) != "apart":
        return False
    return not (_beyond(one, other) or _beyond(other, one))


def _beyond(hedged: Counted, exact: Counted) -> bool:
    """Return whether 超100家 leaves room for 130家."""
    low, high = hedged.value.printed, exact.value.printed
    if low is None or high is None:
        return True
    if hedged.figure.hedge == "more_than_trailing":
        # 260余人 is fewer than 270, 200余人 than 300
        return low < high < low + Decimal(1).scaleb(low.adjusted() - len(significant(low)) + 1)
    if hedged.figure.hedge in ("over", "at_least"):
        return high > low
    return hedged.figure.hedge in ("under", "at_most") and high < low


def _exactly(mention: Counted) -> bool:
    """Return whether so many digits are printed that a hedge tells little: 突破312.7万人次 is no round number."""
    hedge = mention.figure.hedge
    return (hedge is None or hedge in _HEDGES) and mention.size > 0 and len(digits(mention, True)) > _HEDGED
