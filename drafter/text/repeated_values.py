"""How two unlike values of one metric differ: like a slip of the pen, like a neighbour, or like another thing."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Protocol

from ..model import Figure
from .grounding_values import Measure, compare, significant


class Counted(Protocol):
    """A figure with its value."""

    @property
    def figure(self) -> Figure: ...  # noqa: D102

    @property
    def value(self) -> Measure: ...  # noqa: D102

    @property
    def size(self) -> float: ...  # noqa: D102


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
