"""What words around numbers say of time, change, comparison, and of what is counted."""

from __future__ import annotations

import pytest

from drafter.text.arithmetic_wording import (
    bare,
    change_of,
    compared_with,
    of_those_due,
    same_matter,
    time_of,
    unlike_spans,
)


@pytest.mark.parametrize(
    ("lead", "tail", "way"),
    [
        ("同比增长", "", "up"),
        ("降幅达到", "", "down"),
        ("幅度为", "", "either"),
        ("实现", "的增长", "up"),
        ("每月少漏", "", "down"),
        ("多发", "", "up"),
        ("增加到", "", None),
        ("降为", "", None),
        ("高中", "", None),
        ("至少", "", None),
    ],
)
def test_which_way_a_change_goes(lead: str, tail: str, way: str | None) -> None:
    assert change_of(lead, tail) == way


@pytest.mark.parametrize(
    ("earlier", "later"),
    [("前年为", "去年为"), ("年初有", "年末有"), ("改造前", "改造后"), ("2023年", "2024年"), ("一季度", "二季度")],
)
def test_what_is_said_of_time_has_an_order(earlier: str, later: str) -> None:
    first, second = time_of(earlier), time_of(later)
    assert first is not None and second is not None and first.scale == second.scale and first.rank < second.rank


def test_words_that_name_nothing_leave_nothing() -> None:
    assert bare("比上年同期增长") == "" and bare("办理量由") == "办理"
    assert bare("时限缩减", "工作日") == ""


def test_a_clause_goes_on_or_names_something_new() -> None:
    assert same_matter("管网漏损量", "每月少漏")
    assert not same_matter("登记企业", "高新技术企业增长")
    assert not same_matter("粮食产量", "亩产增长")


def test_what_is_held_against_another() -> None:
    assert compared_with("比去年的", "") and compared_with("以去年", "为基数") and compared_with("与上年", "相比")
    assert not compared_with("占比", "") and not compared_with("南湖与新区各", "") and not compared_with("同比增长", "")


def test_a_year_is_not_held_against_ten_months() -> None:
    assert unlike_spans("去年全年", "今年1—10月") and not unlike_spans("去年全年", "今年全年")


def test_a_rate_of_what_was_due() -> None:
    assert of_those_due("，按时办结率", ["", "未到期"]) and of_those_due("，按期办结率达", ["仍在办理期限内"])
    assert not of_those_due("，按时办结率", ["", ""]) and not of_those_due("，办结率", ["未到期"])
