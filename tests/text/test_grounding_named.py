"""Drafts name their facts; open marks are no words; plans speak of the period to come; lists count themselves."""

from __future__ import annotations

import pytest

from drafter.model import Span
from drafter.text.documents import build_document
from drafter.text.factsheet import parse_notes
from drafter.text.grounding import Grounding, ground
from drafter.text.periods import parse_period


def grounded(text: str, *bullets: str, named: str = "", period: str = "2025H1") -> Grounding:
    document, facts = (
        build_document(text, period=parse_period(period)),
        parse_notes("".join(f"- {one}\n" for one in bullets)),
    )
    sentences = [(sentence.span, frozenset(named.split())) for sentence in document.sentences] if named else []
    return ground(document, facts, period=parse_period(period), named=sentences)


def states(grounding: Grounding) -> dict[str, tuple[str, str]]:
    return {v.figure.text: (v.state, v.given.fact.id if v.given else "") for v in grounding.verdicts}


def test_a_figure_is_the_named_facts_whoever_else_has_its_value() -> None:
    notes = ("局党组第4次会议，讨论通过3个2025年要点", "召开2025年党风廉政会议")
    said = states(grounded("讨论通过3个2025年要点。", *notes, named="F1"))
    assert said["2025年"] == ("supported", "F1") and said["3个"] == ("supported", "F1")


def test_a_named_fact_lends_what_words_alone_would_not_show() -> None:
    notes = ("下步3项：严肃政治生活；筑牢防线；掌握领导权", "问题48个")
    assert states(grounded("重点抓好3项工作。", *notes))["3项"][0] != "supported"
    assert states(grounded("重点抓好3项工作。", *notes, named="F1"))["3项"] == ("supported", "F1")
    assert states(grounded("重点抓好6项工作。", *notes, named="F1"))["6项"][0] != "supported"


def test_two_figures_of_a_named_fact_may_not_trade_places() -> None:
    notes = ("加装电梯12部，改造管网52公里，维修电梯19部",)
    said = states(grounded("加装电梯19部，维修电梯12部。", *notes, named="F1"))
    assert {state for state, _ in said.values()} == {"contradicted"}


def test_an_open_mark_does_not_part_a_figure_from_its_words() -> None:
    notes = ("民主测评党员71人：优秀19人，合格52人",)
    text = "71名【待核实：测评71人、承诺书64份，口径各指谁】党员参加民主测评，19名被评为优秀，52名被评为合格。"
    rows = [row for row in grounded(text, *notes).rows if row.figure.checkable]
    assert [row.state for row in rows] == ["supported"] * 3


@pytest.mark.parametrize(
    ("text", "period", "state"),
    [
        ("下半年，继续抓好重点任务。", "2025H1", "supported"),
        ("2026年，继续抓好重点任务。", "2025", "supported"),
        ("2023年，抓好重点任务。", "2025", "unsupported"),
    ],
)
def test_the_period_to_come_needs_no_fact(text: str, period: str, state: str) -> None:
    (verdict,) = grounded(text, "召开会议3次", period=period).verdicts
    assert verdict.state == state


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("主要表现在以下三个方面。一是学习不深。二是衔接不紧。三是督查不严。", "derived"),
        ("仍存在四个方面的不足：一是学习不深；二是衔接不紧；三是督查不严。", "unsupported"),
    ],
)
def test_what_is_announced_and_listed_counts_itself(text: str, state: str) -> None:
    assert grounded(text, "走访企业12家").verdicts[0].state == state


def test_a_total_that_its_supported_parts_make_is_derived() -> None:
    found = ground(*parts()).verdicts
    assert [one.figure.text for one in found] == ["4次", "1次", "3次"] and found[0].state != "supported"


def parts() -> tuple:  # type: ignore[type-arg]
    document = build_document("开展提醒谈话4次，其中集体谈话1次、个别谈话3次。")
    return document, parse_notes("- 提醒谈话：集体谈话1次、个别谈话3次\n")


def test_spans_of_named_sentences_are_offsets() -> None:
    document = build_document("办结信访件12件。走访12户。")
    facts = parse_notes("- 办结信访件12件\n- 走访困难户12户\n")
    named = [(Span(start=0, end=9), frozenset(("F1",)))]
    assert ground(document, facts, named=named).rows[0].fact_ids == ("F1",)


def test_a_part_does_not_stand_in_the_place_of_a_whole_that_is_told() -> None:
    notes = ("4个支部召开组织生活会，79人参加；局机关、设计院、质安站3个支部先开党小组会",)
    text = "4个支部共79人参加组织生活会，其中3个支部（局机关、设计院、质安站）先开党小组会。"
    assert {state for state, _ in states(grounded(text, *notes, named="F1")).values()} == {"supported"}


@pytest.mark.parametrize(
    ("text", "state"), [("截至6月底，全局在册党员12名。", "supported"), ("5月底，走访9户。", "unsupported")]
)
def test_the_day_the_period_ends_on_needs_no_fact(text: str, state: str) -> None:
    assert grounded(text, "召开会议3次").verdicts[0].state == state


def test_a_base_told_with_its_year_is_not_exchanged_with_what_came_of_it() -> None:
    said = states(grounded("平均住院日由上年的7.3天降至6.8天。", "平均住院日6.8天（上年7.3天）", "日间手术1300台"))
    assert said["7.3天"] == said["6.8天"] == ("supported", "F1")
