"""How many of the defects two readers agree on are found, at the right place, by the right family.

    python evals/gold_defects.py [--misses]

Counts the defects of ../shared/gold (or DRAFTER_SHARED) with two readers, one of them sure, that a machine could find.
Seeds are reviewed against their own notes, without a past.
"""

from __future__ import annotations

import json
import os
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drafter import read, read_facts, review
from drafter.model import Finding

HERE = Path(__file__).resolve().parent
SHARED = Path(os.environ.get("DRAFTER_SHARED", HERE.parent.parent / "shared"))
NUMBERS = ("000", "003", "004")
FAMILIES: dict[str, list[str]] = tomllib.loads((HERE / "gold_defects.toml").read_text(encoding="utf-8"))["families"]


@dataclass(frozen=True, kw_only=True)
class Judged:
    """One defect of the gold and what we found there."""

    report: str
    kind: str
    quote: str
    found: tuple[str, ...]
    """Codes of findings that overlap it, of the right families only."""


def judged(shared: Path = SHARED) -> Iterator[Judged]:
    """Yield every defect that counts."""
    for number in NUMBERS:
        defects = json.loads((shared / "gold" / f"{number}.json").read_text(encoding="utf-8"))["defects"]
        document = read(next((shared / "seeds").glob(f"{number}_*")))
        findings = review(document, facts=read_facts(shared / "facts" / f"{number}.md")).findings
        for defect in defects:
            if counts(defect):
                yield Judged(
                    report=number, kind=defect["rule"], quote=defect["quote"], found=tuple(hits(defect, findings))
                )


def counts(defect: dict[str, Any]) -> bool:
    """Return whether two readers saw it, one of them sure, and a machine could."""
    sure = "high" in (defect["confidence"], defect.get("confidence_2"))
    return defect["readers"] == 2 and sure and defect["machine_checkable"] in ("deterministic", "needs_lexicon")


def hits(defect: dict[str, Any], findings: tuple[Finding, ...]) -> Iterator[str]:
    """Yield codes of findings of the right families that overlap the defect (a mark beside it counts)."""
    for finding in findings:
        near = finding.span.start <= defect["char_end"] and defect["char_start"] <= finding.span.end
        if near and finding.code[:3] in FAMILIES[defect["rule"]]:
            yield finding.code


def main() -> int:
    """Print the count, and with --misses what was not found."""
    rows = list(judged())
    found = [row for row in rows if row.found]
    print(f"{len(found)} of {len(rows)} found")
    if "--misses" in sys.argv[1:]:
        for row in rows:
            if not row.found:
                print(row.report, row.kind, row.quote[:40])
    return 0


if __name__ == "__main__":
    sys.exit(main())
