from __future__ import annotations

import pytest

from drafter.lexicon import load_lexicon
from drafter.text.figure_decoys import (
    called_at,
    code_at,
    doc_number_at,
    find_brackets,
    find_phrases,
    marker_at,
    meeting_at,
    names_higher_meeting,
    numbers_paper,
    of_higher_body,
)


def pieces(text: str, spans: list[tuple[int, int]]) -> list[str]:
    return [text[a:b] for a, b in spans]


def test_phrases_are_leftmost_longest_and_never_cut_a_numeral() -> None:
    lexicon = load_lexicon()
    text = "增强“四个意识”，三会一课"
    assert [text[d.start : d.end] for d in find_phrases(text, lexicon)] == ["四个意识", "三会一课"]
    assert find_phrases("二十四个意识形态阵地", lexicon) == []


def test_brackets_that_never_match_end_with_their_sentence() -> None:
    text = "印发《甲办法》和《乙方案。按照关于召开2021年度会议的通知》要求，推进“一岗双责”，说“要干3件事，抓好”。"
    found = find_brackets(text)
    assert pieces(text, found.titles) == ["《甲办法》", "《乙方案", "关于召开2021年度会议的通知"]
    assert pieces(text, found.quotes) == ["一岗双责"]


@pytest.mark.parametrize(
    ("text", "at", "marker"),
    [
        ("一、主要做法", 0, "一、"),
        ("（二）抓落实", 1, "（二）"),
        ("3.抓队伍", 0, "3."),
        ("好。二是抓学习", 2, "二是"),
        ("(1)抓", 1, "(1)"),
    ],
)
def test_list_markers(text: str, at: int, marker: str) -> None:
    got = marker_at(text, at)
    assert got is not None and text[got.start : got.end] == marker


@pytest.mark.parametrize(("text", "at"), [("3.5万元", 0), ("书记是第一责任人", 4), ("共一、二两项", 1), ("占5）", 1)])
def test_what_is_no_marker(text: str, at: int) -> None:
    assert marker_at(text, at) is None


def test_document_numbers_take_their_office_code() -> None:
    text = "依据衡建发〔2021〕20号文件"
    got = doc_number_at(text, text.index("2021"))
    assert got is not None and text[got.start : got.end].endswith("衡建发〔2021〕20号")
    assert doc_number_at("（2021）年", 1) is None


@pytest.mark.parametrize("name", ["十九届六中全会", "二十大", "十四届人大二次会议", "六中全会", "十二届三次全会"])
def test_meetings_and_congresses(name: str) -> None:
    got = meeting_at(name + "精神", 0)
    assert got is not None and name.startswith(name[: got.end])


def test_own_meetings_are_not_of_a_higher_body() -> None:
    assert not of_higher_body("局党组召开第4次会议", 5, 8)
    assert of_higher_body("全国人大五次会议", 4, 6)
    text = "行署2022年第一次全体会议"
    assert names_higher_meeting(text, 2, 7) and not names_higher_meeting("我局2022年第一次会议", 2, 7)


def test_codes_stand_behind_their_label() -> None:
    assert code_at("邮编：421001", 3, 9) == (3, 9, "decoy")
    assert code_at("Windows 10", 8, 10) == (8, 10, "product")
    assert code_at("增加 10", 3, 5) is None


def test_weekdays_and_names_are_called_so() -> None:
    assert called_at("本周三例会", 2, 3) == (2, 3, "decoy")
    assert called_at("一周三例", 2, 3) is None
    assert called_at("每周三次", 2, 3) is None
    assert called_at("联系人陈九斤", 4, 5) == (3, 6, "name")
    assert called_at("增收陈粮九斤", 4, 5) is None


def test_decrees_are_numbered_and_own_issues_are_not() -> None:
    assert numbers_paper("省政府令第318号", 4)
    assert not numbers_paper("简报第3号", 2)
