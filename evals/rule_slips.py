"""Recall of rules that reports rarely break, on slips written by hand, and whether sound sentences stay silent.

    python evals/rule_slips.py

Exits 1 when a rule that is on finds fewer than four in five of its slips. Prints one line a rule: wrong, found, right,
silent, and what was missed or accused.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from pathlib import Path
from typing import Any

from drafter.model import Draft
from drafter.rules import RULES, review_draft
from drafter.text.documents import build_document
from drafter.text.factsheet import parse_notes
from drafter.text.periods import parse_period

SLIPS = Path(__file__).with_name("planted_slips.toml")
ENOUGH = 0.8


def told(code: str, table: dict[str, Any], text: str) -> bool:
    """Return whether the rule says anything of ``text``."""
    period = parse_period(table["period"]) if "period" in table else None
    facts = parse_notes(table["facts"]) if "facts" in table else None
    document = build_document(table.get("lead", "") + text, period=period)
    return bool(review_draft(Draft.of(document), period=period, facts=facts, select=(code,)).findings)


def wrong_of(table: dict[str, Any]) -> list[str]:
    """Return the slips of a table: those written out, and its moulds filled."""
    filled = [mould.format(word) for mould in table.get("moulds", ()) for word in table.get("fillings", ())]
    return [*table.get("wrong", ()), *filled]


def main() -> int:
    """Run it and print one line a rule."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    preview = {rule.code for rule in RULES if rule.preview}
    poor = 0
    for code, table in tomllib.loads(SLIPS.read_text(encoding="utf-8")).items():
        if not code.startswith(options.only):
            continue
        wrong, right = wrong_of(table), table["right"]
        missed = [text for text in wrong if not told(code, table, text)]
        accused = [text for text in right if told(code, table, text)]
        found = len(wrong) - len(missed)
        poor += found < ENOUGH * len(wrong) and code not in preview
        shown = [text.replace("\n", "⏎")[:40] for text in (*missed, *accused)]
        state = "preview" if code in preview else "on"
        print(code, state, len(wrong), found, len(right), len(right) - len(accused), *shown, sep="\t")
    return int(poor > 0)


if __name__ == "__main__":
    sys.exit(main())
