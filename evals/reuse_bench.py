"""A warm review of one draft against a mapped past: milliseconds, peak memory, and the ratio to brute-force rapidfuzz.

    python evals/reuse_bench.py --news ../shared/data/news.jsonl.gz --draft ../shared/data/reports/nation_2013.txt

The index is built and saved by another process, as ingesting does; this one maps it. Prints one JSON line.
"""

from __future__ import annotations

import argparse
import gzip
import json
import multiprocessing
import resource
import statistics
import tempfile
import time
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz, process

from drafter.lexicon import load_lexicon
from drafter.model import Document, Draft, Source
from drafter.rules import review_draft
from drafter.text.documents import build_document
from drafter.text.reuse import ReuseIndex, build_index
from drafter.text.reuse_match import find_reuse
from drafter.text.sentences import split_sentences

SAMPLE = 20


def build(news: Path, folder: Path) -> None:
    """Index the news texts and save the arrays below ``folder``."""
    documents = []
    with gzip.open(news, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            text = json.loads(line)["text"]
            source = Source(title=str(number), sha256=str(number))
            sentences = split_sentences(text)
            documents.append(Document(text=text, source=source, sections=(), sentences=sentences, figures=()))
    for name, array in build_index(documents).to_arrays().items():
        np.save(folder / f"{name}.npy", array)


def main() -> None:
    """Run it and print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--draft", type=Path, required=True)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        worker = multiprocessing.get_context("spawn").Process(target=build, args=(options.news, folder))
        worker.start()
        worker.join()
        past = ReuseIndex.from_arrays({path.stem: np.load(path, mmap_mode="r") for path in folder.glob("*.npy")})
        document = build_document(options.draft.read_text(encoding="utf-8")[:10_000])
        draft, lexicon = Draft.of(document), load_lexicon()
        seconds: dict[str, list[float]] = {"search": [], "rules": [], "rules_and_past": []}
        for _ in range(6):
            begin = time.process_time()
            find_reuse(document, past)
            seconds["search"].append(time.process_time() - begin)
            begin = time.process_time()
            review_draft(draft, lexicon=lexicon)
            seconds["rules"].append(time.process_time() - begin)
            begin = time.process_time()
            review_draft(draft, past=past, lexicon=lexicon)
            seconds["rules_and_past"].append(time.process_time() - begin)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
        queries = [document.quote(sentence.span) for sentence in document.sentences]
        choices = [past.sentence(id).text for id in range(len(past))]
        begin = time.process_time()
        for query in queries[:SAMPLE]:
            process.extractOne(query, choices, scorer=fuzz.ratio, score_cutoff=62)
        brute = (time.process_time() - begin) * len(queries) / min(SAMPLE, len(queries))
        ms = {name: round(1000 * statistics.median(values[1:]), 1) for name, values in seconds.items()}
        faster = round(brute / statistics.median(seconds["search"][1:]))
        print(
            json.dumps(
                {"ms": ms, "peak_mb": peak, "sentences": len(past), "brute_force_s": round(brute, 1), "faster": faster}
            )
        )


if __name__ == "__main__":
    main()
