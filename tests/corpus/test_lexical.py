"""BM25 over bigrams, against its textbook formula."""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.corpus.lexical import PASSAGES, REPORTS, LexicalIndex, Weighing, bigram_codes

TEXTS = st.lists(st.text(alphabet="住建党员大会，3A ", max_size=20), min_size=1, max_size=8)


def pairs(text: str) -> list[str]:
    folded = text.lower()
    both = [folded[i : i + 2] for i in range(len(folded) - 1)]
    return [pair for pair in both if pair.isalnum()]


def textbook(texts: list[str], query: str, by: Weighing) -> list[float]:
    documents = [Counter(pairs(text)) for text in texts]
    mean = max(1.0, sum(d.total() for d in documents) / len(documents))
    scores = []
    for words in documents:
        score = 0.0
        for pair in pairs(query):
            holding = sum(1 for d in documents if pair in d)
            rarity = math.log1p((len(texts) - holding + 0.5) / (holding + 0.5))
            count = words[pair]
            drag = by.k1 * (1 - by.b + by.b * words.total() / mean)
            score += rarity**by.rarity * count * (by.k1 + 1) / (count + drag) if count else 0.0
        scores.append(score)
    return scores


@settings(deadline=None)
@given(TEXTS, st.text(alphabet="住建党员大会3a", min_size=2, max_size=12), st.sampled_from((PASSAGES, REPORTS)))
def test_scores_are_those_of_the_textbook(texts: list[str], query: str, by: Weighing) -> None:
    index = LexicalIndex.build(enumerate(texts), by)
    assert np.allclose(index.scores(query), textbook(texts, query, by), rtol=1e-4, atol=1e-5)


def test_rarity_counts_passages_and_takes_the_unknown_for_the_rarest() -> None:
    index = LexicalIndex.build([(1, "党建工作"), (2, "党建"), (3, "扬尘")])
    common, rare, unknown = index.rarity(np.concatenate([bigram_codes(text) for text in ("党建", "扬尘", "摇号")]))
    assert common < rare < unknown


def test_width_case_and_punctuation_do_not_matter() -> None:
    assert bigram_codes("５Ｇ基站").tolist() == bigram_codes("5g基站").tolist()
    assert len(bigram_codes("党，建")) == 0


def test_one_character_matches_passages_that_hold_it() -> None:
    index = LexicalIndex.build([(1, "扬尘治理"), (2, "党建工作"), (3, "防尘")])
    assert (index.scores("尘") > 0).tolist() == [True, False, True]
    assert not index.scores("！").any()


def test_an_empty_index_answers() -> None:
    assert len(LexicalIndex.build([]).scores("党建")) == 0


def test_saved_and_mapped_it_scores_the_same(tmp_path: Path) -> None:
    index = LexicalIndex.build([(7, "党员大会"), (9, "支部大会")])
    index.save(tmp_path / "lexical")
    again = LexicalIndex.load(tmp_path / "lexical")
    assert again.numbers.tolist() == [7, 9]
    assert np.array_equal(again.scores("支部大会"), index.scores("支部大会"))


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        LexicalIndex.load(tmp_path)
