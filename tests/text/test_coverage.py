"""Which facts a report has written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drafter.model import Coverage, Draft, DraftSentence, Span
from drafter.text.coverage import cover
from drafter.text.documents import build_document
from drafter.text.factsheet import parse_notes
from drafter.text.grounding import ground


def rows(text: str, *bullets: str) -> tuple[Coverage, ...]:
    facts = parse_notes("".join(f"- {bullet}\n" for bullet in bullets))
    document = build_document(text)
    return cover(Draft.of(document), facts, ground(document, facts))


@pytest.mark.parametrize(
    ("text", "fact", "state"),
    [
        ("全年新增就业2.4万人。", "新增就业2.4万人", "written"),
        ("办结信访件128件。", "新增就业2.4万人", "missing"),
        ("各支部集中学习24次，气氛热烈。", "各支部集中学习24次，警示教育5次，外出参观7次", "partial"),
        ("建成廉洁文化长廊，开展家访。", "廉洁文化长廊；廉政家访", "written"),
        ("办结信访件128件。", "廉洁文化长廊；廉政大讲堂", "missing"),
        ("对照查找问题78个，已建台账。", "对照3个方面、50种情形：查找问题78个；已建台账", "partial"),
        ("支部发展不均衡。\n二是业务学习抓得不紧。", "问题2个：支部发展不均衡；业务学习抓得不紧", "written"),
    ],
)
def test_states(text: str, fact: str, state: str) -> None:
    (row,) = rows(text, fact)
    assert row.state == state
    assert bool(row.spans) is (state != "missing")


def test_there_is_one_row_a_fact_in_their_order() -> None:
    assert [row.fact_id for row in rows("集中学习24次。", "集中学习24次", "走访5户", "慰问3人")] == ["F1", "F2", "F3"]


def test_a_period_of_the_fact_is_written_where_its_sentence_says_it() -> None:
    facts = parse_notes("报告期 2025-01-01 至 2025-06-30\n\n- 上半年收缴党费4.76万元\n")
    document = build_document("上半年共收缴党费4.76万元。", period=facts.period)
    sentence = DraftSentence(
        section_id="S1", span=Span(start=0, end=len(document.text)), text=document.text, fact_ids=("F1",),
        passage_ids=(),
    )  # fmt: skip
    draft = replace(Draft.of(document), sentences=(sentence,))
    (row,) = cover(draft, facts, ground(document, facts))
    assert row.state == "written"
