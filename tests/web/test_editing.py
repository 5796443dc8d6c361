from __future__ import annotations

import pytest

from drafter.errors import InputError
from drafter.model import Draft, MadeWith, Span
from drafter.planning import plan
from drafter.text.assembly import Written, assemble
from drafter.text.factsheet import parse_notes
from drafter.web import editing

from . import papers

SHEET = parse_notes(papers.FACTS)


def draft() -> Draft:
    outline = plan(SHEET, ())
    written = [
        Written(section_id="S1", text="上半年工作扎实推进。", fact_ids=(), passage_ids=("p0",)),
        Written(section_id="S2", text="开工改造老旧小区41个。", fact_ids=("F1",), passage_ids=()),
        Written(section_id="S2", text="筹集保障性租赁住房【待核实：1260套】。", fact_ids=("F2",), passage_ids=("p1",)),
        Written(section_id="S3", text="新建改造燃气管网86公里。", fact_ids=("F3",), passage_ids=()),
    ]
    return assemble(outline, (), written, sheet=SHEET, made_with=MadeWith(engine="compose"))


def where(made: Draft, words: str) -> Span:
    start = made.document.text.index(words)
    return Span(start=start, end=start + len(words))


def sources(made: Draft) -> dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return {one.text: (one.section_id, one.fact_ids, one.passage_ids) for one in made.sentences}


def test_what_is_not_touched_keeps_place_and_provenance() -> None:
    made = editing.edited(draft(), where(draft(), "41个"), "四十一个小区")
    assert all(made.document.quote(one.span) == one.text for one in made.sentences)
    found = sources(made)
    assert found["新建改造燃气管网86公里。"] == ("S3", ("F3",), ())
    assert found["上半年工作扎实推进。"] == ("S1", (), ("p0",))
    # what still is the same sentence rests on the same fact
    assert found["开工改造老旧小区四十一个小区。"] == ("S2", ("F1",), ())
    assert len(made.sentences) == 4


def test_a_new_sentence_belongs_to_its_section_and_claims_nothing() -> None:
    one = draft()
    after = where(one, "开工改造老旧小区41个。")
    made = editing.edited(one, Span(start=after.end, end=after.end), "群众反映良好，安居工程受到欢迎。")
    assert sources(made)["群众反映良好，安居工程受到欢迎。"] == ("S2", (), ())
    assert sources(made)["开工改造老旧小区41个。"] == ("S2", ("F1",), ())


def test_a_sentence_cut_in_two_and_a_paragraph_broken() -> None:
    made = editing.edited(draft(), where(draft(), "开工改造老旧小区41个。"), "开工改造老旧小区41个。\n另有一处。")
    assert sources(made)["开工改造老旧小区41个。"][1] == ("F1",)
    assert sources(made)["另有一处。"] == ("S2", (), ())
    assert "41个。\n另有一处。" in made.document.text


def test_a_sentence_taken_out_is_gone() -> None:
    made = editing.edited(draft(), where(draft(), "开工改造老旧小区41个。"), "")
    assert "开工改造老旧小区41个。" not in sources(made) and len(made.sentences) == 3


def test_a_heading_reworded_is_reworded_in_the_outline() -> None:
    made = editing.edited(draft(), where(draft(), "强化住房保障"), "安居保障")
    assert made.outline is not None and "安居保障" in {one.title for one in made.outline.sections}
    titled = editing.edited(draft(), where(draft(), "业务工作总结"), "工作报告")
    assert titled.outline is not None and titled.outline.title.endswith("工作报告")
    assert titled.document.source.title == titled.outline.title


def test_an_open_mark_is_found_and_filled_and_vouched_for() -> None:
    one = draft()
    mark = editing.open_mark_at(one.document, where(one, "1260").start)
    assert one.document.quote(mark) == "【待核实：1260套】"
    made = editing.edited(one, mark, "1260套")
    sheet = parse_notes(papers.FACTS + "\n## 补充\n- 筹集保障性租赁住房1260套并交付\n")
    made = editing.vouched(made, mark.start, sheet)
    new = sheet.facts[-1].id
    sentence = next(one for one in made.sentences if "1260套" in one.text)
    assert sentence.fact_ids == ("F2", new) and sentence.passage_ids == ("p1",)
    assert made.outline is not None
    assert [one.id for one in made.outline.sections if new in one.fact_ids] == ["S2"]
    with pytest.raises(InputError, match="待核实"):
        editing.open_mark_at(one.document, 0)


def test_nothing_left_is_refused() -> None:
    one = draft()
    with pytest.raises(InputError):
        editing.edited(one, Span(start=0, end=len(one.document.text)), " \n")
