"""Whether two values cannot be one."""

from __future__ import annotations

import pytest

from drafter.text.documents import build_document
from drafter.text.linkage_stated import stated
from drafter.text.repeated_values import as_coarse, differ, digits


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
    first, second = stated(build_document(f"办结复议案件{one}。办结复议案件{other}。"))
    assert differ(first, second) is apart


def test_digits_are_those_printed_where_units_are_alike() -> None:
    (area,) = stated(build_document("经营面积5.26万亩。"))
    assert digits(area, True) == "526" and digits(area, False) != "526"


def test_the_finer_number_is_rounded_to_the_places_of_the_other() -> None:
    assert as_coarse("548", "58421") == ("548", "584")
