from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.text.periods import make_period, month_end, months, parse_period, period_label, year_before


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2022", "2022"),
        ("2022年度", "2022"),
        ("２０２２年", "2022"),
        ("2022H1", "2022H1"),
        ("2022年下半年", "2022H2"),
        ("2022Q3", "2022Q3"),
        ("2022年第一季度", "2022Q1"),
        ("2022-05", "2022-05"),
        ("2022年5月", "2022-05"),
        ("2022年1—6月", "2022H1"),
        ("2022年前三季度", "2022-01-01/2022-09-30"),
        ("2022-02-11/2022-03-20", "2022-02-11/2022-03-20"),
        ("2022-05-18", "2022-05-18"),
        (" 2022 ", "2022"),
    ],
)
def test_labels_people_write(text: str, label: str) -> None:
    got = parse_period(text)
    assert got is not None and got.label == label


@pytest.mark.parametrize(
    "text", ["", "上半年", "2022H3", "2022-13", "2022-02-30", "2022-03-01/2022-02-01", "20222", "1022", "2022年6—1月"]
)
def test_what_names_no_period(text: str) -> None:
    assert parse_period(text) is None


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(0, 900))
def test_every_label_parses_back(start: date, days: int) -> None:
    period = make_period(start, date.fromordinal(start.toordinal() + days))
    assert parse_period(period.label) == period
    assert period_label(period.start, period.end) == period.label


def test_a_year_earlier_keeps_month_ends() -> None:
    leap = make_period(date(2024, 2, 1), date(2024, 2, 29))
    assert year_before(leap) == make_period(date(2023, 2, 1), date(2023, 2, 28))
    assert months(2023, 1, 3) == (date(2023, 1, 1), month_end(2023, 3))
