"""A figure that 待核 items question is marked where the draft prints it, and nowhere else."""

from __future__ import annotations

from drafter.text.doubts import Doubts
from drafter.text.factsheet import parse_notes
from drafter.text.figures import find_figures

NOTES = """报告期 2025-01-01 至 2025-06-30

- 春季展示会：企业25家，成交492套、3.62亿元
- 民主测评党员124名
- 受理投诉3件，转入3名
- 责任书*份
- 整治文山会海：会议少9场，文件少14件
- 6月下旬，党组扩大会议
- 政策宣讲进社区
- 市质量安全站获先进单位
- 换届52个；新成立31个

## 待核
- 展示会成交额3.62亿元是认购还是网签，科室未定
- 测评124人，相差2人是预备党员还是请假
- 投诉3件是否重复
- 责任书份数须补
- 文件“少9场、14件”的上年基数，办公室未给
- 党组扩大会议是6月下旬还是7月初；政策宣讲进社区是哪一级组织的
- 质安站表彰是单位还是集体，以省厅文件为准
- 党组织总数（52、31的分母）
- 机关层级：市还是盟
"""
SHEET = parse_notes(NOTES)


def marked(text: str, *ids: str) -> str:
    return Doubts(SHEET.open_questions, SHEET.facts).marked(text, ids)


def test_the_mark_stands_behind_the_figure_and_asks_the_whole_question() -> None:
    said = "举办展示会，成交492套，成交金额3.62亿元。"
    assert marked(said, "F1") == said[:-1] + "【待核实：展示会成交额3.62亿元是认购还是网签，科室未定】。"


def test_a_mark_keeps_the_numbers_of_its_question_and_they_are_no_claims() -> None:
    text = marked("参加民主测评党员124人，优秀41人。", "F2")
    assert text == "参加民主测评党员124人【待核实：测评124人，相差2人是预备党员还是请假】，优秀41人。"
    assert [one.text for one in find_figures(text) if one.checkable] == ["124人", "41人"]


def test_a_common_value_is_known_by_its_words() -> None:
    assert marked("受理投诉3件，转入3名。", "F3") == "受理投诉3件【待核实：投诉3件是否重复】，转入3名。"


def test_a_masked_number_is_asked_for() -> None:
    assert marked("签订责任书*份。", "F4") == "签订责任书*份【待核实：责任书份数须补】。"


def test_other_facts_and_marked_sentences_stay() -> None:
    assert marked("成交金额3.62亿元。", "F2") == "成交金额3.62亿元。"
    once = marked("成交金额3.62亿元。", "F1")
    assert marked(once, "F1") == once


def test_every_place_is_told_the_whole_question() -> None:
    doubts = Doubts(SHEET.open_questions, SHEET.facts)
    assert doubts.marked("受理投诉3件。", ("F3",)) == "受理投诉3件【待核实：投诉3件是否重复】。"
    assert doubts.marked("办结投诉3件。", ("F3",)) == "办结投诉3件【待核实：投诉3件是否重复】。"


def test_two_figures_of_one_question_in_a_sentence_are_asked_about_once() -> None:
    asks = "【待核实：文件“少9场、14件”的上年基数，办公室未给】"
    assert marked("会议减少9场，文件减少14件。", "F5") == f"会议减少9场，文件减少14件{asks}。"


def test_a_day_is_questioned_too_and_two_questions_of_one_item_are_told_apart() -> None:
    assert marked("6月下旬，召开党组扩大会议。", "F6").endswith("6月下旬还是7月初】，召开党组扩大会议。")
    assert "宣讲" not in marked("6月下旬，召开党组扩大会议。", "F6")
    assert marked("开展政策宣讲进社区。", "F7") == "开展政策宣讲进社区【待核实：政策宣讲进社区是哪一级组织的】。"


def test_a_name_in_short_finds_the_fact_that_has_it_in_full() -> None:
    asks = "【待核实：质安站表彰是单位还是集体，以省厅文件为准】"
    assert marked("市质量安全站获先进单位。", "F8") == f"市质量安全站获先进单位{asks}。"


def test_bare_numbers_are_known_by_standing_together() -> None:
    assert marked("换届52个，新成立31个。", "F9") == "换届52个，新成立31个【待核实：党组织总数（52、31的分母）】。"


def test_a_question_that_no_fact_answers_marks_nothing() -> None:
    marks = [marked(fact.text, fact.id) for fact in SHEET.facts]
    assert not any("机关层级" in one for one in marks)


def test_a_mark_does_not_part_a_figure_from_what_it_counts() -> None:
    text = marked("对124名党员进行民主测评，优秀41人。", "F2")
    assert text.startswith("对124名党员【待核实：测评124人")


def test_an_opening_asks_about_its_figures_only() -> None:
    doubts = Doubts(SHEET.open_questions, SHEET.facts)
    assert doubts.marked("开展政策宣讲进社区。", ("F7",), summing_up=True) == "开展政策宣讲进社区。"
    assert "【待核实" in doubts.marked("成交金额3.62亿元。", ("F1",), summing_up=True)


def test_quoted_words_are_what_is_asked_about() -> None:
    sheet = parse_notes(
        "- 意识形态工作责任落实\n- 用好乡宣传橱窗、公众号\n\n## 待核\n- 意识形态一段“乡宣传橱窗”系别的材料\n"
    )
    doubts = Doubts(sheet.open_questions, sheet.facts)
    assert doubts.marked("落实意识形态工作责任。", ("F1",)) == "落实意识形态工作责任。"
    assert doubts.marked("用好宣传橱窗。", ("F2",)) == "用好宣传橱窗。"
    assert doubts.marked("用好乡宣传橱窗、公众号。", ("F2",)).startswith("用好乡宣传橱窗【待核实：意识形态一段")
