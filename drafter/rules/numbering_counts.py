"""NUM005: 做好四项工作 and three of them."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Finding, Ground, Section, Span
from ..patterns import lazy
from .base import ReviewContext, Rule, here
from .numbering_listed_first import counts_behind, pairs_of_verbs
from .numbering_lists import CUE, Listed, listed_counts, repeated_names, tells_more
from .numbering_marks import numbered, read_numeral
from .numbering_ranks import counts_of_ranks
from .numbering_series import item_series

_NUMBER = r"(?P<number>[二两三四五六七八九十]|十[一二三四五]|\d{1,2})"
_MEASURE = r"(?P<measure>个方面|方面|个|项|点|条|件|类|大)"
# 以下三个方面：… 做好四项工作。… the count, a measure word, what is counted, then the stop before the first item
_STATED = lazy(rf"{_NUMBER}{_MEASURE}(?P<noun>[\u4e00-\u9fff]{{0,12}}?)(?:如下)?(?P<stop>[：:。]?)\s*$")
_MOST = 20
"""More than so many are never listed; the items then say what became of them."""


class StatedCount(Rule):
    """说有几项，列出来的不是几项。

    做什么
        “做好四项工作：”之后紧跟的“一是、二是……”“1.2.……”“首先、其次……”“一抓、二抓……”或标题，“三个文件：《甲》《乙》”，
        “五项制度，即甲、乙、丙”，“三个强化”后面的“强化……”，数一数是否相符；“《甲》《乙》三项制度”
        “甲、乙、丙四个小组”和列完之后的“以上三点”也数；有“等”字的不算。
    为什么
        增删条目后忘了改总数，是最容易被读者当场指出的差错。
    例
        重点做好四项工作：一是抓学习。二是抓制度。三是抓落实。
    改为
        重点做好三项工作：一是抓学习。二是抓制度。三是抓落实。
    """

    code = "NUM005"
    name = "stated-count-mismatch"
    severity = "W"

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one finding for a count that stands right before a complete series of another length."""
        told: set[int] = set()
        for starts in (*_items(context), *_headings(context)):
            found = self._before(context, starts)
            if found is not None:
                told.add(found.span.start)
                yield found
        for listed in _in_sentences(context.text):
            if listed.span.start not in told:
                told.add(listed.span.start)
                yield self._said(context, listed)

    def _before(self, context: ReviewContext, items: list[Span]) -> Finding | None:
        """Return the finding on the count that stands before ``items``, if there is one and it differs."""
        start = items[0].start
        before = context.text[max(0, start - 30) : start]
        match = _STATED.search(before)
        if match is None or (match["stop"] != "：" and not CUE.search(before[: match.start()])):
            return None
        number = 2 if match["number"] == "两" else read_numeral(match["number"])
        if number is None or number == len(items) or number > _MOST:
            return None
        if len(items) < number and tells_more(context.text, items[-1].start, number):
            return None
        at = start - len(before) + match.start()
        evidence = tuple(here(context, item) for item in items)
        span = Span(start=at, end=at + match.end("noun") - match.start())
        return self._said(context, Listed(span=span, number=number, items=len(items)), evidence)

    def _said(self, context: ReviewContext, listed: Listed, evidence: tuple[Ground, ...] = ()) -> Finding:
        quote = listed.span.of(context.text)
        return self.finding(context, listed.span, f"说“{quote}”，列了{listed.items}项：请核对", evidence=evidence)


def _in_sentences(text: str) -> Iterator[Listed]:
    """Yield the counts that a list within their sentence or paragraph contradicts."""
    yield from listed_counts(text)
    yield from repeated_names(text)
    yield from counts_behind(text)
    yield from pairs_of_verbs(text)
    yield from counts_of_ranks(text)


def _items(context: ReviewContext) -> Iterator[list[Span]]:
    """Yield every complete series 一是, 二是, …."""
    for series in item_series(context.document.sections):
        if len(series) > 1 and [one.number for one in series] == list(range(1, len(series) + 1)):
            yield [one.section.span for one in series]


def _headings(context: ReviewContext) -> Iterator[list[Span]]:
    """Yield every complete series of headings that begins right below a paragraph."""
    siblings: dict[tuple[object, object], list[tuple[int, Section]]] = {}
    for index, section in enumerate(context.document.sections):
        siblings.setdefault((section.parent, section.level), []).append((index, section))
    found = []
    for members in siblings.values():
        for place, (index, section) in enumerate(members):
            first = numbered(index, section)
            if first is None or first.number != 1 or not isinstance(section.level, int) or section.level < 1:
                continue
            series = [section.span]
            for at in range(place + 1, len(members)):
                later, other = members[at]
                next_one = numbered(later, other)
                if next_one is None or next_one.style != first.style or next_one.number != len(series) + 1:
                    break
                series.append(other.span)
            if len(series) > 1:
                found.append(series)
    yield from sorted(found, key=lambda series: series[0])
