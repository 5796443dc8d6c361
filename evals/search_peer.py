"""Ranking of `Corpus.search` against bm25s on the same bigrams, in the same run, with paired intervals.

    python evals/search_peer.py labelled                             # (a) frozen labels over corpus/ and the reports
    python evals/search_peer.py known ../shared/data/news.jsonl.gz   # (b) a sentence out of each of 1,000 news texts
    python evals/search_peer.py pool > pool.json                     # passages to judge, rankers hidden

(a) ranks passages; labels are in evals/search_labels.json: for each query the passages judged relevant (2) or partly so
(1) by digest and offset, out of the pool of both rankers' best ten; everything else counts 0. (b) asks for the text a
sentence was taken out of: texts are ranked, each by its best passage, as a list of hits shows them; bm25s ranks whole
texts. Prints nDCG@10 of both and the 95 % interval of the paired difference (bootstrap over queries).
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import sys
import tempfile
from pathlib import Path
from typing import Any

import bm25s
import numpy as np

from drafter.corpus import Corpus
from drafter.corpus.lexical import bigram_codes
from drafter.model import Document, Source
from drafter.readers import read
from drafter.text.outline import find_sections
from drafter.text.sentences import split_sentences

HERE = Path(__file__).resolve().parent
LABELS = HERE / "search_labels.json"
DEPTH = 10


def main() -> None:
    """Read the arguments, rank, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("labelled", "known", "pool"))
    parser.add_argument("data", type=Path, nargs="?")
    parser.add_argument("--items", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=20230705, help="of (b); tune with another one, report with this")
    parser.add_argument("--texts", type=int, default=8000)
    parser.add_argument("--reports", type=Path, default=HERE.parents[1] / "shared" / "data" / "reports")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        corpus = Corpus(Path(name) / "store")
        if arguments.what == "known":
            known(corpus, arguments.data, arguments.texts, arguments.items, arguments.seed)
        else:
            labelled(corpus, arguments.reports, pool_only=arguments.what == "pool")


class Peer:
    """bm25s with its defaults over character bigrams."""

    def __init__(self, texts: list[str]) -> None:
        self._ids: dict[int, int] = {}
        self._index = bm25s.BM25(k1=1.5, b=0.75)
        tokens = [[self._ids.setdefault(int(code), len(self._ids)) for code in bigram_codes(text)] for text in texts]
        self._index.index((tokens, {str(i): i for i in range(len(self._ids))}), show_progress=False)
        self._count = len(texts)

    def best(self, query: str, k: int) -> list[int]:
        """Return the places of the best ``k`` texts with a hit, best first."""
        wanted = [self._ids[int(code)] for code in bigram_codes(query) if int(code) in self._ids]
        if not wanted:
            return []
        scores = self._index.get_scores_from_ids(wanted)
        order = np.argsort(-scores, kind="stable")[:k]
        return [int(i) for i in order if scores[i] > 0]


def known(corpus: Corpus, data: Path, count: int, items: int, seed: int) -> None:
    """(b): take a sentence out of each of ``items`` texts and ask for the text."""
    with gzip.open(data, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for _, line in zip(range(count), lines, strict=False)]
    chance, queries = random.Random(seed), []
    for place in chance.sample(range(len(texts)), len(texts)):
        spans = [s.span for s in split_sentences(texts[place]) if 12 <= s.span.end - s.span.start <= 120]
        if len(spans) >= 2 and len(queries) < items:
            span = chance.choice(spans)
            queries.append((span.of(texts[place]), place))
            texts[place] = texts[place][: span.start] + texts[place][span.end :]
    corpus.ingest(plain(text, number) for number, text in enumerate(texts))
    peer = Peer(texts)
    ours, theirs = [], []
    for query, place in queries:
        hits = [int(e.passage.source.path or 0) for e in corpus.search(query, k=DEPTH, per_report=1)]
        ours.append(reciprocal(hits, place))
        theirs.append(reciprocal(peer.best(query, DEPTH), place))
    show(f"known item, {len(texts)} texts", ours, theirs)


def plain(text: str, number: int) -> Document:
    """Return a text as a Document without figures, which play no part here; its path is its number."""
    digest = hashlib.sha256(f"{number}\n{text}".encode()).hexdigest()
    source = Source(path=str(number), sha256=digest)
    return Document(text=text, source=source, sections=find_sections(text), sentences=split_sentences(text), figures=())


def reciprocal(hits: list[int], place: int) -> float:
    """Return the nDCG@10 of one relevant text."""
    return float(1 / np.log2(2 + hits.index(place))) if place in hits else 0.0


def labelled(corpus: Corpus, reports: Path, *, pool_only: bool) -> None:
    """(a): rank the labelled queries, or print the pool."""
    files = [*sorted((HERE.parent / "corpus").glob("*.txt")), *sorted(reports.glob("*.txt"))]
    # relative to nothing: two runs in two places must give the same ids
    corpus.ingest(read(path) for path in files)
    rows = corpus._catalog.rows("SELECT id, heading_path, text FROM passages ORDER BY number")
    ids = [row[0] for row in rows]
    peer = Peer(["\n".join([*json.loads(row[1]), row[2]]) for row in rows])
    labels = json.loads(LABELS.read_text(encoding="utf-8"))
    ours: list[float] = []
    theirs: list[float] = []
    pool: list[dict[str, Any]] = []
    for query in labels["queries"]:
        mine = [e.passage.id for e in corpus.search(query["text"], k=DEPTH, per_report=DEPTH)]
        other = [ids[i] for i in peer.best(query["text"], DEPTH)]
        pool.append({"query": query["text"], "ids": sorted({*mine, *other})})
        grades: dict[str, int] = query.get("relevant", {})
        if grades:
            ours.append(ndcg(mine, grades))
            theirs.append(ndcg(other, grades))
    if pool_only:
        json.dump(pool, sys.stdout, ensure_ascii=False, indent=1)
        return
    show(f"labelled, {len(ids)} passages", ours, theirs)


def ndcg(ranked: list[str], grades: dict[str, int]) -> float:
    """Return nDCG@10 with gains 2^grade - 1."""
    got = sum((2 ** grades.get(identity, 0) - 1) / np.log2(2 + place) for place, identity in enumerate(ranked[:DEPTH]))
    best = sum((2**grade - 1) / np.log2(2 + place) for place, grade in enumerate(sorted(grades.values())[::-1][:DEPTH]))
    return float(got / best)


def show(label: str, ours: list[float], theirs: list[float]) -> None:
    """Print both means and the interval of the paired difference."""
    difference = np.array(ours) - np.array(theirs)
    picks = np.random.default_rng(0).integers(0, len(difference), (5000, len(difference)))
    low, high = np.percentile(difference[picks].mean(axis=1), [2.5, 97.5])
    print(f"{label}, {len(ours)} queries: drafter {np.mean(ours):.4f}, bm25s {np.mean(theirs):.4f}, ", end="")
    print(f"difference {difference.mean():+.4f} [{low:+.4f}, {high:+.4f}]")


if __name__ == "__main__":
    main()
