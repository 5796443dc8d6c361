"""A lead names what the facts are about, in their words: no figure, no judgement."""

from __future__ import annotations

from drafter.composing.leads import lead, topic_of
from drafter.text.factsheet import parse_notes
from drafter.text.periods import parse_period

HALF = parse_period("2025H1")
FACTS = parse_notes(
    "- 上半年完成投资1.9亿元\n- 水库除险加固：完成投资2140万元\n- 3月，17个乡镇农房质量抽查：225户\n"
    "- 老旧小区：开工43个\n- 供水水质检测：全分析4次\n- 烟花爆竹零售点节前检查311个\n- 印发通知2份\n"
).facts


def test_works_are_topics_and_things_and_acts_are_not() -> None:
    assert HALF is not None
    assert [topic_of(fact, HALF) for fact in FACTS] == [
        None,
        "水库除险加固",
        "农房质量抽查",
        None,
        "供水水质检测",
        None,
        None,
    ]


def test_a_lead_rests_on_the_facts_it_names() -> None:
    assert HALF is not None
    assert lead((*FACTS, FACTS[0]), HALF, 0) == (
        "统筹推进水库除险加固、农房质量抽查、供水水质检测等工作。",
        ("F2", "F3", "F5"),
    )


def test_few_facts_and_few_topics_need_none() -> None:
    assert HALF is not None
    assert lead(FACTS[:6], HALF, 0) is None
    assert lead((FACTS[0], FACTS[1], FACTS[3]) * 3, HALF, 0) is None
