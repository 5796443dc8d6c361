"""Periods: parsing and writing the labels people use for them, and simple steps between them."""

from __future__ import annotations

import calendar
import re
from datetime import date

from ..model import Period
from ..patterns import lazy
from .numerals import to_halfwidth

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Years outside are no years of a report."""

_YEAR = lazy(r"(\d{4})(?:年度?)?\Z")
_HALF = lazy(r"(\d{4})(?:-?[Hh]([12])|年?(上|下)半年)\Z")
_QUARTER = lazy(r"(\d{4})(?:-?[Qq]([1-4])|年第?([一二三四1-4])季度)\Z")
_MONTH = lazy(r"(\d{4})(?:[-/.](\d{1,2})|年(\d{1,2})月份?)\Z")
_MONTHS = lazy(r"(\d{4})年(\d{1,2})\s*(?:月份?)?[-—–~～至到](\d{1,2})月份?\Z")
_DAYS = lazy(r"(\d{4}-\d{2}-\d{2})(?:/|\.\.|至|到|~|～)(\d{4}-\d{2}-\d{2})\Z")
_FIRST = lazy(r"(\d{4})年前([一二三])季度\Z")
_CHINESE = {"一": 1, "二": 2, "三": 3, "四": 4}


def parse_period(text: str) -> Period | None:
    """Return the period ``text`` names, or None.

    Takes 2022 · 2022年度 · 2022H1 · 2022年上半年 · 2022Q3 · 2022年第三季度 · 2022年前三季度 · 2022-05 · 2022年5月 ·
    2022年1—5月 · 2022-01-01/2022-06-30 · 2022-05-18.
    """
    text = to_halfwidth(text.strip())
    if m := _YEAR.match(text):
        return _checked(int(m[1]), 1, 12)
    if m := _HALF.match(text):
        first = 1 if m[2] == "1" or m[3] == "上" else 7
        return _checked(int(m[1]), first, first + 5)
    if m := _QUARTER.match(text):
        quarter = int(m[2]) if m[2] else _CHINESE.get(m[3]) or int(m[3])
        return _checked(int(m[1]), quarter * 3 - 2, quarter * 3)
    if m := _FIRST.match(text):
        return _checked(int(m[1]), 1, _CHINESE[m[2]] * 3)
    if m := _MONTHS.match(text):
        return _checked(int(m[1]), int(m[2]), int(m[3]))
    if m := _MONTH.match(text):
        month = int(m[2] or m[3])
        return _checked(int(m[1]), month, month)
    return _days(text)


def period_label(start: date, end: date) -> str:
    """Return the shortest label for the days from ``start`` to ``end``: 2022, 2022H1, 2022Q3, 2022-05, or both days."""
    if start.day == 1 and end == month_end(end.year, end.month) and start.year == end.year:
        year, months = start.year, (start.month, end.month)
        if months == (1, 12):
            return str(year)
        if months in ((1, 6), (7, 12)):
            return f"{year}H{1 if months[0] == 1 else 2}"
        if months[1] - months[0] == 2 and months[0] % 3 == 1:
            return f"{year}Q{months[1] // 3}"
        if months[0] == months[1]:
            return f"{year}-{start.month:02d}"
    return start.isoformat() if start == end else f"{start.isoformat()}/{end.isoformat()}"


def make_period(start: date, end: date) -> Period:
    """Return the period from ``start`` to ``end``, both included, with its label."""
    return Period(label=period_label(start, end), start=start, end=end)


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def months(year: int, first: int, last: int) -> tuple[date, date]:
    """Return first and last day of the months ``first`` to ``last`` of ``year``."""
    return date(year, first, 1), month_end(year, last)


def year_before(period: Period) -> Period:
    """Return the same stretch one year earlier (上年同期)."""
    return make_period(_back(period.start), _back(period.end))


def _back(day: date) -> date:
    if day == month_end(day.year, day.month):
        return month_end(day.year - 1, day.month)
    return day.replace(year=day.year - 1)


def _checked(year: int, first: int, last: int) -> Period | None:
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= first <= last <= 12):
        return None
    return make_period(*months(year, first, last))


def _days(text: str) -> Period | None:
    m = _DAYS.match(text)
    first, last = (m[1], m[2]) if m else (text, text)
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", first, re.ASCII):
        return None
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return None
    return make_period(start, end) if start <= end else None
