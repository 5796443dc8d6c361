"""The parts of a search that need no store."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.corpus.fusion import fuse
from drafter.corpus.search import Query, by_report, contenders, with_neighbours


def test_a_passage_gains_from_its_neighbours_in_the_same_report_only() -> None:
    scores = np.array([1, 4, 0, 2], dtype=np.float32)
    documents = np.array([1, 1, 2, 2])
    found = with_neighbours(scores, documents)
    assert found[0] > scores[0] and found[1] > scores[1]
    assert found[2] == 0
    assert found[3] == scores[3]


def test_no_passages_no_scores() -> None:
    assert len(with_neighbours(np.zeros(0, dtype=np.float32), np.zeros(0, dtype=np.int64))) == 0


def question(*, k: int, per_report: int, weight: float) -> Query:
    vector = np.ones(2, dtype=np.float32)
    return Query(text="", vector=vector, weight=weight, k=k, per_report=per_report, role=None)


def best(scores: np.ndarray, documents: np.ndarray, rows: np.ndarray, query: Query) -> list[int]:  # type: ignore[type-arg]
    taken: list[int] = []
    for row in rows[np.lexsort((rows, -scores))].tolist():
        if [documents[other] for other in taken].count(documents[row]) < query.per_report:
            taken.append(row)
    return taken[: query.k]


@settings(deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 8), st.integers(1, 3), st.sampled_from((0.02, 0.2, 0.5)))
def test_no_row_that_is_left_out_could_have_been_chosen(seed: int, k: int, per_report: int, weight: float) -> None:
    chance = np.random.default_rng(seed)
    count = int(chance.integers(20, 400))
    documents = np.sort(chance.integers(0, max(2, count // 4), count))
    lexical = (chance.exponential(1, count) ** 2).astype(np.float32)
    lexical[chance.random(count) < 0.2] = 0
    cosine = chance.uniform(-0.2, 1, count).astype(np.float32)
    query = question(k=k, per_report=per_report, weight=weight)
    rows, complete = contenders(lexical, documents, query)
    assert rows.tolist() == sorted(set(rows.tolist()))
    if complete:
        everything = np.arange(count)
        exact = best(fuse(lexical, cosine, weight), documents, everything, query)
        assert best(fuse(lexical[rows], cosine[rows], weight), documents, rows, query) == exact


def test_few_rows_remain_where_words_decide_and_chroma_is_asked_where_they_are_too_few() -> None:
    documents = np.arange(300)
    lexical = np.concatenate([np.linspace(9, 10, 10), np.linspace(1, 2, 290)]).astype(np.float32)
    rows, complete = contenders(lexical, documents, question(k=8, per_report=3, weight=0.02))
    assert complete and len(rows) < 12
    rows, complete = contenders(lexical, documents, question(k=8, per_report=3, weight=0.9))
    assert not complete and len(rows) > 100
    assert not contenders(lexical[:5], documents[:5], question(k=8, per_report=3, weight=0.02))[1]


def test_one_passage_a_report_ranks_by_the_whole_report() -> None:
    passages = np.array([3, 1, 2, 0], dtype=np.float32)
    found = by_report(passages, np.array([7, 7, 9, 9]), np.array([1, 5], dtype=np.float32), np.array([7, 9]))
    assert found.tolist() == pytest.approx([1, 0, 5, 0])
