"""One metric told twice."""

from __future__ import annotations

import pytest

from drafter.text.documents import build_document
from drafter.text.repeated import repeated


def kinds(text: str) -> list[tuple[str, str, str]]:
    return [(pair.kind, pair.first.text, pair.second.text) for pair in repeated(build_document(text))]


def test_a_metric_told_twice_with_two_values() -> None:
    text = "全年办结群众信访事项120件。\n二、主要成效\n全年办结群众信访事项118件。"
    assert kinds(text) == [("metric", "120件", "118件")]


@pytest.mark.parametrize(
    "text",
    [
        "全年办结群众信访事项120件。\n全年办结群众信访事项120件。",
        "今年办结群众信访事项120件。\n二、下一步打算\n今年办结群众信访事项150件。",
        "办结120件。\n走访118户。\n办结118件。",
        "一季度办结群众信访事项20件。二季度办结群众信访事项30件。",
    ],
)
def test_what_may_differ_is_left_alone(text: str) -> None:
    assert kinds(text) == []


def test_one_group_with_two_head_counts_is_asked_about() -> None:
    text = "全体干部职工及保密人员共计59人参加培训。会后要求全体干部职工下载应用，共计101人完成注册。"
    assert kinds(text) == [("group", "59人", "101人")]
