"""DAT001, DAT003: dates that do not belong to the report's period, last year's year left in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta

from ..lexicon.events import events_in
from ..model import Edit, Finding, Fix, Ground, Period, Severity, Span
from .base import ReviewContext, Rule
from .duplication_reuse import copies, title_of
from .once import once

_AHEAD = re.compile(
    r"计划|规划|打算|将(?!军|士|领)|拟于|拟在|预计|力争|争取|目标|下一步|下步|明年|下半年|今后|未来|确保|年底前|月底前|日前|之前|完成时限|"
    r"有效期|到期|期限|远景|展望|部署|安排|筹备|迎接|喜迎|即将|届时|前完成|截至|截止|回归|恢复行使"
)
_PLAN_TITLE = re.compile(r"下一步|下步|打算|计划|安排|思路|措施|明年|目标|举措|展望|建议|努力方向|今后|整改|重点")
_COMPARED = re.compile(
    r"同比|较|比|相比|上年|去年|以来连续|自|从|起|至|到|考核|组织生活会|民主生活会|述职|评议|测评|决算|表彰|荣获|获评|评为|授予|印发|出台|修订|成立|发布|度计划"
)
_TITLE = re.compile(r"《[^《》\n]{1,80}》")
_DOC_NUMBER = re.compile(r"〔((?:19|20)\d{2})〕\d{1,4}号")
# reports are written a little after their period ends
_GRACE = timedelta(days=45)
_SIGNED = timedelta(days=366)
_MONTH = re.compile("[月日号]|季度|半年")
_CLAUSE = re.compile("[。；！？\n]")


def sentence_of(text: str, span: Span) -> str:
    """Return the words between the stops around ``span``, at most 120 characters to either side."""
    left = text[max(0, span.start - 120) : span.start]
    right = text[span.end : span.end + 120]
    return re.split(_CLAUSE, left)[-1] + text[span.start : span.end] + re.split(_CLAUSE, right)[0]


@once
def titles(context: ReviewContext) -> tuple[Span, ...]:
    """Return everything in 《》."""
    return tuple(Span(start=m.start(), end=m.end()) for m in _TITLE.finditer(context.text))


@once
def plans(context: ReviewContext) -> tuple[Span, ...]:
    """Return the stretches below headings that speak of what is to come, none within another."""
    found: list[Span] = []
    for section in context.document.sections:
        outside = not found or section.extent.start >= found[-1].end
        if outside and section.level in (1, 2) and _PLAN_TITLE.search(section.title):
            found.append(section.extent)
    return tuple(found)


def _within(span: Span, stretches: tuple[Span, ...]) -> bool:
    at = bisect_right(stretches, span.start, key=lambda stretch: stretch.start) - 1
    return at >= 0 and stretches[at].contains(span)


def _stands_alone(context: ReviewContext, span: Span) -> bool:
    """Return whether the date is a line of its own: below the title, or below the signature."""
    start = context.text.rfind("\n", 0, span.start) + 1
    end = context.text.find("\n", span.end)
    line = context.text[start : len(context.text) if end < 0 else end].strip()
    return len(line) <= 30 and not re.search("[，。；]", line)


class OutsidePeriod(Rule):
    """日期、文号、会议晚于报告期。

    做什么
        报告期结束以后的日期、文号年份和会议（对照词库里的会议日期），出现在叙述已做工作的句子里的，指出来；
        打算、计划、目标一类的句子和章节、书名号里的名称、落款日期不算。报告期后一个半月以内的只作警告。
    为什么
        写进了还没发生的事，不是年份写错，就是套用了别的稿子。
    例
        报告期：2023
        2024年5月，组织开展专项检查。
    改为
        报告期：2023
        2023年5月，组织开展专项检查。
    """

    code = "DAT001"
    name = "outside-period"
    severity = "E"
    needs = ("period",)

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield dates, document numbers and events later than the period."""
        assert context.period is not None
        end = context.period.end
        for figure in context.document.figures:
            if figure.kind not in ("date", "period") or not figure.checkable or not isinstance(figure.low, date):
                continue
            # a bare year to come is a goal (到2035年), a month or day to come is a slip
            if figure.low > end and _MONTH.search(figure.text):
                if self._exempt(context, figure.span, late=figure.low - end > _SIGNED):
                    continue
                severity: Severity = "W" if figure.low - end <= _GRACE else "E"
                said = f"“{figure.text}”晚于报告期（{context.period.label}）：请核对年月，或改为计划的说法"
                yield self.finding(context, figure.span, said, severity=severity)
        for match in _DOC_NUMBER.finditer(context.text):
            if int(match[1]) > end.year:
                span = Span(start=match.start(), end=match.end())
                yield self.finding(context, span, f"文号“{match.group()}”晚于报告期（{context.period.label}）：请核对")
        for mention in events_in(context.text):
            if mention.event.is_later(context.period) and not self._exempt(context, mention.span):
                quote = mention.span.of(context.text)
                evidence = (Ground(kind="lexicon", quote=f"{quote}：{mention.event.since.isoformat()}"),)
                said = f"“{quote}”在{mention.event.since.isoformat()}，晚于报告期（{context.period.label}）：请核对"
                yield self.finding(context, mention.span, said, evidence=evidence)

    def _exempt(self, context: ReviewContext, span: Span, *, late: bool = False) -> bool:
        """Return whether a later date is there on purpose; ``late``: not even the day of signature can be so late."""
        if _stands_alone(context, span):
            return not late
        if _within(span, titles(context)) or _within(span, plans(context)):
            return True
        return _AHEAD.search(sentence_of(context.text, span)) is not None


class StaleYear(Rule):
    """去年的年份没有改过来。

    做什么
        报告期是2024年，句首却写“2023年以来，我局……”“现将2023年工作总结如下”，或者与往期相同的句子里还是去年的年份；
        同比、较上年、起止时间、年度考核等说法不算。
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
        """Yield one finding a place where the year before the period's stands for the period."""
        assert context.period is not None
        before = context.period.start.year - 1
        opening = re.compile(
            rf"现[将就](?P<said>(?:我[局市县区厅]|本[人局])?(?P<y1>{before})年(?:度|上半年|下半年)?)(?=[^。，\n]{{0,30}}如下)"
            rf"|(?:(?<=[。\n])|^)[ \u3000]*(?P<y2>{before})年(?:以来|上半年|下半年)?，"
            rf"(?=(?:我[局市县区厅]|全局|全市|全县|全区|局党组|市住建局|本人)(?!被|获|荣|成立))"
        )
        said: set[int] = set()
        for match in opening.finditer(context.text):
            name = "y1" if match["y1"] else "y2"
            start = match.start(name)
            sentence = sentence_of(context.text, Span(start=start, end=start + 4))
            # a sentence that names this year too has the other one on purpose
            if (name == "y2" and _COMPARED.search(sentence)) or f"{before + 1}年" in sentence:
                continue
            said.add(start)
            yield self._stale(context, start, before, context.period)
        for copy in copies(context):
            for found in re.finditer(rf"(?<![\d〔]){before}(?=年(?!度|底|末))", copy.span.of(context.text)):
                start = copy.span.start + found.start()
                span = Span(start=start, end=start + 4)
                if start in said or _within(span, titles(context)) or f"{before}年" not in copy.past.text:
                    continue
                if _COMPARED.search(sentence_of(context.text, span)):
                    continue
                said.add(start)
                evidence = (
                    Ground(kind="past", quote=copy.quote, source=title_of(copy.past.source), span=copy.past_span),
                )
                yield self._stale(context, start, before, context.period, evidence)

    def _stale(
        self, context: ReviewContext, start: int, before: int, period: Period, evidence: tuple[Ground, ...] = ()
    ) -> Finding:
        span = Span(start=start, end=start + 4)
        return self.finding(
            context,
            span,
            f"报告期是{period.label}，这里是{before}年：疑为去年的年份没有改",
            evidence=evidence,
            fix=Fix(edits=(Edit(span=span, text=str(period.start.year)),), safe=False),
        )
