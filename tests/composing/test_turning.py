"""Verb before object, time before thing; who did it is never taken for what was done."""

from __future__ import annotations

import pytest

from drafter.composing.turning import aimed_at, time_first, turned


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        ("节水型单位新增4家", "新增节水型单位4家"),
        ("公租房配租468套", "配租公租房468套"),
        ("石岭县新增2个", "石岭县新增2个"),
        ("同比新增2个", "同比新增2个"),
        ("书记和支委选举完成", "完成书记和支委选举"),
        ("检查工程5项", "检查工程5项"),
    ],
)
def test_verbs_come_first(clause: str, said: str) -> None:
    assert turned(clause) == said


def test_when_comes_before_what_and_a_planned_rate_is_reached() -> None:
    assert time_first("业主开放日全年50场以上") == "全年业主开放日50场以上"
    assert time_first("培训2期") == "培训2期"
    assert aimed_at("入户安检率99%以上") == "入户安检率达到99%以上"


def test_how_many_stands_before_whom_it_counts() -> None:
    assert turned("政治巡察厅属单位10个") == "对10个厅属单位开展政治巡察"
    assert turned("完成换届选举党组织50个") == "完成50个党组织换届选举"
