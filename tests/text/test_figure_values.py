from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.model import FigureKind, Hedge
from drafter.text.figure_values import BEFORE, INFINITY, hedge_after, hedge_before, interval
from drafter.text.numerals import parse_numeral


@pytest.mark.parametrize(
    ("printed", "kind", "hedge", "low", "high"),
    [
        ("41", "count", None, "41", "41"),
        ("86", "percent", None, "85.5", "86.5"),
        ("100", "percent", None, "100", "100"),
        ("3万", "count", None, "25000", "35000"),
        ("30", "count", "about", "25", "35"),
        ("30", "count", "under", "25", "30"),
        ("80", "percent", "over", "80", "90"),
        ("1335亿", "money", "over", "133500000000", "133600000000"),
        ("5", "count", "at_least", "5", "Infinity"),
        ("5", "count", "at_most", "0", "5"),
        ("-0.5", "percent", None, "-0.55", "-0.45"),
    ],
)
def test_intervals_follow_precision_and_hedge(
    printed: str, kind: FigureKind, hedge: Hedge | None, low: str, high: str
) -> None:
    numeral = parse_numeral(printed)
    assert numeral is not None
    assert interval(numeral, kind, hedge) == (Decimal(low), Decimal(high))


@given(st.decimals(-9999, 9999, places=1), st.sampled_from([None, *sorted(set(BEFORE.values()))]))
def test_an_interval_always_holds_what_is_printed(value: Decimal, hedge: Hedge | None) -> None:
    numeral = parse_numeral(str(value))
    assert numeral is not None
    low, high = interval(numeral, "percent", hedge)
    assert low <= value <= high <= INFINITY


def test_hedges_are_read_on_both_sides() -> None:
    assert hedge_before("不少于", 3, bare_scale=False) == "at_least"
    assert hedge_before("高达", 2, bare_scale=False) is None
    assert hedge_before("上", 1, bare_scale=False) is None and hedge_before("上", 1, bare_scale=True) == "over"
    assert (
        hedge_after("5人左右", 2) == "about"
        and hedge_after("5人多次", 2) is None
        and hedge_after("5倍多，", 2) is not None
    )
