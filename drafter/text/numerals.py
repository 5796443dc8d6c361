"""Numerals: Arabic, full-width, Chinese and mixed, parsed exactly, with the precision they are printed in."""

from __future__ import annotations

import functools
import re
from decimal import Context, Decimal
from typing import NamedTuple

from ..patterns import lazy

MAX_CHARS = 40
"""Longest numeral that is read; a longer run of digits is no quantity."""

_SAME = "零〇0 一壹1 二两贰俩2 三叁3 四肆4 五伍5 六陆6 七柒7 八捌8 九玖9"
DIGITS = {char: value for value, chars in enumerate(_SAME.split()) for char in chars}
TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}
SCALES = {**TENS, **MYRIADS}

# Wide enough that 40 digits and a scale never round.
_EXACT = Context(prec=80)
_ONE = Decimal(1)
_HALF = Decimal("0.5")

ARABIC = r"(?:(?<![A-Za-z表图第])[0-9]{1,3}(?: [0-9]{3}(?![0-9]))+|[0-9]+(?:,[0-9]{3}(?![0-9]))*)(?:\.[0-9]+)?"
CHINESE = r"[〇零一二两三四五六七八九十百千万亿几]+(?:点[〇零一二三四五六七八九]+)?"
_FULL = lazy(r"[０-９．％－＋○·／]")
_WIDTH = tuple(zip("０１２３４５６７８９．％－＋○／", "0123456789.%-+〇/", strict=True))
# 14·1％ is 14.1%, but 3·15 and 12·4 are days
_DOT = lazy(r"(?<=[0-9０-９])·(?=[0-9０-９]{1,4}(?:[%％万亿倍元亩吨]|个百分点|公里))")
_FULL_COMMA = lazy(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")

_ARABIC_FORM = lazy(
    r"(?P<whole>[0-9]+(?:,[0-9]{3})*)(?P<fraction>\.[0-9]+)?(?P<scale>[十百千]?万?亿?)"
    r"(?:零?(?P<tail>[0-9]+(?:\.[0-9]+)?)(?P<tail_scale>[百千]?万?))?(?P<more>[多余来几]?)(?P<after>[百千]?万?亿?)\Z"
)
_PAIR = lazy(r"([一二两三四五六七八九])([二三四五六七八九])")
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟俩", "一二三四五六七八九十百千两")


class Numeral(NamedTuple):
    """What a numeral says: a closed range of values, and how finely it is printed."""

    low: Decimal
    """Smallest value the words name (五六 → 5, 十几 → 11, 30余 → 30)."""
    high: Decimal
    """Largest value the words name; equal to ``low`` for a plain numeral."""
    step: Decimal
    """Place value of the last printed digit: 1 for 41, 0.1 for 2.5, 10000000 for 12.8亿."""
    more: bool
    """Whether 余, 多, 来 or 几 follows (30余, 3000多万)."""

    @property
    def plain(self) -> bool:
        """Whether one value is named."""
        return self.low == self.high and not self.more


def to_halfwidth(text: str) -> str:
    """Return ``text`` with full-width digits, points, percent and minus signs made ASCII; the length stays the same."""
    if _FULL.search(text) is None:
        return text
    if "·" in text:
        text = _DOT.sub(".", text)
    text = _FULL_COMMA.sub(",", text)
    for wide, narrow in _WIDTH:
        text = text.replace(wide, narrow)
    return text


@functools.lru_cache(maxsize=8192)
def parse_numeral(text: str) -> Numeral | None:
    """Return what ``text`` says when all of it is one numeral, or None.

    Takes 1,200 · 3.5万 · 35亿2000万 · 三十五亿二千万 · 三点五万 · 二〇二四 · 五六 · 十几 · 30余 · 3000多万 · １２.
    """
    if not text or len(text) > MAX_CHARS:
        return None
    text = to_halfwidth(text).replace(" ", "")
    if not text:
        return None
    first = text[0]
    if first in "-−+":
        inner = parse_numeral(text[1:]) if len(text) > 1 and text[1] not in "-−+" else None
        if inner is None or first == "+":
            return inner
        return Numeral(-inner.high, -inner.low, inner.step, inner.more)
    if "0" <= first <= "9":
        return _arabic(text)
    return _chinese(text.translate(_FORMAL))


def last_place(value: Decimal) -> Decimal:
    """Return the place value of the last digit of ``value`` that is not 0: 100 for 300, 0.1 for 2.5; 1 for 0."""
    if not value:
        return _ONE
    exponent = value.normalize(_EXACT).as_tuple().exponent
    return _ONE.scaleb(exponent if isinstance(exponent, int) else 0, _EXACT)


def _arabic(text: str) -> Numeral | None:
    if text.isascii() and text.isdigit():
        value = Decimal(text)
        return Numeral(value, value, _ONE, False)
    m = _ARABIC_FORM.match(text)
    if m is None:
        return None
    whole, fraction, scale, tail, tail_scale, more, after = m.groups()
    factor = Decimal(_scale(scale) * _scale(after))
    value = _EXACT.multiply(Decimal(whole.replace(",", "") + (fraction or "")), factor)
    step = _EXACT.multiply(_ONE.scaleb(1 - len(fraction)) if fraction else _ONE, factor)
    if tail is not None:
        # 35亿2000万, 3万5000: the tail is smaller than what its head is counted in.
        tail_factor = Decimal(_scale(tail_scale) * _scale(after))
        small = _EXACT.multiply(Decimal(tail), tail_factor)
        if not scale or small >= factor:
            return None
        value = _EXACT.add(value, small)
        step = _EXACT.multiply(_ONE.scaleb(tail.find(".") + 1 - len(tail)) if "." in tail else _ONE, tail_factor)
    if more:
        room = last_place(value) if after else _trailing(value, step, factor)
        return Numeral(value, _EXACT.add(value, room), step, True)
    if after:
        return None
    return Numeral(value, value, step, False)


def _trailing(value: Decimal, step: Decimal, factor: Decimal) -> Decimal:
    # 30余 stays below 40, 1200多 below 1300, 3.5万余 below 3.6万, 5万多 below 6万.
    if step != _ONE or factor != _ONE:
        return step
    place = last_place(value)
    return place - _ONE if place > 1 else _ONE


def _scale(text: str) -> int:
    factor = 1
    for char in text:
        factor *= SCALES[char]
    return factor


def _chinese(text: str) -> Numeral | None:
    more = ""
    after = ""
    for i, char in enumerate(text):
        if char in "多余来" and i:
            text, more, after = text[:i], char, text[i + 1 :]
            break
    if after and any(char not in MYRIADS for char in after):
        return None
    for option in ("几", "数"):
        if option in text:
            return _vague(text, option, after)
    pair = _PAIR.search(text)
    if pair is not None and _is_pair(text, pair):
        low = _chinese_value(text[: pair.end(1)] + text[pair.end() :])
        high = _chinese_value(text[: pair.start()] + text[pair.start(2) :])
        if low is None or high is None or low[0] >= high[0]:
            return None
        return _times(Numeral(low[0], high[0], low[1], bool(more)), after)
    got = _chinese_value(text)
    if got is None:
        return None
    value, step = got
    if more:
        room = last_place(value) if step == _ONE else step
        if step == _ONE:
            room = room - 1 if room > 1 else _ONE
        if after:
            room = last_place(value)
        return _times(Numeral(value, value + room, step, True), after)
    return Numeral(value, value, step, False)


def _is_pair(text: str, pair: re.Match[str]) -> bool:
    # 五六 and 三五 name a range; 二〇二四 and 一二三 are read digit by digit.
    a, b = DIGITS[pair[1]], DIGITS[pair[2]]
    digits_only = all(char in DIGITS for char in text)
    return (b == a + 1 or (a, b) == (3, 5)) and (not digits_only or len(text) == 2)


def _times(numeral: Numeral, after: str) -> Numeral:
    factor = Decimal(_scale(after))
    return numeral if factor == 1 else Numeral(
        numeral.low * factor, numeral.high * factor, numeral.step * factor, numeral.more
    )  # fmt: skip


def _vague(text: str, word: str, after: str) -> Numeral | None:
    # 十几 11–19, 几十 20–90 and what is left below, 数百 200–999, 几 2–9
    lowest = "一" if text[: text.index(word)].endswith(("十", "百", "千", "万")) else "二"
    low = _chinese_value(text.replace(word, lowest, 1))
    high = _chinese_value(text.replace(word, "九", 1))
    if low is None or high is None:
        return None
    top = high[0] + last_place(high[0]) - 1 if high[0] > 9 and not text.endswith(word) else high[0]
    return _times(Numeral(low[0], top, low[1], False), after)


def _chinese_value(text: str) -> tuple[Decimal, Decimal] | None:
    """Return the value and the place of the last printed digit."""
    head, point, fraction = text.partition("点")
    if point:
        return _with_point(head, fraction)
    if all(char in DIGITS for char in text):
        if len(text) == 1 or (len(text) > 2 and not text.startswith("两")):
            return Decimal("".join(str(DIGITS[char]) for char in text)), _ONE
        return None
    whole = _chinese_int(text)
    if whole is None:
        return None
    scale = 1
    for char in reversed(text):
        if char not in MYRIADS:
            break
        scale *= MYRIADS[char]
    return Decimal(whole), Decimal(scale)


def _with_point(head: str, fraction: str) -> tuple[Decimal, Decimal] | None:
    digits = fraction.rstrip("十百千万亿")
    scale = _scale(fraction[len(digits) :])
    whole = _chinese_int(head) if head else None
    if whole is None or not digits or any(char not in DIGITS for char in digits):
        return None
    value = Decimal(f"{whole}." + "".join(str(DIGITS[char]) for char in digits))
    return value * scale, _ONE.scaleb(-len(digits)) * scale


def _chinese_int(text: str) -> int | None:
    for char, factor in (("亿", 10**8), ("万", 10**4)):
        at = text.rfind(char)
        if at < 0:
            continue
        head = _chinese_int(text[:at]) if at else 1
        tail = text[at + 1 :]
        rest = _chinese_int(tail) if tail else 0
        if head is None or rest is None or rest >= factor:
            return None
        # 三万五 is 35000, 三万零五 is 30005
        if len(tail) == 1:
            rest *= factor // 10
        return head * factor + rest
    return _below_myriad(text)


def _below_myriad(text: str) -> int | None:
    total, digit, unit, zero = 0, None, 10**4, False
    for char in text:
        value = DIGITS.get(char)
        if value is not None:
            if digit is not None or (value == 0 and digit is not None):
                return None
            if value == 0:
                zero = True
            else:
                digit = value
            continue
        place = TENS.get(char)
        if place is None or place >= unit or (digit is None and (place != 10 or (total and not zero)) and total):
            return None
        total += (1 if digit is None else digit) * place
        digit, unit, zero = None, place, False
    if digit is not None:
        # 三百五 is 350, 三百零五 is 305
        total += digit if zero or unit in (10, 10**4) else digit * (unit // 10)
    return total
