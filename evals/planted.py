"""Planted errors: how many of known places the figure rules find, and how often they accuse what is right.

    python evals/planted.py                      the tuned half
    python evals/planted.py --seed 7             the same reports, other places
    python evals/planted.py --half sealed        the half nobody tuned on: run it to report, not to iterate
    python evals/planted.py --half fresh         reports written for this alone (``evals/sealed``): once, at the end
    python evals/planted.py --own-facts          the report as its own facts
    python evals/planted.py --show digit         the misses of one kind, and the false alarms
    python evals/planted.py --choose             how `grounding_claims.SWAP` was chosen, on the tuned half alone

Reports: ``corpus/`` and the shared collection (``DRAFTER_SHARED``, default ``../shared``). Their facts are notes (see
`planting_notes`); a fresh report that has notes written by hand beside it is measured against those as well. Each kind
of error is planted into a fresh copy of each report.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from drafter.evaluation.planting_figures import KINDS, apply, plant
from drafter.evaluation.planting_notes import notes
from drafter.model import Document, Draft, Finding, LedgerRow, Period, Span
from drafter.readers import read_text
from drafter.rules import review_draft
from drafter.text import grounding_claims
from drafter.text.factsheet import FactSheet, parse_notes

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("DRAFTER_SHARED", ROOT.parent / "shared"))
FRESH = ROOT / "evals" / "sealed"
RULES = ("FIG001", "FIG002", "FIG004", "FIG005")
GRID = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5)
"""What `--choose` tries for `grounding_claims.SWAP`."""
MOST_ALARMS, LEAST_PRECISION, PLANTINGS = Decimal("0.5"), Decimal("0.98"), 3
"""False alarms in a hundred figures, share of FIG004 that is right, and how many times errors are planted."""


@dataclass
class Tally:
    """What was counted for one kind."""

    planted: int = 0
    caught: int = 0
    reports: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def recall(self) -> Decimal:
        """Share of what was planted that was found."""
        return Decimal(self.caught) / max(self.planted, 1)


@dataclass
class Measured:
    """What was counted over some reports."""

    reports: int = 0
    figures: int = 0
    alarms: list[str] = field(default_factory=list)
    tallies: dict[str, Tally] = field(default_factory=dict)
    judged: dict[str, Counter[str]] = field(default_factory=lambda: {code: Counter() for code in RULES})

    @property
    def rate(self) -> Decimal:
        """False alarms in a hundred figures of the clean reports."""
        return Decimal(100 * len(self.alarms)) / max(self.figures, 1)

    def precision(self, code: str) -> Decimal:
        """Share of a rule's findings on planted reports that stand at a planted place."""
        row = self.judged[code]
        return Decimal(row["right"]) / max(row["right"] + row["wrong"], 1)


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
    name: str, text: str, facts: FactSheet | None, measured: Measured, *, own: bool, seed: int, kinds: Sequence[str]
) -> None:
    """Add one report to ``measured``; without ``facts`` its notes are made from it, or it is ``own`` facts."""
    named = int(hashlib.sha256(name.encode()).hexdigest()[:8], 16)
    document = read_text(text)
    facts = facts or facts_of(document, own, named)
    clean = check(text, facts, document.source.period)[1]
    measured.reports += 1
    measured.figures += sum(f.checkable for f in document.figures)
    measured.alarms += [
        f"{f.code} {name} {_around(text, f.span)} ← {f.evidence[0].quote if f.evidence else ''}" for f in clean
    ]
    seen: set[str] = set()
    for kind in kinds:
        tally = measured.tallies.setdefault(kind, Tally())
        planted = plant(document, kind, random.Random(named + seed))
        if not planted:
            continue
        changed, spans = apply(text, planted)
        ledger, found = check(changed, facts, document.source.period)
        tally.reports += 1
        for finding in found:
            hit = [error for error, span in zip(planted, spans, strict=True) if finding.span.overlaps(span)]
            # the same right figure accused in each of the five copies of a report is one false alarm
            place = f"{finding.code} {name} {changed[max(0, finding.span.start - 8) : finding.span.end]}"
            if not hit and place in seen:
                continue
            seen.add(place)
            said = finding.evidence[0].span.of(finding.evidence[0].quote) if finding.evidence else ""
            measured.judged[finding.code]["right" if hit else "wrong"] += 1
            measured.judged[finding.code]["said"] += any(said == error.span.of(text) for error in hit)
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


def _around(text: str, span: Span) -> str:
    left, right = text[max(0, span.start - 24) : span.start], text[span.end : span.end + 14]
    return f"{left}【{span.of(text)}】{right}".replace("\n", "/")


def measure(
    chosen: Sequence[tuple[str, str, FactSheet | None]],
    *,
    own: bool = False,
    seed: int = 0,
    kinds: Sequence[str] = KINDS,
) -> Measured:
    """Return what was counted over ``chosen``: name, text and, where there are any, facts."""
    measured = Measured()
    for name, text, facts in chosen:
        measure_report(name, text, facts, measured, own=own, seed=seed, kinds=kinds)
    return measured


# --- choosing -----------------------------------------------------------------------------------------------------


def choose(chosen: Sequence[tuple[str, str, FactSheet | None]]) -> float:
    """Print what each threshold of `GRID` gives on ``chosen``, and return the best.

    Best: the highest recall of swapped figures among those with at most `MOST_ALARMS` false alarms in a hundred figures
    and a precision of FIG004 of `LEAST_PRECISION`; of equals the strictest.
    """
    best: tuple[Decimal, float] = (Decimal(-1), grounding_claims.SWAP)
    was = grounding_claims.SWAP
    print("SWAP   swapped  FIG004 right  false alarms")
    for threshold in GRID:
        grounding_claims.SWAP = threshold
        runs = [measure(chosen, seed=seed, kinds=("swapped",)) for seed in range(PLANTINGS)]
        caught = sum(run.tallies["swapped"].caught for run in runs)
        recall = Decimal(caught) / max(sum(run.tallies["swapped"].planted for run in runs), 1)
        right, rate = min(run.precision("FIG004") for run in runs), runs[0].rate
        fits = rate <= MOST_ALARMS and right >= LEAST_PRECISION
        print(f"{threshold:4}   {recall:.4f}   {right:.4f}        {rate:.2f} %{'' if fits else '  no'}", flush=True)
        if fits:
            best = max(best, (recall, threshold))
    grounding_claims.SWAP = was
    print(f"chosen {best[1]}; set is {was}")
    return best[1]


# --- showing ------------------------------------------------------------------------------------------------------


def show(title: str, measured: Measured, wanted: str) -> None:
    """Print the table by kind, then what ``wanted`` (a kind, alarms or all) names line by line."""
    print(f"{title} · reports {measured.reports} · figures {measured.figures}")
    print(f"false alarms {len(measured.alarms)} = {measured.rate:.2f} % a figure")
    print(f"{'kind':10} {'caught':>10} {'recall':>6}  reports")
    for kind, tally in measured.tallies.items():
        print(f"{kind:10} {tally.caught:5}/{tally.planted:<4} {tally.recall:6.3f}  {tally.reports}")
    for code, row in measured.judged.items():
        found = row["right"] + row["wrong"]
        print(
            f"{code} findings on planted reports {found}, at a planted place {measured.precision(code):.3f}, "
            f"naming the true value {row['said'] / max(found, 1):.3f}"
        )
    for line in measured.alarms if wanted in ("alarms", "all") else ():
        print(line)
    for kind, tally in measured.tallies.items():
        for line in tally.misses if wanted in (kind, "all") else ():
            print(line)


def fresh(folder: Path) -> tuple[list[tuple[str, str, FactSheet | None]], list[tuple[str, str, FactSheet | None]]]:
    """Return the reports of ``folder``, and those of them with notes beside them (``name.notes.md``) with these."""
    every: list[tuple[str, str, FactSheet | None]] = []
    by_hand: list[tuple[str, str, FactSheet | None]] = []
    for path in sorted(folder.glob("*.txt")):
        text, beside = path.read_text(encoding="utf-8"), path.with_suffix(".notes.md")
        every.append((path.name, text, None))
        if beside.exists():
            by_hand.append((path.name, text, parse_notes(beside.read_text(encoding="utf-8"))))
    return every, by_hand


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="planted errors")
    parser.add_argument("--half", choices=("tuned", "sealed", "fresh", "all"), default="tuned")
    parser.add_argument("--own-facts", action="store_true")
    parser.add_argument("--show", default="")
    parser.add_argument("--seed", type=int, default=0, help="another number plants errors in other places")
    parser.add_argument("--most", type=int, default=0, help="at most so many reports")
    parser.add_argument("--choose", action="store_true", help="try thresholds on the tuned half")
    options = parser.parse_args()
    by_hand: list[tuple[str, str, FactSheet | None]] = []
    if options.half == "fresh" and not options.choose:
        chosen, by_hand = fresh(FRESH)
    else:
        wanted = "tuned" if options.choose else options.half
        chosen = [(name, text, None) for name, text in reports() if wanted in ("all", half(name))]
    chosen = chosen[: options.most or None]
    if options.choose:
        choose(chosen)
        return
    measured = measure(chosen, own=options.own_facts, seed=options.seed)
    show(f"half {options.half}", measured, options.show)
    if by_hand:
        show("hand-written notes", measure(by_hand[: options.most or None], seed=options.seed), options.show)


if __name__ == "__main__":
    main()
