"""Whether printed parts can make a printed total, rounding allowed, and the statement that they do or do not."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from .arithmetic_terms import Relation, Term, printed_like

# rounding errors of parts that are all off to one side by all they can be do not happen: 2.6 deviations of their sum
_SPREAD = Decimal("0.75")


def total_of(parts: Sequence[Term], times: Sequence[int] = ()) -> tuple[Decimal, Decimal]:
    """Return the least and the most that ``parts`` can make, each counted as often as ``times`` says."""
    often = times or [1] * len(parts)
    low = sum((part.low * n for part, n in zip(parts, often, strict=True)), Decimal(0))
    return low, sum((part.high * n for part, n in zip(parts, often, strict=True)), Decimal(0))


def adds_up(total: Term, parts: Sequence[Term], times: Sequence[int] = ()) -> bool:
    """Return whether some values that print as ``parts`` make one that prints as ``total``."""
    low, high = total_of(parts, times)
    if low > total.high or total.low > high:
        return False
    steps = {term.high - term.low for term in (total, *parts)}
    if len(steps) > 1 or total.measure.loose:
        return True
    gap = abs(low + high - total.low - total.high) / 2
    likely = max(Decimal(1), _SPREAD * Decimal(len(parts) + 1).sqrt())
    return gap <= next(iter(steps)) * likely


def statement(total: Term, parts: Sequence[Term], times: Sequence[int] = (), *, holds: bool, sure: bool) -> Relation:
    """Return the statement that ``parts`` make ``total``; a single part can only be more than all."""
    low, high = total_of(parts, times)
    said = [part.figure.text for part in parts]
    for place, often in enumerate(times):
        said[place] += f"×{often}" if often > 1 else ""
    sign = "=" if holds else ">" if len(parts) == 1 else "≠"
    return Relation(
        kind="sum",
        total=total.figure,
        parts=tuple(part.figure for part in parts),
        holds=holds,
        sure=sure,
        working=f"{'+'.join(said)}{sign}{total.figure.text}",
        expected=printed_like((low + high) / 2, total) if len(parts) > 1 else "",
    )
