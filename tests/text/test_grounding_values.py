"""Whether two printed values can be the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.model import Figure
from drafter.text.figures import find_figures
from drafter.text.grounding_values import compare, digits, is_water, measure, power_apart


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


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("三分之二", "66.7%", True),
        ("超过三分之二", "71%", True),
        ("近三分之一", "32%", True),
        ("约三分之一", "33.4%", True),
        ("三分之二", "58%", False),
        ("三分之二", "0.67%", False),
        ("三分之一以上", "31%", False),
    ],
)
def test_a_part_is_told_in_hundredths(one: str, other: str, agree: bool) -> None:
    mine, fact = (measure(find_figures(text)[0]) for text in (one, other))
    assert mine.group == fact.group
    assert (compare(mine, fact) in ("same", "rounded")) is agree


@pytest.mark.parametrize(
    ("said", "agree"), [("超过35人", True), ("超过30人", True), ("超过36人", False), ("超过40人", False)]
)
def test_more_than_a_number_that_ends_in_five(said: str, agree: bool) -> None:
    mine, fact = (measure(find_figures(text)[0]) for text in (said, "38人"))
    assert (compare(mine, fact) in ("same", "rounded")) is agree


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("1.2亿吨", "1.2亿立方米", True),
        ("33万立方米", "33万吨", True),
        ("33万吨", "33万吨", False),
        ("3万吨", "33万立方米", False),
    ],
)
def test_a_tonne_of_water_is_a_cubic_metre(one: str, other: str, same: bool) -> None:
    assert is_water(*(find_figures(text)[0] for text in (one, other))) is same
