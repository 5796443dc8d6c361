"""A warm review of one draft against a mapped past: milliseconds, peak memory; and two peers on the same input.

    python evals/reuse_bench.py --news ../shared/data/news.jsonl.gz --host ../shared/data/reports

The index is built and saved by another process, as ingesting does; this one maps it. The draft holds planted copies of
five kinds (reuse_planted.py). Prints a JSON line of ours, then one for brute-force rapidfuzz and for datasketch
MinHashLSH over the same sentences: processor time of the search against ours, planted copies found by each.
"""

from __future__ import annotations

import argparse
import gzip
import json
import multiprocessing
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz, process

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from drafter.lexicon import load_lexicon
from drafter.model import Document, Draft, Span
from drafter.rules import review_draft
from drafter.text.documents import build_document
from drafter.text.reuse import ReuseIndex, build_index
from drafter.text.reuse_match import find_reuse
from evals.reuse_planted import Plant, bare, drafts

if TYPE_CHECKING:
    from datasketch import MinHash

EACH, NEAR, PERMUTATIONS, SHORTEST = 4, 62, 64, 12


def texts(news: Path) -> Iterator[Document]:
    """Yield the news texts."""
    with gzip.open(news, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            yield bare(json.loads(line)["text"], str(number))


def build(news: Path, host: Path, folder: Path) -> None:
    """Index the news, save the arrays below ``folder``, and a draft with planted copies beside them."""
    documents = list(texts(news))
    for name, array in build_index(documents).to_arrays().items():
        np.save(folder / f"{name}.npy", array)
    hosts = [path.read_text(encoding="utf-8") for path in sorted(host.glob("nation_20*.txt"))]
    ((draft, plants),) = drafts(documents, hosts, EACH, random.Random(11))
    rows = [(plant.kind, plant.span.start, plant.span.end, plant.original) for plant in plants]
    (folder / "draft.json").write_text(json.dumps({"text": draft.text, "plants": rows}), encoding="utf-8")


def least(run: Callable[[], object], times: int = 5) -> float:
    """Return the least processor seconds of ``times`` runs after one that does not count."""
    run()
    found = []
    for _ in range(times):
        begin = time.process_time()
        run()
        found.append(time.process_time() - begin)
    return min(found)


def held(plants: Sequence[Plant], marked: Sequence[tuple[Span, str]]) -> int:
    """Return how many plants have a sentence marked over half of them whose source holds the original."""
    return sum(
        any(
            2 * (min(span.end, plant.span.end) - max(span.start, plant.span.start)) >= plant.span.end - plant.span.start
            and plant.original in source
            for span, source in marked
        )
        for plant in plants
    )


def main() -> None:
    """Run it and print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--host", type=Path, required=True)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        worker = multiprocessing.get_context("spawn").Process(target=build, args=(options.news, options.host, folder))
        worker.start()
        worker.join()
        past = ReuseIndex.from_arrays({path.stem: np.load(path, mmap_mode="r") for path in folder.glob("*.npy")})
        made = json.loads((folder / "draft.json").read_text(encoding="utf-8"))
        document = build_document(made["text"])
        plants = [Plant(kind=k, span=Span(start=s, end=e), original=o) for k, s, e, o in made["plants"]]
        draft, lexicon = Draft.of(document), load_lexicon()
        ours = least(lambda: find_reuse(document, past))
        rules = least(lambda: review_draft(draft, lexicon=lexicon), 3)
        both = least(lambda: review_draft(draft, past=past, lexicon=lexicon), 3)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
        articles = {source.title: document.text for document in texts(options.news) for source in (document.source,)}
        marked = [
            (reuse.span, articles[past.sentence(id).source.title])
            for reuse in find_reuse(document, past)
            for id in (reuse.past_id, *reuse.others)
        ]
        row = {
            "search_ms": round(1000 * ours, 1),
            "rules_ms": round(1000 * rules, 1),
            "review_ms": round(1000 * both, 1),
        }
        row |= {"peak_mb": peak, "past_sentences": len(past), "found": f"{held(plants, marked)}/{len(plants)}"}
        print(json.dumps({"drafter": row}), flush=True)
        for peer, (seconds, theirs) in peers(document, [past.sentence(id).text for id in range(len(past))]).items():
            found = f"{held(plants, theirs)}/{len(plants)}"
            print(json.dumps({peer: {"times_our_search": round(seconds / ours, 1), "found": found}}), flush=True)


def peers(document: Document, choices: Sequence[str]) -> dict[str, tuple[float, list[tuple[Span, str]]]]:
    """Return, for each peer, processor seconds and what it marks: (span, most similar past sentence)."""
    # not before the peak memory of a review was read
    from datasketch import MinHashLSH

    spans = [s.span for s in document.sentences if s.span.end - s.span.start >= SHORTEST]
    begin = time.process_time()
    best = [process.extractOne(document.quote(s), choices, scorer=fuzz.ratio, score_cutoff=NEAR) for s in spans]
    brute = time.process_time() - begin
    lsh = MinHashLSH(threshold=0.5, num_perm=PERMUTATIONS)
    for number, text in enumerate(choices):
        if len(text) >= SHORTEST:
            lsh.insert(str(number), sketch(text))
    begin = time.process_time()
    hits = [(span, lsh.query(sketch(document.quote(span)))) for span in spans]
    minhash = time.process_time() - begin
    return {
        "rapidfuzz": (brute, [(span, hit[0]) for span, hit in zip(spans, best, strict=True) if hit]),
        "MinHashLSH": (minhash, [(span, choices[int(number)]) for span, numbers in hits for number in numbers]),
    }


def sketch(text: str) -> MinHash:
    """Return the MinHash of a sentence's 4-grams."""
    from datasketch import MinHash

    made = MinHash(num_perm=PERMUTATIONS)
    made.update_batch([text[i : i + 4].encode() for i in range(max(1, len(text) - 3))])
    return made


if __name__ == "__main__":
    main()
