"""What no third-level heading of the house promises gets one of its own."""

from __future__ import annotations

from collections import Counter

from drafter.planning.headings import grams
from drafter.planning.slots import Slot
from drafter.planning.strays import with_strays
from drafter.text.factsheet import parse_notes


def slot(*path: str) -> Slot:
    return Slot(len(path), path, path[-1], "成绩", len(path) == 3, 100, Counter(grams(path[-1])))


SLOTS = [
    slot("情况"),
    slot("情况", "守牢安全"),
    slot("情况", "守牢安全", "突出数智赋能"),
    slot("情况", "守牢安全", "治本攻坚"),
]
NOTES = parse_notes("- 平台接入151个\n- 安全管理人员培训班1期\n- 3个片区联防试点：东湖、西湖各1个\n").facts


def test_a_training_course_is_no_digital_supervision() -> None:
    slots, owners = with_strays(SLOTS, {"F1": 2, "F2": 2, "F3": 2}, NOTES, "business")
    assert {id: slots[at].title for id, at in owners.items()} == {
        "F1": "突出数智赋能",
        "F2": "抓好教育培训和应急演练",
        "F3": "推进片区联防试点",
    }
    assert [one.title for one in slots][-1] != "突出数智赋能"


def test_what_a_heading_promises_stays() -> None:
    assert with_strays(SLOTS, {"F1": 2}, NOTES, "business") == (SLOTS, {"F1": 2})
