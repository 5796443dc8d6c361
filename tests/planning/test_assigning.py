"""A note leaves its group only for past wording far nearer to it, and never a heading the writer made anew."""

from __future__ import annotations

from collections import Counter

from drafter.planning.assigning import assign
from drafter.planning.headings import grams
from drafter.planning.slots import Slot
from drafter.text.factsheet import parse_notes


def slot(title: str, wording: str, *, from_past: bool = True) -> Slot:
    return Slot(2, (title,), title, "成绩", True, 100, Counter(grams(wording)), from_past)


TOWNS = slot("乡村建设提档升级", "开工改造农村危房，竣工，拨付补助资金，举办农村建筑工匠培训班")
TRADE = slot("建筑业稳增长步伐加快", "完成建筑业总产值，核发施工许可证，建筑业企业新增，装配式建筑开工")
NOTES = "# 素材\n\n## 建筑业\n- 建筑业总产值115亿元\n- 施工许可证118件\n- 农村危房236户，竣工152户，补助资金424万元\n"


def test_a_note_leaves_its_group_for_far_nearer_wording() -> None:
    facts = parse_notes(NOTES).facts
    assert assign(facts, [TOWNS, TRADE])[0] == {"F1": 1, "F2": 1, "F3": 0}


def test_notes_without_headings_stay_together() -> None:
    facts = parse_notes("# 素材\n\n- 建筑业总产值115亿元\n- 农村危房236户，竣工152户\n- 补助资金424万元\n").facts
    assert assign(facts, [TOWNS, TRADE])[0] == {"F1": 1, "F2": 0, "F3": 0}


def test_a_heading_of_the_writer_s_own_keeps_its_notes() -> None:
    facts = parse_notes(NOTES).facts
    own = slot("建筑业", "", from_past=False)
    assert assign(facts, [TOWNS, own])[0] == {"F1": 1, "F2": 1, "F3": 1}
