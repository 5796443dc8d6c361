"""Years of two digits, told from so many years; guesses of two neighbouring numbers with 、 between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..patterns import lazy
from ..text.needles import matches_at
from .punctuation_numeral_forms import COUNTED

_SHORT = r"[012]\d"
_MONTH = r"(?:1[0-2]|[1-9])(?:[月—－~～、至到-])"
# what only a year of the calendar has behind it
_OF_A_YEAR = (
    rf"(?={_MONTH}|底(?!线)|初|末|度|上半年|下半年|第?[一二三四]季度|全年|同期"
    r"|[春夏秋冬][季天]?(?![秋冬]))"
)
_NOT_BEFORE = r"(?<![\d.〇○零一二三四五六七八九十百千第近约前后每满超逾计\-—–~～])"
YEARS: tuple[str, ...] = (
    rf"{_NOT_BEFORE}(?P<y1>{_SHORT})年{_OF_A_YEAR}",
    # 自22年起, 从19年启动至今, 22年以来 at the head of a clause
    rf"(?:(?<=[从自])|(?<=[，。；：（\n])|^)(?P<y2>{_SHORT})年(?=以来|以前|[\u4e00-\u9fff]{{0,6}}(?:至今|起[，至到、。]?(?![义伏])))",
    rf"(?<=[从自])(?P<y3>{_SHORT})年(?=开始|的|至|到|[\u4e00-\u9fff]{{0,4}}(?:以来|来))",
    # 较23年增长, 比23年同期
    rf"(?<=[较比])(?P<y4>{_SHORT})年(?=同|末|底|增|下|上|提|减|多|少|高|低|净|翻|压|缩|，|、|的|分别|平均|又|还)",
    # 于22年建成, 截至23年, 到25年
    r"(?:(?<=[于在到至])|(?<=截止)|(?<=早在))(?P<y5>1[0-9]|2\d)年"
    r"(?!实践)(?=[建竣开投完启实达成全正被获通印制立动]|，|、|基本|力争|我|已|将|就|时(?!间))",
    # 24年，我局… at the head of a sentence: nobody counts so many years there
    r"(?:^|(?<=[。；\n])|(?<=\n\u3000\u3000))(?P<y6>1[1-46-9]|2[1-9])年(?=，|[我全市县区局新共先累完实开建继坚改投竣启搬](?!历))",
    # 2023、24年, 2021—24年, 23—24年, 22、23年, ’24年
    r"(?<=20\d\d[—～至到、和及-])(?P<y7>[12]\d)年(?![级以间内前后期来])",
    r"(?<=[12]\d\d\d年[—～至到、和及-])(?P<y8>[012]\d)年(?![级以间内前后期来])",
    r"(?<![\d.第])(?P<y12>0\d)年(?![代级])",
    r"(?<=[’'‘])(?P<y9>[012]\d)年",
    # 22年建成的绿道 at the head of a clause; 由21年的86天缩短; 与22年相比; 在18年脱贫摘帽后
    r"(?:^|(?<=[，。；：、\n将对]))(?P<y13>1[1-46-9]|2[1-9])年(?=(?:建成|竣工|开工|启动|投用|投产|投运|建设|获批|成立|签约|落地|引进|出台|印发|实施|招录|挂牌)的)",
    r"(?<=由)(?P<y14>1\d|2\d)年的?(?=\d)",
    r"(?:(?<=[与同和比较])|(?<=相较)|(?<=相比))(?P<y15>1\d|2\d)年(?=相比|相较|比较|比，|持平|的\d)",
    r"(?<=[在于自])(?P<y16>1\d|2\d)年(?=脱贫|摘帽|换届|合并|组建|挂牌|机构改革|改制|整体搬迁|入选|获批|毕业|退役|入职|入党|参加工作)",
    r"(?<=[两这]年)[（(](?P<y10>[12]\d)年",
    r"(?<![\d.])(?P<y11>1\d|2\d)(?=(?:年)?[—～至到、和及-](?:1\d|2\d)(?:两)?年(?:度|底|末|期间|，|两|间|[上下]半年))",
)
"""Where a number of two digits before 年 is a year cut short."""
_SHORT_YEAR = lazy("|".join(YEARS), re.M)
_ANY = lazy(r"[012](?<!\d.)\d(?:年|[—～至到、和及-][12]\d年)")
# all begin with the two digits, one with a bracket before them
_BEGINS = lazy(r"[（(012](?:(?<=[（(])[012])?(?<=[012])(?<!\d.)\d(?=年|[—～至到、和及-][12]\d两?年)")
_MEASURE = f"(?:[{COUNTED}周]|日(?!报)|分钟|小时|公里|平方|立方|元|人)"
_NO_ROW = r"(?!年级|个季度|个月份|年规划|[项条]规定|年制|所述|[条项]第|年期|[个条项]问题分别|度)"
# 2、3 and 3、5 are said as one guess; 第3、4季度, 3、4号楼, 三、四年级 name each
_FIGURES = lazy(
    rf"(?<![\d.、第．）)月年号])(?P<ten>\d?)(?P<a>[1-9])(?P<aten>0{{0,3}})、(?P<bten>\d?)(?P<b>[2-9])(?P<zeros>0{{0,3}})(?P<more>[多余]?)(?P<scale>[十百千万]?)(?={_MEASURE}){_NO_ROW}"
)
_HAN = lazy(
    rf"(?<![一二三四五六七八九百千万、第初高十])(?P<ten>[二三四五六七八九]?十)?(?P<a>[一二两三四五六七八])、(?P<b>[二三四五六七八九])(?P<scale>[十百千万]{{0,2}})"
    rf"(?=[多余]?(?:{_MEASURE})){_NO_ROW}"
)
_ANCHOR = lazy("、(?:(?<=[0-9]、)(?=[0-9])|(?<=[一二两三四五六七八]、)(?=[二三四五六七八九]))")
_HAN_NUMBERS = "零一二三四五六七八九十"


def short_years(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield (start, end, the year in four digits) of years of two digits."""
    if not _ANY.search(text):
        return
    begins = (at for found in _BEGINS.finditer(text) for at in range(found.start(), found.end() - 1))
    for match in matches_at(_SHORT_YEAR, text, begins):
        name = match.lastgroup
        assert name is not None
        yield match.start(name), match.end(name), 2000 + int(match[name])


def guesses(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, how it is written) of guesses of two neighbouring numbers that have 、 between them."""
    for anchor in _ANCHOR.finditer(text):
        low, high = anchor.start() - 3, anchor.end() + 10
        match = _FIGURES.search(text, max(low, 0), high)
        right = _in_han(match) if match is not None else ""
        if match is not None and right:
            yield match.start(), match.end(), right
        match = _HAN.search(text, max(low, 0), high)
        if match is not None and match.end("a") == anchor.start() and _neighbours(match, text):
            yield match.start(), match.end(), f"{match['ten'] or ''}{match['a']}{match['b']}{match['scale']}"


def _neighbours(match: re.Match[str], text: str) -> bool:
    """Return whether two Han numerals follow each other; 三、四 at the head of a line are two headings."""
    first, second = _HAN_NUMBERS.index(match["a"].replace("两", "二")), _HAN_NUMBERS.index(match["b"])
    heads = match.start() == 0 or text[match.start() - 1] in "\n\u3000 "
    return not heads and (second == first + 1 or (first, second) == (3, 5))


def _in_han(match: re.Match[str]) -> str:
    """Return the guess in Han numerals; '' where the two numbers are no neighbours: 15、16, 20、30, 3、40."""
    a, b, aten, zeros = int(match["a"]), int(match["b"]), match["aten"], match["zeros"]
    near = b == a + 1 or (a, b) == (3, 5)
    tens = match["ten"]
    if not near or match["bten"] not in ("", tens) or (aten and aten != zeros) or (tens and (aten or zeros)):
        return ""
    if a == 1 and not (zeros or aten or match["scale"] or tens):
        return ""
    scale = {"": "", "0": "十", "00": "百", "000": "千"}[zeros]
    lead = "" if not tens else "十" if tens == "1" else f"{_HAN_NUMBERS[int(tens)]}十"
    return f"{lead}{_HAN_NUMBERS[a]}{_HAN_NUMBERS[b]}{scale}{match['more']}{match['scale']}"
