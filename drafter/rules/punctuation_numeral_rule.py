"""PUN007: numerals in forms GB/T 15835—2011 does not have."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from ..lexicon.arabic import arabic_forms
from ..model import Edit, Finding, Fix, Span
from ..patterns import lazy
from .base import ReviewContext, Rule, here
from .punctuation_numeral_forms import misfits
from .punctuation_numeral_kinds import mixed_kinds
from .punctuation_numeral_years import guesses, short_years

_FULL_WIDTH = lazy(r"(?<![0-9.．０-９])[0-9.．]{0,20}[０-９][０-９0-9.．]*")
_HALF = {0xFF10 + n: 0x30 + n for n in range(10)} | {0xFF0E: "."}
# GB/T 15835 was first issued in December 1995
_RULED = 1996
_NEAR = 12
"""A year of two digits is within so many of the report's own."""


class NumeralForm(Rule):
    """数字写法不合规范：全角数字、两位数年份、“5、6个”、同类日期汉字与阿拉伯数字混用。

    做什么
        全角数字改半角；“24年”写全为“2024年”；相邻两数表示概数用汉字且不加顿号（五六个）；
        一个数里汉字与阿拉伯数字混用的（二十3处、3千多、2024年五月、百分之15、10几个、三至5天），
        分节和小数点写错的，固定词语里用了阿拉伯数字的（4个意识、党的20大），指出来；
        同类数字写法不一的（5月中旬与五月中旬、第4次与第五次、30%与百分之四十），按多数统一。会议届次、专名不算。
    为什么
        GB/T 15835—2011：同类别同形式；年份不简写；概数连用不加顿号。
    例
        办结信访件５6件。
    改为
        办结信访件56件。
    """

    code = "PUN007"
    name = "numeral-form"
    severity = "W"

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one finding a place, the more telling ones first."""
        told: list[tuple[int, int]] = []
        for finding in self._all(context):
            edges = (finding.span.start, finding.span.end)
            at = bisect_left(told, edges)
            if (at == 0 or told[at - 1][1] <= edges[0]) and (at == len(told) or edges[1] <= told[at][0]):
                told.insert(at, edges)
                yield finding

    def _all(self, context: ReviewContext) -> Iterator[Finding]:
        text = context.text
        year = context.document.source.year
        ruled = year is None or year >= _RULED
        yield from self._full_width(context)
        if ruled:
            for start, form, word in arabic_forms(context.lexicon).longest(text):
                if not text[start - 1 : start].isdigit() and text[start - 1 : start] not in ("第", "."):
                    said = "固定词语里的数字用汉字"
                    yield self._said(context, Span(start=start, end=start + len(form)), word, said)
        yield from self._years(context)
        for start, end, right in guesses(text):
            yield self._said(context, Span(start=start, end=end), right, "相邻两数表示概数用汉字，不加顿号")
        for start, end, said in misfits(text) if ruled else ():
            span = Span(start=start, end=end)
            yield self.finding(context, span, f"{said}：“{span.of(text)}”")
        for mixed in mixed_kinds(text, ruled=ruled):
            fix = Fix(edits=(Edit(span=mixed.span, text=mixed.right),), safe=False) if mixed.right else None
            said = f"{mixed.said}：“{mixed.span.of(text)}”" + (f"写作“{mixed.right}”" if mixed.right else "")
            evidence = (here(context, mixed.other),) if mixed.other else ()
            yield self.finding(context, mixed.span, said, fix=fix, evidence=evidence)

    def _full_width(self, context: ReviewContext) -> Iterator[Finding]:
        text = context.text
        full = list(_FULL_WIDTH.finditer(text)) if re.search("[０-９]", text) else []
        # a text printed in full-width throughout has one finding, at the first; changing that one alone helps nobody
        throughout = len(full) > 20 and len(full) > len(re.findall(r"(?<![0-9])[0-9]+", text))
        for match in full[:1] if throughout else full:
            span = Span(start=match.start(), end=match.end())
            yield self._said(context, span, match.group().translate(_HALF), "数字应使用半角", safe=not throughout)

    def _years(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield years of two digits; whose text tells its year has only years near it taken for such."""
        near = (context.period.end.year if context.period else context.document.source.year) or 2020
        for start, end, year in short_years(context.text):
            # 05年 is never so many years
            if abs(year - near) <= _NEAR or context.text[start] == "0":
                yield self._said(context, Span(start=start, end=end), str(year), "年份应写全四位")

    def _said(self, context: ReviewContext, span: Span, right: str, said: str, *, safe: bool = False) -> Finding:
        fix = Fix(edits=(Edit(span=span, text=right),), safe=safe)
        return self.finding(context, span, f"{said}：“{span.of(context.text)}”写作“{right}”", fix=fix)
