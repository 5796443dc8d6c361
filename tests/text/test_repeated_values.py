"""How two unlike values differ."""

from __future__ import annotations

import pytest

from drafter.text.documents import build_document
from drafter.text.repeated_metrics import mentions
from drafter.text.repeated_values import CLOSE, FAR, HALF, SLIP, SWAPPED, closeness, differ


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("3821件", "3812件", SWAPPED),
        ("5.48万件", "58421件", SWAPPED),
        ("3.42亿元", "34.2亿元", SWAPPED),
        ("62件", "26件", SLIP),
        ("876件", "976件", SLIP),
        ("52件", "56件", CLOSE),
        ("19件", "29件", HALF),
        ("19件", "92次", FAR),
        ("12件", "88件", FAR),
    ],
)
def test_how_like_a_slip_two_numbers_look(one: str, other: str, how: int) -> None:
    first, second = mentions(build_document(f"办结复议案件{one}。办结复议案件{other}。"))
    assert (closeness(first, second) if first.value.group == second.value.group else FAR) == how


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("超100件", "130件", False),
        ("近200件", "195件", False),
        ("3.2万件", "31850件", False),
        ("120件", "118件", True),
        ("260余件", "267件", False),
        ("260余件", "320件", True),
    ],
)
def test_hedges_and_rounding_are_honoured(one: str, other: str, apart: bool) -> None:
    first, second = mentions(build_document(f"办结复议案件{one}。办结复议案件{other}。"))
    assert differ(first, second) is apart
