"""NUM: headings and items that are counted wrongly."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Edit, Finding, Fix, Section, Span
from ..patterns import lazy
from .base import ReviewContext, Rule, here
from .numbering_counts import StatedCount
from .numbering_marks import Numbered, numbered, with_number
from .numbering_series import SeriesGap
from .numbering_style import LevelSkip, MixedHeadingStyle

_FAR_ON = 7
_TWO_OF_A_KIND = lazy("[一二三四五六七八九十]{1,2}(?:月份?|季度|年级|个月|号楼|线城市|类|级)")


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
            before: Numbered | None = None
            expected = 1
            for place, one in enumerate(series):
                follows = series[place + 1].number if place + 1 < len(series) else None
                if one.number == expected or (before is None and not _is_a_start_left_out(series)):
                    expected = one.number + 1
                elif before is not None and follows == expected + 1 and one.number != expected + 1:
                    # 二、五、四: one marker is wrong, the count goes on
                    yield self._gap(context, before, one, [one], expected)
                    expected += 1
                else:
                    yield self._gap(context, before, one, series[place:], expected)
                    expected = one.number + 1
                before = one

    def _gap(
        self, context: ReviewContext, before: Numbered | None, one: Numbered, rest: list[Numbered], expected: int
    ) -> Finding:
        marker = one.section.marker
        right = with_number(marker, expected)
        if before is not None and one.number == before.number:
            said = f"序号“{marker}”重复"
        elif before is None:
            said = f"序号从“{marker}”开始，前面缺“{right}”"
        else:
            said = f"“{before.section.marker}”之后是“{marker}”，序号不连续"
        return self.finding(
            context,
            Span(start=one.section.span.start, end=one.section.span.start + len(marker)),
            f"{said}：核对是否缺漏内容，或改为“{right}”" + ("并顺改后面的序号" if len(rest) > 1 else ""),
            evidence=(here(context, before.section.span),) if before else (),
            fix=_renumbered(rest, expected),
        )


def _is_a_start_left_out(series: list[Numbered]) -> bool:
    """Return whether a series that does not begin with 1 lost its beginning; a lone 5. is no series."""
    # a series that begins far on is part of a longer paper
    return series[0].number == 2 or (len(series) > 1 and series[0].number < _FAR_ON)


def _heading_series(sections: tuple[Section, ...]) -> Iterator[list[Numbered]]:
    """Yield runs of headings with one parent and one style, in reading order; a heading numbered 1 begins a new run."""
    groups: dict[tuple[int | None, object, str], list[Numbered]] = {}
    for index, section in enumerate(sections):
        if section.level in (0, "item"):
            continue
        one = numbered(index, section)
        # 三、四月份雨水偏多: two months, no heading
        if one is None or (one.style == "、" and _TWO_OF_A_KIND.match(section.title)):
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
