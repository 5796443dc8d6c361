from __future__ import annotations

import json

import pytest

from drafter.text.replies import (
    find_object,
    fits,
    is_refusal,
    read_corrections,
    read_sentences,
    schema_of,
    strip_thinking,
)

GOOD = json.dumps(
    {"sentences": [{"text": "集中学习24次。", "facts": ["F1"], "passages": ["E2"], "paragraph": True}]},
    ensure_ascii=False,
)
SCHEMA = schema_of("sentences", fact_ids=["F1"], passage_ids=["E2"]) or {}


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        f"<think>先想{{一}}想</think>\n{GOOD}",
        f"想一想</think>{GOOD}",
        f"好的，如下：\n```json\n{GOOD}\n```\n希望有帮助",
        f"结果是 {GOOD} 。",
        GOOD.replace("}]}", "},]}"),
        json.dumps(json.loads(GOOD)["sentences"]),
    ],
)
def test_the_same_sentence_is_read_however_it_is_wrapped(text: str) -> None:
    assert fits(text, SCHEMA)
    (one,) = read_sentences(text)
    assert (one.text, one.fact_ids, one.passage_ids, one.paragraph) == ("集中学习24次。", ("F1",), ("E2",), True)


def test_of_a_cut_off_reply_the_whole_sentences_are_kept() -> None:
    cut = GOOD[:-2] + ', {"text": "研讨交流9次。", "facts": ["F2"], "passages": [], "paragraph": false}, {"text": "警示'
    assert not fits(cut, SCHEMA)
    assert [one.text for one in read_sentences(cut)] == ["集中学习24次。", "研讨交流9次。"]


def test_lines_with_ids_are_the_last_form() -> None:
    text = "[F1,F3] 集中学习24次。\n- 【F2、E1】研讨交流9次。\n没有编号的一行"
    assert fits(text, SCHEMA)
    assert [(one.text, one.fact_ids, one.passage_ids) for one in read_sentences(text)] == [
        ("集中学习24次。", ("F1", "F3"), ()),
        ("研讨交流9次。", ("F2",), ("E1",)),
    ]


@pytest.mark.parametrize(
    "text", ["", "全是空话", "{", "[]", "null", '{"sentences": "无"}', "<think>没有想完", "[" * 5000]
)
def test_nothing_is_read_from_nothing(text: str) -> None:
    assert read_sentences(text) == ()
    assert not fits(text, SCHEMA)


def test_ids_are_taken_however_they_are_claimed() -> None:
    items = [
        {"text": "甲。", "facts": "F1, F2", "passages": None},
        {"text": "乙。", "facts": ["[F3]", 7, "F3"], "number": 2},
        {"text": 5},
        "丙",
    ]
    read = read_sentences(json.dumps({"sentences": items}))
    assert [(one.text, one.fact_ids, one.number) for one in read] == [("甲。", ("F1", "F2"), 0), ("乙。", ("F3",), 2)]


def test_line_breaks_inside_a_sentence_become_blanks() -> None:
    assert read_sentences('{"sentences": [{"text": "一\\n二", "facts": []}]}')[0].text == "一 二"


def test_a_schema_closes_its_list_of_ids() -> None:
    item = SCHEMA["properties"]["sentences"]["items"]
    assert item["properties"]["facts"]["items"]["enum"] == ["F1"]
    assert item["additionalProperties"] is False
    assert set(item["required"]) == set(item["properties"])
    open_schema = schema_of("sentences") or {}
    assert "enum" not in open_schema["properties"]["sentences"]["items"]["properties"]["facts"]["items"]


def test_a_verdict_outside_its_choices_does_not_fit() -> None:
    verdict = schema_of("verdict") or {}
    assert fits('{"reason": "甲漏项", "better": "乙"}', verdict)
    assert not fits('{"reason": "甲漏项", "better": "丙"}', verdict)
    assert schema_of("text") is None


def test_refusals_are_told_from_reports() -> None:
    assert is_refusal("抱歉，我无法协助完成这一请求。")
    assert is_refusal("I'm sorry, but I can't help with that.")
    assert not is_refusal("上半年，我局无法推进的事项共3项，均已说明。")


def test_thinking_is_stripped_whole_cut_off_or_unopened() -> None:
    assert strip_thinking("<think>甲</think>乙") == "乙"
    assert strip_thinking("甲</think>乙") == "乙"
    assert strip_thinking("<think>甲") == ""
    assert find_object('<think>{"a": 1}</think>') is None


def test_corrections_are_read_however_their_ids_are_written() -> None:
    reply = read_corrections(
        '好的：{"moves": [{"fact": "[F14]", "section": "S3（一）"}, {"fact": ["F1", "F2"], "section": "S4"}, "无"],'
        ' "headings": [{"heading": "H1", "facts": "F7、F9"}]}'
    )
    assert reply is not None
    assert [(one.fact_id, one.section_id) for one in reply.moves] == [("F14", "S3"), ("F1", "S4"), ("F2", "S4")]
    assert [(one.heading_id, one.after, one.fact_ids) for one in reply.headings] == [("H1", "", ("F7", "F9"))]


@pytest.mark.parametrize("text", ["", "没有", "{}", '{"moves": "F1"}', '{"moves": [{"fact": "F1"', GOOD, "[1]"])
def test_what_names_no_moves_is_no_correction(text: str) -> None:
    assert read_corrections(text) is None


def test_corrections_ask_for_headings_only_where_some_are_offered() -> None:
    plain = schema_of("corrections", fact_ids=["F1"], section_ids=["S2"]) or {}
    assert plain["required"] == ["moves"] and fits('{"moves": []}', plain)
    more = schema_of("corrections", fact_ids=["F1"], section_ids=["S2"], heading_ids=["H1"]) or {}
    item = more["properties"]["headings"]["items"]["properties"]
    assert (item["heading"]["enum"], item["after"]["enum"]) == (["H1"], ["S2"])
    assert more["properties"]["moves"]["items"]["properties"]["section"]["enum"] == ["S2", "H1"]
    assert not fits('{"moves": []}', more) and fits('{"moves": [], "headings": []}', more)
