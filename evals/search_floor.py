"""What is worth showing: how much of its question a hit holds, where there is an answer and where there is none.

    python evals/search_floor.py ../shared/data/news.jsonl.gz

Asks the labelled queries (evals/search_labels.json) of corpus/ and the reports, and starts of news sentences, which
have no answer there, of corpus/ alone. Prints for several floors the share of relevant hits that would be lost and of
hopeless hits that would be left out; `drafter.corpus.WORTH_SHOWING` is chosen by it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import tempfile
from pathlib import Path

import numpy as np

from drafter.corpus import WORTH_SHOWING, Corpus
from drafter.readers import read
from drafter.text.sentences import split_sentences

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Read the arguments, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--reports", type=Path, default=HERE.parents[1] / "shared" / "data" / "reports")
    parser.add_argument("--questions", type=int, default=400)
    arguments = parser.parse_args()
    samples = sorted((HERE.parent / "corpus").glob("*.txt"))
    with tempfile.TemporaryDirectory() as name:
        both, own = Corpus(Path(name) / "both"), Corpus(Path(name) / "own")
        both.ingest(read(path) for path in [*samples, *sorted(arguments.reports.glob("*.txt"))])
        own.ingest(read(path) for path in samples)
        relevant = np.array(shares_of_relevant(both))
        strange = strange_questions(arguments.data, arguments.questions)
        hopeless = np.array([hit.share for question in strange for hit in own.search(question)])
        both.close()
        own.close()
    print(f"{len(relevant)} relevant hits, {len(hopeless)} hits for {len(strange)} questions without an answer")
    for floor in sorted({0.1, 0.15, 0.2, 0.25, 0.3, WORTH_SHOWING}):
        lost, spared = (relevant < floor).mean(), (hopeless < floor).mean()
        mark = "  <- WORTH_SHOWING" if floor == WORTH_SHOWING else ""
        print(f"below {floor:.2f}: {lost:.3f} relevant, {spared:.3f} hopeless{mark}")


def shares_of_relevant(corpus: Corpus) -> list[float]:
    """Return the shares of all hits that were judged relevant."""
    found: list[float] = []
    for query in json.loads((HERE / "search_labels.json").read_text(encoding="utf-8"))["queries"]:
        hits = corpus.search(query["text"], k=10, per_report=10)
        found += [hit.share for hit in hits if query.get("relevant", {}).get(hit.passage.id)]
    return found


def strange_questions(data: Path, count: int) -> list[str]:
    """Return starts of sentences, 6 to 40 characters long, each out of another news text."""
    with gzip.open(data, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    chance, questions = random.Random(1), []
    for text in chance.sample(texts, count):
        whole = [s.span.of(text) for s in split_sentences(text) if s.span.end - s.span.start >= 8]
        if whole:
            questions.append(chance.choice(whole)[: chance.choice((6, 10, 20, 40))])
    return questions


if __name__ == "__main__":
    main()
