"""What looks like a slip of the pen."""

from __future__ import annotations

from decimal import Decimal

import pytest

from drafter.text.arithmetic_slips import likeness


@pytest.mark.parametrize(
    ("printed", "computed", "told"),
    [
        ("612", "622", "slip"),
        ("418", "481", "slip"),
        ("79", "78", "slip"),
        ("9600", "9800", "slip"),
        ("52", "54", "close"),
        ("14", "15", "close"),
        ("5", "8", "apart"),
        ("640", "310", "apart"),
        ("120", "150", "apart"),
        ("0", "3", "apart"),
    ],
)
def test_likeness(printed: str, computed: str, told: str) -> None:
    assert likeness(Decimal(printed), Decimal(computed), Decimal(1)) == told


def test_a_step_is_the_last_digit_printed() -> None:
    assert likeness(Decimal("20.8"), Decimal("21.8"), Decimal("0.1")) == "slip"
