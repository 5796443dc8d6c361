"""A report is called by the months it covers: a quarter is no half year, a second half no whole one."""

from __future__ import annotations

import pytest

from drafter.composing.stretches import stretch, year_and_stretch
from drafter.text.periods import parse_period


@pytest.mark.parametrize(
    ("label", "name", "whole"),
    [
        ("2025H1", "上半年", "2025年上半年"),
        ("2025H2", "下半年", "2025年下半年"),
        ("2025", "全年", "2025年"),
        ("2025Q1", "一季度", "2025年一季度"),
    ],
)
def test_what_a_period_is_called(label: str, name: str, whole: str) -> None:
    period = parse_period(label)
    assert period is not None
    assert (stretch(period), year_and_stretch(period)) == (name, whole)
