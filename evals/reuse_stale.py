"""Stale figures planted from the preceding report of the same series: found by FIG003, and only they.

    python evals/reuse_stale.py --corpus corpus

A figure of the newer report is replaced by the older report's figure of the same unit and noun in the sentence most
like it; the newer report's own text serves as its facts. Prints one JSON line: planted, found, false alarms, then what
was missed.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from drafter.evaluation.planting import stale_places
from drafter.model import Draft
from drafter.rules import review_draft
from drafter.text.documents import build_document
from drafter.text.factsheet import FactSheet
from drafter.text.reuse import build_index

A_PAIR = 12


def series(folder: Path) -> Iterator[tuple[Path, Path]]:
    """Yield (older, newer) for neighbours of each kind of report, by file name (2023h1-party, 2023h2-party)."""
    kinds: defaultdict[str, list[Path]] = defaultdict(list)
    for path in sorted(folder.glob("*.txt")):
        kinds[path.stem.partition("-")[2]].append(path)
    for paths in kinds.values():
        yield from pairwise(paths)


def main() -> None:
    """Run it and print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    planted = found = false = 0
    missed = []
    for older, newer in series(options.corpus):
        old = build_document(older.read_text(encoding="utf-8"), title=older.stem)
        new = build_document(newer.read_text(encoding="utf-8"), title=newer.stem)
        facts, past = FactSheet.of_text(new.text), build_index([old])
        false += sum(f.code == "FIG003" for f in review_draft(Draft.of(new), facts=facts, past=past).findings)
        chosen = list(stale_places(old, new, past))
        chance.shuffle(chosen)
        for span, words in chosen[:A_PAIR]:
            text = new.text[: span.start] + words + new.text[span.end :]
            findings = review_draft(
                Draft.of(build_document(text, title=newer.stem)), facts=facts, past=past, select=("FIG",)
            ).findings
            hits = [f for f in findings if f.code == "FIG003"]
            planted += 1
            if any(f.span.start == span.start for f in hits):
                found += 1
            else:
                missed.append((newer.stem, span.of(new.text), words))
            false += sum(abs(f.span.start - span.start) > 12 for f in hits)
    print(json.dumps({"planted": planted, "found": found, "false_alarms": false}))
    for row in missed:
        print("missed", *row, sep="\t")


if __name__ == "__main__":
    main()
