"""TRM003: four-letter phrases with one letter that sounds or looks like the right one."""

from __future__ import annotations

import pytest

from drafter.lexicon import load_lexicon
from drafter.lexicon.lookup import pairs_in
from drafter.model import Span
from drafter.rules.terms_idioms import idiom_heads, idiom_slips

LEXICON = load_lexicon()


def slips(text: str) -> list[tuple[Span, str]]:
    """Return what `idiom_slips` finds in ``text``."""
    return list(idiom_slips(text, LEXICON, pairs_in(text, idiom_heads(LEXICON))))


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("蔚然成凤", "蔚然成风"),
        ("恪尽职首", "恪尽职守"),
        ("座无虚设", "座无虚席"),
        ("守望相住", "守望相助"),
        ("立杆见影", "立竿见影"),
    ],
)
def test_a_letter_that_sounds_or_looks_like_it_is_a_slip(written: str, right: str) -> None:
    text = f"衡川市{written}，成效明显。"
    [(span, phrase)] = set(slips(text))
    assert (span.of(text), phrase) == (written, right)


@pytest.mark.parametrize(
    "text",
    [
        "建设社会主义法治国家。",
        "有章可依、有据可循。",
        "稳中求新、稳中向好。",
        "依规依法办理。",
        "一举夺得第一名。",
        "蔚然成林。",
    ],
)
def test_words_of_their_own_are_left_alone(text: str) -> None:
    assert list(slips(text)) == []


def test_every_phrase_is_right_by_itself() -> None:
    words = str(LEXICON.tables["fixed_idioms"]).split()
    assert all(len(word) == 4 for word in words)
    assert [slip for word in words for slip in slips(word)] == []
