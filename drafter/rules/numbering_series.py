"""NUM004: 一是、二是、三是 that skip, repeat or stand alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..model import Edit, Finding, Fix, Section, Span
from ..patterns import lazy
from .base import ReviewContext, Rule, here
from .numbering_clauses import clause_slips
from .numbering_marks import Numbered, numbered, with_number

# what may stand for 一是 before a 二是
_FIRST = lazy(r"一[是要则]|一、|（一）|其一|第一|首先|一方面|[^二三四五六七八九十]?一条")
# what may stand for 二是 after a single 一是
_SECOND = lazy(r"二[是要则来]|二、|其二|另一方面|另外|其次|同时|再者|再一个")
# a saying, no items; 三是三季度前完成 is one
_PROVERB = lazy("(?P<n>[一二三])是(?P=n)(?![\\u4e00-\\u9fff])")


class SeriesGap(Rule):
    """“一是”“二是”“三是”跳号、重号，或只有“一是”。

    做什么
        逐组核对句首的“一是、二是、三是……”，以及“一要、二要”“第一，第二，”“其一，其二，”“一查、二查”：应从一开始、逐个加一，且不止一项。句中的“第一责任人”“不就是”不算。
    为什么
        删改分句后常留下孤零零的“一是”或缺了“二是”，读者会以为内容掉了。
    例
        一是抓学习，完善制度。三是抓落实，跟踪问效。
    改为
        一是抓学习，完善制度。二是抓落实，跟踪问效。
    """

    code = "NUM004"
    name = "series-gap"
    severity = "W"

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one finding where a series leaves its count, or at the lone item of a series of one."""
        for series in item_series(context.document.sections):
            first = series[0]
            if first.number != 1 and _FIRST.search(context.text, max(0, first.section.span.start - 1500), _at(first)):
                pass
            elif first.number != 1:
                yield self._wrong(context, first, 1, f"没有“{with_number(first.section.marker, 1)}”", None)
            elif len(series) == 1 and not self._goes_on(context, first) and not _beside_another(context, first):
                span = _marker(first)
                yield self.finding(
                    context,
                    span,
                    f"只有“{first.section.marker}”，没有后续项：请补上，或删去序号",
                    fix=Fix(edits=(Edit(span=span, text=""),), safe=False),
                )
            for before, after in pairwise(series):
                if after.number != before.number + 1 and not self._stands_between(context, before, after):
                    said = f"“{before.section.marker}”之后是“{after.section.marker}”"
                    yield self._wrong(context, after, before.number + 1, said, before)
        for slip in clause_slips(context.text):
            yield self.finding(
                context,
                slip.span,
                f"“{slip.before}”之后是“{slip.said}”：核对是否缺漏内容，或改为“{slip.right}”",
                fix=Fix(edits=(Edit(span=slip.span, text=slip.right),), safe=False),
            )

    def _wrong(
        self, context: ReviewContext, one: Numbered, expected: int, said: str, before: Numbered | None
    ) -> Finding:
        right = with_number(one.section.marker, expected)
        span = _marker(one)
        return self.finding(
            context,
            span,
            f"{said}：核对是否缺漏内容，或改为“{right}”",
            evidence=(here(context, before.section.span),) if before else (),
            fix=Fix(edits=(Edit(span=span, text=right),), safe=False),
        )

    def _stands_between(self, context: ReviewContext, before: Numbered, after: Numbered) -> bool:
        """Return whether the missing marker is there, only not at the start of a clause or before 是指, 是否."""
        wanted = with_number(before.section.marker, before.number + 1)
        return context.text.find(wanted, before.section.span.end, _at(after)) >= 0

    def _goes_on(self, context: ReviewContext, one: Numbered) -> bool:
        """Return whether what follows a single 一是 counts on in other words (二要, 其次)."""
        end = one.section.extent.end
        return _SECOND.search(context.text, one.section.span.end, min(end, one.section.span.end + 1500)) is not None


def item_series(sections: tuple[Section, ...]) -> Iterator[list[Numbered]]:
    """Yield each run of items of one style, in reading order; headings and a new 一是 end a run."""
    run: list[Numbered] = []
    for index, section in enumerate(sections):
        one = numbered(index, section) if section.level == "item" else None
        if one is not None and _PROVERB.match(section.marker + section.title):
            continue
        if section.level != "item" or one is None:
            if run:
                yield run
                run = []
            continue
        if run and (one.style != run[-1].style or one.section.parent != run[-1].section.parent or one.number == 1):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _at(one: Numbered) -> int:
    return one.section.span.start


def _beside_another(context: ReviewContext, one: Numbered) -> bool:
    """Return whether another 一是 of the same paragraph is near: 一是甲，一是乙 is an old but right way to name two."""
    marker, start, end = one.section.marker, _at(one), _at(one) + len(one.section.marker)
    left = max(context.text.rfind("\n", 0, start) + 1, start - 80)
    right = context.text.find("\n", end)
    right = min(len(context.text) if right < 0 else right, end + 120)
    earlier = context.text[left:start].rpartition(marker)
    # 一是甲；二是乙；一是丙 is a slip of the third, not a pair
    second = with_number(marker, 2)
    return (bool(earlier[1]) and second not in earlier[2]) or marker in context.text[end:right]


def _marker(one: Numbered) -> Span:
    start = one.section.span.start
    return Span(start=start, end=start + len(one.section.marker))
