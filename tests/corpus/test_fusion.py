"""Fusing lexical scores and cosines."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from drafter.corpus.fusion import fuse

SCORES = st.lists(st.tuples(st.floats(0, 50, width=32), st.floats(-1, 1, width=32)), min_size=1, max_size=20)


@given(SCORES)
def test_a_small_weight_never_turns_clear_lexical_order(pairs: list[tuple[float, float]]) -> None:
    lexical, cosine = (np.array(column, dtype=np.float32) for column in zip(*pairs, strict=True))
    fused = fuse(lexical, cosine, 0.05)
    best = float(lexical.max())
    for i in range(len(pairs)):
        for j in range(len(pairs)):
            if best > 0 and (lexical[i] - lexical[j]) / best > 0.0501:
                assert fused[i] > fused[j]


def test_equal_lexical_scores_are_ordered_by_the_vectors() -> None:
    fused = fuse(np.array([2, 2], dtype=np.float32), np.array([0.1, 0.8], dtype=np.float32), 0.05)
    assert fused[1] > fused[0]


def test_without_lexical_hits_the_vectors_decide() -> None:
    assert fuse(np.zeros(2, dtype=np.float32), np.array([0.3, -0.2], dtype=np.float32), 0.05).tolist() == [
        np.float32(0.3),
        0.0,
    ]
