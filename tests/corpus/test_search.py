"""The parts of a search that need no store."""

from __future__ import annotations

import numpy as np

from drafter.corpus.search import with_neighbours


def test_a_passage_gains_from_its_neighbours_in_the_same_report_only() -> None:
    scores = np.array([1, 4, 0, 2], dtype=np.float32)
    documents = np.array([1, 1, 2, 2])
    found = with_neighbours(scores, documents)
    assert found[0] > scores[0] and found[1] > scores[1]
    assert found[2] == 0
    assert found[3] == scores[3]


def test_no_passages_no_scores() -> None:
    assert len(with_neighbours(np.zeros(0, dtype=np.float32), np.zeros(0, dtype=np.int64))) == 0
