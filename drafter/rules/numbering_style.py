"""NUM002, NUM003: levels left out, and heading markers written in more than one way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Edit, Finding, Fix, Section, Span
from ..patterns import lazy
from .base import ReviewContext, Rule, here

_LEVELS = {1: "一、", 2: "（一）", 3: "1.", 4: "（1）", 5: "1）"}


class LevelSkip(Rule):
    """标题越级：“一、”下面直接用“1.”。

    做什么
        “一、”之下直接用“1.”的，指出来；全文都不用“（一）”这一级的，只提示一次。
    为什么
        惯例（GB/T 9704 所列层次序数依次为“一、”“（一）”“1.”“（1）”）：层次前后不一，读者分不清并列还是从属。
    例
        一、主要工作
        （一）抓学习
        全年集中学习。
        （二）抓制度
        修订制度。
        二、下一步打算
        1.抓整改
        逐项销号。
        2.抓队伍
        加强培训。
    改为
        一、主要工作
        （一）抓学习
        全年集中学习。
        （二）抓制度
        修订制度。
        二、下一步打算
        （一）抓整改
        逐项销号。
        （二）抓队伍
        加强培训。
    """

    code = "NUM002"
    name = "level-skip"
    severity = "W"

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one finding for the first heading under a parent that is two levels above it."""
        sections = context.document.sections
        used = {section.level for section in sections if isinstance(section.level, int)}
        said: set[int] = set()
        for section in sections:
            if section.parent is None or section.parent in said or not isinstance(section.level, int):
                continue
            parent = sections[section.parent]
            if not isinstance(parent.level, int) or parent.level < 1 or section.level <= parent.level + 1:
                continue
            skipped = parent.level + 1
            said.add(section.parent)
            if _begins_a_list(context.text, section):
                continue
            elsewhere = skipped in used
            yield self.finding(
                context,
                _marker(section),
                f"“{parent.marker}”之下直接用了“{section.marker}”，中间缺“{_LEVELS[skipped]}”一级"
                + ("，与别处不一致" if elsewhere else "；只有两级时有的单位允许这样写"),
                evidence=(here(context, parent.span),),
                severity="W" if elsewhere else "I",
            )
            if not elsewhere:
                return


class MixedHeadingStyle(Rule):
    """标题序号的写法不规范：（一）、 1、 (一)。

    做什么
        带括号的序号后面不加顿号、冒号；“一”后面用顿号；阿拉伯数字序号后用点“.”而不用顿号；括号用全角。
    为什么
        惯例（GB/T 15834 4.5 及公文排版通例）：序号标点各写各的，排版后参差不齐。
    例
        （一）、加强学习
        认真组织。
    改为
        （一）加强学习
        认真组织。
    """

    code = "NUM003"
    name = "mixed-heading-style"
    severity = "W"

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one finding a heading whose marker is not written in the one way of its level."""
        for section in context.document.sections:
            right = _canonical(section)
            if right is None or right == section.marker:
                continue
            span = _marker(section)
            if context.text[span.start : span.end] != section.marker:
                continue
            yield self._unlike(context, span, right)
        for span, right in _wrong_tails(context.text):
            yield self._unlike(context, span, right)

    def _unlike(self, context: ReviewContext, span: Span, right: str) -> Finding:
        return self.finding(
            context,
            span,
            f"标题序号“{span.of(context.text)}”宜写作“{right}”",
            fix=Fix(edits=(Edit(span=span, text=right),), safe=True),
        )


# markers that nobody reads as one: 一. 一： 1， （一）： and, where there is no fifth level, 1)
_TAILS = lazy(
    r"^[ \u3000]*(?:(?P<first>[一二三四五六七八九十]{1,3})[.．,，:：]|"
    r"(?P<second>[（(][一二三四五六七八九十]{1,3}[)）])[,，:：]"
    r"|(?P<third>\d{1,2})[,，:：)）])(?=[\u4e00-\u9fff“《])",
    re.M,
)
_FOURTH = lazy(r"^[ \u3000]*[（(]\d", re.M)


def _wrong_tails(text: str) -> Iterator[tuple[Span, str]]:
    """Yield line heads that are markers with a wrong mark behind the numeral, and how they are written."""
    deep = _FOURTH.search(text) is not None
    for match in _TAILS.finditer(text):
        kind = match.lastgroup or ""
        if kind == "third" and deep and match.group()[-1] in ")）":
            continue
        numeral = match[kind].replace("(", "（").replace(")", "）")
        yield (
            Span(start=match.start(kind), end=match.end()),
            numeral + {"first": "、", "second": "", "third": "."}[kind],
        )


def _canonical(section: Section) -> str | None:
    """Return the marker as its level is written, or None for markers this rule has no say on."""
    marker = section.marker
    if section.level in (2, 4) and marker and marker[-1] in "、.":
        marker = marker[:-1]
    if section.level in (2, 4):
        return marker.replace("(", "（").replace(")", "）")
    if section.level == 3 and marker.endswith("、"):
        return marker[:-1] + "."
    return None


def _begins_a_list(text: str, section: Section) -> bool:
    """Return whether a short line without stop (a table's or list's own title) stands right above."""
    above = text[: section.span.start].rstrip().rpartition("\n")[2].strip()
    return (
        0 < len(above) <= 24
        and above[-1] not in "。；：:！？"
        and not above.startswith(("一", "二", "三", "四", "五", "（"))
    )


def _marker(section: Section) -> Span:
    return Span(start=section.span.start, end=section.span.start + len(section.marker))
