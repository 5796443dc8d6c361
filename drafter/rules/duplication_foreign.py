"""DUP004: names of another place, organ or level left over in material taken from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Finding, Ground, Span
from .base import ReviewContext, Rule, here
from .duplication_house import house_of, names_left, other_houses
from .duplication_levels import mixed_levels
from .duplication_names import names_of_the_past
from .duplication_own import others_say
from .duplication_reuse import copies, title_of


class ForeignName(Rule):
    """取自别处的材料里，留下了别的地名、单位或层级。

    做什么
        与别家往期报告相同的词句里，出现了那一家的地名、单位名或人名而本单位、素材都没有的，是错误；
        出现那一级的说法（全市、镇党委），或别处同类单位做了本单位的事，作警告；本单位通篇是党组却写党委、
        是市却写县委、行署、我镇，是省却写全区的，作警告。本工具起草的稿子里，素材没有而往期报告有的人名、地名、单位名和
        《》里的名称，是错误；送审的稿子，素材里某个职务另有其人，却写了往期报告里的人，作警告。
    为什么
        把别家的稿子改一改用上，最后露馅的总是没改干净的名称。
    例
        衡川市住房和城乡建设局党建工作总结
        局党组召开会议12次，局党组书记讲党课，局党组成员带头。
        严格落实责任，党委书记是第一责任人。
    改为
        衡川市住房和城乡建设局党建工作总结
        局党组召开会议12次，局党组书记讲党课，局党组成员带头。
        严格落实责任，党组书记是第一责任人。
    """

    code = "DUP004"
    name = "foreign-name-residue"
    severity = "E"

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield names of another house in copied text as errors, mixed levels as warnings."""
        yield from self._left_over(context)
        yield from self._of_the_past(context)
        told: list[Span] = []
        for mixed in mixed_levels(context):
            told.append(mixed.span)
            yield self.finding(
                context,
                mixed.span,
                f"{mixed.said}：请核对是否取自其他单位的材料",
                evidence=(here(context, mixed.own),) if mixed.own.end > mixed.own.start else (),
                severity="W",
            )
        for start, end, said in others_say(context.text, house_of(context.document.source) or ""):
            span = Span(start=start, end=end)
            if not any(span.overlaps(one) for one in told):
                yield self.finding(context, span, f"{said}：请核对是否取自其他单位的材料", severity="W")

    def _of_the_past(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield names that past reports hold and no fact does: errors in a draft; else warnings, where a post tells."""
        for one in names_of_the_past(context):
            title = title_of(one.source)
            yield self.finding(
                context,
                Span(start=one.name.start, end=one.name.end),
                f"“{one.name.text}”是《{title}》里的{one.said}，{one.instead}",
                evidence=(Ground(kind="past", quote=one.quote, source=title, span=one.span),),
                severity="W" if context.by_hand else "E",
            )

    def _left_over(self, context: ReviewContext) -> Iterator[Finding]:
        source = context.document.source
        own = house_of(source)
        if not own:
            return
        known = f"{own}{source.title or ''}"
        known += "".join(fact.text for fact in context.facts.facts) if context.facts else ""
        said: set[Span] = set()
        for copy in copies(context):
            # what our own reports say in the same words is ours, whoever else says it
            if {own, None} & {house_of(one) for one in (copy.past.source, *copy.others)}:
                continue
            for left in names_left(copy, context.text, own):
                span = Span(start=left.start, end=left.start + len(left.name))
                if left.name in known or any(span.overlaps(one) for one in said):
                    continue
                said.add(span)
                title = title_of(copy.past.source)
                yield self.finding(
                    context,
                    span,
                    f"“{left.name}”是《{title}》里的{left.kind}，本单位和素材都没有：请改为本单位的",
                    evidence=(Ground(kind="past", quote=copy.quote, source=title, span=copy.past_span),),
                    severity="E" if left.sure else "W",
                )
        for name, start in other_houses(context.text, own, known):
            span = Span(start=start, end=start + len(name))
            if not any(span.overlaps(one) for one in said):
                said_of_it = f"本单位是“{own}”，这里却是“{name}”：请核对是否取自其他单位的材料"
                yield self.finding(context, span, said_of_it, severity="W")
