"""What `drafter fix` would change in real reports: every change, and the share of sentences that safe ones touch.

    python evals/rule_fixes.py --shared ../shared [--write]

`rule_fixes.tsv` keeps code, file, offset, length, safe or unsafe, and the characters before and after (a few, never a
sentence), with the verdict given by reading each safe change: slip (the text is wrong there), or harm. What has no
verdict counts as harm. Exits 1 when safe fixes change more than 0.2 % of the sentences a reader holds to be right.
"""

from __future__ import annotations

import argparse
import csv
import sys
from bisect import bisect_right
from collections import Counter
from pathlib import Path

from drafter.model import Draft
from drafter.rules import review_draft
from drafter.text.documents import build_document
from drafter.text.fixes import apply_fixes

KEPT = Path(__file__).with_name("rule_fixes.tsv")
FIELDS = ("code", "file", "offset", "length", "kind", "before", "after", "verdict")
MOST = 0.002
SHOWN = 4


def changes(shared: Path) -> tuple[list[dict[str, str]], int, Counter[str]]:
    """Return every change offered, how many sentences there are, and how many sentences each kind of change touches."""
    rows: list[dict[str, str]] = []
    sentences, touched = 0, Counter[str]()
    for path in [*sorted(shared.glob("seeds/*.txt")), *sorted(shared.glob("data/reports/*.txt"))]:
        document = build_document(path.read_text(encoding="utf-8"))
        review = review_draft(Draft.of(document))
        sentences += len(document.sentences)
        places: dict[str, set[int]] = {"safe": set(), "unsafe": set()}
        by_edit = {edit: finding for finding in review.findings if finding.fix for edit in finding.fix.edits}
        for edit in apply_fixes(document.text, review.findings, unsafe=True).edits:
            finding = by_edit[edit]
            kind = "safe" if finding.fix is not None and finding.fix.safe else "unsafe"
            places[kind].add(bisect_right(document.sentences, edit.span.start, key=lambda s: s.span.start))
            words = (document.quote(edit.span)[:SHOWN], edit.text[:SHOWN])
            where = (finding.code, path.stem, str(edit.span.start), str(edit.span.end - edit.span.start))
            rows.append(dict(zip(FIELDS, (*where, kind, *words, ""), strict=True)))
        for kind, found in places.items():
            touched[kind] += len(found)
    return rows, sentences, touched


def main() -> int:
    """Count, compare with the verdicts, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--write", action="store_true", help="keep the list; verdicts given stay")
    options = parser.parse_args()
    verdicts: dict[tuple[str, ...], str] = {}
    if KEPT.exists():
        with KEPT.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                verdicts[tuple(row[name] for name in FIELDS[:4])] = row["verdict"]
    rows, sentences, touched = changes(options.shared)
    for row in rows:
        row["verdict"] = verdicts.get(tuple(row[name] for name in FIELDS[:4]), "")
    if options.write:
        with KEPT.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, FIELDS, delimiter="\t", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    safe = [row for row in rows if row["kind"] == "safe"]
    harm = sum(row["verdict"] != "slip" for row in safe)
    for (code, kind), count in sorted(Counter((row["code"], row["kind"]) for row in rows).items()):
        print(code, kind, count, sep="\t")
    print(f"{sentences} sentences; touched by safe fixes {touched['safe']}, by unsafe ones {touched['unsafe']}")
    print(f"safe changes {len(safe)}: slips {len(safe) - harm}, harm or unread {harm} = {harm / max(sentences, 1):.2%}")
    return int(harm > MOST * sentences)


if __name__ == "__main__":
    sys.exit(main())
