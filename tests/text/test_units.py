from __future__ import annotations

from decimal import Decimal

import pytest

from drafter.lexicon import load_lexicon
from drafter.text.units import to_base, unit_class, units_by_start


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("元", "块钱", True),
        ("元", "美元", False),
        ("亩", "公顷", True),
        ("人", "人次", False),
        ("人", "名", True),
        ("人", "户", False),
        ("条", "项", False),
        ("千瓦", "千瓦时", False),
        ("%", "个百分点", False),
        ("百分之", "%", True),
        ("吨", "斤", True),
        ("元/吨", "元/亩", False),
        ("元/吨", "块钱/吨", True),
        ("垧", "晌", False),
    ],
)
def test_units_compare_only_within_their_class(a: str, b: str, same: bool) -> None:
    assert (unit_class(a) == unit_class(b)) is same


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("2", "公里", (Decimal(2000), "米")),
        ("3", "万元", (Decimal(30000), "元")),
        ("1.5", "公顷", (Decimal(15000), "平方米")),
        ("3", "亩", (Decimal(2000), "平方米")),
        ("8", "成", (Decimal(80), "%")),
        ("5", "垧", (Decimal(5), "垧")),
        ("2", "亿千瓦时", (Decimal(200000000), "千瓦时")),
    ],
)
def test_values_convert_exactly(value: str, unit: str, expected: tuple[Decimal, str]) -> None:
    assert to_base(Decimal(value), unit) == expected


def test_an_open_interval_end_stays_open() -> None:
    assert to_base(Decimal("Infinity"), "亩") == (Decimal("Infinity"), "平方米")


def test_the_table_lists_longer_units_first() -> None:
    for rows in units_by_start(load_lexicon()).values():
        lengths = [len(name) for name, _, _ in rows]
        assert lengths == sorted(lengths, reverse=True)
