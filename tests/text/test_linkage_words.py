"""Words that say what is counted."""

from __future__ import annotations

import pytest

from drafter.text.linkage_words import bare, bare_words, names_only, plain


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("今年以来全县共改造老旧小区", "改造老旧小区"),
        ("平均住院日降至", "平均住院日"),
        ("政务服务满意度", "政务服务满意率"),
    ],
)
def test_filler_is_left_out_and_like_words_become_one(clause: str, words: str) -> None:
    assert bare(clause) == words


def test_names_are_what_is_left_without_verbs() -> None:
    assert names_only("查处违法案件") == "违法"


def test_marks_are_kept() -> None:
    assert bare_words("全年，改造公厕") == "，改造公厕" and plain("全年改造公厕") == "，改造公厕"
