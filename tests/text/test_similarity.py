"""How alike two pieces of text are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from drafter.text.similarity import (
    align,
    bigrams,
    containment,
    ratio,
    say_diff,
    shingles,
)

WORDS = st.text(alphabet="住建局党员大会召开了，。12", max_size=40)


def test_ratio_is_one_for_the_same_and_zero_for_nothing_in_common() -> None:
    assert ratio("召开党员大会", "召开党员大会") == 1.0
    assert ratio("召开", "学习") == 0.0


def test_ratio_below_the_cutoff_is_zero() -> None:
    assert ratio("召开党员大会", "召开支部大会") > 0.6
    assert ratio("召开党员大会", "召开支部大会", cutoff=0.9) == 0.0


def test_a_difference_is_told_in_words() -> None:
    assert say_diff("办结12件", "办结35件") == "“12”改为“35”"
    assert say_diff("办结件", "办结3件") == "多出“3”"
    assert say_diff("已办结", "办结") == "少了“已”"
    assert say_diff("甲1乙1丙1丁", "甲2乙2丙2丁", 2) == "“1”改为“2”、“1”改为“2”等3处"


@given(WORDS, WORDS)
def test_an_alignment_covers_both_texts_in_order(left: str, right: str) -> None:
    steps = align(left, right)
    assert "".join(step.left.of(left) for step in steps) == left
    assert "".join(step.right.of(right) for step in steps) == right
    for step in steps:
        assert (step.change == "equal") == (step.left.of(left) == step.right.of(right))


def test_shingles_of_short_and_empty_text() -> None:
    assert shingles("三会", 4) == {"三会"}
    assert shingles("", 4) == frozenset()
    assert bigrams("三会 一课") == {"三会", "会一", "一课"}


def test_containment() -> None:
    assert containment(bigrams("党建"), bigrams("党建工作")) == 1.0
    assert containment(frozenset(), bigrams("党建")) == 0.0
