"""The end of a report after GB/T 9704—2012: signature, the full date below it, page numbers in dashes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..model import Span
from ..patterns import lazy

_BLANK = "[ \\u3000\\t]*"
_ANY = "[0-9０-９〇○零ＯOo一二三四五六七八九十廿]"
_SEPARATOR = "[.．/／\\-－—–、·。]"
_RIGHT = lazy(
    rf"{_BLANK}[12]\d{{3}}{_BLANK}年{_BLANK}(?:[1-9]|1[0-2]){_BLANK}月{_BLANK}(?:[1-9]|[12]\d|3[01]){_BLANK}日{_BLANK}$",
    re.A,
)
# whatever is meant for a day and stands in a line of its own
_DAY = lazy(
    rf"{_BLANK}(?:(?:成文)?日期[：:])?(?P<era>公元|[’'‘])?(?P<year>{_ANY}{{2,4}}){_BLANK}(?:年|{_SEPARATOR}){_BLANK}"
    rf"(?P<month>{_ANY}{{1,3}}){_BLANK}(?:月份?|{_SEPARATOR}){_BLANK}(?P<day>{_ANY}{{1,3}}){_BLANK}(?P<last>[日号]?)(?P<stop>[。，；;,.]?){_BLANK}$"
)
_SOLID = lazy(rf"{_BLANK}20\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01]){_BLANK}$", re.A)
_PART = lazy(
    rf"{_BLANK}(?:(?:[12]\d{{3}}|[一二][〇○零一二三四五六七八九]{{3}})年(?:(?:\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月)?"
    rf"|\d{{1,2}}月\d{{1,2}}日){_BLANK}$",
    re.A,
)
_PADDED = lazy(rf"{_BLANK}(?:19|20)\d{{2}}年(?:0\d月\d{{1,2}}日|\d{{1,2}}月0\d日){_BLANK}$", re.A)
_SIGNED = (
    r"[\u4e00-\u9fff·（）()“”]{2,28}?(?:局|委员会|[^员]委|办公室|政府|厅|[法检学医]院|学校|中心|党组|党委|支部|总支|[处科]|协会|联合会|红十字会|分会|部|大队|支队"
    r"|站|所|公司|集团|银行|联|街道|[镇乡]|办|馆|社|署|法院|文联|残联|妇联|团委|总会)"
)
_SIGNATURE = lazy(rf"{_BLANK}(?P<who>{_SIGNED})(?P<stop>[。，；、：:;,.]?){_BLANK}$")
_WITH_DAY = lazy(rf"{_BLANK}{_SIGNED}{_BLANK}[，,]?{_BLANK}(?P<day>[12]\d{{3}}年\d{{1,2}}月\d{{1,2}}日){_BLANK}$", re.A)
_PAGE = lazy(
    rf"{_BLANK}(?:第{_BLANK}\d{{1,3}}{_BLANK}页(?:{_BLANK}[，,/／（(]?{_BLANK}共{_BLANK}\d{{1,3}}{_BLANK}页[）)]?)?"
    rf"|共{_BLANK}\d{{1,3}}{_BLANK}页{_BLANK}第{_BLANK}\d{{1,3}}{_BLANK}页"
    rf"|(?P<dash>[-－–~～·]){_BLANK}\d{{1,3}}{_BLANK}(?P=dash)|[Pp](?:age|\.)?{_BLANK}\d{{1,3}}){_BLANK}$",
    re.A,
)
_CHINESE_SINCE = 2012
"""Before that year the date line was written in Han numerals (GB/T 9704—1999)."""
_HAN_YEAR = str.maketrans("〇○零ＯOo一二三四五六七八九０１２３４５６７８９", "0000001234567890123456789")
_TAIL = 8
_ATTACHED = lazy(rf"{_BLANK}附{_BLANK}件{_BLANK}[：:]")


def tail_faults(text: str, lines: Sequence[Span]) -> Iterator[tuple[Span, str]]:
    """Yield (where, what to tell) of the lines that end a report, padded dates and page numbers wherever they stand."""
    for place, span in enumerate(lines):
        if span.end - span.start > 48:
            continue
        line = span.of(text)
        if _PAGE.match(line):
            yield _trimmed(span, line), "页码左右各放一条一字线，如“— 1 —”；混进正文的页码请删去"
        elif place < len(lines) - _TAIL and not (place and _SIGNATURE.match(lines[place - 1].of(text))):
            if _PADDED.match(line):
                yield _trimmed(span, line), "成文日期的月、日不编虚位：1月5日，不写01月05日"
        else:
            yield from _day(text, lines, place)


def _day(text: str, lines: Sequence[Span], place: int) -> Iterator[tuple[Span, str]]:
    """Yield what is wrong of the date line at ``place`` and of its neighbours."""
    span = lines[place]
    line = span.of(text)
    above = _SIGNATURE.match(lines[place - 1].of(text)) if place else None
    below = lines[place + 1] if place + 1 < len(lines) else None
    said = _wrong_day(line, signed=above is not None)
    if said:
        yield _trimmed(span, line), said
    if _RIGHT.match(line) is None:
        joined = _WITH_DAY.match(line)
        if joined is not None and place >= len(lines) - 2:
            yield _trimmed(span, line), "署名与成文日期各占一行"
        return
    if above is not None and above["stop"]:
        yield _trimmed(lines[place - 1], lines[place - 1].of(text)), "署名后面不加标点"
    if below is not None and above is None and place == len(lines) - 2 and _SIGNATURE.match(below.of(text)):
        yield Span(start=_trimmed(span, line).start, end=_trimmed(below, below.of(text)).end), "署名在上，成文日期在下"
    if below is not None and above is not None and _ATTACHED.match(below.of(text)):
        yield _trimmed(below, below.of(text)), "附件说明写在正文之后、署名之前"


def _wrong_day(line: str, *, signed: bool) -> str:
    """Return what is wrong of a line that is meant for a day, '' where nothing is."""
    if _RIGHT.match(line):
        return ""
    match = _DAY.match(line)
    if match is None:
        if _SOLID.match(line) or (signed and _PART.match(line)):
            return "成文日期应写全年、月、日，如“2024年1月5日”"
        return ""
    year = match["year"].translate(_HAN_YEAR)
    if len(year) == 2:
        return "成文日期的年份应写全四位"
    if not year.isdigit() or len(year) != 4 or not 1900 <= int(year) <= 2100:
        return ""
    whole = "".join((match["year"], match["month"], match["day"]))
    if not whole.isascii() or not whole.isdigit():
        early = int(year) < _CHINESE_SINCE and not re.search("[0-9０-９]", whole)
        return "" if early else "成文日期用阿拉伯数字，如“2024年1月5日”"
    if re.search(r"^0", match["month"]) or re.search(r"^0", match["day"]):
        return "成文日期的月、日不编虚位：1月5日，不写01月05日"
    return "成文日期写作“2024年1月5日”，年月日标全，后面不加标点"


def _trimmed(span: Span, line: str) -> Span:
    return Span(start=span.start + len(line) - len(line.lstrip()), end=span.start + len(line.rstrip()))
