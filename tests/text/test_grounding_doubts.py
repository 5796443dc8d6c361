"""Places whose value a fact has, and which speak of another."""

from __future__ import annotations

import pytest

from drafter.readers import read_text
from drafter.text.factsheet import parse_notes
from drafter.text.grounding import ground

Told = tuple[str, ...]


def causes(text: str, facts: Told) -> list[str]:
    sheet = parse_notes("\n".join(f"- {fact}" for fact in facts))
    return [verdict.cause for verdict in ground(read_text(text), sheet).verdicts]


@pytest.mark.parametrize(
    ("wrong", "right", "facts"),
    [
        # words that stand for one another
        ("中心全年收到仲裁申请563件。", "中心全年收到仲裁申请742件。", ("仲裁办结563件", "仲裁立案742件")),
        # a year gone by, in brackets
        ("平均候诊时间缩短到31分钟。", "平均候诊时间缩短到22分钟。", ("平均候诊时间22分钟（上年31分钟）",)),
        # what the sentence tells beside it
        (
            "抽检家具420批次，合格率96.3%。",
            "抽检家具420批次，合格率94.8%。",
            ("灯具抽检130批次，合格率96.3%", "家具抽检420批次，合格率94.8%"),
        ),
        # what the sentence began with
        (
            "西郊水厂一期已于5月通水，总投资3.6亿元。",
            "西郊水厂一期已于5月通水，总投资2.4亿元。",
            ("西郊水厂二期：总投资3.6亿元", "西郊水厂一期：总投资2.4亿元"),
        ),
        # a number no other place tells
        ("改建乡道42公里。", "改建乡道28公里。", ("绿道新建42公里", "乡道改建28公里")),
    ],
)
def test_a_figure_that_belongs_to_something_else(wrong: str, right: str, facts: Told) -> None:
    assert "owner" in causes(wrong, facts)
    assert "owner" not in causes(right, facts)


def test_two_figures_in_exchange() -> None:
    facts = ("北厂日处理5.1万吨", "南厂日处理3.8万吨")
    assert causes("城北水厂日处理3.8万吨，城南水厂日处理5.1万吨。", facts) == ["owner", "owner"]
    assert causes("城北水厂日处理5.1万吨，城南水厂日处理3.8万吨。", facts) == ["", ""]


def test_a_number_told_in_other_words_is_backed() -> None:
    assert causes("更新草坪3.6万平方米。", ("更换草皮3.6万平方米",)) == [""]


def test_a_place_that_says_its_own_is_not_what_another_number_was_told_with() -> None:
    facts = ("批捕846人，不批捕312人", "起诉1932人，不起诉407人")
    assert causes("全年批准逮捕846人，提起公诉1932人。", facts)[1:] == ["", ""]


def test_of_two_like_numbers_the_order_of_the_fact_tells_which_is_wrong() -> None:
    found = causes("新建300个敬老院和300个幸福院。", ("新建100个敬老院和300个幸福院",))
    assert found[1] == ""


def test_what_stands_elsewhere_with_another_unit_is_not_asked_for() -> None:
    facts = ("新增高新企业60家", "高新企业超过1000家")
    assert causes("新增高新企业60个。全市高新企业突破1000家。", facts)[1] == ""


def test_what_stands_in_the_order_of_its_fact_is_no_exchange() -> None:
    facts = ("增速低于2021、2020和2019年的68%、105%和150%",)
    text = "全年收入增长25%，低于2021、2020和2019年的68%、105%和150%。"
    assert causes(text, facts)[-3:] == ["", "", ""]
