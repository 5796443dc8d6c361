"""Units: which class a unit belongs to, how it converts, and which unit stands at a place of a text."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from decimal import Context, Decimal
from fractions import Fraction

from ..lexicon import Lexicon, Unit, load_lexicon
from .numerals import SCALES

UnitTable = Mapping[str, tuple[tuple[str, Unit, str], ...]]
"""First character → (unit as printed, the unit, characters that may not follow it), longest first."""

_WIDE = Context(prec=60)
_PRINTED_AS = {"百分之": "%", "千分之": "‰", "％": "%"}


def unit_class(unit: str, lexicon: Lexicon | None = None) -> str:
    """Return the class within which values of ``unit`` compare: a kind and its base unit, as in ``money:元``.

    Unknown units are a class of their own; '' stays ''.
    """
    if not unit:
        return ""
    known = _lookup(unit, lexicon)
    if known is not None:
        return f"{known.kind}:{known.base}"
    # 元/吨: a rate compares within its first unit, over the second
    over, slash, under = unit.partition("/")
    return f"{unit_class(over, lexicon)}/{under}" if slash and over and under else f"count:{unit}"


def to_base(value: Decimal, unit: str, lexicon: Lexicon | None = None) -> tuple[Decimal, str]:
    """Return ``value`` converted to the base of its unit, and that base: 2公里 → (2000, 米), 3万元 → (30000, 元).

    Exact where the factor is finite in decimals, else to 60 digits. Unknown units come back as they are.
    """
    known = _lookup(unit, lexicon)
    if known is None:
        return _with_scale(value, unit, lexicon)
    factor: Fraction = known.factor
    if not value.is_finite():
        return value, known.base
    product = _WIDE.multiply(value, Decimal(factor.numerator))
    return (product if factor.denominator == 1 else _WIDE.divide(product, Decimal(factor.denominator))), known.base


def _with_scale(value: Decimal, unit: str, lexicon: Lexicon | None) -> tuple[Decimal, str]:
    # 万元, 亿千瓦时: scale characters before a known unit (千瓦时 itself is one)
    scale = Decimal(1)
    for i, char in enumerate(unit[:-1], 1):
        if char not in SCALES:
            break
        scale *= SCALES[char]
        if _lookup(unit[i:], lexicon) is not None:
            return to_base(_WIDE.multiply(value, scale), unit[i:], lexicon)
    return value, unit


def _lookup(unit: str, lexicon: Lexicon | None) -> Unit | None:
    units = (lexicon or load_lexicon()).units
    return units.get(_PRINTED_AS.get(unit, unit))


@functools.lru_cache(maxsize=16)
def units_by_start(lexicon: Lexicon) -> UnitTable:
    """Return, for each first character, the units that begin with it, longest first.

    Each comes with the characters that may not follow it, since they make another word of it (台‖阶, 成‖立).
    """
    guards = lexicon.tables.get("guards", {})
    table: dict[str, list[tuple[str, Unit, str]]] = {}
    for name, unit in lexicon.units.items():
        table.setdefault(name[0], []).append((name, unit, guards.get(name, "")))
    return {char: tuple(sorted(rows, key=lambda row: -len(row[0]))) for char, rows in table.items()}
