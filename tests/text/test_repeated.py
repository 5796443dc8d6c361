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


@pytest.mark.parametrize(
    "text",
    [
        "全年共办结行政复议案件120件。\n在行政复议方面，全年办结案件118件，无一超期。",
        "2024年接待游客310万人次，实现旅游收入18亿元。\n文旅融合不断深化，2024年实现旅游收入19.5亿元。",
        "共检查危化品企业73家，发现隐患210处。\n（一）隐患整治。检查危化品企业共73家，发现隐患201处。",
        "今年发展党员15名。\n附：组织工作数据\n今年共发展党员13名，转正11名。",
        "本级接待经费支出62万元，同比下降8%。\n厉行节约方面，本级接待经费支出62万元，同比下降6%。",
        "全局下设7个科室，编制52名。全局下设科室8个，事业单位3个。",
    ],
)
def test_one_metric_in_other_words(text: str) -> None:
    assert len(repeated(build_document(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "检查危化品企业73家，发现隐患210处。\n检查烟花爆竹点82家，发现隐患201处。",
        "在行政复议方面，全年办结案件118件。\n在仲裁方面，全年办结案件120件。",
        "今年发展党员15名。\n明年计划发展党员13名。",
        "2023年实现旅游收入18亿元。\n2024年实现旅游收入19.5亿元。",
    ],
)
def test_other_metrics_in_like_words(text: str) -> None:
    assert repeated(build_document(text)) == ()
