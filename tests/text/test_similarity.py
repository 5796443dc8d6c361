"""How alike two pieces of text are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from drafter.text.similarity import (
    align,
    bigrams,
    containment,
    ratio,
    shingles,
    show_diff,
)

WORDS = st.text(alphabet="住建局党员大会召开了，。12", max_size=40)


def test_ratio_is_one_for_the_same_and_zero_for_nothing_in_common() -> None:
    assert ratio("召开党员大会", "召开党员大会") == 1.0
    assert ratio("召开", "学习") == 0.0


def test_ratio_below_the_cutoff_is_zero() -> None:
    assert ratio("召开党员大会", "召开支部大会") > 0.6
    assert ratio("召开党员大会", "召开支部大会", cutoff=0.9) == 0.0


def test_show_diff_marks_a_changed_number_as_one_replacement() -> None:
    assert show_diff("办结12件", "办结35件") == "办结[-12-]{+35+}件"
    assert show_diff("办结件", "办结3件") == "办结{+3+}件"
    assert show_diff("已办结", "办结") == "[-已-]办结"


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
