"""NUM005: 做好四项工作 and three of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Finding, Span
from .base import ReviewContext, Rule, here
from .numbering_marks import read_numeral
from .numbering_series import item_series

# 以下三个方面：… 做好四项工作。… the count, a measure word, what is counted, then the stop before the first item
_STATED = re.compile(
    r"(?P<number>[二两三四五六七八九十]|\d{1,2})(?P<measure>个方面|方面|项|点|条|件|个)"
    r"(?P<noun>[\u4e00-\u9fff]{0,8}?)(?:如下)?(?P<stop>[：:。])\s*$"
)
# with a full stop between count and items, only such words say that the items are what was counted
_CUE = re.compile(r"(?:以下|如下|做好|抓好|抓实|突出|坚持|存在|主要有|着力|重点|体现在|围绕|把握)[\u4e00-\u9fff]{0,6}$")


class StatedCount(Rule):
    """说有几项，列出来的不是几项。

    做什么
        “做好四项工作：”“存在以下三个方面问题。”之后紧跟“一是、二是……”的，数一数是否相符。
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
        for series in item_series(context.document.sections):
            numbers = [one.number for one in series]
            if len(series) < 2 or numbers != list(range(1, len(series) + 1)):
                continue
            start = series[0].section.span.start
            before = context.text[max(0, start - 30) : start]
            match = _STATED.search(before)
            if match is None or (match["stop"] == "。" and not _CUE.search(before[: match.start()])):
                continue
            number = 2 if match["number"] == "两" else read_numeral(match["number"])
            if number is None or number == len(series):
                continue
            at = start - len(before) + match.start()
            span = Span(start=at, end=at + match.end("noun") - match.start())
            yield self.finding(
                context,
                span,
                f"前面说“{span.of(context.text)}”，后面列了{len(series)}项：请核对",
                evidence=tuple(here(context, one.section.span) for one in series),
            )
