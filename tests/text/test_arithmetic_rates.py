"""Shares of a whole told in many words: of what was planned, of the whole by name, of those who are missing."""

from __future__ import annotations

import pytest

from drafter.text.arithmetic import Relation, relations
from drafter.text.documents import build_document


def shares(text: str) -> list[Relation]:
    return [relation for relation in relations(build_document(text)) if relation.kind == "share" and relation.sure]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年计划投资8000万元，实际完成6000万元，占年度计划的80%。", "75%"),
        ("目标任务3000人，已完成3300人，完成率为120%。", "110%"),
        ("全镇耕地4.0万亩，旱地3.2万亩，占耕地面积的72%。", "80%"),
        ("化解积案45件，化解率90%，年初交办积案60件。", "75%"),
        ("执法人员92人，持证92人，持证上岗率95.7%。", "100%"),
        ("一般公共预算支出20亿元，民生支出15.6亿元，占比达82%。", "78%"),
        ("完成改厕任务1500座中的1350座，完成年度目标的95%。", "90%"),
        ("本次考试报名2500人，实际参考2000人，缺考率25%。", "20%"),
        ("满意度测评共发票80张，满意76张，满意率达97%。", "95%"),
    ],
)
def test_shares_that_do_not_hold(text: str, expected: str) -> None:
    (relation,) = shares(text)
    assert not relation.holds
    assert relation.expected.replace(".0%", "%") == expected


@pytest.mark.parametrize(
    "text",
    [
        "全年计划投资8000万元，实际完成6000万元，占年度计划的75%。",
        "目标任务3000人，已完成3300人，完成率为110%。",
        "粮食收入20亿元，蔬菜收入15亿元，占比30%。",
        "化解积案45件，化解率75%，年初交办积案60件。",
        "本次考试报名2500人，实际参考2000人，缺考率20%。",
        "全镇林地4.0万亩，旱地3.2万亩，占耕地面积的72%。",
        "检查企业40家，问题整改38个，整改率98%。",
    ],
)
def test_shares_that_hold_or_are_not_judged(text: str) -> None:
    assert all(relation.holds for relation in shares(text))
