"""Sentences respect quotes, brackets and paragraphs; offsets are exact."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.text.sentences import split_sentences


def cut(text: str) -> list[str]:
    return [sentence.span.of(text) for sentence in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("会议强调：“学习要深入。落实要有力。”会后分组讨论。", ["会议强调：“学习要深入。落实要有力。”会后分组讨论。"]),
        ("完成改造41个（含续建。）项目。惠及千家。", ["完成改造41个（含续建。）项目。", "惠及千家。"]),
        ("第一段\n第二段。\n\n　第三段！", ["第一段", "第二段。", "第三段！"]),
        ("“没有收口的引号。仍要断句。\n下一段。", ["“没有收口的引号。", "仍要断句。", "下一段。"]),
        ("他说：“好。”", ["他说：“好。”"]),
        ("𠮷祥路改造😀完成。验收。", ["𠮷祥路改造😀完成。", "验收。"]),
    ],
)
def test_cuts(text: str, sentences: list[str]) -> None:
    assert cut(text) == sentences


@given(st.text("学习。！“”（）《》\n 。\ud800\0a1", max_size=60))
def test_every_character_that_is_not_blank_is_in_one_sentence(text: str) -> None:
    spans = [sentence.span for sentence in split_sentences(text)]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    covered = {i for span in spans for i in range(span.start, span.end)}
    assert all(i in covered or text[i].isspace() for i in range(len(text)))


def test_hostile_text_is_linear() -> None:
    """A megabyte line, nested brackets and unclosed quotes are cut without blowing up."""
    assert len(split_sentences("一" * 1_000_000)) == 1
    assert split_sentences("（" * 10_000 + "）" * 10_000)
    assert len(split_sentences("“开头没有收口。" * 20_000)) >= 1
