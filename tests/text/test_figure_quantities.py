from __future__ import annotations

from decimal import Decimal

import pytest

from drafter.lexicon import load_lexicon
from drafter.text.figure_quantities import ordinal_at, quantity_at, unit_at
from drafter.text.figures import find_figures
from drafter.text.units import units_by_start

UNITS = units_by_start(load_lexicon())


@pytest.mark.parametrize(
    ("text", "unit"), [("人次参会", "人次"), ("人参会", "人"), ("平方米", "平方米"), ("km路", "km")]
)
def test_the_longest_unit_wins(text: str, unit: str) -> None:
    got = unit_at(text, 0, UNITS)
    assert got is not None and got.name == unit


@pytest.mark.parametrize("text", ["台阶", "成立", "门类", "kmh1", ""])
def test_the_beginning_of_another_word_is_no_unit(text: str) -> None:
    assert unit_at(text, 0, UNITS) is None


def test_ranges_share_their_unit_and_scale() -> None:
    got = quantity_at("10—15万户", 0, 2, UNITS)
    assert got is not None and (got.low, got.high, got.unit) == (95000, 155000, "户")
    assert quantity_at("5个至8人", 0, 1, UNITS)._replace(end=0) == quantity_at("5个", 0, 1, UNITS)._replace(end=0)  # type: ignore[union-attr]


def test_listed_numbers_share_the_unit_printed_once() -> None:
    text = "32、32、14个"
    got = [quantity_at(text, at, at + 2, UNITS) for at in (0, 3, 6)]
    assert [(q.low, q.unit) for q in got if q] == [(32, "个"), (32, "个"), (14, "个")]


def test_a_lone_one_counts_only_where_it_counts() -> None:
    def checked(text: str) -> bool:
        at = text.index("一")
        got = quantity_at(text, at, at + 1, UNITS)
        return got is not None and got.checkable

    assert checked("谈心谈话一次，") and checked("增加一倍") and checked("每季度一次")
    assert not checked("形成一种风气") and not checked("培育一批骨干")


def test_ordinals_keep_only_units_that_number_things() -> None:
    allowed = frozenset(("次", "届"))
    got, bare = ordinal_at("第4次", 0, 2, UNITS, allowed), ordinal_at("第二通道", 0, 2, UNITS, allowed)
    assert got is not None and (got.low, got.unit) == (4, "次")
    assert bare is not None and bare.unit == ""


@pytest.mark.parametrize("text", ["处罚五起。", "查处两起案件，", "查获三起，"])
def test_a_few_count_where_they_end_a_clause_or_were_obtained(text: str) -> None:
    assert quantity_at(text, 2, 3, UNITS) is not None


def test_points_listed_share_what_their_measure_word_counts() -> None:
    text = "下降1.9个和2.4个百分点"
    got = quantity_at(text, 2, 5, UNITS)
    assert got is not None and (got.kind, got.unit, got.low) == ("points", "个百分点", Decimal("1.85"))
    plain = quantity_at("整改1.9个和2.4个", 2, 5, UNITS)
    assert plain is not None and plain.kind == "count"


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("重点把握好以下一个方面。", True),
        ("重点抓好如下一项工作。", True),
        ("从2019年到2022年的一年内，产量平稳。", True),
        ("下一个方面要看到不足。", False),
        ("这体现了一种精神面貌。", False),
    ],
)
def test_a_lone_one_that_announces_how_many_follow(text: str, counted: bool) -> None:
    found = [figure for figure in find_figures(text) if "一" in figure.text and figure.text[-1] in "个项年种"]
    assert any(figure.checkable for figure in found if figure.kind != "period") is counted


def test_a_share_behind_what_it_is_compared_with_and_a_hyphen_is_a_share() -> None:
    assert [(figure.text, figure.kind) for figure in find_figures("道路客运同比-3.1%")] == [("3.1%", "percent")]
    assert all(figure.kind == "product" for figure in find_figures("型号歼-35"))
