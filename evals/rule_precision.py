"""Precision of the wording rules on real reports, against verdicts given by reading each finding as a reviewer would.

    python evals/rule_precision.py --shared ../shared

`rule_verdicts.tsv` keeps code, file, offset, length and verdict (true: a reviewer would want to be told), never
the words. Findings without a verdict are counted apart: they want reading. Prints one line a rule.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from pathlib import Path

from drafter.model import Draft
from drafter.rules import RULES, review_draft
from drafter.text.documents import build_document

VERDICTS = Path(__file__).with_name("rule_verdicts.tsv")
FAMILIES = ("DUP", "DAT", "NUM", "PUN", "NAM", "TRM", "FMT", "SEC")
Key = tuple[str, str, int, int]


def findings(shared: Path) -> list[Key]:
    """Return (code, file, offset, length) of all that the rules say of the seeds and the published reports."""
    rules = tuple(rule for rule in RULES if rule.code.startswith(FAMILIES))
    found: list[Key] = []
    for path in [*sorted(shared.glob("seeds/*.txt")), *sorted(shared.glob("data/reports/*.txt"))]:
        draft = Draft.of(build_document(path.read_text(encoding="utf-8")))
        for one in review_draft(draft, rules=rules).findings:
            found.append((one.code, path.stem, one.span.start, one.span.end - one.span.start))
    return found


def read_verdicts() -> dict[Key, bool]:
    """Return the verdicts kept."""
    with VERDICTS.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t")
        return {
            (row["code"], row["file"], int(row["offset"]), int(row["length"])): row["verdict"] == "true" for row in rows
        }


def main() -> None:
    """Run it and print one line a rule: findings, judged, right, precision."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, required=True)
    options = parser.parse_args()
    verdicts = read_verdicts()
    said = findings(options.shared)
    total, judged = Counter(key[0] for key in said), Counter(key[0] for key in said if key in verdicts)
    right = Counter(key[0] for key in said if verdicts.get(key))
    for code in sorted(total):
        share = f"{right[code] / judged[code]:.2f}" if judged[code] else "-"
        print(code, total[code], judged[code], right[code], share, sep="\t")
    print("all", len(said), sum(judged.values()), sum(right.values()), sep="\t")


if __name__ == "__main__":
    main()
