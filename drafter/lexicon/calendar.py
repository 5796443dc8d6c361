"""Days that recur: the earliest date at which a text can speak of an anniversary or a festival of a year."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from ..model import Span
from ..patterns import compiled
from .lexicon import built_in

_NUMERAL = "[0-9]{1,3}|[一二三四五六七八九十百]{1,4}"
_DIGITS = "零一二三四五六七八九"


class DayMention(NamedTuple):
    """An anniversary or festival named in a text."""

    span: Span
    """Where."""
    since: date
    """The earliest day on which a report can tell of it."""


def anniversaries_in(text: str) -> Iterator[DayMention]:
    """Yield every anniversary named with its number (中国共产党成立100周年), in reading order."""
    pattern, years = _anniversaries()
    for match in pattern.finditer(text):
        passed = _number(match["number"])
        if passed:
            year = years[match["name"]] + passed
            yield DayMention(span=Span(start=match.start(), end=match.end()), since=date(year, 1, 1))


def festivals_in(text: str, year: int) -> Iterator[DayMention]:
    """Yield every festival that falls in one season only, as that of ``year``, in reading order."""
    pattern, months = _festivals()
    for match in pattern.finditer(text):
        yield DayMention(span=Span(start=match.start(), end=match.end()), since=date(year, months[match.group()], 1))


def _rows(table: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = built_in("calendar.toml")[table]
    return rows


@functools.cache
def _anniversaries() -> tuple[re.Pattern[str], dict[str, int]]:
    years = {name: row["year"] for row in _rows("anniversary") for name in row["names"]}
    return compiled(rf"(?P<name>{_longest_first(years)})(?P<number>{_NUMERAL})周年"), years


@functools.cache
def _festivals() -> tuple[re.Pattern[str], dict[str, int]]:
    months = {name: row["month"] for row in _rows("festival") for name in row["names"]}
    return compiled(_longest_first(months)), months


def _longest_first(names: dict[str, int]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))


def _number(text: str) -> int:
    """Return the number of years ``text`` writes: 100, 七十, 一百."""
    if text.isdigit():
        return int(text)
    hundreds, hundred, rest = text.rpartition("百")
    tens, ten, ones = rest.removeprefix("零").rpartition("十")
    total = (_DIGITS.find(hundreds) if hundreds else 1) * 100 if hundred else 0
    total += (_DIGITS.find(tens) if tens else 1) * 10 if ten else 0
    return total + (_DIGITS.find(ones) if ones in _DIGITS and ones else 0)
