"""DAT: dates."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from datetime import date

from ..model import Edit, Finding, Fix, Period, Span
from ..patterns import lazy
from ..text.needles import matches, matches_at
from .base import ReviewContext, Rule
from .dates_period import OutsidePeriod
from .dates_places import sentence_of
from .dates_stale import StaleYear
from .numbering_marks import read_numeral

_DAY = lazy(
    r"(?:(?P<year>(?:19|20)\d{2})年)?(?<!\d)(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?P<week>[（(]?(?:星期|周)(?P<name>[一二三四五六日天])[）)]?)?"
)
_MONTH = lazy(
    r"(?:(?P<year>(?:19|20)\d{2})年(?P<month>\d{1,2})月(?!\d)|(?<![\d.—-])(?P<bare>\d{1,2})月(?=份|[上中下]旬|[初底末]))"
)
# where all of these that tell a month begin: at the month, or at its year
_BEGINS = lazy(r"\d(?:\d?月|(?<=[12])[09]\d\d年(?=\d\d?月))")
# a pattern that begins with a set of letters is looked for far faster than one that begins by looking behind
_HAN_DAY = lazy(
    r"(?P<month>[一二三四五六七八九十](?<![一二三四五六七八九十].)[一二三四五六七八九十]?)月(?P<day>[一二三四五六七八九十]{1,3})日"
)
_HOUR = lazy(r"(?P<hour>\d(?<![\d:：.].)\d)(?:时(?![间候期常刻段代速分])|[:：][0-5]\d(?![\d:：]))")
_SPAN = lazy(
    r"(?:(?P<y1>(?:19|20)\d{2})年)?(?<!\d)(?P<m1>1[0-2]|[1-9])月份?(?:(?P<d1>\d{1,2})日)?(?:至|到|—|–|-|－|～|~)"
    r"(?:(?P<y2>(?:19|20)\d{2})年)?(?P<m2>1[0-2]|[1-9])月(?:(?P<d2>\d{1,2})日)?"
)
_FROM_TO = lazy(
    r"(?:(?P<y1>(?:19|20)\d{2})年)?(?<!\d)(?P<m1>1[0-2]|[1-9])月(?:(?P<d1>\d{1,2})日)?(?:份|起)?(?:开始|启动|开工|动工|进驻)，?"
    r"[^，。；\n\d]{0,6}?(?:(?P<y2>(?:19|20)\d{2})年)?(?P<m2>1[0-2]|[1-9])月(?:(?P<d2>\d{1,2})日)?份?(?:结束|完成|竣工|完工|收官)"
)
_NEXT_YEAR = lazy(r"次年|翌年|第二年|来年|跨年|上年|去年|前年|采暖|供暖|供热|冬春|越冬|周期")
_UNTIL = lazy(
    r"截止(?<!报名..)(?<!申报..)(?<!投标..)(?<!缴费..)(?P<to>[到至])?(?=目前|当前|现在|今[年日天]|[本上][年月周]|去年|昨[日天]|[上下]半年|第|"
    r"[前一二三四1-4]{1,2}季度|(?:20)?\d{2}年|\d{1,2}月|[一二三四五六七八九十]{1,2}月|[年月旬][底末中]|发稿|(?:本)?报告期|[\u4e00-\u9fff]{2}日[，、])"
    r"(?![^，。\n]{0,12}(?:日期|时间))"
)
_WEEK = "一二三四五六日"
# 2024.6.31, 2024-11-31, 2024/2/30; not a version (2024.6.31.2) nor part of a longer number
_POINTED = lazy(
    r"(?P<year>(?:19|20)(?<![\d.\-/]..)\d{2})(?P<sign>[.\-/])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})(?![\d\-/]|\.\d)"
)
# 5月20日至18日; 2025—2021年; the fifth quarter, the third half, the twelfth and more decades of a month
_TO_A_DAY = lazy(r"(?<!\d)(?P<month>1[0-2]|[1-9])月(?P<d1>\d{1,2})日?(?:至|到|—|–|-|－|～|~)(?P<d2>\d{1,2})日")
_YEARS = lazy(r"(?P<y1>(?:19|20)(?<![\d.〔]..)\d{2})年?(?:至|到|—|–|-|－|～|~)(?P<y2>(?:19|20)\d{2})年")
_NO_QUARTER = lazy(
    r"[第五六七八九5-9](?:(?<=第)(?:[五六七八九0５-９05-9]季度|(?<![\d一二三四].)三个?半年)|(?<=年[五六七八九5-9])季度)"
)
_FROM_A_QUARTER = lazy("季度[至到—–\\-－～~]")
_QUARTER_SPAN = lazy(
    r"(?:(?P<y1>(?:19|20)\d{2})年)?第?(?P<q1>[一二三四1-4])季度(?:至|到|—|–|-|－|～|~)(?:(?P<y2>(?:19|20)\d{2})年)?第?(?P<q2>[一二三四1-4])季度"
)


class ImpossibleDate(Rule):
    """不存在或颠倒的日期。

    做什么
        没有的日子（2月30日、13月）、与星期对不上的日子、先后颠倒的起止（9月至3月、2024年5月至2023年8月）。
        说明是次年、供暖期的不算。
    为什么
        这类错误与报告内容无关，对着日历就能看出。
    例
        2月30日召开推进会。
    改为
        2月28日召开推进会。
    """

    code = "DAT002"
    name = "impossible-date"
    severity = "E"

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one finding a date or range that cannot be."""
        text = context.text
        begins = [match.start() for match in _BEGINS.finditer(text)]
        for match in matches_at(_DAY, text, begins):
            said = self._wrong_day(context, match)
            if said is not None:
                yield self.finding(context, Span(start=match.start(), end=match.end()), said)
        for match in matches_at(_MONTH, text, begins):
            month = match["month"] or match["bare"]
            if not 1 <= int(month) <= 12:
                span = Span(start=match.start(), end=match.end())
                yield self.finding(context, span, f"没有“{month}月”：请核对")
        yield from self._in_words(context)
        yield from self._other_forms(context, begins)
        for match in (*matches_at(_SPAN, text, begins), *matches_at(_FROM_TO, text, begins)):
            span = Span(start=match.start(), end=match.end())
            if _reversed(match) and not _NEXT_YEAR.search(sentence_of(text, span)):
                yield self.finding(context, span, f"“{match.group()}”起止颠倒：请核对")

    def _other_forms(self, context: ReviewContext, begins: Sequence[int]) -> Iterator[Finding]:
        """Yield days written with points, quarters that are none, and ranges of days, quarters and years reversed."""
        text = context.text
        for match in matches(_POINTED, text):
            year, month, day = (int(match[name]) for name in ("year", "month", "day"))
            if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
                yield self.finding(
                    context, Span(start=match.start(), end=match.end()), f"没有“{match.group()}”：请核对"
                )
        for match in matches(_NO_QUARTER, text):
            yield self.finding(context, Span(start=match.start(), end=match.end()), f"没有“{match.group()}”：请核对")
        quarters = _QUARTER_SPAN.finditer(text) if _FROM_A_QUARTER.search(text) else ()
        ranges = (matches_at(_TO_A_DAY, text, begins), matches(_YEARS, text), quarters)
        for pattern, found in zip((_TO_A_DAY, _YEARS, _QUARTER_SPAN), ranges, strict=True):
            for match in found:
                span = Span(start=match.start(), end=match.end())
                if _ends_early(pattern, match) and not _NEXT_YEAR.search(sentence_of(text, span)):
                    yield self.finding(context, span, f"“{match.group()}”起止颠倒：请核对")

    def _in_words(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield days written in Chinese numerals (二月三十日) and hours that cannot be."""
        for match in _HAN_DAY.finditer(context.text):
            month, day = read_numeral(match["month"]), read_numeral(match["day"])
            # 2000 was a leap year: without a year, 二月二十九日 may be right
            if month and day and (month > 12 or not 1 <= day <= calendar.monthrange(2000, month)[1]):
                span = Span(start=match.start(), end=match.end())
                yield self.finding(context, span, f"没有“{match.group()}”：请核对")
        for match in _HOUR.finditer(context.text):
            if int(match["hour"]) > 24:
                span = Span(start=match.start(), end=match.end())
                yield self.finding(context, span, f"没有“{match.group()}”：请核对")

    def _wrong_day(self, context: ReviewContext, match: re.Match[str]) -> str | None:
        month, day = int(match["month"]), int(match["day"])
        year = int(match["year"]) if match["year"] else context.document.source.year
        if not 1 <= month <= 12:
            return f"没有“{month}月”：请核对"
        # without a year, 2月29日 may be right
        if not 1 <= day <= calendar.monthrange(year or 2024, month)[1]:
            return f"{month}月没有{day}日：请核对"
        if match["name"] and year is not None:
            name = _WEEK[date(year, month, day).weekday()]
            if name != match["name"].replace("天", "日"):
                return f"{year}年{month}月{day}日是星期{name}：请核对"
        return None


def _ends_early(pattern: re.Pattern[str], match: re.Match[str]) -> bool:
    """Return whether a range of days of one month, of years or of quarters ends before it begins."""
    if pattern is _TO_A_DAY:
        return int(match["d1"]) > int(match["d2"]) > 0
    if pattern is _YEARS:
        return int(match["y1"]) > int(match["y2"])
    if match["y2"] and not match["y1"]:
        return False
    first, last = (int(match[name].translate(_QUARTER_DIGITS)) for name in ("q1", "q2"))
    year = int(match["y1"] or 0)
    return (year, first) > (int(match["y2"] or year), last)


def _reversed(match: re.Match[str]) -> bool:
    """Return whether a range ends before it begins; without years, both ends are of one year."""
    if match["y2"] and not match["y1"]:
        return False
    first = (int(match["y1"] or 0), int(match["m1"]), int(match["d1"] or 0))
    last = (int(match["y2"] or match["y1"] or 0), int(match["m2"]), int(match["d2"] or 99))
    return first > last


class PeriodWording(Rule):
    """“截止”与“截至”；年度报告写成上半年。

    做什么
        后面跟时间的“截止”应为“截至”；开头说“现将上半年……如下”“一年来，”而报告期不是的，指出来。
    为什么
        “截止”是到期停止，“截至”是到某时为止（情况还在继续）。
    例
        截止12月底，完成投资12.5亿元。
    改为
        截至12月底，完成投资12.5亿元。
    """

    code = "DAT004"
    name = "period-wording"
    severity = "W"

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one finding a place."""
        for match in _UNTIL.finditer(context.text):
            span = Span(start=match.start(), end=match.end())
            fix = Fix(edits=(Edit(span=span, text="截至"),), safe=True)
            yield self.finding(context, span, f"“{match.group()}”应为“截至”", fix=fix)
        for match in matches(_AT_AN_END, context.text):
            span = Span(start=match.start("said"), end=match.end("said"))
            fix = Fix(edits=(Edit(span=span, text="截止"),), safe=False)
            yield self.finding(context, span, "“截至”后面要跟时间，到期停止用“截止”", fix=fix)
        period = context.period
        if period is None:
            return
        for pattern in (_AS_FOLLOWS, _A_YEAR, _ALL_YEAR, _IN_ALL):
            for match in pattern.finditer(context.text if pattern is _ALL_YEAR else context.text[:1500]):
                said = match["said"]
                if _months(said) == _months_of(period) or (said == "半年来" and _months_of(period) != (1, 12)):
                    continue
                span = Span(start=match.start("said"), end=match.end("said"))
                yield self.finding(context, span, f"报告期是{period.label}，这里写“{said}”：请核对")
        yield from self._headings(context, period)

    def _headings(self, context: ReviewContext, period: Period) -> Iterator[Finding]:
        """Yield headings of the work done that name one half of the year, and no other heading the other half."""
        named = [
            (section, match)
            for section in context.document.sections
            if section.level == 1 and (match := _HALF_DONE.search(section.title))
        ]
        if len({match["said"] for _, match in named}) != 1:
            return
        for section, match in named:
            if _months(match["said"]) == _months_of(period):
                continue
            start = context.text.find(match["said"], section.span.start, section.span.end)
            if start >= 0:
                span = Span(start=start, end=start + len(match["said"]))
                yield self.finding(context, span, f"报告期是{period.label}，标题写“{match['said']}”：请核对")


# 截至日期, 8月20日截至，…: what ends at a time is 截止
_AT_AN_END = lazy(r"(?P<said>截至(?=日期|时间|之日|期限)|(?<=[日时底末])截至(?=[，。；、）)\n]))")
# 现将上半年工作总结如下; 一年来，我局… in the opening of a report on half a year
_AS_FOLLOWS = lazy(r"现[将就][^。\n]{0,20}?(?P<said>[上下]半年|全年|(?:第?[一二三四]|前三)季度)(?=[^。\n]{0,30}如下)")
_A_YEAR = lazy(r"(?:^|(?<=[。\n]))[ \u3000]*(?P<said>一年来|半年来)(?=，)")
_IN_ALL = lazy(r"(?:^|(?<=[。\n]))[ \u3000]*(?P<said>全年)工作(?:开展|完成)?情况(?:汇报|总结|报告)?如下")
_ALL_YEAR = lazy(r"总结(?P<said>全年)(?=工作)")
_HALF_DONE = lazy(
    r"(?P<said>[上下]半年)[^，。]{0,6}(?:工作|成效|情况|回顾|总结)(?!.*(?:打算|计划|安排|思路|重点|目标))"
)
_MONTHS = {
    "上半年": (1, 6),
    "下半年": (7, 12),
    "全年": (1, 12),
    "一年来": (1, 12),
    "半年来": (1, 6),
    "前三季度": (1, 9),
}
_QUARTERS = "一二三四"
_QUARTER_DIGITS = str.maketrans("一二三四", "1234")


def _months(said: str) -> tuple[int, int]:
    """Return first and last month of the part of the year ``said`` names."""
    if said in _MONTHS:
        return _MONTHS[said]
    quarter = _QUARTERS.index(said.removeprefix("第")[0])
    return 3 * quarter + 1, 3 * quarter + 3


def _months_of(period: Period) -> tuple[int, int]:
    return period.start.month, period.end.month


DATES: tuple[Rule, ...] = (OutsidePeriod(), ImpossibleDate(), StaleYear(), PeriodWording())
"""The family, in order."""
