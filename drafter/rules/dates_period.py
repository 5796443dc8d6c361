"""DAT001: dates that do not belong to the report's period."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ..lexicon.calendar import anniversaries_in, festivals_in
from ..lexicon.events import events_in
from ..model import Finding, Ground, Severity, Span
from ..patterns import lazy
from .base import ReviewContext, Rule
from .dates_places import plans, sentence_of, stands_alone, titles, within

_AHEAD = lazy(
    r"计划|规划|打算|将(?!军|士|领)|拟于|拟在|预计|力争|争取|目标|下一步|下步|明年|下半年|今后|未来|确保|年底前|月底前|完成时限|"
    r"有效期|到期|期限|远景|展望|筹备|迎接|喜迎|即将|届时|前完成|截至|截止|回归|恢复行使"
)
# these speak of the future only within the clause of the date: 部署2025年防汛工作, but 坚持早部署，2025年2月召开…
_AHEAD_HERE = lazy("部署|安排|日前|之前")
_COMMA = lazy("[，。；！？\n]")
_DOC_NUMBER = lazy(r"〔((?:19|20)\d{2})〕\d{1,4}号")
# a meeting or paper of a later year named by the bare year
_NAMED_BY_YEAR = lazy(
    r"((?:19|20)(?<!\d..)\d{2})年(?:度)?(?:全国|全省|全市|全县|全区)?(?:两会|中央一号文件|政府工作报告|[\u4e00-\u9fff]{0,6}工作会议)"
)
_OTHER_YEAR = lazy(r"上年|去年|往年|历年|每年|(?:19|20)\d{2}年|等节|节日|节假日|元旦|春节|期间值|节前")
# reports are written a little after their period ends
_GRACE = timedelta(days=45)
_SIGNED = timedelta(days=366)
_MONTH = lazy("[月日号]|季度|半年|年[初底末]")


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
        for match in _NAMED_BY_YEAR.finditer(context.text):
            span = Span(start=match.start(), end=match.end())
            if int(match[1]) > end.year and not self._exempt(context, span):
                yield self.finding(
                    context,
                    span,
                    f"“{match.group()}”晚于报告期（{context.period.label}）：请核对年份，或改为计划的说法",
                )
        yield from self._days(context)
        for mention in events_in(context.text):
            if mention.event.is_later(context.period) and not self._exempt(context, mention.span):
                quote = mention.span.of(context.text)
                evidence = (Ground(kind="lexicon", quote=f"{quote}：{mention.event.since.isoformat()}"),)
                said = f"“{quote}”在{mention.event.since.isoformat()}，晚于报告期（{context.period.label}）：请核对"
                yield self.finding(context, mention.span, said, evidence=evidence)

    def _days(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield anniversaries of a later year, and festivals of a later season than the period's."""
        assert context.period is not None
        end = context.period.end
        for day in anniversaries_in(context.text):
            if day.since > end and not self._exempt(context, day.span):
                said = (
                    f"“{day.span.of(context.text)}”在{day.since.year}年，晚于报告期（{context.period.label}）：请核对"
                )
                yield self.finding(context, day.span, said)
        for day in festivals_in(context.text, end.year):
            sentence = sentence_of(context.text, day.span)
            if day.since > end and not self._exempt(context, day.span) and not _OTHER_YEAR.search(sentence):
                said = f"“{day.span.of(context.text)}”晚于报告期（{context.period.label}）：请核对，或改为计划的说法"
                yield self.finding(context, day.span, said, severity="W")

    def _exempt(self, context: ReviewContext, span: Span, *, late: bool = False) -> bool:
        """Return whether a later date is there on purpose; ``late``: not even the day of signature can be so late."""
        if stands_alone(context, span):
            return not late
        if within(span, titles(context)) or within(span, plans(context)):
            return True
        if _AHEAD.search(sentence_of(context.text, span)) or context.text[span.start - 1 : span.start] in ("到", "至"):
            return True
        return _AHEAD_HERE.search(_clause_of(context.text, span)) is not None


def _clause_of(text: str, span: Span) -> str:
    """Return the words between the commas or stops around ``span``."""
    left = _COMMA.split(text[max(0, span.start - 60) : span.start])[-1]
    return left + span.of(text) + _COMMA.split(text[span.end : span.end + 60], maxsplit=1)[0]
