"""Words of another house left over in a report (DUP004): how many are found, how many mended sentences are accused.

    python evals/reuse_residue.py [--misses]

Each case is a short report of 衡川市住房和城乡建设局 with one sentence taken from 宁丰县交通运输局, its word left in or
mended. Prints one JSON line: found and wrongly accused of each sort.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from drafter.model import Document, Draft, Past, Source
from drafter.rules import review_draft
from drafter.text.documents import build_document
from drafter.text.reuse import build_past

CASES = Path(__file__).with_suffix(".toml")
OURS, THEIRS = "衡川市住房和城乡建设局", "宁丰县交通运输局"
FRAME = (
    "衡川市住房和城乡建设局上半年工作总结\n"
    "今年以来，局党组认真落实市委、市政府部署，党组书记带头抓落实，局党组会议专题研究八次，全市住建工作平稳推进。\n"
    "{sentence}\n"
    "下半年，局党组将继续按照市委要求，抓好全市供水供热保障。\n"
)


def report(sentence: str) -> Document:
    """Return our report with ``sentence`` in it."""
    return build_document(FRAME.format(sentence=sentence), source=Source(organisation=OURS, title="上半年工作总结"))


def accused(sentence: str, past: Past) -> bool:
    """Return whether DUP004 marks anything in that sentence of our report."""
    document = report(sentence)
    start = document.text.index(sentence)
    findings = review_draft(Draft.of(document), past=past, select=("DUP004",)).findings
    return any(start <= finding.span.start < start + len(sentence) for finding in findings)


def cases() -> Iterator[tuple[str, str, str]]:
    """Yield (sort, sentence with the other house's word, the same mended)."""
    for sort, table in tomllib.loads(CASES.read_text(encoding="utf-8")).items():
        for one in table["sentences"]:
            if sort == "level":
                yield sort, one[0], one[1]
            else:
                yield sort, one.format(x=table["wrong"]), one.format(x=table["right"])


def measure() -> tuple[dict[str, dict[str, int]], list[tuple[str, str]]]:
    """Return, by sort, cases, found, accused; and what was missed or accused wrongly."""
    rows: dict[str, dict[str, int]] = {}
    misses: list[tuple[str, str]] = []
    for sort, wrong, right in cases():
        row = rows.setdefault(sort, {"cases": 0, "found": 0, "accused": 0})
        theirs = build_document(f"{THEIRS}工作总结\n{wrong}\n", source=Source(organisation=THEIRS, title="工作总结"))
        past = build_past([theirs])
        row["cases"] += 1
        row["found"] += (hit := accused(wrong, past))
        row["accused"] += (false := accused(right, past))
        misses.extend(("missed", wrong) for _ in range(not hit))
        misses.extend(("accused", right) for _ in range(false))
    return rows, misses


def main() -> None:
    """Run it and print the figures."""
    rows, misses = measure()
    print(json.dumps(rows, ensure_ascii=False))
    for row in misses if "--misses" in sys.argv else ():
        print(*row, sep="\t")


if __name__ == "__main__":
    main()
