"""Verdicts that people gave on real reports: rule_verdicts.tsv, rule_fixes.tsv, gold_defects.toml → probes.

The verdicts name file, offset and length, never the words; the reports lie elsewhere (``texts``), and where they are
not on this machine there are no probes from them.
"""

from __future__ import annotations

import csv
import json
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..model import Span
from .probes import Paper, Probe

VERDICTS, FIXES, GOLD = "rule_verdicts.tsv", "rule_fixes.tsv", "gold_defects.toml"
WORDING = ("DUP", "DAT", "NUM", "PUN", "NAM", "TRM", "FMT", "SEC")
"""Families the verdicts are about: those that need no facts."""


def judged_papers(folder: Path, texts: Path) -> tuple[Paper, ...]:
    """Return the reports below ``texts`` that verdicts in ``folder`` speak of, with a probe a verdict."""
    files = {path.stem: path for path in sorted(texts.rglob("*.txt"))}
    probes: defaultdict[str, list[Probe]] = defaultdict(list)
    for row in _rows(folder / VERDICTS):
        probes[row["file"]].append(_probe("verdict", row, right="true"))
    for row in _rows(folder / FIXES):
        if row["verdict"] and row["kind"] == "safe":
            probes[row["file"]].append(_probe("fix", row, right="slip"))
    papers = [
        Paper(
            name=stem, cluster=stem, text=files[stem].read_text(encoding="utf-8"), probes=tuple(found), select=WORDING
        )
        for stem, found in sorted(probes.items())
        if stem in files
    ]
    return (*papers, *_gold(folder / GOLD, texts))


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _probe(origin: Any, row: Mapping[str, str], *, right: str) -> Probe:
    start, length = int(row["offset"]), int(row["length"])
    return Probe(
        id=f"{origin}/{row['code']}/{row['file']}/{start}+{length}", rule=row["code"], codes=(row["code"],),
        wrong=row["verdict"] == right, origin=origin, at=Span(start=start, end=start + max(length, 1)),
    )  # fmt: skip


def _gold(path: Path, texts: Path) -> list[Paper]:
    """Return the reports two readers marked: defects both saw, one of them sure, that a machine could see."""
    if not path.is_file() or not (texts / "gold").is_dir():
        return []
    families: Mapping[str, list[str]] = tomllib.loads(path.read_text(encoding="utf-8"))["families"]
    papers = []
    for marked in sorted((texts / "gold").glob("[0-9]*.json")):
        report = next((texts / "seeds").glob(f"{marked.stem}_*.txt"), None)
        notes = texts / "facts" / f"{marked.stem}.md"
        if report is None:
            continue
        defects = json.loads(marked.read_text(encoding="utf-8"))["defects"]
        probes = tuple(_defect(marked.stem, one, families) for one in defects if _counts(one))
        facts = notes.read_text(encoding="utf-8") if notes.is_file() else None
        text = report.read_text(encoding="utf-8")
        papers.append(Paper(name=f"gold/{marked.stem}", cluster=report.stem, text=text, probes=probes, facts=facts))
    return papers


def _counts(defect: Mapping[str, Any]) -> bool:
    sure = "high" in (defect["confidence"], defect.get("confidence_2"))
    return defect["readers"] == 2 and sure and defect["machine_checkable"] in ("deterministic", "needs_lexicon")


def _defect(stem: str, defect: Mapping[str, Any], families: Mapping[str, list[str]]) -> Probe:
    kind = defect["rule"]
    at = Span(start=defect["char_start"], end=max(defect["char_end"], defect["char_start"] + 1))
    return Probe(
        id=f"gold/{kind}/{stem}/{at.start}-{at.end}", rule=kind, codes=tuple(families[kind]), wrong=True,
        origin="gold", at=at, slack=1,
    )  # fmt: skip
