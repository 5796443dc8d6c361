"""Figures borrowed from another fact: pairs of sentences, and reports that tell half of what their notes hold.

    python evals/borrowed_figures.py             the pairs of `borrowed_figures.toml`: found, and right twins accused
    python evals/borrowed_figures.py --show      with what was missed (-) and accused (+)
    python evals/borrowed_figures.py --reports   the tuned half of `planted.py`, every second sentence left out

In a report that tells half of its notes, one figure in ten takes the value of a like one that is not told any more: no
other figure wants it back, as in an exchange. What is accused of the same halves without an error is a false alarm.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from drafter.model import Document, Draft, Figure, Finding
from drafter.readers import read_text
from drafter.rules import review_draft
from drafter.text.factsheet import FactSheet, parse_notes
from drafter.text.grounding_values import compare, measure

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from evals.planted import RULES, check, facts_of, half, reports  # noqa: E402

PAIRS = Path(__file__).with_suffix(".toml")
CHOICE = re.compile(r"\[\[(?P<wrong>.*?)\|(?P<right>.*?)\]\]")
NEAR = 400
OTHERS = frozenset(("date", "period", "ordinal", "number"))


def found_in(text: str, facts: FactSheet) -> list[Finding]:
    """Return what the figure rules say of ``text``."""
    review = review_draft(Draft.of(read_text(text)), facts=facts, past=None, select=RULES)
    return list(review.findings)


def pairs(show: bool) -> None:
    """Print how many wrong figures FIG004 finds, and how many right sentences any rule of figures accuses."""
    rows = tomllib.loads(PAIRS.read_text(encoding="utf-8"))["pair"]
    counts: Counter[str] = Counter()
    for row in rows:
        facts = parse_notes("\n".join(f"- {fact}" for fact in row["facts"]))
        wrong, right = (CHOICE.sub(lambda match, kind=kind: match[kind], row["text"]) for kind in ("wrong", "right"))  # type: ignore[misc]
        words = [match["wrong"] for match in CHOICE.finditer(row["text"])]
        hit = any(f.code == "FIG004" and f.span.of(wrong) in words for f in found_in(wrong, facts))
        accused = found_in(right, facts)
        counts["found"] += hit
        counts["FIG004 on right ones"] += any(f.code == "FIG004" for f in accused)
        counts["others on right ones"] += any(f.code != "FIG004" for f in accused)
        if show and not hit:
            print("-", row["text"], row["facts"])
        for finding in accused if show else ():
            print("+", finding.code, finding.span.of(right), right, row["facts"])
    print(f"pairs {len(rows)} · " + " · ".join(f"{name} {counts[name]}" for name in counts))


def halved(document: Document, rng: random.Random) -> tuple[list[Figure], list[Figure], list[str]]:
    """Return the figures that stay, those that go with every second sentence, and the characters that stay."""
    gone = [sentence.span for sentence in document.sentences if rng.random() < 0.5]
    left = list(document.text)
    for span in gone:
        left[span.start : span.end] = [one if one == "\n" else "" for one in left[span.start : span.end]]
    figures = [figure for figure in document.figures if figure.checkable]
    out = [figure for figure in figures if any(span.contains(figure.span) for span in gone)]
    return [figure for figure in figures if figure not in out], out, left


def borrowed(kept: Sequence[Figure], out: Sequence[Figure], rng: random.Random) -> dict[int, tuple[Figure, str]]:
    """Return the figures that take another's value, by where they begin: of the same unit, close by, no longer told."""
    told, chosen = {figure.text for figure in kept}, {}
    for figure in rng.sample(kept, len(kept)):
        if len(chosen) >= max(1, len(kept) // 10) or figure.kind in OTHERS:
            continue
        like = [
            other.text
            for other in out
            if (other.unit, other.kind) == (figure.unit, figure.kind)
            and abs(other.span.start - figure.span.start) < NEAR
            and other.text not in told
            and compare(measure(other), measure(figure)) == compare(measure(figure), measure(other)) == "apart"
        ]
        if like:
            chosen[figure.span.start] = (figure, rng.choice(like))
    return chosen


def whole_reports(seeds: int) -> None:
    """Print what is found of borrowed figures, and what is accused where nothing was borrowed."""
    found: Counter[str] = Counter()
    alarms: Counter[str] = Counter()
    planted = figures = 0
    for name, text in reports():
        number = int(hashlib.sha256(name.encode()).hexdigest()[:8], 16)
        for seed in range(seeds) if half(name) == "tuned" else ():
            document, rng = read_text(text), random.Random(number + seed)
            facts = facts_of(document, False, number + seed)
            kept, out, left = halved(document, rng)
            clean = "".join(left)
            if not clean.strip():
                continue
            figures += len(kept)
            alarms.update(finding.code for finding in check(clean, facts, document.source.period)[1])
            chosen = borrowed(kept, out, rng)
            for start, (figure, value) in chosen.items():
                left[start : figure.span.end] = [value, *[""] * (figure.span.end - start - 1)]
            findings = check("".join(left), facts, document.source.period)[1]
            for start, (_, value) in chosen.items():
                at = sum(map(len, left[:start]))
                codes = [f.code for f in findings if f.span.start < at + len(value) and at < f.span.end]
                found[codes[0] if codes else "nothing"] += 1
            planted += len(chosen)
    print(f"borrowed {planted}: {dict(found.most_common())}")
    print(f"halves without an error, {figures} figures: {dict(alarms.most_common())}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="borrowed figures")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--reports", action="store_true")
    parser.add_argument("--seeds", type=int, default=3)
    options = parser.parse_args()
    if options.reports:
        whole_reports(options.seeds)
    else:
        pairs(options.show)


if __name__ == "__main__":
    main()
