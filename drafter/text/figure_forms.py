"""Quantities that are more than a numeral with a unit: fractions, ratios, tenths, halves, spans of two units."""

from __future__ import annotations

import re
from decimal import Decimal

from ..model import Hedge
from ..patterns import lazy
from .figure_quantities import CHINESE_NUMERAL, NUMERAL, RANGE_SEP, Quantity
from .figure_values import hedge_after, hedge_before, interval
from .numerals import ARABIC, Numeral, parse_numeral

_FRACTION = lazy(
    rf"(?P<base>百|千|万|十?[二三四五六七八九十]|[1-9][0-9]{{0,2}})分之(?P<value>{ARABIC}|{CHINESE_NUMERAL})"
)
_SLASH = lazy(r"(?P<a>[1-9][0-9]?)/(?P<b>[1-9][0-9]?)(?![0-9/])")
_RATIO = lazy(r"(?P<a>[0-9]{1,4}(?:\.[0-9]+)?)[:：∶](?P<b>[0-9]{1,4}(?:\.[0-9]+)?)(?![:：∶0-9])")
_TENTHS = lazy(r"(?P<whole>[一二两三四五六七八九])成(?P<part>[一二三四五六七八九半])(?=[，。；：、！）)\n以左上的]|\Z)")
_HALVED = lazy(r"个半(?P<whole>月|小时)|[年天]半(?![年天夜])")
_TIME_TAKEN = lazy(
    r"(?P<h>[0-9]{1,4})小时(?P<m>[0-5]?[0-9])分钟?(?![0-9])|(?P<m2>[0-9]{1,3})分钟?(?P<s>[0-5]?[0-9])秒钟?"
)
_HALF = lazy(r"半(?P<unit>个月|个小时|小时|天)")
_ONE = Decimal(1)


def fraction_at(text: str, pos: int) -> Quantity | None:
    """Return the fraction or percentage in words (三分之二, 百分之五十六点七) at ``pos``, or None."""
    m = _FRACTION.match(text, pos)
    if m is None:
        return None
    value = parse_numeral(m["value"])
    base = parse_numeral(m["base"])
    if value is None or base is None:
        return None
    hedge = hedge_before(text, pos, bare_scale=False) or hedge_after(text, m.end())
    if m["base"] in ("百", "千", "万"):
        end, value, hedge = _percent_range(text, m, value, hedge)
        scale = {"百": Decimal(1), "千": Decimal("0.1"), "万": Decimal("0.01")}[m["base"]]
        value = Numeral(value.low * scale, value.high * scale, value.step * scale, value.more)
        low, high = interval(value, "percent", hedge)
        return Quantity(pos, end, "percent", low, high, "%", hedge, True)
    if not value.plain or not base.low or value.low > base.low:
        return None
    share = value.low / base.low
    low, high = interval(Numeral(share, share, Decimal("0.01"), False), "fraction", hedge) if hedge else (share, share)
    return Quantity(pos, m.end(), "fraction", low, high, "", hedge, True)


def _percent_range(
    text: str, m: re.Match[str], value: Numeral, hedge: Hedge | None
) -> tuple[int, Numeral, Hedge | None]:
    sep = RANGE_SEP.match(text, m.end())
    if sep is None:
        return m.end(), value, hedge
    again = _FRACTION.match(text, sep.end())
    other = again or NUMERAL.match(text, sep.end())
    second = parse_numeral(again["value"] if again else other[0]) if other else None
    if other is None or second is None or second.low <= value.low:
        return m.end(), value, hedge
    return other.end(), Numeral(value.low, second.high, min(value.step, second.step), False), "range"


def tenths_at(text: str, pos: int) -> Quantity | None:
    """Return tenths with their tenth (八成五, 三成半) at ``pos``, or None."""
    m = _TENTHS.match(text, pos)
    whole, part = (parse_numeral(m["whole"]), parse_numeral(m["part"].replace("半", "五"))) if m else (None, None)
    if m is None or whole is None or part is None:
        return None
    value = whole.low + part.low / 10
    hedge = hedge_before(text, pos, bare_scale=False) or hedge_after(text, m.end())
    low, high = interval(Numeral(value, value, Decimal("0.1"), False), "percent", hedge)
    return Quantity(pos, m.end(), "percent", low, high, "成", hedge, True)


def slash_fraction_at(text: str, pos: int) -> Quantity | None:
    """Return a proper fraction written with a slash (1/3), or None."""
    m = _SLASH.match(text, pos)
    if m is None or int(m["a"]) >= int(m["b"]):
        return None
    share = Decimal(m["a"]) / Decimal(m["b"])
    return Quantity(pos, m.end(), "fraction", share, share, "", hedge_before(text, pos, bare_scale=False), True)


def ratio_at(text: str, pos: int) -> Quantity | None:
    """Return the ratio written with a colon (1:1.5) at ``pos``, or None."""
    m = _RATIO.match(text, pos)
    if m is None or not Decimal(m["b"]):
        return None
    share = Decimal(m["a"]) / Decimal(m["b"])
    return Quantity(pos, m.end(), "fraction", share, share, "", hedge_before(text, pos, bare_scale=False), True)


def half_at(text: str, pos: int) -> Quantity | None:
    """Return 半个月, 半天, 半小时 at ``pos``, or None."""
    m = _HALF.match(text, pos)
    if m is None:
        return None
    half = Decimal("0.5")
    return Quantity(pos, m.end(), "duration", half, half, m["unit"], hedge_before(text, pos, bare_scale=False), True)


def time_taken_at(text: str, pos: int) -> Quantity | None:
    """Return a span of time in two units (9分30秒, 1小时20分) at ``pos``, counted in the finer one, or None."""
    m = _TIME_TAKEN.match(text, pos)
    if m is None:
        return None
    whole, part, unit = (m["h"], m["m"], "分钟") if m["h"] else (m["m2"], m["s"], "秒")
    value = Decimal(whole) * 60 + Decimal(part)
    hedge = hedge_before(text, pos, bare_scale=False) or hedge_after(text, m.end())
    low, high = interval(Numeral(value, value, _ONE, False), "duration", hedge)
    return Quantity(pos, m.end(), "duration", low, high, unit, hedge, True)


def halved_at(text: str, pos: int, end: int) -> Quantity | None:
    """Return a span of time ending in 半 (一个半月, 两年半) whose numeral is ``text[pos:end]``, or None."""
    m = _HALVED.match(text, end)
    numeral = parse_numeral(text[pos:end]) if m else None
    if m is None or numeral is None or not numeral.plain:
        return None
    value = numeral.low + Decimal("0.5")
    unit = f"个{m['whole']}" if m["whole"] else m[0][0]
    hedge = hedge_before(text, pos, bare_scale=False) or hedge_after(text, m.end())
    low, high = interval(Numeral(value, value, Decimal(1), False), "duration", hedge)
    return Quantity(pos, m.end(), "duration", low, high, unit, hedge, True)
