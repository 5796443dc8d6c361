"""Maximal stretches two texts have in common."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from drafter.text.reuse_runs import common_runs


def test_the_longest_of_several_places_is_taken() -> None:
    assert list(common_runs("xabcdefy", "abcd abcdef", shortest=3)) == [(1, 5, 6)]


def test_only_stretches_that_touch_the_range_and_reach_beyond_it() -> None:
    assert list(common_runs("abcdefgh", "abcdefgh", 5, 6, shortest=4)) == [(0, 0, 8)]
    assert list(common_runs("abcdefgh", "abcd", 5, 6, shortest=4)) == []


@given(st.text("ab", max_size=40), st.text("ab", max_size=40))
def test_every_common_piece_lies_in_some_run(left: str, right: str) -> None:
    runs = list(common_runs(left, right, shortest=5))
    for start, other, size in runs:
        assert size >= 5 and left[start : start + size] == right[other : other + size]
    for start in range(len(left) - 4):
        if left[start : start + 5] in right:
            assert any(run < start + 5 and start < run + size for run, _, size in runs)
