from __future__ import annotations

from drafter.lexicon import load_lexicon
from drafter.lexicon.lookup import pairs_in
from drafter.rules.may_repeat import may_repeat


def found(text: str) -> list[str]:
    words = may_repeat(load_lexicon())
    return [word for _, word in words.words(text, pairs_in(text, words.heads))]


def test_set_phrases_may_stand_as_often_as_they_like() -> None:
    assert "三会一课" in found("各支部落实三会一课制度。")


def test_what_a_house_does_may_not() -> None:
    assert found("逐台建立电梯台账。") == []
