"""Words that stand for each other where one thing is told twice."""

from __future__ import annotations

import pytest

from drafter.text.repeated_words import acts, alike, changed, in_conflict


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("查获走私案", "破获走私案件"),
        ("集团营业收入", "集团营收"),
        ("慰问困难职工", "走访慰问困难职工"),
        ("接收举报线索", "受理举报线索"),
        ("规上工业", "规模以上工业"),
    ],
)
def test_words_of_one_class_become_one(one: str, other: str) -> None:
    assert alike(one) == alike(other)


@pytest.mark.parametrize(
    ("one", "other"), [("排查隐患", "排查企业"), ("接收新生", "受理新生"), ("政协提案", "政协提案件"), ("受理", "办结")]
)
def test_a_word_of_two_senses_is_told_by_what_stands_beside_it(one: str, other: str) -> None:
    assert alike(one)[:2] != alike(other)[:2] or alike(one) != alike(other)


def test_words_of_change_become_one() -> None:
    assert changed("工业总产值增速") == changed("工业总产值同比提高") == "工业总产值增长"
    assert changed("经费同比压减") == "经费下降"


def test_verbs_are_found() -> None:
    assert acts().sub("", "推送政务微信") == "政务微信"


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [("受理案件", "办结案件", True), ("进口", "出口", True), ("受理案件", "案件", False), ("发送旅客", "旅客", False)],
)
def test_two_steps_of_one_matter_are_two_numbers(one: str, other: str, apart: bool) -> None:
    assert in_conflict(one, other) is apart
