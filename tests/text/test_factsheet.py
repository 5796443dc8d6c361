"""Notes and texts as sources of facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.errors import InputError
from drafter.text.factsheet import FactSheet, parse_notes

HEADER = (
    "# 2025年上半年素材\n\n报告：衡川市住房和城乡建设局2025年上半年党建工作总结；报告期 2025-01-01 至 2025-06-30\n\n"
)


def facts(text: str) -> list[str]:
    return [fact.text for fact in parse_notes(text).facts]


def test_header_bullets_hints_and_open_questions() -> None:
    notes = HEADER + "## 组织建设\n- 党员大会10次\n- 𠮷祥路支部换届\n\n## 待核\n\n- 党员总数\n\n## 廉政\n- 谈话3次\n"
    sheet = parse_notes(notes)
    assert sheet.title == "衡川市住房和城乡建设局2025年上半年党建工作总结"
    assert (sheet.organisation, sheet.kind) == ("衡川市住房和城乡建设局", "党建工作总结")
    assert sheet.period is not None and sheet.period.label == "2025H1"
    assert [(f.id, f.text, f.section_hint) for f in sheet.facts] == [
        ("F1", "党员大会10次", "组织建设"),
        ("F2", "𠮷祥路支部换届", "组织建设"),
        ("F3", "谈话3次", "廉政"),
    ]
    assert [q.text for q in sheet.open_questions] == ["党员总数"]
    assert all(fact.span.of(notes) == fact.text for fact in sheet.facts)
    assert [figure.text for figure in sheet.facts[0].figures] == ["10次"]


@pytest.mark.parametrize("mark", ["- ", "-", "* ", "+ ", "• ", "·", "1. ", "12、", "（3）", "③", "  - "])
def test_bullets(mark: str) -> None:
    assert facts(f"{mark}党课4次\n") == ["党课4次"]


@pytest.mark.parametrize("line", ["---", "*某局总结", "-0.5%", "12.8亿元", "——副标题", "***"])
def test_what_only_looks_like_a_bullet(line: str) -> None:
    assert facts(f"{line}\n\n- 党课4次\n") == ["党课4次"]


def test_no_line_below_the_first_bullet_is_lost() -> None:
    notes = "- 党课4次，\n  其中专题2次\n续行一句\n\n另起一段：谈话3次\n廉政教育：\n- 观看警示片1部\n"
    sheet = parse_notes(notes)
    assert [f.text for f in sheet.facts] == ["党课4次，其中专题2次续行一句", "另起一段：谈话3次", "观看警示片1部"]
    assert sheet.facts[2].section_hint == "廉政教育"


@pytest.mark.parametrize("words", ["【待核】培训人数", "待核：培训人数", "培训约200人（待核实）", "培训200人（待补）"])
def test_a_bullet_that_says_so_is_open_wherever_it_stands(words: str) -> None:
    sheet = parse_notes(f"- 党课4次\n- {words}\n")
    assert [f.text for f in sheet.facts] == ["党课4次"]
    assert [q.text for q in sheet.open_questions] == [words]


def test_words_that_only_contain_the_sign_are_facts() -> None:
    assert facts("- 整改待查问题5个\n") == ["整改待查问题5个"]


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("2025-01-01 至 2025-06-30", "2025H1"),
        ("2025年1月1日至6月30日", "2025H1"),
        ("2025年1月1日—2025年12月31日", "2025"),
        ("2025/7/1 - 2025/9/30", "2025Q3"),
        ("2025-01 至 2025-06", "2025H1"),
        ("2025年1—5月", "2025-01-01/2025-05-31"),
        ("：2025H2", "2025H2"),
        ("2025年上半年", "2025H1"),
    ],
)
def test_periods(said: str, label: str) -> None:
    period = parse_notes(f"报告：工作总结；报告期{said}\n\n- 党课4次\n").period
    assert period is not None and period.label == label


@pytest.mark.parametrize("said", ["2025-06-30 至 2025-01-01", "2025-02-30 至 2025-06-30", "2025年某时"])
def test_a_period_that_makes_no_sense_is_refused(said: str) -> None:
    with pytest.raises(InputError, match="报告期"):
        parse_notes(f"报告：工作总结；报告期 {said}\n\n- 党课4次\n")


@pytest.mark.parametrize(
    "text", ["", "\n\n", "# 只有标题\n", "一段没有要点的话，写了很多。\n", "## 待核\n- 党员总数\n"]
)
def test_no_facts_is_one_clear_line(text: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_notes(text)
    assert "\n" not in str(caught.value)


def test_any_text_is_a_source_of_facts() -> None:
    text = (
        "衡川市2025年上半年总结\n\n一、成效\n（一）抓学习。学习24次。讲课4次。\n二、投资12.8亿元\n三、打算\n再加力。\n"
    )
    sheet = FactSheet.of_text(text)
    assert [f.text for f in sheet.facts][-4:] == ["学习24次。", "讲课4次。", "二、投资12.8亿元", "再加力。"]
    assert "一、成效" not in [f.text for f in sheet.facts]
    assert [f.section_hint for f in sheet.facts][-1] == "打算"
    assert all(f.span.of(text) == f.text for f in sheet.facts)
    with pytest.raises(InputError):
        FactSheet.of_text(" \n")


def test_hostile_notes() -> None:
    assert len(parse_notes("- " + "长" * 200_000 + "\n").facts) == 1
    assert len(parse_notes("- a\n" + "续\n" * 100_000).facts) == 1
    assert parse_notes("- 坏\ud800字\0符\n").facts[0].text == "坏\ud800字\0符"


@pytest.mark.parametrize(("number", "count", "open_count"), [("000", None, None), ("003", 13, 2), ("004", 14, 2)])
def test_real_notes(shared: Path, number: str, count: int | None, open_count: int | None) -> None:
    text = (shared / "facts" / f"{number}.md").read_text(encoding="utf-8")
    sheet = parse_notes(text)
    bullets = sum(line.startswith("- ") for line in text.splitlines())
    assert len(sheet.facts) + len(sheet.open_questions) == bullets
    if count is not None:
        assert (len(sheet.facts), len(sheet.open_questions)) == (count, open_count)
    assert sheet.period is not None and sheet.period.start.year in (2022, 2023)


def test_a_numbered_group_may_open_with_its_first_bullet() -> None:
    sheet = parse_notes(
        "素材\n\n## 一、供水\n- 供水121万吨\n- 二、防汛：检查水库41座\n- 加固堤防3处\n- 三、待核：水库是41座还是42座\n"
    )
    assert [(fact.text, fact.section_hint) for fact in sheet.facts] == [
        ("供水121万吨", "供水"),
        ("检查水库41座", "防汛"),
        ("加固堤防3处", "防汛"),
    ]
    assert [one.text for one in sheet.open_questions] == ["水库是41座还是42座"]


def test_boxed_and_bold_lines_are_headings_and_a_list_of_numerals_is_none() -> None:
    sheet = parse_notes("素材\n\n【供水】\n- 供水121万吨\n**防汛：**\n- 一、二级堤防：加固3处\n")
    assert [(fact.text, fact.section_hint) for fact in sheet.facts] == [
        ("供水121万吨", "供水"),
        ("一、二级堤防：加固3处", "防汛"),
    ]
