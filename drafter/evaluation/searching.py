"""Ranking measured like prompts: rankers are versions, questions are cases, judged ones or sentences to be found again.

``search_labels.json`` grades passages by id for each question (2 about it, 1 in passing); what is not listed is 0.
Without labels `known_items` makes questions of any folder of reports: a sentence is taken out of a passage, and the
passage is asked for by it. A question's report is the one its best passages come from: questions on one report share
its luck.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from ..corpus import Corpus
from ..corpus.catalog import searched
from ..corpus.embedding import embedder_for
from ..corpus.lexical import LexicalIndex
from ..corpus.search import with_neighbours
from ..errors import EvalError
from ..model import Comparison, Document, Endpoint, EvalResult, Score
from ..text.documents import build_document
from ..text.passages import cut_passages
from ..text.sentences import split_sentences
from .probing import package_files
from .results import Side
from .verdicts import compare_sides

LABELS = "search_labels.json"
DEPTH = 10
RANKERS = ("lexical", "vectors", "fusion")
"""BM25 alone, cosine alone, and what `Corpus.search` does."""
NDCG, FOUND = "ndcg", "found"
TITLES = {NDCG: "nDCG@10", FOUND: "前 10 条找到的份额"}
Rank = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question and what answers it."""

    id: str
    """Unique name."""
    text: str
    """The words asked."""
    report: str
    """The report its best passages come from: the cluster."""
    grades: Mapping[str, int]
    """Passage id → how good an answer it is."""

    @property
    def digest(self) -> str:
        """sha256 of what is asked and expected."""
        return hashlib.sha256(json.dumps([self.text, sorted(self.grades.items())]).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A quality of a ranked list."""

    name: str
    """Name of the metric."""
    direction: int = 1
    """Higher is better."""
    margin: float = 0.02
    """Differences within this are no difference."""
    binary: bool = False
    """Whether McNemar's test applies."""


def labelled_questions(path: Path, documents: Sequence[Document]) -> tuple[Question, ...]:
    """Return the judged questions that ``documents`` can answer; raise EvalError where there are none."""
    if not path.is_file():
        raise EvalError(f"找不到 {path}；没有标注时请用 --known 100，由报告自身造题")
    known = {passage.id for document in documents for passage in cut_passages(document)}
    questions = []
    for one in json.loads(path.read_text(encoding="utf-8"))["queries"]:
        grades = {id: grade for id, grade in one.get("relevant", {}).items() if id in known and grade > 0}
        if grades:
            asked = one["text"]
            questions.append(Question(id=f"labelled/{asked}", text=asked, report=_source(grades), grades=grades))
    if not questions:
        raise EvalError(f"{path.name} 标注的段落都不在这些报告里；请用 --reports 指出报告目录，或用 --known")
    return tuple(questions)


def known_items(documents: Sequence[Document], items: int, seed: int = 11) -> tuple[list[Document], list[Question]]:
    """Return ``documents`` with a sentence taken out of up to ``items`` passages, and the questions made of them.

    Taken are whole sentences that stand once in all reports: houses repeat themselves, and of two passages that say the
    same neither is the right one.
    """
    chance = random.Random(seed)
    places = [(number, place) for number, one in enumerate(documents) for place in range(len(cut_passages(one)))]
    chance.shuffle(places)
    texts = {number: one.text for number, one in enumerate(documents)}
    asked: list[tuple[int, str, str]] = []
    for number, place in places:
        passage = cut_passages(documents[number])[place]
        spans = [s.span for s in split_sentences(passage.text) if 12 <= s.span.end - s.span.start <= 120]
        words = chance.choice(spans).of(passage.text) if len(spans) >= 2 else ""
        if words and sum(text.count(words) for text in texts.values()) == 1:
            texts[number] = texts[number].replace(words, "", 1)
            asked.append((number, words, passage.text.replace(words, "", 1)))
        if len(asked) == items:
            break
    changed = [build_document(texts[number], title=one.source.title) for number, one in enumerate(documents)]
    questions = [_known(words, left, changed[number], number) for number, words, left in asked]
    return changed, [question for question in questions if question is not None]


def rank_all(
    questions: Sequence[Question], documents: Sequence[Document], endpoint: Endpoint | None = None, *,
    offline: bool = False, rankers: Sequence[str] = RANKERS,
) -> tuple[EvalResult, ...]:  # fmt: skip
    """Return one result a ranker and question; ``endpoint`` is where vectors come from, the built-in ones if None."""
    digest = hashlib.sha256(b"\0".join(package_files(files("drafter") / "corpus"))).hexdigest()
    reports = hashlib.sha256("".join(sorted(one.source.sha256 or "" for one in documents)).encode()).hexdigest()
    results: list[EvalResult] = []
    with TemporaryDirectory() as folder, Corpus(Path(folder) / "store", embedding=endpoint, offline=offline) as corpus:
        ways = _ways(documents, corpus, endpoint or Endpoint(), offline=offline, rankers=rankers)
        for name, rank in ways.items():
            label = f"{name}#{digest[:6]}"
            for question in questions:
                results.append(_result(question, rank(question.text), label, {"ranking": digest, "reports": reports}))
    return tuple(results)


def compare_rankers(a: Side, b: Side) -> tuple[Comparison, ...]:
    """Return nDCG@10 and the share found, B against A, by question; raise EvalError where the questions differ."""
    asked = [{one.case: (one.inputs["probe"], one.inputs["reports"]) for one in side.results} for side in (a, b)]
    if asked[0] != asked[1]:
        odd = sorted(id for id in {*asked[0], *asked[1]} if asked[0].get(id) != asked[1].get(id))
        raise EvalError(f"两次运行的题目或报告不一致（{odd[0]} 等 {len(odd)} 题），无法判断；请用同一批题重跑")
    return compare_sides(a, b, primary=NDCG, guarded=(), metrics=(Ranked(name=NDCG), Ranked(name=FOUND, margin=0.03)))


def ranker_side(results: Sequence[EvalResult], ranker: str) -> Side:
    """Return what one ranker made of the questions; raise EvalError where the run has none of it."""
    own = tuple(one for one in results if one.version.partition("#")[0] == ranker)
    if not own:
        raise EvalError(f"这次运行没有排序方式 {ranker}；可选 {'、'.join(RANKERS)}")
    return Side(label=own[0].version, results=own)


def ndcg(ranked: Sequence[str], grades: Mapping[str, int]) -> float:
    """Return nDCG@10 with gains 2^grade - 1: 0 to 1."""
    got = sum((2 ** grades.get(id, 0) - 1) / np.log2(2 + place) for place, id in enumerate(ranked[:DEPTH]))
    best = sum((2**grade - 1) / np.log2(2 + n) for n, grade in enumerate(sorted(grades.values())[::-1][:DEPTH]))
    return float(got / best)


def _ways(
    documents: Sequence[Document], corpus: Corpus, endpoint: Endpoint, *, offline: bool, rankers: Sequence[str]
) -> dict[str, Rank]:
    """Return what ranks, by name; passages without any likeness are left out of a list."""
    passages = [passage for document in documents for passage in cut_passages(document)]
    ids = [passage.id for passage in passages]
    texts = [searched(passage.heading_path, passage.text) for passage in passages]
    owners = np.array([number for number, one in enumerate(documents) for _ in cut_passages(one)], dtype=np.int64)
    index = LexicalIndex.build(enumerate(texts))
    embedder = embedder_for(endpoint, offline=offline)
    if "fusion" in rankers:
        corpus.ingest(documents)
    vectors = embedder.embed(texts) if "vectors" in rankers else None

    def lexical(text: str) -> list[str]:
        return _best(with_neighbours(index.scores(text), owners), ids)

    def cosine(text: str) -> list[str]:
        assert vectors is not None
        return _best(vectors @ embedder.embed([text])[0], ids)

    def fusion(text: str) -> list[str]:
        return [one.passage.id for one in corpus.search(text, k=DEPTH, per_report=DEPTH)]

    known: dict[str, Rank] = {"lexical": lexical, "vectors": cosine, "fusion": fusion}
    odd = [name for name in rankers if name not in known]
    if odd:
        raise EvalError(f"没有排序方式 {odd[0]}；可选 {'、'.join(RANKERS)}")
    return {name: known[name] for name in rankers}


def _best(scores: NDArray[np.float32], ids: Sequence[str]) -> list[str]:
    order = np.argsort(-scores, kind="stable")[:DEPTH]
    return [ids[int(place)] for place in order if scores[place] > 0]


def _result(question: Question, ranked: Sequence[str], label: str, inputs: Mapping[str, str]) -> EvalResult:
    found = sum(id in question.grades for id in ranked[:DEPTH])
    wanted = min(DEPTH, len(question.grades))
    first = next((place for place, id in enumerate(ranked, 1) if id in question.grades), None)
    said = f"第一条相关的在第 {first} 位" if first else "前 10 条没有相关的"
    scores = (
        Score(metric=NDCG, value=ndcg(ranked, question.grades), reason=said),
        Score(metric=FOUND, value=found / wanted, reason=f"{wanted} 段中找到 {found} 段"),
    )
    return EvalResult(
        case=question.id, report=question.report, version=label, model=label, sample=0, text=None, failure=None,
        scores=scores, tokens_in=0, tokens_out=0, seconds=0.0, inputs={"probe": question.digest, **inputs},
    )  # fmt: skip


def _source(grades: Mapping[str, int]) -> str:
    """Return the digest of the report with the most graded passages; the smaller digest where two have as many."""
    weight: Counter[str] = Counter()
    for id, grade in grades.items():
        weight[id.rpartition("-")[0]] += grade
    return min(weight, key=lambda digest: (-weight[digest], digest))


def _known(words: str, left: str, document: Document, number: int) -> Question | None:
    """Return the question ``words`` ask of the passage that now holds what was left of theirs; None where none does."""
    grams = {left[at : at + 8] for at in range(0, max(1, len(left) - 8), 4)}
    held = [(sum(gram in one.text for gram in grams), one) for one in cut_passages(document)]
    shared, best = max(held, key=lambda pair: pair[0], default=(0, None))
    if best is None or shared < len(grams) / 2:
        return None
    report = document.source.title or str(number)
    key = hashlib.sha256(words.encode()).hexdigest()[:8]
    return Question(id=f"known/{report}/{key}", text=words, report=best.id.rpartition("-")[0], grades={best.id: 2})
