"""Who has whose figure: swapped, shifted, and taken from another place or time."""

from __future__ import annotations

import pytest

from drafter.readers import read_text
from drafter.text.factsheet import parse_notes
from drafter.text.grounding import ground


def elsewhere(text: str, *facts: str) -> list[str]:
    """Return the figures of ``text`` that belong to another of ``facts``."""
    sheet = parse_notes("\n".join(f"- {fact}" for fact in facts))
    return [verdict.figure.text for verdict in ground(read_text(text), sheet).verdicts if verdict.cause == "owner"]


@pytest.mark.parametrize(
    ("text", "facts", "wrong"),
    [
        (
            "上半年接待来访2930批，下半年接待4105批。",
            ("上半年接待来访4105批", "下半年接待来访2930批"),
            ["2930批", "4105批"],
        ),
        ("2023年新增商户3.28万户。", ("2022年新增商户3.28万户", "2023年新增商户3.95万户"), ["3.28万户"]),
        ("一季度平稳起步，入库税款5.37亿元。", ("一季度入库税款4.86亿元", "二季度入库税款5.37亿元"), ["5.37亿元"]),
        ("东湖区引进外资8640万元。", ("西湖区引进外资8640万元", "东湖区引进外资5310万元"), ["8640万元"]),
        ("从性别看，检出率高的是女性，为9.1%。", ("男性检出率9.1%", "女性检出率6.3%"), ["9.1%"]),
        (
            "甲镇修路37公里，乙镇修路52公里，丙镇修路41公里。",
            ("甲镇修路41公里", "乙镇修路37公里", "丙镇修路52公里"),
            ["37公里", "52公里", "41公里"],
        ),
    ],
)
def test_a_figure_of_another_time_or_body(text: str, facts: tuple[str, ...], wrong: list[str]) -> None:
    assert elsewhere(text, *facts) == wrong


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("2023年新增商户3.95万户，2022年为3.28万户。", ("2022年新增商户3.28万户", "2023年新增商户3.95万户")),
        ("二季度入库税款5.37亿元，高于一季度的4.86亿元。", ("一季度入库税款4.86亿元", "二季度入库税款5.37亿元")),
        ("全年受理申请238件，审结案件214件。", ("受理复议申请238件", "审结复议案件214件")),
        # 118 stands where 120 is meant: the other figure is not to blame
        ("甲镇修路118公里，乙镇修路52公里。", ("甲镇修路120公里", "乙镇修路52公里")),
    ],
)
def test_figures_in_their_places(text: str, facts: tuple[str, ...]) -> None:
    assert elsewhere(text, *facts) == []


def test_one_figure_of_a_fact_is_not_said_twice() -> None:
    found = ground(read_text("党支部由6个增至6个。"), parse_notes("- 党支部由6个增至7个"))
    assert [
        verdict.given.figure.text for verdict in found.verdicts if verdict.state == "contradicted" and verdict.given
    ] == ["7个"]
