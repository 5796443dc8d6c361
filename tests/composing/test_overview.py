"""Where no past shows how the house opens, the opening names what the notes are about."""

from __future__ import annotations

from drafter.composing.overview import overview
from drafter.planning import plan
from drafter.text.factsheet import parse_notes

HEADER = "报告：清源县水利局2025年上半年工作总结；报告期 2025-01-01 至 2025-06-30\n"


def test_the_notes_own_groups_are_named() -> None:
    notes = HEADER + "## 供水\n- 供水121万吨\n## 防汛\n- 检查水库41座\n## 河道治理\n- 治理河道2条\n"
    written = overview(plan(parse_notes(notes), []), "我局")
    said = "2025年上半年，我局围绕工作职责，统筹抓好供水、防汛、河道治理各项工作，现将有关情况汇报如下："
    assert [one.text for one in written] == [said]
    assert written[0].fact_ids == ("F1", "F2", "F3")


def test_two_groups_need_no_overview() -> None:
    notes = HEADER + "## 供水\n- 供水121万吨\n## 防汛\n- 检查水库41座\n"
    assert overview(plan(parse_notes(notes), []), "我局") == []
