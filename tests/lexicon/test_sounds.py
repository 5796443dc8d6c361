"""What sounds or looks alike, and what does not."""

from __future__ import annotations

import pytest

from drafter.lexicon.sounds import alike, sounds_of


@pytest.mark.parametrize(
    "pair", ["科课", "意议", "守首", "枫风", "溶融", "战站", "凤风", "己已", "席设", "荼徒", "厉励"]
)
def test_letters_written_for_one_another(pair: str) -> None:
    assert alike(*pair) and alike(*pair[::-1])


@pytest.mark.parametrize("pair", ["科学", "党政", "大小", "荼茂", "a甲", "，。"])
def test_letters_nobody_takes_for_one_another(pair: str) -> None:
    assert not alike(*pair)


def test_tones_and_neighbouring_sounds_are_one() -> None:
    assert sounds_of("张") & sounds_of("脏") and sounds_of("重") >= sounds_of("中")
    assert sounds_of("x") == frozenset()
