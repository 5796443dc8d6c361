"""Late facts touch only their own sections; one section can be written alone."""

from __future__ import annotations

import pytest

from drafter.composing import compose
from drafter.errors import InputError
from drafter.model import Draft
from drafter.planning import plan
from drafter.planning.updating import one_section, replan
from drafter.readers import read_text
from drafter.retrieval import retrieve
from drafter.text.asking import SectionState
from drafter.text.disassembly import reattach
from drafter.text.documents import build_document
from drafter.text.factsheet import FactSheet, parse_notes

HEADER = "报告：衡川市住房和城乡建设局2025年上半年工作总结；报告期 2025-01-01 至 2025-06-30\n"
PAST = read_text(
    "衡川市住房和城乡建设局2024年上半年工作总结\n\n一、工作情况\n"
    "（一）推进住房保障。筹集保障性租赁住房1510套，发放租赁补贴2310户。\n"
    "（二）加强质量安全监管。检查在建工程228项次，发现隐患1796处。\n"
)
OLD = ("筹集保障性租赁住房1620套", "检查在建工程240项次")


def sheet(*bullets: str) -> FactSheet:
    return parse_notes(HEADER + "".join(f"- {bullet}\n" for bullet in bullets))


def drafted(notes: FactSheet) -> Draft:
    outline = plan(notes, [PAST])
    return compose(outline, retrieve(outline, notes, lambda *_: ()), notes, [PAST])


def test_only_the_owner_section_is_written_again() -> None:
    before = drafted(sheet(*OLD))
    late = sheet("发放租赁补贴2400户", *OLD)
    again = replan(before, late)
    after = compose(again.outline, retrieve(again.outline, late, lambda *_: ()), late, [PAST], kept=again.kept)
    assert "2400户" in after.document.text
    kept = [s.text for s in before.sentences if "在建工程" in s.text]
    assert kept and all(text in after.document.text for text in kept)
    facts = {fact.id: fact.text for fact in late.facts}
    for sentence in after.sentences:
        for id in sentence.fact_ids:
            figure = "".join(c for c in facts[id] if c.isdigit())
            assert figure in sentence.text, "ids moved with their facts"


def test_nothing_new_changes_nothing() -> None:
    before = drafted(sheet(*OLD))
    again = replan(before, sheet(*OLD))
    after = compose(again.outline, before.briefs, sheet(*OLD), [PAST], kept=again.kept)
    assert after.document.text == before.document.text


def test_a_dropped_fact_leaves_its_section() -> None:
    before = drafted(sheet(*OLD))
    again = replan(before, sheet(OLD[0]))
    assert {id for section in again.outline.sections for id in section.fact_ids} == {"F1"}


def test_one_section_keeps_the_headings_above_it() -> None:
    outline = one_section(plan(sheet(*OLD), [PAST]), "质量安全")
    assert [section.title for section in outline.sections] == ["工作情况", "加强质量安全监管"]
    with pytest.raises(InputError, match="0节"):
        one_section(outline, "没有的标题")


def test_an_edited_draft_keeps_the_provenance_of_what_was_not_edited() -> None:
    draft = drafted(sheet(*OLD))
    changed = draft.document.text.replace("1620套", "1626套")
    edited = reattach(draft, build_document(changed, period=draft.document.source.period))
    assert {id for s in edited.sentences for id in s.fact_ids} == {"F2"}
    assert all(s.span.of(changed) == s.text for s in edited.sentences)


def test_a_text_by_hand_cannot_be_updated() -> None:
    with pytest.raises(InputError):
        replan(Draft.of(PAST), sheet(*OLD))


def test_a_late_fact_goes_where_its_heading_s_notes_went() -> None:
    old = parse_notes(f"{HEADER}## 监管\n- {OLD[1]}\n## 保障\n- {OLD[0]}\n")
    late = parse_notes(f"{HEADER}## 监管\n- {OLD[1]}\n- 5月6日，例会1次\n## 保障\n- {OLD[0]}\n")
    outline = replan(drafted(old), late).outline
    owner = {id: section.title for section in outline.sections for id in section.fact_ids}
    assert owner["F2"] == owner["F1"] == "加强质量安全监管"


def test_composing_tells_of_each_section_it_writes_and_of_none_it_keeps() -> None:
    told: list[SectionState] = []
    before = drafted(sheet(*OLD))
    late = sheet("发放租赁补贴2400户", *OLD)
    again = replan(before, late)
    briefs = retrieve(again.outline, late, lambda *_: ())
    after = compose(again.outline, briefs, late, [PAST], kept=again.kept, watch=told.append)
    done = [state for state in told if state.state == "done" and state.facts]
    assert [state.section_id for state in told if state.state == "writing"] == [state.section_id for state in done]
    assert len(done) == 1 and "2400户" in done[0].text and done[0].text in after.document.text.replace("\n", "")
    assert done[0].covered == done[0].facts and not again.kept.keys() & {state.section_id for state in told}
