"""Words that stand for one another."""

from __future__ import annotations

from drafter.lexicon import load_lexicon
from drafter.lexicon.same_words import SIGNS, signs


def test_words_of_a_group_read_alike_and_steps_of_one_thing_do_not() -> None:
    assert signs("收案") == signs("受理") != signs("结案")
    assert SIGNS.issuperset(signs("受理"))
    assert len(signs("路灯下的猫")) == 1


def test_the_longest_word_counts() -> None:
    assert len(signs("社会消费品零售总额")) == 1


def test_no_word_stands_in_two_groups() -> None:
    words = [
        word
        for table in load_lexicon().tables["same_words"].values()
        for line in table.splitlines()
        for word in line.split()
    ]
    assert len(words) == len(set(words)) > 1000
