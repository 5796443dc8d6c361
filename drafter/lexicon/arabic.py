"""Fixed words that have a Han numeral in them, as they look with an Arabic one: 4个意识, 党的20大, 第1书记."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from itertools import product

from ..patterns import lazy
from .lexicon import Lexicon
from .lookup import Lookup

_RUN = lazy("[一二三四五六七八九十]+")
_HAN = lazy("[\u4e00-\u9fff]+")
_DIGITS = "零一二三四五六七八九"
# a number of anything reads like these: 1起案件, 3农户, 2会场, 10五年
_TOO_FREE = frozenset(("两张皮", "两面人", "两山", "三北", "三公", "九五", "三块地", "三到位", "三定", "三年行动"))
# fixed by usage alone
_USAGE = """
第一书记 第一时间 第一责任人 第一要务 第一资源 第一动力 第一生产力 第一议题 第一关口
星期一 星期二 星期三 星期四 星期五 星期六 大年初一 正月初一 正月十五 农历八月十五
五一劳动节 五一假期 五一国际劳动节 十一国庆 十一假期 六一儿童节 七一建党节 七一表彰
八一建军节 八一慰问 三八妇女节 五四青年节 五四运动 一二九运动 九一八事变 党的十八大
党的十九大 党的二十大 十八大以来 十九大以来 二十大以来 二十大精神 二十大报告 十九大精神
十九届五中全会 十九届六中全会 二十届一中全会 二十届二中全会 二十届三中全会 二十届四中全会
二中全会 三中全会 四中全会 五中全会 六中全会 七中全会 十四五规划 十五五规划 十三五规划
十四五期间 十三五期间 一岗双责 一国两制 一带一路 一二三产业 第一产业 第二产业 第三产业
三农工作 三农问题 三八红旗手 三下乡 一票否决 一事一议 一村一品 一户一策 一企一策 一人一档
一楼一策 一校一策 一案一策 一河一策 一县一业 一把手工程
"""


@functools.lru_cache(maxsize=8)
def arabic_forms(lexicon: Lexicon) -> Lookup[str]:
    """Return the fixed words of ``lexicon`` by how they look with one or all of their numerals in Arabic figures."""
    words = [*_USAGE.split(), *(text for phrase in lexicon.phrases if (text := _fixed(phrase.kind, phrase.text)))]
    forms: dict[str, str] = {}
    for word in dict.fromkeys(words):
        for form in _forms(word):
            forms.setdefault(form, word)
    return Lookup(forms.items())


def _fixed(kind: str, text: str) -> str:
    """Return the bare phrase when it is fixed to the letter and no count of things, else ''."""
    bare = text.strip("“”《》")
    numerals = len(_RUN.findall(bare))
    if bare in _TOO_FREE or not numerals or numerals > 4 or len(bare) > 12 or not _HAN.fullmatch(bare):
        return ""
    if kind == "set_phrase":
        return bare
    return bare if kind == "idiom" and numerals > 1 and len(bare) >= 4 else ""


def _forms(word: str) -> Iterator[str]:
    """Yield ``word`` with one, some or all of its numerals in Arabic figures, each numeral whole."""
    pieces = re.split("([一二三四五六七八九十]+)", word)
    choices = [(piece, *_figures(piece)) if place % 2 else (piece,) for place, piece in enumerate(pieces)]
    for chosen in product(*choices):
        form = "".join(chosen)
        if form != word:
            yield form


def _figures(numeral: str) -> tuple[str, ...]:
    """Return how ``numeral`` is written in Arabic figures; 五四, 一二三 letter by letter, 十四 as 14 and as 10四."""
    if "十" not in numeral:
        return ("".join(str(_DIGITS.index(letter)) for letter in numeral),)
    if len(numeral) == 3 and numeral[0] == "十":  # 十四五: a plan's number, not a value
        both = ((numeral[:2], *_figures(numeral[:2])), (numeral[2], *_figures(numeral[2])))
        return tuple(form for pair in product(*both) if (form := "".join(pair)) != numeral and not form.isdigit())
    tens, _, ones = numeral.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return ()
    value = (_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0)
    mixed = (f"十{_DIGITS.index(ones)}", f"1{ones}", f"10{ones}") if ones and not tens else ()
    return (str(value), *mixed)
