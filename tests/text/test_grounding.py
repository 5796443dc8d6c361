"""Which fact carries which figure: value, unit, and what the words around it say."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.model import Document
from drafter.text.documents import build_document
from drafter.text.factsheet import FactSheet, parse_notes
from drafter.text.grounding import ground
from drafter.text.grounding_judge import Verdict
from drafter.text.periods import parse_period


def notes(*bullets: str, header: str = "") -> FactSheet:
    return parse_notes(header + "".join(f"- {bullet}\n" for bullet in bullets))


def verdicts(text: str, *bullets: str, period: str | None = None) -> list[Verdict]:
    covers = parse_period(period) if period else None
    document: Document = build_document(text, period=covers)
    header = f"报告：总结；报告期 {covers.start} 至 {covers.end}\n\n" if covers else ""
    return [v for v in ground(document, notes(*bullets, header=header), period=covers).verdicts if v.figure.checkable]


def states(text: str, *bullets: str, period: str | None = None) -> list[tuple[str, str]]:
    return [(v.figure.text, v.state) for v in verdicts(text, *bullets, period=period)]


@pytest.mark.parametrize(
    ("note", "said", "wrong"),
    [
        ("开展政策宣讲56场", "全年开展政策宣讲56次。", True),
        ("开展政策宣讲56场", "全年开展政策宣讲56场次。", False),
        ("参加政策宣讲56名", "参加政策宣讲56人。", False),
        ("开展政策宣讲56场；收到建议56次", "全年收到建议56次。", False),
        ("投资增速快于全省3.4个", "投资增速快于全省3.4个百分点。", False),
    ],
)
def test_a_measure_word_that_means_another_is_another_unit(note: str, said: str, wrong: bool) -> None:
    document = build_document(said)
    verdicts = ground(document, parse_notes(f"- {note}\n")).verdicts
    judged = [verdict for verdict in verdicts if verdict.figure.checkable and verdict.figure.kind != "period"]
    assert [(v.state, v.cause) for v in judged] == [("contradicted", "unit") if wrong else ("supported", "")]


def test_a_figure_with_its_fact_is_supported_and_names_it() -> None:
    (verdict,) = verdicts("各支部开展集中学习24次。", "党费收缴3次", "各支部集中学习24次")
    assert verdict.state == "supported"
    assert verdict.given is not None and verdict.given.fact.id == "F2"


@pytest.mark.parametrize(
    ("printed", "fact"),
    [
        ("三个层面", "3个层面"),
        ("１２８件", "128件"),
        ("12.8亿元", "12.83亿元"),
        ("1.2万人", "12000人"),
        ("近80%", "79.6%"),
        ("30余件", "34件"),
        ("3公里", "3000米"),
        ("58名", "58人"),
        ("2万元以上", "2万元"),
    ],
)
def test_the_same_value_printed_otherwise_is_supported(printed: str, fact: str) -> None:
    assert states(f"办理有关事项{printed}。", f"办理有关事项{fact}")[0][1] == "supported"


@pytest.mark.parametrize(
    ("printed", "fact"),
    [
        ("12.8亿元", "12.7亿元"),
        ("12.83亿元", "12.8亿元"),
        ("41条", "37条"),
        ("2020个以上", "2000个以上"),
        ("约30件", "约40件"),
        ("3.25万元", "3.26万元"),
    ],
)
def test_another_value_is_contradicted(printed: str, fact: str) -> None:
    (verdict,) = verdicts(f"完成城建投资{printed}。", f"完成城建投资{fact}")
    assert (verdict.state, verdict.cause) == ("contradicted", "value")


@pytest.mark.parametrize(
    ("printed", "fact", "cause"),
    [
        ("3.2亿元", "3.2万元", "magnitude"),
        ("128户", "128人", "unit"),
        ("35公顷", "35亩", "unit"),
        ("500元", "500万元", "magnitude"),
        ("7%", "7个百分点", "unit"),
    ],
)
def test_the_same_numerals_with_another_unit_are_a_slip(printed: str, fact: str, cause: str) -> None:
    (verdict,) = verdicts(f"拨付老旧小区补助{printed}。", f"拨付老旧小区补助{fact}")
    assert (verdict.state, verdict.cause) == ("contradicted", cause)


def test_a_figure_nobody_speaks_of_is_unsupported() -> None:
    (verdict,) = verdicts("办结信访件128件。", "各支部集中学习24次")
    assert (verdict.state, verdict.cause) == ("unsupported", "none")


def test_a_small_number_is_not_supported_by_a_fact_about_something_else() -> None:
    found = states("举行升旗仪式3次。召开党员大会3次。", "召开党员大会3次")
    assert found == [("3次", "unsupported"), ("3次", "supported")]


def test_two_figures_swapped_belong_to_each_other() -> None:
    found = verdicts("甲镇污水处理率92%，乙镇垃圾清运率86%。", "甲镇污水处理率86%", "乙镇垃圾清运率92%")
    assert [v.cause for v in found] == ["owner", "owner"]
    assert found[0].given is not None and found[0].given.fact.id == "F1"
    assert found[0].owner is not None and found[0].owner.fact.id == "F2"


def test_two_figures_swapped_inside_one_list_are_seen() -> None:
    text = "召开党员大会25次、支委会10次。"
    assert [v.cause for v in verdicts(text, "召开党员大会10次、支委会25次")] == ["owner", "owner"]


def test_a_parallel_list_gives_each_figure_its_own_item() -> None:
    facts = ("甲镇新建管网增长5%", "乙镇新建管网增长6%")
    assert {v.state for v in verdicts("甲镇、乙镇新建管网分别增长5%、6%。", *facts)} == {"supported"}
    assert {v.cause for v in verdicts("甲镇、乙镇新建管网分别增长6%、5%。", *facts)} == {"owner"}


def test_what_grows_may_be_named_a_clause_earlier() -> None:
    facts = ("财政收入增长21.4%", "零售总额增长9.5%")
    text = "财政收入达到5.4亿元，比上年增长9.5%；零售总额2.6亿元，比上年增长21.4%。"
    found = {v.figure.text: v.cause for v in verdicts(text, *facts, "财政收入5.4亿元", "零售总额2.6亿元")}
    assert found["9.5%"] == found["21.4%"] == "owner"


def test_the_reports_own_period_is_supported_by_the_sheet() -> None:
    (verdict,) = verdicts("上半年工作情况如下。", "集中学习24次", period="2022H1")
    assert verdict.state == "supported"


def test_a_date_needs_a_fact_of_that_date() -> None:
    facts = ("3月28日召开局党组第4次会议",)
    assert states("3月28日，召开党组会议。", *facts, period="2022H1") == [("3月28日", "supported")]
    assert states("3月29日，召开党组会议。", *facts, period="2022H1") == [("3月29日", "unsupported")]


@pytest.mark.parametrize(
    ("text", "facts", "note"),
    [
        ("办理建议提案共78件。", ("办理建议36件", "办理提案42件"), "36件+42件=78件"),
        ("办结率95%。", ("受理工单120件，办结114件",), "114件÷120件"),
        ("收缴党费增长25%。", ("收缴党费5万元，上年同期收缴党费4万元",), "4万元→5万元"),
        ("收缴党费增加1万元。", ("收缴党费5万元，上年同期收缴党费4万元",), "5万元−4万元=1万元"),
    ],
)
def test_what_follows_from_facts_is_derived_and_shown(text: str, facts: tuple[str, ...], note: str) -> None:
    (verdict,) = verdicts(text, *facts)
    assert (verdict.state, verdict.note) == ("derived", note)


def test_a_count_of_what_the_sentence_lists_is_derived() -> None:
    (verdict,) = verdicts("健全了党组、班子、支部三个层面的责任体系。", "健全责任体系")
    assert verdict.state == "derived" and verdict.note.startswith("列出3项")


def test_without_facts_every_figure_is_unchecked_and_decoys_are_exempt() -> None:
    document = build_document("一、学习情况\n牢记“四个意识”，集中学习24次。")
    found = {row.figure.text: row.state for row in ground(document, None).rows}
    assert found["24次"] == "unchecked"
    assert set(found.values()) == {"unchecked", "exempt"}


def test_there_is_one_verdict_a_figure_in_reading_order() -> None:
    document = build_document("一、集中学习24次。\n二、走访5次，收集建议17条。")
    found = ground(document, notes("集中学习24次")).verdicts
    assert [verdict.figure for verdict in found] == list(document.figures)


def test_any_text_can_be_the_source_of_facts() -> None:
    report = "各支部集中学习24次，研讨交流9次。办结信访件128件，办结率98%。"
    document = build_document(report)
    grounding = ground(document, FactSheet.of_text(report))
    assert {row.state for row in grounding.rows} == {"supported"}


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="甲乙丙镇完成投资人户次项0123456789.万亿%，。、共其中分别由到增长 \n", max_size=80))
def test_no_text_makes_it_raise(text: str) -> None:
    document = build_document(text)
    facts = notes("甲镇完成投资12.5亿元", "乙镇完成3项，其中1项、2项", "丙镇增长5%以上")
    assert len(ground(document, facts).verdicts) == len(document.figures)


def test_a_change_that_is_turned_round_is_contradicted() -> None:
    from drafter.readers import read_text
    from drafter.text.factsheet import FactSheet
    from drafter.text.grounding import ground
    from drafter.text.grounding_judge import direction

    facts = FactSheet.of_text("商品房销售面积81.9万平方米，同比下降1.8%。")
    turned = ground(read_text("商品房销售面积81.9万平方米，同比增长1.8%。"), facts)
    assert [(v.figure.text, v.cause) for v in turned.verdicts if v.state == "contradicted"] == [("1.8%", "direction")]
    same = ground(read_text("商品房销售面积81.9万平方米，同比下降1.8%。"), facts)
    assert {v.state for v in same.verdicts if v.figure.checkable} == {"supported"}
    assert [direction(text, len(text)) for text in ("同比增长", "同比降", "较上年减少了", "共")] == [1, -1, -1, 0]


def test_the_day_of_signing_and_the_time_a_heading_of_plans_names_claim_nothing() -> None:
    report = (
        "衡川市住房和城乡建设局2025年上半年工作总结\n\n一、工作情况\n检查工程5项次。\n二、下半年工作打算\n再检查一轮。\n"
        "衡川市住房和城乡建设局\n2025年7月8日\n"
    )
    facts = parse_notes("报告期 2025-01-01 至 2025-06-30\n- 检查工程5项次\n")
    states = {v.figure.text: v.state for v in ground(build_document(report), facts).verdicts if v.figure.checkable}
    assert states["下半年"] == states["2025年7月8日"] == "exempt" and states["5项次"] == "supported"
