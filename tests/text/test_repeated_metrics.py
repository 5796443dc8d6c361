"""One metric in other words."""

from __future__ import annotations

import pytest

from drafter.text.documents import build_document
from drafter.text.repeated import repeated
from drafter.text.repeated_metrics import is_slip, slip_keys


def pairs(text: str) -> list[tuple[str, str]]:
    return [(one.first.text, one.second.text) for one in repeated(build_document(text))]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("全年共办结复议案件120件，群众满意。\n二、工作\n全年办结复议案件118件。", ("120件", "118件")),
        (
            "2024年，全市完成公路投资36.5亿元。\n一、建设\n交通提速，全市完成公路投资35.6亿元。",
            ("36.5亿元", "35.6亿元"),
        ),
        ("新增高新技术企业19家。\n（三）强化支撑。新增高新技术企业29家。", ("19家", "29家")),
        ("查处案件64件，罚没款180万元。\n力度加大，查处案件64件，罚没款160万元。", ("180万元", "160万元")),
        ("森林覆盖率达到43.27%。\n全区森林覆盖率达42.37%。", ("43.27%", "42.37%")),
    ],
)
def test_one_metric_with_two_values(text: str, told: tuple[str, str]) -> None:
    assert pairs(text) == [told]


@pytest.mark.parametrize(
    "text",
    [
        "收入2480万元，年均增长22.4%。\n投入6197万元，年均增长22.7%。",
        "中央财政安排27亿元用于低保。\n中央财政安排51亿元用于卫生。",
        "开展检查20次，发现问题20个。\n开展抽查30次，发现问题14个。",
        "全年办结复议案件120件。\n上年办结复议案件118件。",
        "全年办结复议案件120件。\n下一步，力争办结复议案件130件。",
        "第一季度办结复议案件20件。\n第二季度办结复议案件28件。",
    ],
)
def test_two_matters_in_like_words(text: str) -> None:
    assert pairs(text) == []


def test_slips_share_a_key() -> None:
    assert is_slip("3821", "3812") and is_slip("876", "976") and not is_slip("3821", "3128") and not is_slip("12", "13")
    assert set(slip_keys("3821")) & set(slip_keys("3812")) and set(slip_keys("876")) & set(slip_keys("976"))


def test_a_rate_that_any_matter_has_is_not_one_metric() -> None:
    assert pairs("发现隐患1742处，整改率97.6%。\n发现隐患948处，整改率97.7%。") == []
