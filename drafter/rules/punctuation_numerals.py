"""PUN006, PUN008: stray blanks, ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Edit, Finding, Fix, Span
from ..patterns import lazy
from .base import ReviewContext, Rule

_HAN = r"\u4e00-\u9fff"
_UNIT = r"(?:亿元|万元|元|亩|公顷|平方米|公里|万平方米|吨|个|件|项|次|户|人|名|场|家|处|条|年|月|日)"
_BLANK = "[ \u00a0\u2002-\u200a]"
_BLANKS = lazy(_BLANK)
_SPACE = lazy(
    rf"(?<=[{_HAN}，。；：]){_BLANK}+(?=\d[\d.]*[ ]?{_UNIT})|(?<=\d){_BLANK}+(?=[{_HAN}%％])"
    rf"|(?<=[，。；：、！？]){_BLANK}+(?=[{_HAN}“《（])|(?<=[{_HAN}\d%]){_BLANK}+(?=[，。；：、！？”》）])"
    rf"|(?<=[“《（]){_BLANK}+(?=[{_HAN}\d])|(?<=[〔〕]){_BLANK}+(?=[\d{_HAN}])|(?<=[{_HAN}\d]){_BLANK}+(?=[〔〕])"
    rf"|(?<=第){_BLANK}+(?=[\d{_HAN}])"
)
# between two Han characters: neither 李 明 (a name spread to three places) nor the number of a heading or an article
_BETWEEN_HAN = lazy(rf"(?<=[{_HAN}]){_BLANK}{{1,2}}(?=[{_HAN}])")
_HEADED = lazy(
    r"^[\s\u3000]*(?:第[一二三四五六七八九十百\d]+[章节条款部分编篇]+|[（(]?[一二三四五六七八九十]{1,3}[）)、][^，。；]*|\d+)$"
)
# who issues a thing together stands side by side: 中共中央办公厅 国务院办公厅印发
_ISSUERS = lazy(rf"[部办厅委署局院会]{_BLANK}{{1,2}}[\u4e00-\u9fff]+?(?:印发|联合|发布|关于|通知|部|办|厅|委)")
_NAMES = lazy(
    r"记者|通讯员|作者|编辑|摄影|主持|出席|参加|列席|缺席|局长|书记|主任|科长|处长|部长|主席|委员|院长|校长|组长|经理"
    r"|同志|人员|人[：:]"
)
_PERCENT_RANGE = lazy(r"(?P<a>\d(?<![\d.].)\d*(?:\.\d+)?)(?P<sign>[-—–－~～至])(?P<b>\d+(?:\.\d+)?)(?P<percent>[%％])")
# 13～17万元 can be read as 13元; the standard writes 13万元～17万元
_LEFT_OUT = lazy(
    r"(?P<a>\d(?<![\d.].)\d{0,4}(?:\.\d+)?)(?P<sign>[-—–－~～])(?P<b>\d{1,5}(?:\.\d+)?)(?P<unit>[万亿])(?=[元吨人亩平户公])"
)
_COUNTABLE = (
    rf"(?:{_UNIT}|℃|度|岁|天|周|小时|分钟|米|毫米|厘米|千米|公斤|千克|斤|倍|级|层|期|批|所|台|辆|只|头|套|种|克|千瓦)"
)
_RANGE_SIGN = lazy(
    rf"(?P<a>\d(?<![\dA-Za-z.\-:：/].)\d{{0,5}}(?:\.\d+)?)(?P<sign>-|－|–|~)(?P<b>\d{{1,6}}(?:\.\d+)?)"
    rf"(?=[多余]?(?:{_COUNTABLE}))(?!-)"
)
# both ends have their unit: 6%-8%, 2024年3月-10月, 100元-300元
_BOTH_ENDS = lazy(
    rf"\d(?<![\dA-Za-z.\-:：/].)\d{{0,5}}(?:\.\d+)?(?:[%％]|[万亿]?{_COUNTABLE})(?P<sign>-|－|–|~|--)"
    rf"(?:(?:19|20)\d\d年)?\d{{1,6}}(?:\.\d+)?(?:[%％]|[万亿]?{_COUNTABLE})"
)


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
            if not _BLANKS.search(line) or not re.search("[。；，]", line) or "\t" in line or "|" in line:
                continue
            for match in (*_SPACE.finditer(line), *_between_words(line)):
                span = Span(start=paragraph.start + match.start(), end=paragraph.start + match.end())
                fix = Fix(edits=(Edit(span=span, text=""),), safe=True)
                yield self.finding(context, span, "多余的空格", fix=fix)


def _between_words(line: str) -> Iterator[re.Match[str]]:
    """Yield blanks between words of a sentence, where they spread no name and stand behind no number of a heading."""
    blanks = list(_BETWEEN_HAN.finditer(line))
    # one here and there is a slip; many are how the line was set
    if len(blanks) > 3 or _NAMES.search(line):
        return
    for match in blanks:
        if not _HEADED.match(line[: match.start()]) and not _ISSUERS.search(
            line[: match.end() + 12], match.start() - 1
        ):
            yield match


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
        for match in _LEFT_OUT.finditer(context.text):
            if float(match["a"]) < float(match["b"]):
                at = Span(start=match.end("a"), end=match.end("a"))
                fix = Fix(edits=(Edit(span=at, text=match["unit"]),), safe=False)
                span = Span(start=match.start(), end=match.end())
                yield self.finding(context, span, f"范围的前一个数不能省去“{match['unit']}”", fix=fix)
        for pattern in (_RANGE_SIGN, _BOTH_ENDS):
            for match in pattern.finditer(context.text):
                if pattern is _RANGE_SIGN and float(match["a"]) >= float(match["b"]):
                    continue
                sign = Span(start=match.start("sign"), end=match.end("sign"))
                fix = Fix(edits=(Edit(span=sign, text="—"),), safe=True)
                span = Span(start=match.start(), end=match.end())
                yield self.finding(context, span, "数值范围用一字线“—”或浪纹线“～”", fix=fix)
