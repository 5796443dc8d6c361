from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.text.numerals import last_place, parse_numeral, to_halfwidth

DIGITS = "零一二三四五六七八九"


def chinese(value: int) -> str:
    """Print a whole number below 10^12 the way a clerk writes it."""
    if value == 0:
        return "零"
    parts = []
    for scale, factor in (("亿", 10**8), ("万", 10**4), ("", 1)):
        group, value = divmod(value, factor)
        if group:
            gap = "零" if parts and group < 1000 else ""
            parts.append(gap + below_myriad(group) + scale)
        elif parts and value and not parts[-1].endswith("零"):
            parts.append("零")
    text = "".join(parts).replace("零零", "零")
    return text


def below_myriad(value: int) -> str:
    out, gap = "", False
    for unit, factor in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, value = divmod(value, factor)
        if digit:
            out += ("零" if gap and out else "") + DIGITS[digit] + unit
            gap = False
        else:
            gap = True
    return out


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_every_whole_number_written_in_chinese_parses_back(value: int) -> None:
    got = parse_numeral(chinese(value))
    assert got is not None and got.low == got.high == value


@given(st.integers(min_value=0, max_value=10**15))
def test_grouping_and_full_width_do_not_change_a_value(value: int) -> None:
    wide = str(value).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert {parse_numeral(form) for form in (str(value), wide)} == {parse_numeral(f"{value:,}")}


@given(
    st.decimals(min_value=0, max_value=99999, places=2, allow_nan=False, allow_infinity=False),
    st.sampled_from([("", 1), ("万", 10**4), ("亿", 10**8), ("千万", 10**7), ("万亿", 10**12), ("百", 100)]),
)
def test_decimals_with_a_scale_parse_back_with_their_step(value: Decimal, scale: tuple[str, int]) -> None:
    got = parse_numeral(f"{value}{scale[0]}")
    assert got is not None
    assert got.low == got.high == value * scale[1]
    assert got.step == Decimal("0.01") * scale[1]


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_mixed_yi_and_wan_add_up(yi: int, wan: int) -> None:
    got = parse_numeral(f"{yi}亿{wan}万")
    assert got is not None and got.low == yi * 10**8 + wan * 10**4 and got.step == 10**4


@given(st.text(max_size=50))
def test_no_text_raises(text: str) -> None:
    got = parse_numeral(text)
    assert got is None or got.low <= got.high


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("三十五亿二千万", 3520000000, 3520000000),
        ("二〇二四", 2024, 2024),
        ("三百五", 350, 350),
        ("三百零五", 305, 305),
        ("五六", 5, 6),
        ("三五", 3, 5),
        ("两三百", 200, 300),
        ("十五六", 15, 16),
        ("十几", 11, 19),
        ("几十", 20, 99),
        ("数百", 200, 999),
        ("30余", 30, 39),
        ("1200多", 1200, 1299),
        ("3000多万", 30000000, 40000000),
        ("百余", 100, 199),
        ("壹仟贰佰", 1200, 1200),
        ("俩", 2, 2),
        ("三万五", 35000, 35000),
    ],
)
def test_forms_of_official_prose(text: str, low: int, high: int) -> None:
    got = parse_numeral(text)
    assert got is not None and (got.low, got.high) == (low, high)


@pytest.mark.parametrize("text", ["", "一致", "百十", "十千", "1.2.3", "点五", "--3", "9" * 5000, "三个", "五三"])
def test_what_is_no_numeral_is_none(text: str) -> None:
    assert parse_numeral(text) is None


def test_half_width_keeps_offsets() -> None:
    text = "投资１２．５亿元，占８０％，二○二四年，增长14·1％，3·15活动"
    got = to_halfwidth(text)
    assert len(got) == len(text)
    assert got == "投资12.5亿元，占80%，二〇二四年，增长14.1%，3·15活动"


def test_last_place_is_that_of_the_last_digit_that_is_not_zero() -> None:
    assert [last_place(Decimal(v)) for v in ("300", "2.5", "0", "1205")] == [100, Decimal("0.1"), 1, 1]
