"""Known-item retrieval: is a passage found again by a sentence taken out of it? Fusion against BM25 alone.

    python evals/search_known_item.py ../shared/data/news.jsonl.gz --items 1000
    python evals/search_known_item.py ../shared/data/reports --items 800

Prints nDCG@10 of BM25 on bigrams and of what `Corpus.search` ranks by, with the 95 % interval of the paired difference
(bootstrap over queries). Reads a folder of .txt files or a .jsonl.gz with a ``text`` a line. Writes nothing.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from drafter.corpus.embedding import LocalEmbedder
from drafter.corpus.fusion import fuse
from drafter.corpus.lexical import LexicalIndex
from drafter.corpus.search import with_neighbours
from drafter.model import Document, Source
from drafter.text.outline import find_sections
from drafter.text.passages import cut_passages
from drafter.text.sentences import split_sentences

Row = NDArray[np.float32]


def main() -> None:
    """Read the arguments, rank, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--items", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=20230705)
    arguments = parser.parse_args()
    texts, owners = passages_of(arguments.data)
    queries = take_sentences(texts, arguments.items, random.Random(arguments.seed))
    print(f"{len(texts)} passages, {len(queries)} queries")
    report(texts, owners, queries)


def passages_of(data: Path) -> tuple[list[str], NDArray[np.int64]]:
    """Return the passages of all texts, and which text each is from."""
    if data.is_dir():
        whole = [path.read_text(encoding="utf-8") for path in sorted(data.glob("*.txt"))]
    else:
        with gzip.open(data, "rt", encoding="utf-8") as lines:
            whole = [json.loads(line)["text"] for line in lines]
    texts: list[str] = []
    owners: list[int] = []
    for number, text in enumerate(whole):
        document = Document(
            text=text,
            source=Source(sha256=f"{number:016d}"),
            sections=find_sections(text),
            sentences=split_sentences(text),
            figures=(),
        )
        for passage in cut_passages(document):
            texts.append(passage.text)
            owners.append(number)
    return texts, np.array(owners)


def take_sentences(texts: list[str], items: int, chance: random.Random) -> list[tuple[str, int]]:
    """Take one sentence out of each of ``items`` passages; return (sentence, place of its passage)."""
    queries: list[tuple[str, int]] = []
    for place in chance.sample(range(len(texts)), min(items, len(texts))):
        text = texts[place]
        spans = [s.span for s in split_sentences(text) if 12 <= s.span.end - s.span.start <= 120]
        if len(spans) >= 2:
            span = chance.choice(spans)
            queries.append((span.of(text), place))
            texts[place] = text[: span.start] + text[span.end :]
    return queries


def report(texts: list[str], owners: NDArray[np.int64], queries: list[tuple[str, int]]) -> None:
    """Rank every query both ways and print what came out."""
    index = LexicalIndex.build(enumerate(texts))
    embedder = LocalEmbedder()
    vectors = np.vstack([embedder.embed(texts[i : i + 500]) for i in range(0, len(texts), 500)])
    names = ("BM25", "BM25 + vectors", "BM25 + neighbours", "all (Corpus.search)")
    gains: dict[str, list[float]] = {name: [] for name in names}
    for query, place in queries:
        plain = index.scores(query)
        cosine: Row = vectors @ embedder.embed([query])[0]
        beside = with_neighbours(plain, owners)
        weight = embedder.fusion_weight
        for name, scores in zip(
            names, (plain, fuse(plain, cosine, weight), beside, fuse(beside, cosine, weight)), strict=True
        ):
            gains[name].append(gain(scores, place))
    base = np.array(gains["BM25"])
    chance = np.random.default_rng(0)
    picks = chance.integers(0, len(base), (2000, len(base)))
    for name in names:
        difference = np.array(gains[name]) - base
        low, high = np.percentile(difference[picks].mean(axis=1), [2.5, 97.5])
        print(f"{name:22} nDCG@10 {np.mean(gains[name]):.4f}  {difference.mean():+.4f} [{low:+.4f}, {high:+.4f}]")


def gain(scores: Row, place: int) -> float:
    """Return the nDCG@10 of one relevant passage: 1 over log2 of its rank plus one."""
    rank = int((scores > scores[place]).sum())
    return float(1 / np.log2(2 + rank)) if rank < 10 and scores[place] > 0 else 0.0


if __name__ == "__main__":
    main()
