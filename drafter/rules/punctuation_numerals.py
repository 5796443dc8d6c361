"""PUN006–PUN008: stray blanks, forms of numerals, ranges."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..model import Edit, Finding, Fix, Span
from .base import ReviewContext, Rule

_HAN = r"\u4e00-\u9fff"
_UNIT = r"(?:亿元|万元|元|亩|公顷|平方米|公里|万平方米|吨|个|件|项|次|户|人|名|场|家|处|条|年|月|日)"
_SPACE = re.compile(
    rf"(?<=[{_HAN}，。；：])[ \u00a0]+(?=\d[\d.]*[ ]?{_UNIT})|(?<=\d)[ \u00a0]+(?=[{_HAN}%])"
    rf"|(?<=[，。；：、])[ \u00a0]+(?=[{_HAN}])"
)
_BETWEEN_HAN = re.compile(rf"(?<=[{_HAN}]{{2}})[ \u00a0](?=[{_HAN}]{{2}})")
_FULL_WIDTH = re.compile(r"(?<![0-9.．０-９])[0-9.．]{0,20}[０-９][０-９0-9.．]*")
_SHORT_YEAR = re.compile(
    r"(?<![\d.〇○零一二三四五六七八九十—–~～\-年‘’'第近约前后每满超逾])(?P<year>[12]\d)年"
    r"(?=(?:[1-9]|1[0-2])月|底|初|末|度工作|上半年|下半年|[一二三四]季度)"
)
_APART = re.compile(
    r"(?<![\d.、])(?P<a>[2-8])、(?P<b>[3-9])(?=[个件名项次场天户家人年月日])(?![个]?(?:季度|月份|号楼|层|级))"
)
_CN_MONTH = re.compile(
    r"(?<![\d农历〇二十百千年])(?P<month>[一二三四五六七八九]|十[一二]?)月(?P<part>份|上旬|中旬|下旬|初|底|[一二三四五六七八九十]{1,3}日)(?![革会])"
)
_AR_MONTH = re.compile(r"(?<!\d)(?:[1-9]|1[0-2])月(?:份|上旬|中旬|下旬|初|底|\d{1,2}日)")
_PERCENT_RANGE = re.compile(r"(?<![\d.])(?P<a>\d+(?:\.\d+)?)(?P<sign>[-—–~～至])(?P<b>\d+(?:\.\d+)?)(?P<percent>[%％])")
_RANGE_SIGN = re.compile(
    rf"(?<![\dA-Za-z.\-:：/年月])(?P<a>\d{{1,6}}(?:\.\d+)?)(?P<sign>-|－|~)(?P<b>\d{{1,6}}(?:\.\d+)?)(?=(?:{_UNIT}))(?!-)"
)
_MONTHS = "零一二三四五六七八九十"


class StraySpace(Rule):
    """汉字与数字、汉字与汉字之间多了空格。

    做什么
        正文句子里汉字与数字之间、标点之后的空格。标题、署名、表格、两字姓名之间的空格不算。
    为什么
        惯例：公文正文汉字与数字之间不留空，排版软件自会调整间距。
    例
        完成投资 12.5 亿元，超出计划。
    改为
        完成投资12.5亿元，超出计划。
    """

    code = "PUN006"
    name = "stray-space"
    severity = "I"

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one finding a blank inside a sentence of prose."""
        for paragraph in context.paragraphs():
            line = paragraph.of(context.text)
            # a line without a stop is a title, a signature or a row of a table
            if not re.search("[。；，]", line) or "\t" in line or "|" in line:
                continue
            for match in _SPACE.finditer(line):
                span = Span(start=paragraph.start + match.start(), end=paragraph.start + match.end())
                fix = Fix(edits=(Edit(span=span, text=""),), safe=True)
                yield self.finding(context, span, "多余的空格", fix=fix)


class NumeralForm(Rule):
    """数字写法不合规范：全角数字、两位数年份、“5、6个”、同类日期汉字与阿拉伯数字混用。

    做什么
        全角数字改半角；“24年”写全为“2024年”；相邻两数表示概数用汉字且不加顿号（五六个）；
        同一份报告里“5月中旬”与“五月中旬”混用的，按多数统一。会议届次、专名不算。
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
        """Yield one finding a place."""
        text = context.text
        full = list(_FULL_WIDTH.finditer(text))
        # a text printed in full-width throughout has one finding, at the first; changing that one alone helps nobody
        throughout = len(full) > 20 and len(full) > len(re.findall(r"(?<![0-9])[0-9]+", text))
        for match in full[:1] if throughout else full:
            right = match.group().translate({0xFF10 + n: 0x30 + n for n in range(10)} | {0xFF0E: "."})
            yield self._said(context, match.start(), match.end(), right, "数字应使用半角", safe=not throughout)
        year = context.period.end.year if context.period else context.document.source.year
        for match in _SHORT_YEAR.finditer(text):
            if year is not None and abs(2000 + int(match["year"]) - year) <= 10:
                yield self._said(
                    context, match.start("year"), match.end("year"), f"20{match['year']}", "年份应写全四位", safe=False
                )
        for match in _APART.finditer(text):
            if int(match["b"]) == int(match["a"]) + 1:
                right = _MONTHS[int(match["a"])] + _MONTHS[int(match["b"])]
                yield self._said(
                    context, match.start(), match.end(), right, "相邻两数表示概数用汉字，不加顿号", safe=False
                )
        yield from self._months(context)

    def _months(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield months in Chinese numerals where the report writes the same kind of date in Arabic ones."""
        text = context.text
        chinese, arabic = list(_CN_MONTH.finditer(text)), list(_AR_MONTH.finditer(text))
        if not chinese or len(arabic) < 3 * len(chinese):
            return
        for match in chinese:
            month = match["month"]
            number = (
                10 + (_MONTHS.index(month[1]) if len(month) > 1 else 0) if month[0] == "十" else _MONTHS.index(month)
            )
            yield self._said(
                context,
                match.start("month"),
                match.end("month"),
                str(number),
                "本文其他日期用阿拉伯数字，宜一致",
                safe=False,
            )

    def _said(self, context: ReviewContext, start: int, end: int, right: str, said: str, *, safe: bool) -> Finding:
        span = Span(start=start, end=end)
        fix = Fix(edits=(Edit(span=span, text=right),), safe=safe)
        return self.finding(context, span, f"{said}：“{span.of(context.text)}”写作“{right}”", fix=fix)


class RangeForm(Rule):
    """数值范围的写法：前一个百分号省略了，或用了短横。

    做什么
        “5～8%”写作“5%～8%”；数值范围用一字线“—”或浪纹线“～”，不用短横“-”。一份报告里写法一致即可，只作提示。
    为什么
        GB/T 15835—2011 5.1.5：百分数范围前一个百分号不能省；GB/T 15834—2011 4.13：连接号分短横线、一字线和浪纹线。
    例
        增速保持在5～8%。
    改为
        增速保持在5%～8%。
    """

    code = "PUN008"
    name = "range-form"
    severity = "I"

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one finding a range."""
        for match in _PERCENT_RANGE.finditer(context.text):
            if match["sign"] == "—" and context.text[match.start() - 1 : match.start()] == "—":
                continue
            at = Span(start=match.end("a"), end=match.end("a"))
            fix = Fix(edits=(Edit(span=at, text=match["percent"]),), safe=True)
            yield self.finding(
                context, Span(start=match.start(), end=match.end()), "百分数范围的前一个百分号不能省", fix=fix
            )
        signs = Counter(match["sign"] for match in _RANGE_SIGN.finditer(context.text))
        for match in _RANGE_SIGN.finditer(context.text):
            if float(match["a"]) >= float(match["b"]) or signs[match["sign"]] == 0:
                continue
            span = Span(start=match.start("sign"), end=match.end("sign"))
            fix = Fix(edits=(Edit(span=span, text="—"),), safe=True)
            yield self.finding(
                context, Span(start=match.start(), end=match.end()), "数值范围用一字线“—”或浪纹线“～”", fix=fix
            )
