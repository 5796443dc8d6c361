"""NUM: headings and items that are counted wrongly."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ..model import Edit, Finding, Fix, Section, Span
from .base import ReviewContext, Rule, here
from .numbering_counts import StatedCount
from .numbering_marks import Numbered, numbered, with_number
from .numbering_series import SeriesGap
from .numbering_style import LevelSkip, MixedHeadingStyle


class HeadingGap(Rule):
    """标题序号跳号或重号。

    做什么
        按“一、（一）1.（1）”四级，逐级核对同一上级标题下的序号是否从一开始、逐个加一。
    为什么
        增删段落后常忘了改后面的序号；序号重复或跳过，读者会以为少了内容。
    例
        一、主要工作
        推进老旧小区改造。
        二、存在问题
        底数还不够清。
        四、下一步打算
        抓好后续管理。
    改为
        一、主要工作
        推进老旧小区改造。
        二、存在问题
        底数还不够清。
        三、下一步打算
        抓好后续管理。
    """

    code = "NUM001"
    name = "heading-gap"
    severity = "E"

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one finding where a series of headings leaves its count."""
        for series in _heading_series(context.document.sections):
            if series[0].number != 1 and (series[0].number == 2 or len(series) > 1):
                yield self._gap(context, None, series[0], series)
            for before, after in pairwise(series):
                if after.number != before.number + 1:
                    yield self._gap(context, before, after, series)

    def _gap(self, context: ReviewContext, before: Numbered | None, after: Numbered, series: list[Numbered]) -> Finding:
        expected = before.number + 1 if before else 1
        marker = after.section.marker
        last = before.section.marker if before else None
        if before is not None and after.number == before.number:
            said = f"序号“{marker}”重复"
        elif last is None:
            said = f"序号从“{marker}”开始，前面缺“{with_number(marker, 1)}”"
        else:
            said = f"“{last}”之后是“{marker}”，序号不连续"
        right = with_number(marker, expected)
        span = Span(start=after.section.span.start, end=after.section.span.start + len(marker))
        return self.finding(
            context,
            span,
            f"{said}：核对是否缺漏内容，或改为“{right}”并顺改后面的序号",
            evidence=(here(context, before.section.span),) if before else (),
            fix=_renumbered(series[series.index(after) :], expected),
        )


def _heading_series(sections: tuple[Section, ...]) -> Iterator[list[Numbered]]:
    """Yield runs of headings with one parent and one style, in reading order; a heading numbered 1 begins a new run."""
    groups: dict[tuple[int | None, object, str], list[Numbered]] = {}
    for index, section in enumerate(sections):
        if section.level in (0, "item"):
            continue
        one = numbered(index, section)
        if one is None:
            continue
        group = groups.setdefault((section.parent, section.level, one.style), [])
        # two headings in a row numbered 1 are a repeat; a 1 after others begins a list of its own
        if one.number == 1 and len(group) > 1:
            yield list(group)
            group.clear()
        group.append(one)
    yield from (group for group in groups.values() if group)


def _renumbered(rest: list[Numbered], first: int) -> Fix:
    """Return the repair that counts ``rest`` on from ``first``; unsafe, since a heading may be missing instead."""
    edits = []
    for number, one in enumerate(rest, first):
        start, marker = one.section.span.start, one.section.marker
        if one.number != number and number < 20:
            edits.append(Edit(span=Span(start=start, end=start + len(marker)), text=with_number(marker, number)))
    return Fix(edits=tuple(edits), safe=False)


NUMBERING: tuple[Rule, ...] = (HeadingGap(), LevelSkip(), MixedHeadingStyle(), SeriesGap(), StatedCount())
"""The family, in order."""
