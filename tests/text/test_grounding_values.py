"""Whether two printed values can be the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.model import Figure
from drafter.text.figures import find_figures
from drafter.text.grounding_values import compare, digits, measure, power_apart


def figure(text: str) -> Figure:
    (found,) = (f for f in find_figures(f"完成{text}。") if f.checkable)
    return found


@pytest.mark.parametrize(
    ("mine", "given_", "expected"),
    [
        ("41条", "41条", "same"),
        ("四十一条", "41条", "same"),
        ("1.2万人", "12000人", "same"),
        ("12.8亿元", "12.83亿元", "rounded"),
        ("12.83亿元", "12.8亿元", "finer"),
        ("3.25万元", "3.26万元", "apart"),
        ("30余件", "36件", "rounded"),
        ("36件", "30余件", "finer"),
        ("约30件", "30件", "same"),
        ("2020个以上", "2000个以上", "apart"),
        ("5月", "5月18日", "rounded"),
    ],
)
def test_compare(mine: str, given_: str, expected: str) -> None:
    left, right = (
        measure(figure("2024年" + mine if "月" in mine else mine)),
        measure(figure("2024年" + given_ if "月" in given_ else given_)),
    )
    assert compare(left, right) == expected


@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_whole_numbers_agree_only_when_equal(left: int, right: int) -> None:
    answer = compare(measure(figure(f"{left}件")), measure(figure(f"{right}件")))
    assert (answer == "same") is (left == right)


@pytest.mark.parametrize(
    ("mine", "given_", "power"), [("3.2亿元", "3.2万元", 4), ("35万元", "350万元", -1), ("7件", "9件", 0)]
)
def test_power_apart(mine: str, given_: str, power: int) -> None:
    assert power_apart(measure(figure(mine)), measure(figure(given_))) == power


@pytest.mark.parametrize(("text", "expected"), [("12.8亿元", "128"), ("1.28万户", "128"), ("300件", "3"), ("50%", "5")])
def test_digits(text: str, expected: str) -> None:
    assert digits(figure(text)) == expected
