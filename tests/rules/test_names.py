"""NAM: one thing under two names."""

from __future__ import annotations

import pytest
from rule_checks import apply_fix, codes, found

from drafter.model import Draft
from drafter.rules import review_draft
from drafter.text.documents import build_document
from drafter.text.factsheet import parse_notes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("学《廉政和反腐要点》，对照《廉政和反腐要点》，再学《廉政与反腐要点》。", "《廉政与反腐要点》"),
        ("印发《衡川市物业管理条例》，宣传《关于衡川市物业管理的条例》。", "《关于衡川市物业管理的条例》"),
        ("市直机关工委检查，市直机关工委通报，按照市直机关党工委要求。", "市直机关党工委"),
    ],
)  # fmt: skip
def test_variants(text: str, quote: str) -> None:
    assert [f.quote for f in found(text, "NAM001")] == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "学习《2023年工作要点》《2024年工作要点》。",
        "学习《物业管理条例》《物业管理办法》。",
        "市机关事务中心和市副机关事务中心。",
        "市住房保障中心与市住房公积金中心。",
    ],
)
def test_different_things_have_different_names(text: str) -> None:
    assert codes(text, "NAM001") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("成立专班（以下简称“改造专班”）。\n改造专班统筹推进。", 0),
        ("成立专班（以下简称“改造专班”）。\n各科室统筹推进。", 1),
        ("改造专班开会。\n成立专班（以下简称“改造专班”）。\n改造专班统筹推进。", 1),
    ],
)
def test_abbreviations(text: str, count: int) -> None:
    assert len(codes(text, "NAM002")) == count


def test_a_number_that_disagrees_with_the_facts_or_with_itself() -> None:
    facts = parse_notes("- 落实《物业管理办法》（衡政发〔2024〕15号）\n")
    wrong = build_document("落实《物业管理办法》（衡政发〔2023〕15号）。")
    (finding,) = review_draft(Draft.of(wrong), facts=facts, select=("NAM003",)).findings
    assert (finding.quote, finding.evidence[0].fact_id) == ("衡政发〔2023〕15号", "F1")
    assert codes("《甲地办法》（衡政发〔2023〕15号）、《乙地细则》（衡政发〔2023〕15号）。", "NAM003") == ["NAM003"]
    assert codes("《甲地办法》（衡政发〔2023〕15号）、《甲地办法》（衡政发〔2023〕15号）。", "NAM003") == []


def test_former_names_by_date() -> None:
    text = "配合国家旅游局检查。"
    assert codes(text, "NAM004", period="2017") == []
    (finding,) = found(text, "NAM004", period="2024")
    assert apply_fix(text, finding) == "配合文化和旅游部检查。"
    assert codes("原国家旅游局印发的《国家旅游局规定》。", "NAM004", period="2024") == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("衡川市工业和信息化局走访。衡川市工业与信息化局奖补。", "NAM001"),
        ("衡川大学第一附属医院会诊，衡川大学附属第一医院转诊。", "NAM001"),
        ("学习《中国共产党支部工作条例（试行）》。对照《中国共产党支部工作条例（实行）》。", "NAM001"),
        ("学习《衡川市物业管理条例》。对照《衡川市物业管理条列》。", "NAM001"),
        ("落实《衡川市安全生产责任制规定》。对照《衡川市安全生产责任规定》检查。", "NAM001"),
        ("落实《衡川市招商引资若干规定》。按《衡川市招商引资若干规定（试行）》兑现。", "NAM001"),
        ("与清源县人民法院会商，清源人民法院每月派法官驻点。", "NAM001"),
        ("市委宣传部牵头宣讲，市宣传部督导。", "NAM001"),
        ("市退役军人事务局慰问，市退伍军人事务局走访。", "NAM001"),
        ("落实《衡川市裁量基准》（衡政规〔2024〕1号）。按《衡川市裁量基准》（衡政规〔2024〕三号）办案。", "NAM003"),
        ("攻坚办每周调度。老旧小区改造攻坚指挥部办公室（以下简称攻坚办）抽调干部。攻坚办挂图作战。", "NAM002"),
        ("以衡办字〔2024〕20号印发《衡川市减负措施》。落实《衡川市减负措施》（衡办字〔2024〕22号）。", "NAM003"),
        ("落实《森林防火命令》（衡政令第3号）。落实《森林防火命令》（衡政令第5号）。", "NAM003"),
    ],
)
def test_one_thing_under_two_names(text: str, code: str) -> None:
    assert set(codes(text, "NAM")) == {code}


@pytest.mark.parametrize(
    "text",
    [
        "衡川市第一人民医院、衡川市第三人民医院实行医联体。",
        "市卫生健康委员会主动对接。市卫生健康委组织评议。",
        "转发《关于加强监管的意见》（湘教发〔2024〕31号），以衡教发〔2024〕12号印发通知。",
        "衡川市公共资源交易中心成立。衡川市公共资源交易中心（以下简称“交易中心”）升级，交易中心运行平稳。",
        "学习《衡川市物业管理条例》《衡川市物业管理条例实施细则》。",
        "与清源县人民法院会商，衡川市人民法院派员参加，清源县委宣传部宣讲。",
        "学习《全市2023年度工作要点安排》《全市2024年度工作要点安排》。",
    ],
)
def test_two_things_are_two_things(text: str) -> None:
    assert codes(text, "NAM") == []
