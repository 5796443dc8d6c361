"""PUN006–PUN008: stray blanks, forms of numerals, ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model import Edit, Finding, Fix, Span
from .base import ReviewContext, Rule

_HAN = r"\u4e00-\u9fff"
_UNIT = r"(?:亿元|万元|元|亩|公顷|平方米|公里|万平方米|吨|个|件|项|次|户|人|名|场|家|处|条|年|月|日)"
_BLANK = "[ \u00a0\u2002-\u200a]"
_SPACE = re.compile(
    rf"(?<=[{_HAN}，。；：]){_BLANK}+(?=\d[\d.]*[ ]?{_UNIT})|(?<=\d){_BLANK}+(?=[{_HAN}%％])"
    rf"|(?<=[，。；：、！？]){_BLANK}+(?=[{_HAN}“《（])|(?<=[{_HAN}\d%]){_BLANK}+(?=[，。；：、！？”》）])"
    rf"|(?<=[“《（]){_BLANK}+(?=[{_HAN}\d])|(?<=[〔〕]){_BLANK}+(?=[\d{_HAN}])|(?<=[{_HAN}\d]){_BLANK}+(?=[〔〕])"
    rf"|(?<=第){_BLANK}+(?=[\d{_HAN}])"
)
# between two Han characters: neither 李 明 (a name spread to three places) nor the number of a heading or an article
_BETWEEN_HAN = re.compile(rf"(?<=[{_HAN}]){_BLANK}{{1,2}}(?=[{_HAN}])")
_HEADED = re.compile(
    r"^[\s\u3000]*(?:第[一二三四五六七八九十百\d]+[章节条款部分编篇]+|[（(]?[一二三四五六七八九十]{1,3}[）)、][^，。；]*|\d+)$"
)
# who issues a thing together stands side by side: 中共中央办公厅 国务院办公厅印发
_ISSUERS = re.compile(rf"[部办厅委署局院会]{_BLANK}{{1,2}}[\u4e00-\u9fff]+?(?:印发|联合|发布|关于|通知|部|办|厅|委)")
_NAMES = re.compile(
    r"记者|通讯员|作者|编辑|摄影|主持|出席|参加|列席|缺席|局长|书记|主任|科长|处长|部长|主席|委员|院长|校长|组长|经理"
    r"|同志|人员|人[：:]"
)
_FULL_WIDTH = re.compile(r"(?<![0-9.．０-９])[0-9.．]{0,20}[０-９][０-９0-9.．]*")
_SHORT_YEAR = re.compile(
    r"(?<![\d.〇○零一二三四五六七八九十—–~～\-年‘’'第近约前后每满超逾])(?P<year>[012]\d)年"
    r"(?=(?:[1-9]|1[0-2])月|底|初|末|度工作|上半年|下半年|[一二三四]季度|全年|年度)"
    r"|(?:(?<=[从自])|(?<=[，。；：（\n])|^)(?P<since>[012]\d)年(?=以来|以前|(?:[\u4e00-\u9fff]{0,6})(?:至今|起[，至到]))"
    r"|(?<=[较比])(?P<base>[12]\d)年(?=同期|末|底|增|下|上|提|减|多|少|高|低|净)",
    re.M,
)
_COUNTED = r"[个件名项次场天户家人年条种位台处所亩吨元里辆套批]"
# 2、3 and 3、5 are said as one guess; 第3、4季度, 3、4号楼, 三、四年级 name each
_APART = re.compile(
    rf"(?<![\d.、第])(?P<a>[2-8])、(?P<b>[3-9])(?P<ten>0?)(?=[多余]?[十百千万]?{_COUNTED})(?![个年]?(?:季度|月份|号楼|层|级))"
)
_CN_APART = re.compile(
    rf"(?<![一二三四五六七八九十百千万、第初高])(?P<a>[二三四五六七八])、(?P<b>[三四五六七八九])(?P<ten>[十百千]?)"
    rf"(?=[多余]?{_COUNTED})(?!年级|个季度|个月份|年规划|[项条]规定|年制|所述|[条项]第|年期)"
)
# a guess of Han numerals that goes on in Arabic ones; 二零二四 with 零 for 〇; 百分之20; 二十多%
# GB/T 15835 was first issued in December 1995
_RULED = 1996
_CN = "〇○零一二三四五六七八九十"
_MIXED: tuple[tuple[re.Pattern[str], str], ...] = (
    # what is counted is told in Arabic figures; 五十六个民族, 二十四节气 are names
    (
        re.compile(
            rf"(?<![第\d.点{_CN}百千万亿])(?:[一二三四五六七八九]百(?:零?[一二三四五六七八九]|[一二三四五六七八九]十[一二三四五六七八九]?)"
            r"|[二三四五六七八九]十[一二三四五六七八九])(?=[余多]?(?:件|户|名(?!单)|人次|场次|万元|亿元|公里|亩|万人|家企业|个百分点))"
        ),
        "计量的数字应用阿拉伯数字",
    ),
    (re.compile(r"[二三四五六七八][三四五六七八九]\d0(?=[多余]?[\u4e00-\u9fff])"), "概数前后写法应一致"),
    (re.compile(r"(?<![\d.])[1-9]\d?0几(?=[个件名项次场户家人万亿])"), "概数“几”前用汉字数字"),
    (re.compile(r"(?<![\d，、])[1-9]\d{0,2}，\d{3}(?=[件元人户亩名万])"), "数字分节不用全角逗号"),
    (re.compile(r"(?<=20\d\d[—～至-])2\d(?=年(?![级以间内前后期来]))"), "年份应写全四位"),
    (re.compile(r"百分之\d+(?:\.\d+)?"), "百分数应写作阿拉伯数字加“%”"),
    (re.compile(rf"(?<![\d.{_CN}])[一二三四五六七八九十]{{1,3}}[多余几]?[%％]"), "汉字数字与“%”不混用"),
    (re.compile(rf"(?<![百千{_CN}])[一二]零[〇零一二三四五六七八九]{{2}}(?=年)"), "年份用汉字时“零”写作“〇”"),
    (
        re.compile(
            rf"(?<![\d{_CN}])(?:[12]\d[〇○零一二三四五六七八九]{{2}}|[一二][〇○零一二三四五六七八九]\d{{2}})(?=年)"
        ),
        "年份写法应一致",
    ),
    (re.compile(rf"(?<![正腊{_CN}])(?:[一二三四五六七八九]|十[一二]?)月\d{{1,2}}日"), "月和日写法应一致"),
    (re.compile(r"(?<!\d)(?:[1-9]|1[0-2])月[一二三四五六七八九十]{1,3}日"), "月和日写法应一致"),
    (
        re.compile(r"(?<=\d年)(?:[一二三四五六七八九]|十[一二]?)月(?=[\d份底初末上中下，至])(?!\d{1,2}日)"),
        "年和月写法应一致",
    ),
    (
        re.compile(r"(?<![\d.])[1-9](?:百(?=[多余]?[个件名项次场户家人元亩吨条])|十(?=[多余]?[个件名项次场户家人元]))"),
        "阿拉伯数字后不用“十”“百”",
    ),
)
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_CN_MONTH = re.compile(
    r"(?<![\d农历〇二十百千年])(?P<month>[一二三四五六七八九]|十[一二]?)月(?P<part>份|上旬|中旬|下旬|初|底|[一二三四五六七八九十]{1,3}日)(?![革会])"
)
_AR_MONTH = re.compile(r"(?<!\d)(?:[1-9]|1[0-2])月(?:份|上旬|中旬|下旬|初|底|\d{1,2}日)")
_PERCENT_RANGE = re.compile(
    r"(?<![\d.])(?P<a>\d+(?:\.\d+)?)(?P<sign>[-—–－~～至])(?P<b>\d+(?:\.\d+)?)(?P<percent>[%％])"
)
# 13～17万元 can be read as 13元; the standard writes 13万元～17万元
_LEFT_OUT = re.compile(
    r"(?<![\d.])(?P<a>\d{1,5}(?:\.\d+)?)(?P<sign>[-—–－~～])(?P<b>\d{1,5}(?:\.\d+)?)(?P<unit>[万亿])(?=[元吨人亩平户公])"
)
_COUNTABLE = (
    rf"(?:{_UNIT}|℃|度|岁|天|周|小时|分钟|米|毫米|厘米|千米|公斤|千克|斤|倍|级|层|期|批|所|台|辆|只|头|套|种|克|千瓦)"
)
_RANGE_SIGN = re.compile(
    rf"(?<![\dA-Za-z.\-:：/])(?P<a>\d{{1,6}}(?:\.\d+)?)(?P<sign>-|－|–|~)(?P<b>\d{{1,6}}(?:\.\d+)?)"
    rf"(?=[多余]?(?:{_COUNTABLE}))(?!-)"
)
# both ends have their unit: 6%-8%, 2024年3月-10月, 100元-300元
_BOTH_ENDS = re.compile(
    rf"(?<![\dA-Za-z.\-:：/])\d{{1,6}}(?:\.\d+)?(?:[%％]|[万亿]?{_COUNTABLE})(?P<sign>-|－|–|~|--)"
    rf"(?:(?:19|20)\d\d年)?\d{{1,6}}(?:\.\d+)?(?:[%％]|[万亿]?{_COUNTABLE})"
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
        full = list(_FULL_WIDTH.finditer(text)) if re.search("[０-９]", text) else []
        # a text printed in full-width throughout has one finding, at the first; changing that one alone helps nobody
        throughout = len(full) > 20 and len(full) > len(re.findall(r"(?<![0-9])[0-9]+", text))
        for match in full[:1] if throughout else full:
            right = match.group().translate({0xFF10 + n: 0x30 + n for n in range(10)} | {0xFF0E: "."})
            yield self._said(context, match.start(), match.end(), right, "数字应使用半角", safe=not throughout)
        yield from self._years(context)
        for pattern in (_APART, _CN_APART):
            for match in pattern.finditer(text):
                first, second = (int(match[name].translate(_DIGITS)) for name in "ab")
                if second == first + 1 or (first, second) == (3, 5):
                    right = _MONTHS[first] + _MONTHS[second] + match["ten"].replace("0", "十")
                    said = "相邻两数表示概数用汉字，不加顿号"
                    yield self._said(context, match.start(), match.end(), right, said, safe=False)
        early = context.document.source.year is not None and context.document.source.year < _RULED
        for pattern, said in _MIXED[1:] if early else _MIXED:
            found = list(pattern.finditer(text))
            # many of a kind are how the text is written
            for match in found if len(found) <= 3 or pattern is not _MIXED[0][0] else ():
                span = Span(start=match.start(), end=match.end())
                yield self.finding(context, span, f"{said}：“{match.group()}”")
        yield from self._months(context)

    def _years(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield years of two digits; whose text tells its year has only years near it taken for such."""
        year = context.period.end.year if context.period else context.document.source.year
        for match in _SHORT_YEAR.finditer(context.text) if re.search(r"(?<!\d)\d\d年", context.text) else ():
            name = match.lastgroup or "year"
            if abs(2000 + int(match[name]) - (year or 2020)) <= 12:
                start, right = match.start(name), f"20{match[name]}"
                yield self._said(context, start, match.end(name), right, "年份应写全四位", safe=False)

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
