"""Recall and false alarms of every rule, on cases planted by hand by an author who had not seen the rules.

    python evals/cases_by_hand.py [CODE ...] [--half open|sealed] [--misses] [--folder FOLDER]

Prints one line a rule, tab-separated: code, wrong cases, found, right cases, false alarms. Every second case, from the
first, is open: what is missed there may be read, and the rule widened; the others are sealed: their numbers are
reported, their misses never read. `first_run.tsv` is how all stood before anybody read any. ``--misses`` lists, of the
open half, the wrong cases not found (-) and the right cases accused (+). A case is found when a finding, or the place
of this text it rests on, overlaps ``at``; for a missing fact (COV001) when it names the fact, for DUP005, of the whole
text, when it speaks.
"""

from __future__ import annotations

import argparse
import tomllib
from pathlib import Path
from typing import Any

from drafter.model import Document, Draft, Finding
from drafter.readers import read_text
from drafter.rules import review_draft
from drafter.text.factsheet import parse_notes
from drafter.text.periods import parse_period
from drafter.text.reuse import build_past

CASES = Path(__file__).with_suffix("")


def findings_of(code: str, case: dict[str, Any]) -> tuple[Document, list[Finding]]:
    """Return the document of ``case`` and what the rule says of it."""
    period = parse_period(case["period"]) if "period" in case else None
    facts = parse_notes("\n".join(f"- {fact}" for fact in case["facts"])) if "facts" in case else None
    past = build_past([read_text(text) for text in case["past"]]) if "past" in case else None
    document = read_text(case["text"], period=period)
    review = review_draft(Draft.of(document), facts=facts, past=past, period=period, select=(code,))
    return document, [finding for finding in review.findings if finding.code == code]


def places(text: str, words: str) -> list[tuple[int, int]]:
    """Return every place of ``words`` in ``text``."""
    starts = [index for index in range(len(text)) if text.startswith(words, index)]
    return [(start, start + len(words)) for start in starts]


def is_found(code: str, case: dict[str, Any], document: Document, findings: list[Finding]) -> bool:
    """Return whether one of ``findings`` is of the words that are wrong."""
    if code == "DUP005":
        return bool(findings)
    if code == "COV001":
        return any(
            case["at"] in word for f in findings for word in (f.message, f.quote, *(g.quote for g in f.evidence))
        )
    spans = [f.span for f in findings]
    spans += [g.span for f in findings for g in f.evidence if g.kind == "here" and g.span is not None]
    wrong = places(document.text, case["at"])
    return any(span.start < end and start < max(span.end, span.start + 1) for span in spans for start, end in wrong)


def main() -> None:
    """Print the table, or what was missed and accused."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("codes", nargs="*")
    parser.add_argument("--folder", type=Path, default=CASES)
    parser.add_argument("--half", choices=("open", "sealed", "all"), default="all")
    parser.add_argument("--misses", action="store_true")
    asked = parser.parse_args()
    if asked.misses:
        asked.half = "open"
    part = {"open": slice(0, None, 2), "sealed": slice(1, None, 2), "all": slice(None)}[asked.half]
    print("code\twrong\tfound\tright\tfalse alarms")
    for path in sorted(asked.folder.glob("*.toml")):
        code, told = path.stem, tomllib.loads(path.read_text(encoding="utf-8"))
        cases = {kind: told[kind][part] for kind in ("wrong", "right")}
        if asked.codes and code not in asked.codes:
            continue
        missed = [case for case in cases["wrong"] if not is_found(code, case, *findings_of(code, case))]
        accused = [case for case in cases["right"] if findings_of(code, case)[1]]
        wrong, right = len(cases["wrong"]), len(cases["right"])
        print(f"{code}\t{wrong}\t{wrong - len(missed)}\t{right}\t{len(accused)}")
        for sign, case in [("-", case) for case in missed] + [("+", case) for case in accused]:
            if asked.misses:
                print(f"  {sign} {case['text']!r} @ {case.get('at')!r}")


if __name__ == "__main__":
    main()
