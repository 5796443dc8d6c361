"""What a figure of a report stands for."""

from __future__ import annotations

import pytest

from drafter.text.documents import build_document
from drafter.text.repeated_metrics import LOOKED_BACK, by_pair, hold, mentions, noun_behind, when


def told(text: str) -> list[tuple[str, str]]:
    return [(mention.figure.text, mention.words) for mention in mentions(build_document(text))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("全年共办结复议案件120件。", [("120件", "办结复议案件")]),
        ("全市134家养老机构均已验收。", [("134家", "养老机构")]),
        ("建成的15.2万亩高标准农田已入库。", [("15.2万亩", "高标准农田")]),
        ("受理来访群众：上半年432批次。", [("432批次", "受理来访群众")]),
        ("全市生产总值由416亿元增加到567亿元。", [("567亿元", "生产总值")]),
        ("立案查处违法案件64件。", [("64件", "查处违法案件")]),
    ],
)
def test_words_of_a_metric_without_filler(text: str, words: list[tuple[str, str]]) -> None:
    assert told(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "下一步，力争办结复议案件130件。",
        "同比增长12%。",
        "比上年多办12件。",
        "192家物业企业中131家建立组织。",
        "住满三年。",
    ],
)
def test_plans_changes_and_parts_are_no_metric(text: str) -> None:
    assert [figure for figure, _ in told(text) if figure in ("130件", "12%", "12件", "131家", "三年")] == []


def test_when_its_sentence_says_it_holds() -> None:
    text = "去年检查企业95家，今年检查企业98家；1—6月检查企业40家。2023年检查企业90家。"
    document = build_document(text)
    assert [when(mention, text) for mention in mentions(document)] == [
        ("去年", ""),
        ("", ""),
        ("", "上半年"),
        ("2023", ""),
    ]


def test_the_noun_behind_ends_where_a_verb_begins() -> None:
    assert noun_behind("27个社团均配备教师", 3) == "社团"
    assert noun_behind("27个，其中", 3) == ""


def test_a_text_that_says_one_thing_without_end_takes_linear_work() -> None:
    found = mentions(build_document("".join(f"全年办结信访事项{number}件。\n" for number in range(100, 400))))
    assert len(found) == 300 and sum(1 for _ in by_pair(found, hold(found))) <= 300 * LOOKED_BACK
