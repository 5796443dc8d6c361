"""Openings are learnt from openings; every passage stands once in a brief."""

from __future__ import annotations

from drafter.model import Evidence
from drafter.planning import plan
from drafter.readers import read_text
from drafter.retrieval import retrieve
from drafter.text.factsheet import parse_notes
from drafter.text.passages import cut_passages

HEADER = "报告：衡川市住房和城乡建设局2025年上半年工作总结；报告期 2025-01-01 至 2025-06-30\n"
PAST = read_text(
    "衡川市住房和城乡建设局2024年上半年工作总结\n\n今年以来，工作有序推进。现将情况汇报如下：\n一、工作情况\n"
    "（一）推进住房保障。筹集保障性租赁住房1510套，发放租赁补贴2310户。\n"
)


def test_an_opening_is_shown_openings() -> None:
    found = [Evidence(passage=one, score=0.5) for one in cut_passages(PAST)]
    assert any(one.passage.heading_path for one in found)
    notes = parse_notes(HEADER + "- 筹集保障性租赁住房1620套\n")
    briefs = retrieve(plan(notes, [PAST]), notes, lambda *_: found)
    opening = next(brief for brief in briefs if brief.plan.role == "开头")
    assert opening.evidence
    assert not any(one.passage.heading_path for one in opening.evidence)
    body = next(brief for brief in briefs if brief.facts)
    assert len({one.passage.id for one in body.evidence}) == len(body.evidence) == len(found)
