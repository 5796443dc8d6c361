"""Speed and memory of ingest and search on many texts.

    python evals/search_speed.py ../shared/data/news.jsonl.gz --texts 8000

Writes the texts out as files, reads and ingests them into a new store in a temporary folder, then again, then asks
queries of at most 40 characters. Prints documents a second, peak memory and query times, by the clock and by the
processor: only the latter says something on a machine that others use too.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from drafter.corpus import Corpus
from drafter.model import Document
from drafter.readers import read
from drafter.text.sentences import split_sentences


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--texts", type=int, default=8000)
    arguments = parser.parse_args()
    with gzip.open(arguments.data, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for _, line in zip(range(arguments.texts), lines, strict=False)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, text in enumerate(texts):
            (folder / f"{number}.txt").write_text(text, encoding="utf-8")
        corpus = Corpus(folder / "store")
        for label in ("first", "second"):
            begun, busy = time.perf_counter(), time.process_time()
            corpus.ingest(unknown(corpus, sorted(folder.glob("*.txt"))))
            seconds, busy = time.perf_counter() - begun, time.process_time() - busy
            rates = f"{len(texts) / seconds:.0f} ({len(texts) / busy:.0f})"
            print(f"{label} ingest: {seconds:.1f} s (processor {busy:.1f} s), {rates} documents a second")
        print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
        print(f"stored: {corpus.state()}")
        ask(corpus, texts)
        begun = time.perf_counter()
        print(f"verify: {len(corpus.verify())} problems, {time.perf_counter() - begun:.1f} s")
        corpus.close()


def unknown(corpus: Corpus, paths: list[Path]) -> Iterator[Document]:
    """Yield what is not stored yet, as `pipeline` does."""
    for path in paths:
        if not corpus.known(hashlib.sha256(path.read_bytes()).hexdigest(), path=str(path)):
            yield read(path)


def ask(corpus: Corpus, texts: list[str]) -> None:
    """Print the time of 1,000 queries, each the start of a text's last sentence."""
    taken: list[tuple[float, float]] = []
    for text in texts[:1000]:
        query = split_sentences(text)[-1].span.of(text)[:40]
        begun, busy = time.perf_counter(), time.process_time()
        corpus.search(query)
        taken.append((time.perf_counter() - begun, time.process_time() - busy))
    for label, seconds in zip(("clock", "processor"), zip(*(taken[50:] or taken), strict=True), strict=True):
        p50, p99 = np.percentile(np.array(seconds) * 1000, [50, 99])
        print(f"query, {label}: p50 {p50:.1f} ms, p99 {p99:.1f} ms")


if __name__ == "__main__":
    main()
