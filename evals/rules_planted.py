"""Slips planted in clean reports, one at a time: how many the rule of each finds at that place.

    python evals/rules_planted.py --corpus corpus

Every plant is a change a typist or an editor makes; none looks at a rule's patterns. Prints one line a rule: planted,
found, and some of what was missed.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from drafter.evaluation.planting_slips import PLANTS
from drafter.model import Draft
from drafter.rules import review_draft
from drafter.text.documents import build_document

EACH = 24


def main() -> None:
    """Run it and print one line a rule."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--only", default="")
    parser.add_argument("--seed", type=int, default=11)
    options = parser.parse_args()
    texts = [path.read_text(encoding="utf-8") for path in sorted(options.corpus.glob("*.txt"))]
    periods = [build_document(text).source.period for text in texts]
    for code, planter in PLANTS.items():
        if not code.startswith(options.only):
            continue
        chance = random.Random(options.seed)
        streams = [(text, period, planter(text, chance)) for text, period in zip(texts, periods, strict=True)]
        planted = found = 0
        missed = []
        while streams and planted < EACH:
            text, period, stream = streams.pop(0)
            change = next(stream, None)
            if change is None:
                continue
            streams.append((text, period, stream))
            start, end, words = change
            changed = text[:start] + words + text[end:]
            findings = review_draft(Draft.of(build_document(changed)), period=period, select=(code,)).findings
            planted += 1
            reach = max(start + len(words), start + 1)
            near = [f for f in findings if f.span.start <= reach + 40 and start - 40 <= f.span.end]
            found += bool(near)
            if not near:
                missed.append(changed[max(0, start - 16) : reach + 12].replace("\n", "⏎"))
        print(code, planted, found, *missed[:6], sep="\t")


if __name__ == "__main__":
    main()
