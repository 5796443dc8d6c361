"""Where a date stands: its sentence, titles, plans, lines of their own."""

from __future__ import annotations

import re
from bisect import bisect_right

from ..model import Span
from ..patterns import lazy
from .base import ReviewContext
from .once import once

_PLAN_TITLE = lazy(
    r"下一步|下步|打算|计划|安排|思路|措施|明年|目标|举措|展望|建议|努力方向|今后|整改|工作重点|重点工作?安排"
)
_TITLE = lazy(r"《[^《》\n]{1,80}》")
_CLAUSE = lazy("[。；！？\n]")


def sentence_of(text: str, span: Span) -> str:
    """Return the words between the stops around ``span``, at most 120 characters to either side."""
    left = text[max(0, span.start - 120) : span.start]
    right = text[span.end : span.end + 120]
    return _CLAUSE.split(left)[-1] + text[span.start : span.end] + _CLAUSE.split(right)[0]


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


def within(span: Span, stretches: tuple[Span, ...]) -> bool:
    """Return whether ``span`` lies inside one of ``stretches``, which lie apart in order."""
    at = bisect_right(stretches, span.start, key=lambda stretch: stretch.start) - 1
    return at >= 0 and stretches[at].contains(span)


def stands_alone(context: ReviewContext, span: Span) -> bool:
    """Return whether the date is a line of its own: below the title, or below the signature."""
    start = context.text.rfind("\n", 0, span.start) + 1
    end = context.text.find("\n", span.end)
    line = context.text[start : len(context.text) if end < 0 else end].strip()
    return len(line) <= 30 and not re.search("[，。；]", line)
