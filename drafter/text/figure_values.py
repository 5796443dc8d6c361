"""From a numeral, its unit and the hedges around it to the closed interval it stands for."""

from __future__ import annotations

from decimal import Decimal

from ..model import FigureKind, Hedge
from .numerals import Numeral, last_place

INFINITY = Decimal("Infinity")
_ZERO = Decimal(0)
_ONE = Decimal(1)
_TWO = Decimal(2)
_HUNDRED = Decimal(100)

_WORDS: dict[Hedge, str] = {
    "about": "约 大约 大概 约为 约占 约有",
    "under": "近 将近 接近 不足 不到 未满 低于 少于 小于 近于 逼近",
    "over": "超 超过 逾 突破 高于 多于 大于 破 高达 超出 跨越 过 上 跃上",
    "at_least": "至少 最少 不少于 不低于 不小于",
    "at_most": "至多 最多 不超过 不高于 不多于 不大于",
}
BEFORE: dict[str, Hedge] = {word: hedge for hedge, words in _WORDS.items() for word in words.split()}
"""Words before a figure that say how exact it is."""
_LAST = frozenset(word[-1] for word in BEFORE)
# 高达 gives the value itself; 过 and 上 only count before bare scales (上百, 过万)
_EMPHASIS = {"高达"}
_WITH_SCALE_ONLY = {"上", "过"}
# 签约24.8万人, 违约3户: agreements, not estimates
_AGREED = frozenset("签违履预续解")

_WORDS_AFTER: dict[Hedge, str] = {
    "about": "左右 上下 之多 不等",
    "at_least": "以上 及以上",
    "at_most": "以内 之内 以下 及以下",
    "under": "不到",
    "more_than_trailing": "有余 多 余",
}
AFTER = tuple((word, hedge) for hedge, words in _WORDS_AFTER.items() for word in words.split())
"""Words after a figure that say the same."""
_AFTER_FIRST = frozenset(word[0] for word, _ in AFTER)
_EXACT_KINDS = frozenset({"count", "ordinal", "score", "duration", "money", "number"})


def hedge_before(text: str, start: int, *, bare_scale: bool) -> Hedge | None:
    """Return what the words just before ``start`` say of exactness."""
    if start == 0:
        return None
    if text[start - 1] not in _LAST:
        # 至少开展两次: a verb may stand between
        at = text.rfind("至少", max(0, start - 6), start)
        return "at_least" if at >= 0 and text[at:start].isalpha() else None
    for size in (3, 2, 1):
        word = text[start - size : start] if start >= size else ""
        if word in BEFORE:
            if word == "约" and text[start - 2 : start - 1] in _AGREED:
                return None
            if word in _EMPHASIS or (word in _WITH_SCALE_ONLY and not bare_scale):
                return None
            return BEFORE[word]
    return None


def hedge_after(text: str, end: int) -> Hedge | None:
    """Return what the words just after ``end`` say of exactness."""
    if text[end : end + 1] not in _AFTER_FIRST:
        return None
    for word, hedge in AFTER:
        if text.startswith(word, end):
            return hedge if len(word) > 1 or text[end + 1 : end + 2] in "，。、；）和" else None
    return None


def interval(numeral: Numeral, kind: FigureKind, hedge: Hedge | None) -> tuple[Decimal, Decimal]:
    """Return the closed interval a figure stands for, from the printed precision and the hedge.

    Whole unscaled counts are exact; 12.8亿 is half a place either way; 近 reaches half a place of the last digit
    that is not 0 down, 超 a whole such place up, 以上 and 以内 are open on one side (Infinity, or 0).
    """
    low, high, step, more = numeral
    if not more and (step != _ONE or kind not in _EXACT_KINDS) and not (kind == "percent" and low == _HUNDRED == high):
        half = step / _TWO
        if low >= _ZERO:
            low, high = max(_ZERO, low - half), high + half
        else:
            low, high = low - half, high + half
    if hedge is None or hedge == "range" or hedge == "more_than_trailing":
        return low, high
    return _hedged(numeral, hedge, low, high)


def _hedged(numeral: Numeral, hedge: Hedge, low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    if hedge == "at_least":
        return numeral.low, INFINITY
    if hedge == "at_most":
        return min(_ZERO, numeral.low), numeral.high
    place = max(last_place(numeral.low), numeral.step)
    if hedge == "over":
        return numeral.low, max(numeral.high, numeral.low + place)
    if hedge == "under":
        return max(min(_ZERO, numeral.low), numeral.low - place / _TWO), numeral.high
    return min(low, numeral.low - place / _TWO), max(high, numeral.high + place / _TWO)
