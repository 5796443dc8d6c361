"""Fractions, ratios, tenths, halves and spans of time."""

from __future__ import annotations

from decimal import Decimal

import pytest

from drafter.text.figure_forms import (
    fraction_at,
    half_at,
    halved_at,
    ratio_at,
    slash_fraction_at,
    tenths_at,
    time_taken_at,
)


def test_fractions_ratios_and_halves() -> None:
    third, ratio = fraction_at("三分之一", 0), ratio_at("1:1.6", 0)
    assert third is not None and third.low == Decimal(1) / 3
    assert ratio is not None and ratio.low == Decimal("0.625")
    assert ratio_at("1:0", 0) is None and slash_fraction_at("3/2", 0) is None
    half, more = half_at("半个月", 0), halved_at("两年半", 0, 1)
    assert half is not None and (half.low, half.unit) == (Decimal("0.5"), "个月")
    assert more is not None and (more.low, more.unit) == (Decimal("2.5"), "年")


def test_tenths_take_their_tenth() -> None:
    got = tenths_at("达八成五以上", 1)
    assert got is not None and (got.end, got.low, got.unit, got.hedge) == (4, Decimal("8.5"), "成", "at_least")
    assert tenths_at("八成五个村", 0) is None
    assert tenths_at("八成", 0) is None


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [("9分30秒", 570, "秒"), ("1小时20分", 80, "分钟"), ("12小时5分钟", 725, "分钟"), ("3分钟15秒钟", 195, "秒")],
)
def test_a_span_of_time_in_two_units_is_one(text: str, value: int, unit: str) -> None:
    got = time_taken_at(text + "以内", 0)
    assert got is not None and (got.end, got.high, got.unit, got.hedge) == (len(text), value, unit, "at_most")


@pytest.mark.parametrize("text", ["9分，", "20小时以上", "9分300名", "9时30分"])
def test_one_unit_alone_is_none(text: str) -> None:
    assert time_taken_at(text, 0) is None
