"""Span and Period: where something stands, and when."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A half-open range of code points, ``text[start:end]``."""

    start: int
    """Offset of the first code point."""
    end: int
    """Offset after the last code point."""

    def of(self, text: str) -> str:
        """Return the piece of ``text`` this span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Return whether both cover at least one common code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Return whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> Span:
        """Return the same range ``by`` code points later."""
        return Span(start=self.start + by, end=self.end + by)


def touches(span: Span, others: Sequence[Span]) -> bool:
    """Return whether ``span`` overlaps one of ``others``, which lie apart in order; by bisection."""
    at = bisect_left(others, span.end, key=lambda other: other.start) - 1
    return at >= 0 and others[at].overlaps(span)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Period:
    """A closed range of days with the label people use for it."""

    label: str
    """``2022``, ``2022H1``, ``2022Q3``, ``2022-05``, or ``2022-02-11/2022-03-20``."""
    start: date
    """First day."""
    end: date
    """Last day."""

    def contains(self, other: Period) -> bool:
        """Return whether ``other`` lies wholly inside this period."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Period) -> bool:
        """Return whether both share at least one day."""
        return self.start <= other.end and other.start <= self.end
