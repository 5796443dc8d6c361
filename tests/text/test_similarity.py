"""How alike two pieces of text are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from drafter.model import Span
from drafter.text.similarity import (
    align,
    best_matches,
    bigrams,
    containment,
    dice,
    fold,
    longest_common_run,
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


def test_best_matches_come_best_first_with_their_places() -> None:
    found = best_matches("组织党员参观", ("召开专题会议", "组织党员参观展览", "组织参观"), limit=2)
    assert [match.index for match in found] == [1, 2]
    assert found[0].ratio > found[1].ratio


def test_fold_joins_width_case_and_blanks() -> None:
    assert fold("５Ｇ 基站 Ａ") == "5g基站a"


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


def test_longest_common_run_is_found_in_both() -> None:
    left, right = longest_common_run("全年召开党组会议十次", "局党组召开党组会议，研究")
    assert left.of("全年召开党组会议十次") == "召开党组会议" == right.of("局党组召开党组会议，研究")
    assert longest_common_run("甲", "乙") == (Span(start=0, end=0), Span(start=0, end=0))


def test_shingles_of_short_and_empty_text() -> None:
    assert shingles("三会", 4) == {"三会"}
    assert shingles("", 4) == frozenset()
    assert bigrams("三会 一课") == {"三会", "会一", "一课"}


def test_dice_and_containment() -> None:
    assert dice(bigrams("党建工作"), bigrams("党建工作")) == 1.0
    assert dice(frozenset(), bigrams("党建")) == 0.0
    assert containment(bigrams("党建"), bigrams("党建工作")) == 1.0
    assert containment(frozenset(), bigrams("党建")) == 0.0
