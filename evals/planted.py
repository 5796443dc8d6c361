"""Planted errors: how many of known places the figure rules find, and how often they accuse what is right.

    python evals/planted.py                      the tuned half
    python evals/planted.py --half sealed        the half nobody tuned on: run it to report, not to iterate
    python evals/planted.py --own-facts          the report as its own facts
    python evals/planted.py --show digit         the misses of one kind, and the false alarms

Reports: ``corpus/`` and the shared collection (``DRAFTER_SHARED``, default ``../shared``). Their facts are notes (see
`planted_notes`). Each kind of error is planted into a fresh copy of each report.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from drafter.evaluation.planting_figures import KINDS, apply, plant
from drafter.evaluation.planting_notes import notes
from drafter.model import Document, Draft, Finding, LedgerRow, Period, Span
from drafter.readers import read_text
from drafter.rules import review_draft
from drafter.text.factsheet import FactSheet, parse_notes

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("DRAFTER_SHARED", ROOT.parent / "shared"))
RULES = ("FIG001", "FIG002", "FIG004", "FIG005")


@dataclass
class Tally:
    """What was counted for one kind."""

    planted: int = 0
    caught: int = 0
    misses: list[str] = field(default_factory=list)


def reports() -> Iterator[tuple[str, str]]:
    """Yield name and text of every clean report."""
    for path in sorted([*(ROOT / "corpus").glob("*.txt"), *(SHARED / "data/reports").glob("*.txt")]):
        yield path.name, path.read_text(encoding="utf-8")


def half(name: str) -> str:
    """Return the half a report belongs to, by its name."""
    return "sealed" if hashlib.sha256(name.encode()).digest()[0] % 2 else "tuned"


# --- the measure --------------------------------------------------------------------------------------------------


def check(text: str, facts: FactSheet, period: Period | None) -> tuple[tuple[LedgerRow, ...], tuple[Finding, ...]]:
    """Return the ledger and what the figure rules find in it, preview rules included."""
    document = read_text(text, period=period)
    review = review_draft(Draft.of(document), facts=facts, past=None, period=period, select=RULES)
    return review.ledger, review.findings


def facts_of(document: Document, own: bool, seed: int) -> FactSheet:
    """Return the facts a report is measured against."""
    if own:
        return FactSheet.of_text(document.text)
    header = "# 素材\n\n" + (
        f"报告：{document.source.title}；报告期 {_iso(document)}\n\n" if document.source.period else ""
    )
    return parse_notes(header + "\n".join(f"- {bullet}" for bullet in notes(document, seed)))


def _iso(document: Document) -> str:
    period = document.source.period
    return f"{period.start} 至 {period.end}" if period else ""


def measure_report(
    name: str, text: str, own: bool, tallies: dict[str, Tally], judged: dict[str, Counter[str]]
) -> tuple[int, list[str]]:
    """Add one report to ``tallies`` and ``judged``; return the number of its figures, and its false alarms in words."""
    seed = int(hashlib.sha256(name.encode()).hexdigest()[:8], 16)
    document = read_text(text)
    facts = facts_of(document, own, seed)
    clean = check(text, facts, document.source.period)[1]
    alarms = [f"{f.code} {name} {_around(text, f.span)} ← {f.evidence[0].quote if f.evidence else ''}" for f in clean]
    seen: set[str] = set()
    for kind in KINDS:
        planted = plant(document, kind, random.Random(seed))
        if not planted:
            continue
        changed, spans = apply(text, planted)
        ledger, found = check(changed, facts, document.source.period)
        tally = tallies[kind]
        for finding in found:
            hit = [error for error, span in zip(planted, spans, strict=True) if finding.span.overlaps(span)]
            # the same right figure accused in each of the five copies of a report is one false alarm
            place = f"{finding.code} {name} {changed[max(0, finding.span.start - 8) : finding.span.end]}"
            if not hit and place in seen:
                continue
            seen.add(place)
            said = finding.evidence[0].span.of(finding.evidence[0].quote) if finding.evidence else ""
            judged[finding.code]["right" if hit else "wrong"] += 1
            judged[finding.code]["said"] += any(said == error.span.of(text) for error in hit)
        for error, span in zip(planted, spans, strict=True):
            tally.planted += 1
            if any(f.span.overlaps(span) for f in found):
                tally.caught += 1
            else:
                was = error.span.of(text)
                state = next(
                    (f"{r.state} {r.note}{r.fact_ids}" for r in ledger if r.figure.span.overlaps(span)), "no figure"
                )
                tally.misses.append(f"{kind} {name} {was}→{error.text} {_around(changed, span)} [{state}]")
    return sum(f.checkable for f in document.figures), alarms


def _around(text: str, span: Span) -> str:
    left, right = text[max(0, span.start - 24) : span.start], text[span.end : span.end + 14]
    return f"{left}【{span.of(text)}】{right}".replace("\n", "/")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="planted errors")
    parser.add_argument("--half", choices=("tuned", "sealed", "all"), default="tuned")
    parser.add_argument("--own-facts", action="store_true")
    parser.add_argument("--show", default="")
    parser.add_argument("--most", type=int, default=0, help="at most so many reports")
    options = parser.parse_args()
    tallies = {kind: Tally() for kind in KINDS}
    judged = {code: Counter[str]() for code in RULES}
    figures, alarms = 0, list[str]()
    chosen = [(n, t) for n, t in reports() if options.half in ("all", half(n))]
    for name, text in chosen[: options.most or None]:
        count, some = measure_report(name, text, options.own_facts, tallies, judged)
        figures += count
        alarms += some
    print(f"half {options.half} · reports {len(chosen)} · figures {figures}")
    print(f"false alarms {len(alarms)} = {Decimal(100 * len(alarms)) / max(figures, 1):.2f} % a figure")
    for kind, tally in tallies.items():
        print(f"{kind:10} {tally.caught:4}/{tally.planted:<4} {tally.caught / max(tally.planted, 1):.3f}")
    for code, row in judged.items():
        found = row["right"] + row["wrong"]
        print(
            f"{code} findings on planted reports {found}, at a planted place {row['right'] / max(found, 1):.3f}, "
            f"naming the true value {row['said'] / max(found, 1):.3f}"
        )
    for line in alarms if options.show in ("alarms", "all") else ():
        print(line)
    for kind, tally in tallies.items():
        for line in tally.misses if options.show in (kind, "all") else ():
            print(line)


if __name__ == "__main__":
    main()
