"""Corrections by hand to what a report says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..errors import CorpusError
from ..model import Period, Source
from ..text.periods import parse_period

FIELDS = ("title", "organisation", "kind", "period", "year")


def corrected(source: Source, by_hand: Mapping[str, str]) -> Source:
    """Return ``source`` with the fields in ``by_hand`` put in their place; '' makes one unknown."""
    for name, value in by_hand.items():
        if name == "period":
            period = period_named(value) if value else None
            source = replace(source, period=period, year=period.end.year if period else source.year)
        elif name == "year":
            source = replace(source, year=_year(value) if value else None)
        elif name == "title":
            source = replace(source, title=value or None)
        elif name == "organisation":
            source = replace(source, organisation=value or None)
        elif name == "kind":
            source = replace(source, kind=value or None)
    return source


def checked(changes: Mapping[str, str | None]) -> dict[str, str]:
    """Return the changes that were given; raise CorpusError for an unknown field or a value that cannot be read."""
    given = {name: value.strip() for name, value in changes.items() if value is not None}
    if unknown := set(given) - set(FIELDS):
        raise CorpusError(f"没有这个字段：{'、'.join(sorted(unknown))}；可改的有 {'、'.join(FIELDS)}")
    corrected(Source(), given)
    return given


def period_named(value: str) -> Period:
    """Return the period with this label; raise CorpusError when it cannot be read."""
    period = parse_period(value)
    if period is None:
        raise CorpusError(f"看不懂的期间：{value}；请写成 2023、2023H1、2023Q3 或 2023-05")
    return period


def _year(value: str) -> int:
    if not (value.isascii() and value.isdigit() and len(value) == 4):
        raise CorpusError(f"看不懂的年份：{value}；请写四位数字，如 2023")
    return int(value)
