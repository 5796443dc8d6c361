"""A figure that 待核 items question is marked where the draft prints it, and nowhere else."""

from __future__ import annotations

from drafter.text.doubts import Doubts
from drafter.text.factsheet import parse_notes

NOTES = """报告期 2025-01-01 至 2025-06-30

- 春季展示会：企业25家，成交492套、3.62亿元
- 民主测评党员124名
- 受理投诉3件，转入3名
- 责任书*份

## 待核
- 展示会成交额3.62亿元是认购还是网签，科室未定
- 测评124人，相差2人是预备党员还是请假
- 投诉3件是否重复
- 责任书份数须补
"""
SHEET = parse_notes(NOTES)


def marked(text: str, *ids: str) -> str:
    return Doubts(SHEET.open_questions, SHEET.facts).marked(text, ids)


def test_the_mark_stands_behind_the_figure_and_says_what_is_asked() -> None:
    said = "举办展示会，成交492套，成交金额3.62亿元。"
    assert marked(said, "F1") == said[:-1] + "【待核实：是认购还是网签，科室未定】。"


def test_a_mark_holds_no_figure_of_its_question() -> None:
    assert marked("参加民主测评党员124人，优秀41人。", "F2") == "参加民主测评党员124人【待核实：是预备党员还是请假】，优秀41人。"


def test_a_common_value_is_known_by_its_words() -> None:
    assert marked("受理投诉3件，转入3名。", "F3") == "受理投诉3件【待核实：是否重复】，转入3名。"


def test_a_masked_number_is_asked_for() -> None:
    assert marked("签订责任书*份。", "F4") == "签订责任书*份【待核实：责任书份数须补】。"


def test_other_facts_and_marked_sentences_stay() -> None:
    assert marked("成交金额3.62亿元。", "F2") == "成交金额3.62亿元。"
    once = marked("成交金额3.62亿元。", "F1")
    assert marked(once, "F1") == once


def test_what_was_asked_before_is_referred_to() -> None:
    doubts = Doubts(SHEET.open_questions, SHEET.facts)
    doubts.heard(doubts.marked("受理投诉3件。", ("F3",)))
    assert doubts.marked("办结投诉3件。", ("F3",)) == "办结投诉3件【待核实：同前】。"
