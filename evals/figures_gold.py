"""Extraction F1 of the figure scanner on the labelled reports, by kind.

    python evals/figures_gold.py [--misses]    # DRAFTER_SHARED: the folder with gold/ and seeds/ (../shared)

Counted: checkable figures by exact span, and by value and unit for counts and ordinals, by resolved interval for
dates and periods. Left out on both sides: figures inside 《》 and those whose value was blanked (`masked`).
"""

from __future__ import annotations

import calendar
import json
import os
import re
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from drafter.model import Figure  # noqa: E402
from drafter.text.figures import find_figures  # noqa: E402
from drafter.text.periods import parse_period  # noqa: E402

TITLE = re.compile(r"《[^《》]*》")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many agree."""

    hits: int
    """Right span, value and unit."""
    found: int
    """What the scanner calls checkable."""
    wanted: int
    """What the labels call checkable."""

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.hits / (self.found + self.wanted) if self.found + self.wanted else 1.0


def score(shared: Path) -> tuple[dict[str, Tally], list[str]]:
    """Return the tally of each kind and of ``all``, and one line for every disagreement."""
    hits: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    misses: list[str] = []
    for path in sorted((shared / "gold").glob("[0-9]*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = next((shared / "seeds").glob(f"{path.stem}*")).read_text(encoding="utf-8")
        inside = [m.span() for m in TITLE.finditer(text)]
        rows = {
            (row["char_start"], row["char_end"]): row
            for row in gold["figures"]
            if not row.get("masked") and not within(inside, row["char_start"])
        }
        masked = {row["char_start"] for row in gold["figures"] if row.get("masked")}
        mine = {
            (f.span.start, f.span.end): f
            for f in find_figures(text, period=parse_period(gold["meta"]["period"]["label"]))
            if f.checkable and not within(inside, f.span.start) and f.span.start not in masked
        }
        labelled = {span: row for span, row in rows.items() if row["checkable"]}
        for span, row in labelled.items():
            wanted[row["kind"]] += 1
            if span in mine and agrees(row, mine[span]):
                hits[row["kind"]] += 1
            else:
                got = mine.get(span)
                misses.append(
                    f"{path.stem} {span[0]} missed {row['text']} {row['value']} {row['unit']}"
                    + (f" (read as {got.low} … {got.high} {got.unit})" if got else "")
                )
        for span, figure in mine.items():
            kind = labelled[span]["kind"] if span in labelled else figure.kind
            found[kind] += 1
            if span not in labelled:
                start, end = span
                misses.append(
                    f"{path.stem} {start} extra {text[max(0, start - 12) : start]}[{figure.text}]"
                    f"{text[end : end + 8]!r}"
                )
    kinds = {kind: Tally(hits=hits[kind], found=found[kind], wanted=wanted[kind]) for kind in sorted(found | wanted)}
    kinds["all"] = Tally(hits=sum(hits.values()), found=sum(found.values()), wanted=sum(wanted.values()))
    return kinds, misses


def within(spans: list[tuple[int, int]], at: int) -> bool:
    """Return whether ``at`` lies inside one of ``spans``."""
    return any(start <= at < end for start, end in spans)


def agrees(row: dict[str, Any], figure: Figure) -> bool:
    """Return whether value and unit (counts, ordinals) or the resolved days (dates, periods) agree with the label."""
    if row["kind"] in ("date", "period"):
        days = interval(row["value"])
        return days is None or days == (figure.low, figure.high)
    return figure.low == figure.high == row["value"] and figure.unit == row["unit"]


def interval(label: str) -> tuple[date, date] | None:
    """Return the days of 2022, 2022H1, 2022Q1, 2022-05, 2022-05-18 or a range of days; None for a frequency (P1M)."""
    if label.startswith("P"):
        return None
    if re.fullmatch(r"\d{4}-\d{2}", label):
        year, month = int(label[:4]), int(label[5:])
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    if m := re.fullmatch(r"(\d{4})(?:H([12])|Q([1-4]))?", label):
        first, last = 1, 12
        if m[2]:
            first, last = (1, 6) if m[2] == "1" else (7, 12)
        if m[3]:
            first, last = int(m[3]) * 3 - 2, int(m[3]) * 3
        return date(int(m[1]), first, 1), date(int(m[1]), last, calendar.monthrange(int(m[1]), last)[1])
    start, _, end = label.partition("/")
    return date.fromisoformat(start), date.fromisoformat(end or start)


def main() -> int:
    """Print the table; with ``--misses`` every disagreement."""
    shared = Path(os.environ.get("DRAFTER_SHARED", ROOT.parent / "shared"))
    if not (shared / "gold").is_dir():
        print(f"no labelled reports in {shared}: set DRAFTER_SHARED")
        return 2
    kinds, misses = score(shared)
    print(f"{'kind':10}{'F1':>8}{'hits':>7}{'found':>7}{'wanted':>8}")
    for kind, tally in kinds.items():
        print(f"{kind:10}{tally.f1:8.4f}{tally.hits:7}{tally.found:7}{tally.wanted:8}")
    if "--misses" in sys.argv[1:]:
        print("\n".join(misses))
    return 0


if __name__ == "__main__":
    sys.exit(main())
