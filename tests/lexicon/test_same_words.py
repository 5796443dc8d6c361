"""Words that stand for one another."""

from __future__ import annotations

from drafter.lexicon import load_lexicon
from drafter.lexicon.same_words import SIGNS, concepts


def test_words_of_a_group_read_alike_and_steps_of_one_thing_do_not() -> None:
    assert concepts("收案") == concepts("受理") != concepts("结案")
    assert SIGNS.issuperset(concepts("受理"))
    assert concepts("路灯下的猫")[1:] == "下的猫"


def test_the_longest_word_counts() -> None:
    assert len(concepts("社会消费品零售总额")) == 1


def test_no_word_stands_in_two_groups() -> None:
    words = [
        word
        for table in load_lexicon().tables["same_words"].values()
        for line in table.splitlines()
        for word in line.split()
    ]
    assert len(words) == len(set(words)) > 1000
