from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from drafter.errors import EvalError
from drafter.evaluation.searching import (
    compare_rankers,
    known_items,
    labelled_questions,
    ndcg,
    rank_all,
    ranker_side,
)
from drafter.text.documents import build_document
from drafter.text.passages import cut_passages

from .reports_here import text_of

DOCUMENTS = tuple(build_document(text_of(year, shift)) for year, shift in ((2023, 0), (2024, 3)))
IDS = [passage.id for passage in cut_passages(DOCUMENTS[0])]


def labels(tmp_path: Path) -> Path:
    given = {
        "queries": [
            {"text": "窗口平均等候时间", "relevant": {IDS[-1]: 1, "gone-0001": 2}},
            {"text": "别处的问题", "relevant": {"gone-0001": 2}},
            {"text": "没有人读过"},
        ]
    }
    (tmp_path / "labels.json").write_text(json.dumps(given), encoding="utf-8")
    return tmp_path / "labels.json"


def test_questions_are_those_the_reports_can_answer(tmp_path: Path) -> None:
    (question,) = labelled_questions(labels(tmp_path), DOCUMENTS)
    assert question.grades == {IDS[-1]: 1} and question.report == IDS[0].rpartition("-")[0]
    with pytest.raises(EvalError, match="--reports"):
        labelled_questions(labels(tmp_path), DOCUMENTS[1:])
    with pytest.raises(EvalError, match="--known"):
        labelled_questions(tmp_path / "nowhere.json", DOCUMENTS)


def test_ndcg_by_hand() -> None:
    assert ndcg(["a", "b"], {"a": 2, "b": 1}) == 1.0
    got, best = 1 / 1 + 3 / math.log2(3), 3 / 1 + 1 / math.log2(3)
    assert ndcg(["b", "a", "x"], {"a": 2, "b": 1}) == pytest.approx(got / best)
    assert ndcg([], {"a": 2}) == 0.0


def test_a_sentence_is_taken_out_and_its_passage_asked_for() -> None:
    changed, questions = known_items(DOCUMENTS, 6)
    assert 2 <= len(questions) <= 6 and len({one.id for one in questions}) == len(questions)
    known = {passage.id: passage.text for document in changed for passage in cut_passages(document)}
    for question in questions:
        (id,) = question.grades
        assert id in known and not any(question.text in text for text in known.values())


def test_rankers_are_compared_by_question() -> None:
    changed, questions = known_items(DOCUMENTS, 6)
    results = rank_all(questions, changed, rankers=("lexical", "vectors"))
    assert len(results) == 2 * len(questions)
    words, cosine = ranker_side(results, "lexical"), ranker_side(results, "vectors")
    rows = compare_rankers(cosine, words)
    assert [row.metric for row in rows] == ["ndcg", "found"] and rows[0].cases == len(questions)
    assert all(0 <= score.value <= 1 for one in results for score in one.scores if score.value is not None)
    with pytest.raises(EvalError, match="fusion"):
        ranker_side(results, "fusion")
    other = rank_all(questions[1:], changed, rankers=("lexical",))
    with pytest.raises(EvalError, match="不一致"):
        compare_rankers(words, ranker_side(other, "lexical"))


def test_fusion_is_what_the_product_answers(tmp_path: Path) -> None:
    (question,) = labelled_questions(labels(tmp_path), DOCUMENTS)
    (result,) = rank_all([question], DOCUMENTS, rankers=("fusion",))
    assert result.version.startswith("fusion#")
    assert next(score.value for score in result.scores if score.metric == "found") == 1.0
