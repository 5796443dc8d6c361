"""From planned headings and written sentences to a draft with exact offsets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from drafter.model import Draft, MadeWith, Outline, Period, Role, SectionPlan, Unused, from_json, to_json
from drafter.text.assembly import Written, assemble
from drafter.text.disassembly import disassemble
from drafter.text.factsheet import parse_notes

PERIOD = Period(label="2025H1", start=date(2025, 1, 1), end=date(2025, 6, 30))
SHEET = parse_notes("- 学习24次\n- 𠮷祥支部换届\n\n## 待核\n- 党员总数\n")


def section(id: str, marker: str, level: int, title: str, role: Role = "成绩") -> SectionPlan:
    return SectionPlan(
        id=id, marker=marker, level=level, title=title, fact_ids=(), role=role, target_chars=100, pattern_section=None
    )


OUTLINE = Outline(
    title="衡川市住房和城乡建设局2025年上半年党建工作总结",
    organisation="衡川市住房和城乡建设局",
    kind="党建工作总结",
    period=PERIOD,
    sections=(
        section("S1", "", 0, "", "开头"),
        section("S2", "一、", 1, "成效"),
        section("S3", "（一）", 2, "抓学习"),
        section("S4", "（二）", 2, "抓支部"),
        section("S5", "二、", 1, "打算", "打算"),
    ),
    unassigned=(),
    pattern=None,
)


def written(id: str, text: str, *facts: str, new_paragraph: bool = False) -> Written:
    return Written(section_id=id, text=text, fact_ids=facts, passage_ids=(), new_paragraph=new_paragraph)


def made(*sentences: Written) -> Draft:
    made_with, unused = MadeWith(engine="compose"), (Unused(fact_id="F9", reason="没有合适的章节"),)
    return assemble(OUTLINE, (), sentences, sheet=SHEET, made_with=made_with, unused=unused, carried_over=("旧打算",))


WHOLE = (
    written("S1", "上半年工作有序推进。"),
    written("S3", "各支部学习24次。", "F1"),
    written("S3", "😀效果良好。"),
    written("S4", "𠮷祥支部\n换届。 ", "F2"),
    written("S5", "再加力。"),
    written("S5", "抓落实。", new_paragraph=True),
)


def test_headings_stand_alone_or_run_in_by_level() -> None:
    assert made(*WHOLE).document.text == (
        f"{OUTLINE.title}\n\n上半年工作有序推进。\n一、成效\n（一）抓学习。各支部学习24次。😀效果良好。\n"
        "（二）抓支部。𠮷祥支部 换届。\n二、打算\n再加力。\n抓落实。\n"
    )


def test_spans_sections_and_provenance_are_exact() -> None:
    draft = made(*WHOLE)
    assert all(draft.document.quote(one.span) == one.text for one in draft.sentences)
    assert [(one.section_id, one.fact_ids) for one in draft.sentences[:3]] == [("S1", ()), ("S3", ("F1",)), ("S3", ())]
    assert [s.marker for s in draft.document.sections] == ["", "一、", "（一）", "（二）", "二、"]
    assert [s.run_in for s in draft.document.sections] == [False, False, True, True, False]
    assert draft.document.source.period == PERIOD


def test_everything_of_the_notes_comes_along() -> None:
    draft = made(*WHOLE)
    assert [fact.id for fact in draft.facts] == ["F1", "F2"]
    assert [question.text for question in draft.open_questions] == ["党员总数"]
    assert draft.unused[0].fact_id == "F9" and draft.carried_over == ("旧打算",)


def test_json_and_back_and_taken_apart_again() -> None:
    draft = made(*WHOLE)
    assert from_json(Draft, to_json(draft)) == draft
    assert made(*disassemble(draft)).document.text == draft.document.text


def test_nothing_written_leaves_the_headings() -> None:
    draft = made(written("S3", " \n "))
    assert draft.sentences == ()
    assert draft.document.text == f"{OUTLINE.title}\n\n一、成效\n（一）抓学习\n（二）抓支部\n二、打算\n"


def test_a_sentence_for_no_section_is_not_lost_in_silence() -> None:
    with pytest.raises(ValueError, match="S7"):
        made(written("S7", "无处可去。"))


def test_the_announcement_and_the_signature_frame_the_sections() -> None:
    framed = replace(OUTLINE, announcement="现将党建工作情况汇报如下：", signature=("衡川市住建局", "2025年6月30日"))

    def text(*sentences: Written) -> str:
        draft = assemble(framed, (), sentences, sheet=SHEET, made_with=MadeWith(engine="compose"))
        assert [one.text for one in disassemble(draft)] == [one.text for one in sentences]
        return draft.document.text

    assert text(written("S5", "再加力。")).splitlines()[2:4] == ["现将党建工作情况汇报如下：", "一、成效"]
    assert text(written("S5", "再加力。")).endswith("再加力。\n衡川市住建局\n2025年6月30日\n")
    own = "现将情况报告如下："
    assert text(written("S1", own)).count("如下：") == 1
