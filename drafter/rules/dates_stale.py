"""DAT003: last year's year left in this year's report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Edit, Finding, Fix, Ground, Period, Span
from ..patterns import compiled, lazy
from .base import ReviewContext, Rule, here
from .dates_places import plans, sentence_of, titles, within
from .duplication_reuse import copies, title_of

# what stands beside last year's year on purpose: comparison, ranges, things of a year, things begun then
_ON_PURPOSE = lazy(
    r"同比|同期|较(?!好|大|高|多|为|快|强|少|低|差|长)|相比|比(?=上|去|前|\d)|上年|去年|往年|历年|连续|[自从](?=\d{4}年)|"
    r"考核|组织生活会|民主生活会|述职|评议|测评|决算|表彰|荣获|获评|评为|授予|印发|出台|修订|成立|发布|"
    r"立项|动工|入选|获批|结转|续建|跨年|遗留|历史|反馈|巡[察视]|审计|指出|通报|基数|当年|时任|任[现原]?职|计划"
)
_COPIED = lazy(_ON_PURPOSE.pattern + "|起|至|到|度计划")
# 共召开, 办理案件, “三公”经费支出…: a verb right behind the date; 的 and a noun are a thing of that year
_DOES = lazy(
    r"(?:我[局市县区厅院委]|本[人局]|全[局市县区院]|各|共|累计|先后|已|召开|组织|开展|举办|办理|完成|实现|新增|建成|改造|发放|检查|受理|"
    r"查处|接待|争取|落实|投入|培训|印制|收案|“[^”]{1,6}”|全年)"
)
# a report to a people's congress is named after the year it plans and speaks of the year before
_OF_TWO_YEARS = "政府工作报告"
_RANGE = lazy("[至到—–~～-]|起|开始|[)）]")
# 回顾2023年的工作, 现将我局2023年工作…
_INTRODUCES = lazy("(?:回顾|总结|现[将就](?:我.|本.)?)$")
# 今年（2023年）以来
_GLOSSED = lazy("今年[（(]$")
# 2023年工作完成情况, as a heading
_HEADS = lazy(
    "(?:度)?(?:特色亮点|工作亮点|主要做法|主要成效|工作成效|主要成绩)$|(?:度)?(?:主要|重点)?工作(?:完成|开展|落实)?(?:情况|总结|回顾)(?![^\\n]{0,20}(?:打分|通报))"
)
# 2023年完工的36个项目: a thing of that year
_OF_A_THING = lazy("[^，。]{0,10}?的(?!确)")
_COUNTS = lazy(r"\d(?:[余多])?(?:万|亿)?[次个件项人场户条份名期处家宗批起元]|%")
_MANY = 3


class StaleYear(Rule):
    """去年的年份没有改过来。

    做什么
        报告期是2024年，叙述工作的句子却写“2023年以来，我局……”“2023年3月，组织开展……”“现将2023年工作总结如下”，
        或者与往期相同的句子里还是去年的年份；同比、较上年、起止时间、年度考核、同时写了今年年份的句子不算。
    为什么
        在去年的稿子上改，最容易漏改的就是年份。
    例
        报告期：2024
        现将2023年工作情况总结如下。
    改为
        报告期：2024
        现将2024年工作情况总结如下。
    """

    code = "DAT003"
    name = "stale-year"
    severity = "E"
    needs = ("period",)

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one finding a place where the year before the period's stands for the period; one for many places."""
        assert context.period is not None
        before = context.period.start.year - 1
        copied = dict(_copied(context, before))
        told = [span for span in _narrated(context, before) if span not in copied]
        for span in _planned(context, context.period):
            yield self.finding(
                context,
                span,
                f"报告期是{context.period.label}，打算部分写的还是{span.of(context.text)}年：疑为去年的年份没有改",
                fix=Fix(edits=(Edit(span=span, text=str(context.period.start.year + 1)),), safe=False),
            )
        if len(told) > _MANY:
            yield self._stale(context, told, before, context.period, tuple(here(context, span) for span in told[1:]))
        else:
            for span in told:
                yield self._stale(context, [span], before, context.period)
        for span, ground in copied.items():
            yield self._stale(context, [span], before, context.period, (ground,))

    def _stale(
        self,
        context: ReviewContext,
        spans: list[Span],
        before: int,
        period: Period,
        evidence: tuple[Ground, ...] = (),
    ) -> Finding:
        places = f"（共{len(spans)}处）" if len(spans) > 1 else ""
        return self.finding(
            context,
            spans[0],
            f"报告期是{period.label}，这里是{before}年{places}：疑为去年的年份没有改",
            evidence=evidence,
            fix=Fix(
                edits=tuple(Edit(span=span, text=_like(span.of(context.text), period.start.year)) for span in spans),
                safe=False,
            ),
        )


def _like(old: str, year: int) -> str:
    """Return ``year`` in the numerals of ``old``."""
    return str(year) if old.isascii() else "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))


def _narrated(context: ReviewContext, before: int) -> Iterator[Span]:
    """Yield each ``before`` that dates what a sentence tells as done: 2023年3月，组织…; 截至2023年底，全县有…."""
    if context.document.source.kind == _OF_TWO_YEARS:
        return
    for match in _dated(before).finditer(context.text):
        span = Span(start=match.start("year"), end=match.end("year"))
        told = context.text[max(0, match.start() - 6) : match.start()]
        if within(span, titles(context)) or f"{before + 1}年" in _full_stops(context, span):
            continue
        on_purpose = _ON_PURPOSE.search(sentence_of(context.text, span)) or within(span, plans(context))
        if (
            _GLOSSED.search(told)
            or _INTRODUCES.search(told)
            or _HEADS.match(match["next"])
            or (not on_purpose and _tells(match))
        ):
            yield span


def _planned(context: ReviewContext, period: Period) -> Iterator[Span]:
    """Yield the period's own year where a whole year's report says what it will do: 下一步：2024年，我们将…."""
    if (period.start.month, period.end.month) != (1, 12) or f"{period.start.year}年，" not in context.text:
        return
    ahead = compiled(rf"(?:^|(?<=[。\n]))[ \u3000]*(?P<year>{period.start.year})年，(?=[^。\n]{{0,16}}(?:将|要)(?!求))")
    for match in ahead.finditer(context.text):
        span = Span(start=match.start("year"), end=match.end("year"))
        if within(span, plans(context)):
            yield span


def _dated(before: int) -> re.Pattern[str]:
    """Return what finds the year ``before``, in digits or 二〇二三, with the part of it that is meant."""
    han = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(before))
    return compiled(
        rf"(?:(?<![\d〔（(《])|(?<=今年[（(]))(?P<year>{before}|{han})年(?P<part>(?:初?以来|全年|底|末|[里中间]|[上下]半年|"
        rf"(?:第?[一二三四1-4]|前三)季度|1?\d月?[至到—-]1?\d月份?|1?\d月(?:\d{{1,2}}日|[上中下]旬|份|[初底末])?|[初中底末])*)"
        rf"(?P<of>度?)(?=(?P<next>[^。；\n]{{0,60}}))"
    )


def _tells(match: re.Match[str]) -> bool:
    """Return whether the words behind a date with last year's year tell what was done then."""
    following = match["next"]
    if not following or _RANGE.match(following) or _OF_A_THING.match(following):
        return False
    if following.startswith("，"):
        return True
    if match["part"] and not match["of"]:
        return True
    return _DOES.match(following) is not None or _COUNTS.search(following.split("，")[0]) is not None


def _full_stops(context: ReviewContext, span: Span) -> str:
    """Return the sentence of ``span`` with all its clauses: 2023年…；2024年… sets two years side by side."""
    sentence = context.sentence_at(span.start)
    return sentence.span.of(context.text) if sentence else ""


def _copied(context: ReviewContext, before: int) -> Iterator[tuple[Span, Ground]]:
    """Yield each ``before`` in a sentence taken from a past report where it stood too, with that sentence."""
    said: set[int] = set()
    for copy in copies(context):
        for found in re.finditer(rf"(?<![\d〔]){before}(?=年(?!度|底|末))", copy.span.of(context.text)):
            start = copy.span.start + found.start()
            span = Span(start=start, end=start + 4)
            if start in said or within(span, titles(context)) or f"{before}年" not in copy.past.text:
                continue
            if _COPIED.search(sentence_of(context.text, span)):
                continue
            said.add(start)
            yield (
                span,
                Ground(kind="past", quote=copy.quote, source=title_of(copy.past.source), span=copy.past_span),
            )
