from __future__ import annotations

from decimal import Decimal

import pytest

from drafter.lexicon import load_lexicon
from drafter.text.figure_quantities import (
    fraction_at,
    half_at,
    halved_at,
    ordinal_at,
    quantity_at,
    ratio_at,
    slash_fraction_at,
    tenths_at,
    unit_at,
)
from drafter.text.units import units_by_start

UNITS = units_by_start(load_lexicon())


@pytest.mark.parametrize(
    ("text", "unit"), [("人次参会", "人次"), ("人参会", "人"), ("平方米", "平方米"), ("km路", "km")]
)
def test_the_longest_unit_wins(text: str, unit: str) -> None:
    got = unit_at(text, 0, UNITS)
    assert got is not None and got.name == unit


@pytest.mark.parametrize("text", ["台阶", "成立", "门类", "kmh1", ""])
def test_the_beginning_of_another_word_is_no_unit(text: str) -> None:
    assert unit_at(text, 0, UNITS) is None


def test_ranges_share_their_unit_and_scale() -> None:
    got = quantity_at("10—15万户", 0, 2, UNITS)
    assert got is not None and (got.low, got.high, got.unit) == (95000, 155000, "户")
    assert quantity_at("5个至8人", 0, 1, UNITS)._replace(end=0) == quantity_at("5个", 0, 1, UNITS)._replace(end=0)  # type: ignore[union-attr]


def test_listed_numbers_share_the_unit_printed_once() -> None:
    text = "32、32、14个"
    got = [quantity_at(text, at, at + 2, UNITS) for at in (0, 3, 6)]
    assert [(q.low, q.unit) for q in got if q] == [(32, "个"), (32, "个"), (14, "个")]


def test_a_lone_one_counts_only_where_it_counts() -> None:
    def checked(text: str) -> bool:
        at = text.index("一")
        got = quantity_at(text, at, at + 1, UNITS)
        return got is not None and got.checkable

    assert checked("谈心谈话一次，") and checked("增加一倍") and checked("每季度一次")
    assert not checked("形成一种风气") and not checked("培育一批骨干")


def test_fractions_ratios_and_halves() -> None:
    third, ratio = fraction_at("三分之一", 0), ratio_at("1:1.6", 0)
    assert third is not None and third.low == Decimal(1) / 3
    assert ratio is not None and ratio.low == Decimal("0.625")
    assert ratio_at("1:0", 0) is None and slash_fraction_at("3/2", 0) is None
    half, more = half_at("半个月", 0), halved_at("两年半", 0, 1)
    assert half is not None and (half.low, half.unit) == (Decimal("0.5"), "个月")
    assert more is not None and (more.low, more.unit) == (Decimal("2.5"), "年")


def test_ordinals_keep_only_units_that_number_things() -> None:
    allowed = frozenset(("次", "届"))
    got, bare = ordinal_at("第4次", 0, 2, UNITS, allowed), ordinal_at("第二通道", 0, 2, UNITS, allowed)
    assert got is not None and (got.low, got.unit) == (4, "次")
    assert bare is not None and bare.unit == ""


def test_tenths_take_their_tenth() -> None:
    got = tenths_at("达八成五以上", 1)
    assert got is not None and (got.end, got.low, got.unit, got.hedge) == (4, Decimal("8.5"), "成", "at_least")
    assert tenths_at("八成五个村", 0) is None
    assert tenths_at("八成", 0) is None
