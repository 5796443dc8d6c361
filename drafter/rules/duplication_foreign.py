"""DUP004: names of another place, organ or level left over in material taken from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Finding, Ground, Span
from ..text.people import find_people
from .base import ReviewContext, Rule, here
from .duplication_levels import mixed_levels, places_in
from .duplication_names import names_of_the_past
from .duplication_reuse import Copy, copies, title_of

_SHORTEST_ORGAN = 3


class ForeignName(Rule):
    """取自别处的材料里，留下了别的地名、单位或层级。

    做什么
        与别家往期报告相同的词句里，出现了那一家的地名、单位名或人名而本单位、素材都没有的，是错误；本单位通篇是党组却写党委、
        是市却写县委、行署、我镇，是省却写全区的，作警告。
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
        for mixed in mixed_levels(context):
            yield self.finding(
                context,
                mixed.span,
                f"{mixed.said}：请核对是否取自其他单位的材料",
                evidence=(here(context, mixed.own),) if mixed.own.end > mixed.own.start else (),
                severity="W",
            )

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
        if not source.organisation:
            return
        known = f"{source.organisation}{source.title or ''}"
        known += "".join(fact.text for fact in context.facts.facts) if context.facts else ""
        said: set[Span] = set()
        for copy in copies(context):
            # what our own reports say in the same words is ours, whoever else says it
            if {source.organisation, None} & {one.organisation for one in (copy.past.source, *copy.others)}:
                continue
            for kind, name, start in names_left(copy, context.text):
                span = Span(start=start, end=start + len(name))
                if name in known or any(span.overlaps(one) for one in said):
                    continue
                said.add(span)
                title = title_of(copy.past.source)
                yield self.finding(
                    context,
                    span,
                    f"“{name}”是《{title}》里的{kind}，本单位和素材都没有：请改为本单位的",
                    evidence=(Ground(kind="past", quote=copy.quote, source=title, span=copy.past_span),),
                )


def names_left(copy: Copy, text: str) -> Iterator[tuple[str, str, int]]:
    """Yield (kind, name, where) of places, organs and people of the copy's own house that the copied words hold."""
    house = copy.past.source.organisation or ""
    quote = copy.span.of(text)
    yield from (("单位", name, copy.span.start + at) for name, at in _organs_in(quote, house))
    for place in places_in(house):
        yield from (("地名", place, copy.span.start + match.start()) for match in re.finditer(re.escape(place), quote))
    # eager: in copied text only, where the source has the very same words
    for start, end in find_people(text[: copy.span.end + 1], eager=True):
        if start >= copy.span.start and end <= copy.span.end and text[start:end] in copy.quote:
            yield "人名", text[start:end], start


def _organs_in(quote: str, house: str) -> Iterator[tuple[str, int]]:
    """Yield (name, where) of a house named whole, by its level, or shortened: 县交通运输局, 县交通局, 宁丰县城管局."""
    places = places_in(house)
    bare = house[sum(len(place) for place in places) :]
    if not places or len(bare) < _SHORTEST_ORGAN:
        return
    level, last = re.escape(places[-1][-1]), re.escape(bare[-1])
    before = "|".join(re.escape(place[:-1]) for place in places)
    for match in re.finditer(rf"(?:{before})?{level}(?P<short>[{re.escape(bare)}]{{1,{len(bare) - 1}}}?{last})", quote):
        letters = iter(bare)
        # shortened names keep the order of the letters
        if len(match["short"]) >= _SHORTEST_ORGAN and all(letter in letters for letter in match["short"]):
            yield match.group(), match.start()
