"""Decoys: stretches that hold numerals but state no figure (titles, quoted names, set phrases, document numbers …)."""

from __future__ import annotations

import functools
import re
from typing import Any, NamedTuple

import ahocorasick

from ..lexicon import Lexicon
from ..model import FigureKind
from ..patterns import lazy

NUMERAL_CHARS = "0123456789〇零一二两三四五六七八九十百千万亿几数半双多"
_HAS_NUMERAL = lazy(f"[{NUMERAL_CHARS}]")
_BARE_SCALE = lazy("[百千万亿]+")
_UNIT_FOLLOWS = lazy("(?:美|港|欧)?元|[人户亩吨套件次辆台株头]|公里|千米|公顷|平方米|立方米|千瓦|斤|公斤")
_HAS_VALUE = lazy("[0-9〇一二两三四五六七八九十百千万亿]")
_JOINS_NUMERAL = frozenset("0123456789.〇零一二两三四五六七八九十百千万亿几")
_BRACKETS = lazy("[《》“”。\n]")
_QUOTE_BREAK = lazy("[，。；：！？\n]")
MAX_QUOTE = 16
"""Longest quoted stretch taken for a name; longer ones are speech."""
MAX_TITLE = 120
"""Longest book title; beyond, the bracket was never closed."""

_DOC_TAIL = lazy(r"(?:19|20)[0-9]{2}[〕\]］】）)](?:第)?[0-9]{1,5}号")
_DOC_HEAD = lazy(r"(?![和与及])[\u4e00-\u9fff]{1,12}\Z")
_MARKER = lazy(
    r"(?:[一二三四五六七八九十]{1,3}[、.．]|[0-9]{1,2}(?:[.．、](?![0-9])|\)|）)|[一二三四五六七八九十]{1,3}(?=是|要|则是))"
)
_PAREN_MARKER = lazy(r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?=[）)])")
_MEETING = lazy(
    r"(?:第?[一二三四五六七八九十]{1,4}届(?:(?:[一二三四五六七八九十]{1,3}中)?全会|"
    r"[一二三四五六七八九十、至]*[一二三四五六七八九十]中(?=[、全])(?:全会)?|历次|(?:中央|省|市|区|县|州|盟|旗|自治区|全国)?(?:纪委|政协|人大|委|团)?"
    r"(?:[一二三四五六七八九十]{1,3}次[、和]){0,3}[一二三四五六七八九十]{1,3}次(?:全体)?(?:全会|会议)|(?:中央|全国|省|市|自治区|区|县)[^，。；、“”《》\n]{0,14}?(?:会议|全会|委员会|代表大会))"
    r"|第[一二三四五六七八九十]{1,3}个(?:五年|一?百年|年头)|[一二三四五六七八九十]{1,2}中全会|(?:十[一二三四五六七八九]|二十)大(?![于约型大])|十[一二三四五]?五(?=规划|时期|期间|”|末|以来|开局|目标))"
)
_HIGHER = lazy(
    r"(?:中央|中共|党的|全国|国务院|自治区|行署|盟委|人民代表大会|人大|政协|纪委|省委|市委|县委|区委|州委|省政府|市政府|县政府|中国共产党|"
    r"国家|人民政府|常委会|联合国|代表大会|习近平总书记)(?:常委会|党组|党委)?(?:(?:19|20)[0-9]{2}年)?\Z"
)
_HIGHER_NEXT = lazy(
    r"[^，。；：、\n]{0,3}(?:全国|人民代表大会|全国代表大会|代表大会|中央|政协|省委|市委|省人|市人|自治区|人大|世界|国际|中国|奥运|残奥|残运|残疾人|亚运|亚冬|冬奥|全运|东盟|党代会|人代会|团代会|妇代会|文代会)"
)
_OFFICIAL_YEAR = lazy(r"(?:中央|国务院|行署|盟委|自治区党委|省委|市委|省政府|市政府|全国)(?:19|20)[0-9]{2}年\Z")
_PROGRAMME = lazy(r"年(?:行动|攻坚|倍增|大变样|规划|计划|提升|培养|振兴|改造提升)")


_CODE_LABEL = lazy(
    r"(?:邮编|邮政编码|电话|传真|手机|编号|证号|文号|账号|帐号|工号|号码|身份证|信用代码|车牌|微信|邮箱)"
    r"(?:号码?)?[为是:： ]{0,2}\Z"
)
_WEEKDAY = lazy(r"(?:(?<![0-9一二两三四五六七八九十几])周|星期|礼拜)\Z")
_PER_WEEK = frozenset("次场期回天节课个人岁年小十百")
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余杜叶程魏苏吕丁卢姚沈钟姜崔谭陆汪"
    "范廖贾夏韦傅邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵钱严覃武戴莫孔汤"
)
_NAMED = lazy(
    rf"(?:联系人|负责人|经办人|申请人|当事人|同志|书记|局长|处长|科长|所长|院长|校长|主任|干部|党员|教师|医生|民警|村民|居民|市民)"
    rf"[:： ]?[{_SURNAMES}]\Z"
)
_SPLIT_BEFORE = {"以": ("下一", "上一", "前一", "后一"), "如": ("下一",), "目": ("前一",), "之": ("前一", "后一")}
_STANDARD = lazy(r"(?:[.\-—–/][0-9]{1,5}){1,4}(?![0-9])")
_NUMBERED_PAPER = lazy(r"(?:令|公告|通告|公报|议案|提案|建议|决定|案卷|合同)\Z")


class Decoy(NamedTuple):
    """A stretch that is no figure."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset after its last."""
    kind: FigureKind
    """What it is instead."""


@functools.lru_cache(maxsize=16)
def _automaton(lexicon: Lexicon) -> Any:
    """Build, once a lexicon, the Aho-Corasick automaton of all phrases that hold a numeral."""
    automaton = ahocorasick.Automaton()
    for phrase in lexicon.phrases:
        for text in (phrase.text, *phrase.variants):
            # “三公”经费 keeps its quotation marks, “三会一课” loses them
            bare = text[1:-1] if text[0] in "“《" and text[-1] in "”》" and text.count(text[0]) == 1 else text
            if _HAS_NUMERAL.search(bare):
                automaton.add_word(bare, (len(bare), phrase.kind))
    # an empty automaton cannot be searched
    automaton.add_word("\ue000", (1, "decoy"))
    automaton.make_automaton()
    return automaton


def find_phrases(text: str, lexicon: Lexicon) -> list[Decoy]:
    """Return the lexicon's phrases in ``text``, leftmost-longest, where no longer numeral runs through their ends."""
    found = []
    size = len(text)
    for last, (length, kind) in _automaton(lexicon).iter_long(text):
        start, end = last + 1 - length, last + 1
        if start and text[start] in _JOINS_NUMERAL and text[start - 1] in _JOINS_NUMERAL:
            continue
        if end < size and text[end] in _JOINS_NUMERAL and text[last] in _JOINS_NUMERAL:
            continue
        if _BARE_SCALE.fullmatch(text, start, end) and _UNIT_FOLLOWS.match(text, end):
            # 千万要注意 is a manner of speaking, 近千万元 a sum
            continue
        if text[start:end] == "前一" and text.startswith("年内", end):
            continue
        if start and text[start : start + 2] in _SPLIT_BEFORE.get(text[start - 1], ()):
            # 以下一个方面 counts what follows; it is not the next one
            continue
        found.append(Decoy(start, end, kind))
    return found


class Brackets(NamedTuple):
    """Where titles and short quotations stand, each in reading order."""

    titles: list[tuple[int, int]]
    """Inside 《》; an unclosed one ends with its sentence, an unopened one begins with its clause."""
    quotes: list[tuple[int, int]]
    """Inside “” when short and without inner stops: names, not speech."""


def find_brackets(text: str) -> Brackets:
    """Return titles and quoted names of ``text``; brackets that never match are closed with the sentence."""
    titles: list[tuple[int, int]] = []
    quotes: list[tuple[int, int]] = []
    opened = depth = 0
    quote = -1
    stop = 0
    for m in _BRACKETS.finditer(text):
        at, char = m.start(), m[0]
        if char == "《":
            if depth == 0:
                opened = at
            depth += 1
        elif char == "》":
            if depth == 0:
                titles.append((_title_start(text, stop, at), at))
            elif depth == 1:
                titles.append((opened, at + 1))
            depth = max(depth - 1, 0)
        elif char == "“":
            quote = at
        elif char == "”":
            if quote >= 0 and at - quote - 1 <= MAX_QUOTE and not _QUOTE_BREAK.search(text, quote, at):
                quotes.append((quote + 1, at))
            quote = -1
        else:
            if depth:
                titles.append((opened, min(at, opened + MAX_TITLE)))
            depth, stop = 0, at + 1
    if depth:
        titles.append((opened, min(len(text), opened + MAX_TITLE)))
    return Brackets(titles, quotes)


def _title_start(text: str, stop: int, at: int) -> int:
    # 按照…关于召开…的通知》: the opening mark was lost; official titles begin with 关于
    about = text.rfind("关于", max(stop, at - MAX_TITLE), at)
    return about if about >= 0 else at


def marker_at(text: str, pos: int) -> Decoy | None:
    """Return the list marker (一、 1. （一） 一是) whose numeral begins at ``pos``, or None."""
    before = text[pos - 1] if pos else "\n"
    if before in "（(":
        m = _PAREN_MARKER.match(text, pos)
        # （一） opens a line or follows a stop; 第一卷（一） is no marker but harmless
        return Decoy(pos - 1, m.end() + 1, "list_marker") if m else None
    if before not in "\n。；：;:，,！？　 \t\r　”":
        return None
    m = _MARKER.match(text, pos)
    if m is None or (before in "，," and not m[0].isalpha()):
        return None
    if (
        before in " 　\t"
        and text[max(0, pos - 8) : pos].strip(" 　\t") not in ("", "\n")
        and "\n" not in text[max(0, pos - 8) : pos]
    ):
        return None
    end = m.end() + (1 if m[0].isalpha() and text[m.end() : m.end() + 1] == "是" else 0)
    if m[0].isalpha() and text[m.end()] == "要" and before not in "\n。；;：:":
        return None
    return Decoy(pos, end, "list_marker")


def doc_number_at(text: str, pos: int) -> Decoy | None:
    """Return the document number (中宣发〔2017〕20号) whose year begins at ``pos``, or None."""
    if pos == 0 or text[pos - 1] not in "〔[［【（(":
        return None
    m = _DOC_TAIL.match(text, pos)
    if m is None:
        return None
    head = _DOC_HEAD.search(text, max(0, pos - 13), pos - 1)
    return Decoy(head.start() if head else pos - 1, m.end(), "doc_number")


def meeting_at(text: str, pos: int) -> Decoy | None:
    """Return the name of a congress, plenum or five-year plan (十九届六中全会, 二十大) at ``pos``, or None."""
    m = _MEETING.match(text, pos)
    if m is None:
        return None
    return Decoy(pos, m.end(), "set_phrase")


def code_at(text: str, start: int, end: int) -> Decoy | None:
    """Return the code (邮编421001, GB 50016—2014) that begins with the digits ``start:end``; None without a label."""
    if start > 1 and text[start - 1] == " " and text[start - 2].isascii() and text[start - 2].isalpha():
        return Decoy(start, standard_end(text, end), "product")
    return Decoy(start, end, "decoy") if _CODE_LABEL.search(text, max(0, start - 8), start) else None


def standard_end(text: str, end: int) -> int:
    """Return where the number of a standard or type that reaches ``end`` is over, its year included: 50016—2014."""
    rest = _STANDARD.match(text, end)
    return rest.end() if rest else end


def called_at(text: str, start: int, end: int) -> Decoy | None:
    """Return the Chinese numeral ``start:end`` as a weekday (周三例会) or part of a name (联系人陈九斤), or None."""
    before = text[start - 1 : start]
    weekday = before in ("周", "期", "拜") and end == start + 1 and text[start] in "一二三四五六"
    if weekday and text[end : end + 1] not in _PER_WEEK and _WEEKDAY.search(text, max(0, start - 3), start):
        return Decoy(start, end, "decoy")
    if before and before in _SURNAMES and _NAMED.search(text, max(0, start - 6), start):
        return Decoy(start - 1, end + 1, "name")
    return None


def numbers_paper(text: str, start: int) -> bool:
    """Return whether the 第…号 at ``start`` numbers a decree, notice or motion (省政府令第318号)."""
    return _NUMBERED_PAPER.search(text, max(0, start - 2), start) is not None


def of_higher_body(text: str, start: int, end: int) -> bool:
    """Return whether the ordinal or count at ``start:end`` numbers a congress or meeting of a higher body."""
    window = text[max(0, start - 14) : start]
    return _HIGHER.search(window) is not None or _HIGHER_NEXT.match(text, end) is not None


def names_higher_meeting(text: str, start: int, end: int) -> bool:
    """Return whether the year at ``start:end`` belongs to the name of a higher body's numbered meeting."""
    if text[end : end + 1] != "第" or _OFFICIAL_YEAR.search(text, max(0, start - 8), end) is None:
        return False
    return re.match(r"第[0-9一二三四五六七八九十]{1,3}[次届]", text[end : end + 6]) is not None


def is_programme(text: str, pos: int) -> bool:
    """Return whether the 年 at ``pos`` belongs to a programme's name (三年行动, 三年攻坚)."""
    return _PROGRAMME.match(text, pos) is not None


def holds_value(text: str, start: int, end: int) -> bool:
    """Return whether any numeral character stands in ``text[start:end]``."""
    return _HAS_VALUE.search(text, start, end) is not None
