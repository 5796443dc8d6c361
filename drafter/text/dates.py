"""Dates and periods: what stands at a place of a text, resolved against the report's own period."""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from ..model import FigureKind, Period
from ..patterns import lazy
from .numerals import parse_numeral
from .periods import FIRST_YEAR, LAST_YEAR, month_end, months, year_before

_Y = r"(?:(?:19|20)[0-9]{2}|[一二][九〇零○][〇零○一二三四五六七八九]{2})"
_R = r"(?:今年|去年|前年|明年|上年|本年|当年|上一年|全年)"
_M = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_D = r"(?:3[01]|[12][0-9]|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_SEP = r"(?:[-—–−~～―─]|至|到)"
# 内 also begins 内蒙古, 内部, 内需 …
_START = r"初(?!步|级|衷|审|赛|心|中[生学部教毕])"
_CLOSE = r"底(?!数(?![据字量控])|子|气|座|蕴|色)"
_TAIL = rf"(?:{_START}|{_CLOSE}|末|内(?![蒙部外容生涵陆需地江黄在]))"

_POINT = lazy(
    rf"(?:(?P<y>{_Y}) ?年度?(?: (?=[0-9]))?|(?P<r>{_R})度?)?"
    r"(?:(?P<h>[上下])半年|第?(?P<q>[一二三四1-4])季度|前(?P<fq>[一二三])季度|前(?P<fm>1[0-2]|[2-9]|十[一二]?|[二三四五六七八九])个月(?!内|前|后|以)"
    rf"|(?P<m>{_M}) ?月份?(?:(?P<part>上旬|中旬|下旬|上中旬|中下旬|{_START}|{_CLOSE}|末)| ?(?P<d>{_D}) ?[日号])?"
    rf"|(?P<bd>{_D}) ?[日号]"
    rf"|(?(y)年?|(?(r)年?|年))(?P<tail>{_TAIL})|(?P<same>同期))?"
    r"(?P<since>以来)?"
)
_BARE_RANGE = lazy(
    rf"(?:(?P<y>{_Y})年|(?P<r>{_R}))?(?:(?P<m>{_M})月)?(?P<a>{_Y}|{_D})(?P<sep>{_SEP}|、)(?P<b>{_Y}|{_D})(?P<u>年|月|日|号|季度)"
    r"(?P<tail>度|份)?"
)
_ISO = lazy(r"((?:19|20)[0-9]{2})([-/.])(1[0-2]|0?[1-9])\2(3[01]|[12][0-9]|0?[1-9])(?![0-9.])")
_YEARS_SINCE = lazy(r"(?P<n>[一二两三四五六七八九十]{1,3}|[0-9]{1,2})(?:多|余)?年(?:多)?(?:以)?来(?!自|到|源)")
_SPELL = lazy(r"(?P<n>[二两三四五六七八九十]{1,3}|[1-9][0-9]?)年(?![前后度制内级以])")
_SPELL_BEFORE = lazy(r"(?:(?P<past>过去的?|这|近|最近|上述)|(?P<ahead>今后的?|未来|下一?个?|[前后头的]))\Z")
_DECADE = lazy(r"(?:(?:20|二十|上)世纪)?([2-9]0|[一二三四五六七八九]十)年代(?:以来|初期?|中期|末期?|后期)?")
_FREQUENCY = lazy(r"[每按](?:半年|年度?|月|季度?|周|日|天)")
_COUNTED = lazy(r"[^，。；：！？\n]{0,14}?[0-9一二两三四五六七八九十](?:[次场期个篇条名人堂]|小时|学时|天)")
_SEPARATOR = lazy(_SEP)

_SHOWN = {"年初": "日", "前几个月": "月"}
_QUARTER = {"一": 1, "二": 2, "三": 3, "四": 4}
_PART = {
    "上旬": (1, 10),
    "中旬": (11, 20),
    "下旬": (21, 31),
    "上中旬": (1, 20),
    "中下旬": (11, 31),
    "初": (1, 10),
    "底": (21, 31),
    "末": (21, 31),
}
_SHIFT = {"今年": 0, "本年": 0, "当年": 0, "全年": 0, "去年": -1, "上年": -1, "上一年": -1, "前年": -2, "明年": 1}


class DateHit(NamedTuple):
    """A date or period at a place of a text."""

    end: int
    """Offset after it."""
    kind: FigureKind
    """date for a day, a 旬, a month or 年初/年底; period for anything longer and for ranges."""
    low: datetime.date | None
    """First day; None where the report's period would be needed and is not known, or the date does not exist."""
    high: datetime.date | None
    """Last day; 9999-12-31 for an open 以来."""
    unit: str
    """Finest unit named: 日, 旬, 月, 季度, 半年, 年."""
    checkable: bool
    """False for frequencies (按月, 每年) that no count goes with."""


class _Parts(NamedTuple):
    low: datetime.date | None
    high: datetime.date | None
    unit: str
    end: int
    year: int | None
    month: int | None


class Clock:
    """Which year and month a date without them means, at the present place of a text."""

    __slots__ = ("_seen_end", "_seen_month", "_seen_year", "_seen_year_explicit", "period", "text", "year")

    def __init__(self, text: str, period: Period | None) -> None:
        self.text = text
        self.period = period
        self.year = period.end.year if period else None
        self.forget()

    def forget(self) -> None:
        """Drop what earlier dates of the sentence said."""
        self._seen_year: int | None = None
        self._seen_month: int | None = None
        self._seen_year_explicit = False
        self._seen_end = 0

    def turn_to(self, pos: int) -> None:
        """Move on to ``pos``; a sentence end in between forgets the sentence's dates."""
        if self._seen_end:
            if self.text.find("。", self._seen_end, pos) >= 0 or self.text.find("\n", self._seen_end, pos) >= 0:
                self.forget()
            else:
                # never search the same stretch twice: a scan stays linear
                self._seen_end = max(pos, self._seen_end)

    def note(self, year: int | None, month: int | None, end: int, *, explicit: bool) -> None:
        """Remember a date just read."""
        if explicit:
            self._seen_year, self._seen_year_explicit = year, month is not None
        self._seen_month = month
        self._seen_end = end

    def year_of_month(self) -> int | None:
        """Return the year a bare month means: that of a full date before it in the sentence, else the report's."""
        if self._seen_year is not None and (self._seen_year_explicit or self.year is None):
            return self._seen_year
        return self.year

    def month_of_day(self) -> int | None:
        """Return the month a bare day means, where the sentence or a one-month report says."""
        if self._seen_month is not None:
            return self._seen_month
        if self.period and (self.period.start.year, self.period.start.month) == (
            self.period.end.year,
            self.period.end.month,
        ):
            return self.period.start.month
        return None


def match_date(text: str, pos: int, clock: Clock) -> DateHit | None:
    """Return the date or period that begins at ``pos`` of half-width ``text``, ranges taken whole, or None."""
    char = text[pos]
    clock.turn_to(pos)
    if char in "每按":
        return _frequency(text, pos)
    if (m := _BARE_RANGE.match(text, pos)) and (hit := _bare_range(m, clock)):
        return hit
    if (m := _ISO.match(text, pos)) and (hit := _iso(m, clock)):
        return hit
    first = _point(text, pos, clock)
    if first is None:
        return _years_since(text, pos, clock) or _decade(text, pos) or _spell(text, pos, clock)
    sep = _SEPARATOR.match(text, first.end)
    if sep is not None and sep.end() < len(text):
        second = _point(text, sep.end(), clock, after=first)
        if second is not None:
            return DateHit(second.end, "period", first.low, second.high, second.unit, True)
    kind: FigureKind = "date" if first.unit in ("日", "旬", "月") else "period"
    return DateHit(first.end, kind, first.low, first.high, _SHOWN.get(first.unit, first.unit), True)


def _frequency(text: str, pos: int) -> DateHit | None:
    m = _FREQUENCY.match(text, pos)
    if m is None:
        return None
    unit = m[0].lstrip("每按")
    return DateHit(m.end(), "period", None, None, unit, _COUNTED.match(text, m.end()) is not None)


def _point(text: str, pos: int, clock: Clock, after: _Parts | None = None) -> _Parts | None:
    m = _POINT.match(text, pos)
    if m is None or m.end() == pos or m["since"] == m[0]:
        return None
    y, r, bare_day = m["y"], m["r"], m["bd"]
    explicit = _year(y) if y else None
    if y and explicit is None:
        return None
    year = explicit
    if r:
        year = None if clock.year is None else clock.year + _SHIFT[r]
    if year is None and not r:
        year = (after.year if after else None) or clock.year_of_month()
    month = _small(m["m"]) if m["m"] else None
    if bare_day:
        month = (after.month if after else None) or clock.month_of_day()
        if y or r or not _looks_like_day(text, pos, m.end(), known=month is not None, ranged=after is not None):
            return None
    low, high, unit = _resolve(m, year, month, clock)
    clock.note(year, month, m.end(), explicit=explicit is not None or r is not None)
    return _Parts(low, high, unit, m.end(), year, month)


def _looks_like_day(text: str, start: int, end: int, *, known: bool, ranged: bool) -> bool:
    # 15日内, 3日后 are durations, 2号楼 is a name; 28日召开 is a day whose month the text does not repeat
    if text[end - 1] == "号" and not ranged:
        return False
    return (known or end - start > 2) and text[end : end + 1] not in ("内", "后", "以", "之", "游", "均")


def _resolve(
    m: re.Match[str], year: int | None, month: int | None, clock: Clock
) -> tuple[datetime.date | None, datetime.date | None, str]:
    if m["same"]:
        return _same_period(clock)
    unit, first, last, day_first, day_last = _stretch(m, month)
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR or first is None:
        return None, None, unit
    low, high = months(year, first, last)
    if day_first:
        try:
            low = datetime.date(year, first, day_first)
        except ValueError:
            return None, None, unit
        if day_last > 31 or (day_first == day_last and day_last > high.day):
            return None, None, unit
        high = datetime.date(year, first, min(day_last, high.day))
    if m["since"]:
        end = clock.period.end if clock.period else datetime.date.max
        high = end if end >= low else high
    return low, high, unit


def _stretch(m: re.Match[str], month: int | None) -> tuple[str, int | None, int, int, int]:
    """Return unit, first and last month, first and last day (0 where whole months are meant)."""
    if h := m["h"]:
        return ("半年", 1, 6, 0, 0) if h == "上" else ("半年", 7, 12, 0, 0)
    if q := m["q"]:
        quarter = _QUARTER.get(q) or int(q)
        return "季度", quarter * 3 - 2, quarter * 3, 0, 0
    if fq := m["fq"]:
        return "季度", 1, _QUARTER[fq] * 3, 0, 0
    if fm := m["fm"]:
        return "前几个月", 1, _small(fm) or 12, 0, 0
    if day := m["d"] or m["bd"]:
        number = _small(day) or 0
        return "日", month, month or 0, number, number
    if part := m["part"]:
        return ("旬" if part.endswith("旬") else "日"), month, month or 0, *_PART[part]
    if month:
        return "月", month, month, 0, 0
    tail = m["tail"]
    if tail == "初":
        return "年初", 1, 2, 0, 0
    if tail and tail in "底末":
        return "年初", 12, 12, 0, 0
    return "年", 1, 12, 0, 0


def _same_period(clock: Clock) -> tuple[datetime.date | None, datetime.date | None, str]:
    if clock.period is None:
        return None, None, "年"
    before = year_before(clock.period)
    return before.start, before.end, "年"


def _bare_range(m: re.Match[str], clock: Clock) -> DateHit | None:
    u, sep, month_text = m["u"], m["sep"], m["m"]
    four = len(m["a"]) == 4
    if four != (u == "年") or four != (len(m["b"]) == 4) or (month_text and u not in "日号"):
        return None
    a, b = (_year(m["a"]), _year(m["b"])) if four else (_small(m["a"]), _small(m["b"]))
    if a is None or b is None or (sep == "、" and b != a + 1):
        return None
    unit = {"号": "日"}.get(u, u)
    if four:
        if a > b:
            return None
        return DateHit(m.end(), "period", datetime.date(a, 1, 1), datetime.date(b, 12, 31), unit, True)
    year = _year(m["y"]) if m["y"] else clock.year_of_month()
    if m["r"]:
        year = None if clock.year is None else clock.year + _SHIFT[m["r"]]
    low, high = _bare_days(unit, year, _small(month_text) if month_text else clock.month_of_day(), a, b)
    if unit == "日" and low is None and not month_text:
        return None
    clock.note(year, b if unit == "月" else clock.month_of_day(), m.end(), explicit=bool(m["y"] or m["r"]))
    return DateHit(m.end(), "period", low, high, unit, True)


def _bare_days(
    unit: str, year: int | None, month: int | None, a: int, b: int
) -> tuple[datetime.date | None, datetime.date | None]:
    if year is None:
        return None, None
    if unit == "月" and a <= 12 and b <= 12:
        return datetime.date(year, a, 1), month_end(year if a <= b else year + 1, b)
    if unit == "季度" and a <= 4 and b <= 4:
        return datetime.date(year, a * 3 - 2, 1), month_end(year, b * 3)
    if unit == "日" and month:
        try:
            return datetime.date(year, month, a), datetime.date(year, month, b)
        except ValueError:
            return None, None
    return None, None


def _iso(m: re.Match[str], clock: Clock) -> DateHit | None:
    try:
        day = datetime.date(int(m[1]), int(m[3]), int(m[4]))
    except ValueError:
        return None
    clock.note(day.year, day.month, m.end(), explicit=True)
    return DateHit(m.end(), "date", day, day, "日", True)


def _years_since(text: str, pos: int, clock: Clock) -> DateHit | None:
    m = _YEARS_SINCE.match(text, pos)
    if m is None:
        return None
    count = _small(m["n"])
    if not count:
        return None
    if clock.period is None or clock.period.end.year - count + 1 < FIRST_YEAR:
        return DateHit(m.end(), "period", None, None, "年", True)
    low = datetime.date(clock.period.end.year - count + 1, 1, 1)
    return DateHit(m.end(), "period", low, clock.period.end, "年", True)


def _spell(text: str, pos: int, clock: Clock) -> DateHit | None:
    """Read 过去五年 and a clause-opening 五年 as the years up to the report; 今后五年 as no figure."""
    m = _SPELL.match(text, pos)
    if m is None:
        return None
    before = _SPELL_BEFORE.search(text, max(0, pos - 3), pos)
    opening = pos == 0 or (text[pos - 1] in "，。；：\n" and text[m.end() : m.end() + 1] not in "，。；、")
    if before is None and not opening:
        return None
    count = _small(m["n"])
    if count is None:
        return None
    if before is not None and before["ahead"]:
        return DateHit(m.end(), "period", None, None, "年", False)
    if clock.period is None:
        return DateHit(m.end(), "period", None, None, "年", True)
    return DateHit(
        m.end(), "period", datetime.date(clock.period.end.year - count + 1, 1, 1), clock.period.end, "年", True
    )


def _decade(text: str, pos: int) -> DateHit | None:
    m = _DECADE.match(text, pos)
    if m is None:
        return None
    start = 1900 + (_small(m[1]) or 0)
    return DateHit(m.end(), "period", datetime.date(start, 1, 1), datetime.date(start + 9, 12, 31), "年", True)


def _year(text: str) -> int | None:
    got = parse_numeral(text.replace("○", "〇"))
    return int(got.low) if got and FIRST_YEAR <= got.low <= LAST_YEAR else None


def _small(text: str) -> int | None:
    got = parse_numeral(text)
    return int(got.low) if got and got.plain else None
