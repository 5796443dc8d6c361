"""A person's name with one character changed beside the same post."""

from __future__ import annotations

import pytest
from rule_checks import codes

from drafter.model import Draft
from drafter.rules import review_draft
from drafter.text.documents import build_document
from drafter.text.factsheet import parse_notes

NOTES = parse_notes(
    "- 局长周启明主持召开专题会议12次。\n- 副局长林淑芬带队检查燃气企业36家。\n- 郑怀远同志任督导组组长。\n"
)


def marked(text: str) -> list[tuple[str, str]]:
    """Return (name, repair) of what NAM001 marks."""
    found = review_draft(Draft.of(build_document(text)), facts=NOTES, select=("NAM001",)).findings
    return [(f.quote, f.fix.edits[0].text) for f in found if f.fix is not None]


@pytest.mark.parametrize(
    ("text", "name", "right"),
    [
        ("局长周启民主持召开专题会议12次。", "周启民", "周启明"),
        ("副局长林淑芳带队检查燃气企业36家。", "林淑芳", "林淑芬"),
        ("会上，局长周起明作动员讲话。", "周起明", "周启明"),
    ],
)
def test_a_name_of_the_notes_with_one_character_changed(text: str, name: str, right: str) -> None:
    assert marked(text) == [(name, right)]


@pytest.mark.parametrize(
    "text",
    [
        "局长周启明主持召开专题会议12次。",
        "科长周启民参加会议。",
        "局长唐立群主持召开专题会议12次。",
        "副局长周启明、林淑芬带队检查。",
    ],
)
def test_other_people_are_other_people(text: str) -> None:
    assert marked(text) == []


def test_without_notes_the_name_the_text_has_more_often_is_right() -> None:
    text = "局长周启明主持会议。局长周启明作部署。局长周启民作总结。"
    assert codes(text, "NAM001") == ["NAM001"]


def test_a_body_has_one_head_and_two_deputies() -> None:
    assert codes("局长周启明主持会议。局长周启民作总结。", "NAM001") == ["NAM001"]
    assert codes("副局长周启明主持会议。副局长周启民作总结。", "NAM001") == []
    assert codes("局长周启明主持会议。局长周启东作总结。", "NAM001") == []


def test_a_name_said_twice_behind_its_post_is_one_even_before_what_nobody_does() -> None:
    text = "支队长邱国栋到场指挥，现场由支队长邱国栋部署；事后，支队长邱国梁慰问了伤员。"
    assert codes(text, "NAM001") == ["NAM001"]
    assert codes(text.replace("邱国梁", "邱国栋"), "NAM001") == []
