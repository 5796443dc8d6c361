"""What a report says around a figure."""

from __future__ import annotations

import pytest

from drafter.text.documents import build_document
from drafter.text.linkage_stated import Stated, stated, telling


def only(text: str) -> Stated:
    return stated(build_document(text))[-1]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("今年全县累计改造老旧小区46个。", "改造老旧小区"),
        ("不良贷款率由年初的1.53%降至年末的1.23%。", "不良贷款率"),
        ("全院剖宫产率较上年下降3.1个百分点，降至32.8%。", "剖宫产率"),
    ],
)
def test_the_label_says_what_is_counted(text: str, label: str) -> None:
    assert label in only(text).label


def test_the_noun_behind_ends_where_a_verb_begins() -> None:
    assert only("全县212个摄像头均已联网。").behind == "摄像头"


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("去年新增就业1.2万人。", ("去年", "")),
        ("较上年新增就业1.2万人。", ("", "")),
        ("2024年工作总结\n2024年新增就业1.2万人。", ("", "")),
        ("2024年工作总结\n2023年新增就业1.2万人。", ("2023", "")),
        ("上半年新增就业1.2万人。", ("", "上半年")),
    ],
)
def test_when_it_holds(text: str, when: tuple[str, str]) -> None:
    assert only(text).when == when


def test_what_is_a_plan_a_bound_a_part_or_left_over() -> None:
    assert only("下一步，计划改造小区46个。").planned
    assert only("合格率保持在98%以上。").aimed
    assert only("查处案件86件，其中酒驾案件21件。").among
    assert only("尚有7个小区未改造。").left_over
    assert only("对全县46个小区逐一排查。").points


def test_words_that_are_in_every_report_tell_nothing() -> None:
    assert telling("发展") == frozenset() and "公厕" in telling("公厕工作")


def test_dates_ages_and_bare_numbers_are_not_counted() -> None:
    assert stated(build_document("3月15日，平均51岁，第3次，编号1208。")) == []
