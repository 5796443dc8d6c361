"""F1 of Microsoft's Recognizers-Text (Chinese) on the same probe sentences, as a yardstick.

    python -m venv /tmp/peer && /tmp/peer/bin/pip install 'emoji<1.0' recognizers-text-suite
    PYTHONPATH=$(ls -d /tmp/peer/lib/python3*/site-packages) python evals/probe/peer.py

All its recognisers run, results inside longer ones are dropped, hedges are forgiven, and half a printed place too.
``strict`` wants the label's span; ``lenient`` also takes the number without its measure word, which the peer does not
know, and any value of a range's ends. Units are not compared.
"""

from __future__ import annotations

import datetime
import sys
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from drafter.text.periods import parse_period
from evals.figures_probe import DATED, HALVES, Label, Probe, amount, days, load

PLAIN = ("number", "ordinal", "percentage", "currency", "dimension", "age", "temperature")


def results(suite: Any, probe: Probe) -> list[Any]:
    """Return what the peer finds in a sentence, longest first where results overlap."""
    period = parse_period(probe.period)
    end = period.end if period else datetime.date(2022, 12, 31)
    reference = datetime.datetime(end.year, end.month, end.day)
    chinese = suite.Culture.Chinese
    found = [r for name in PLAIN for r in getattr(suite, f"recognize_{name}")(probe.text, chinese)]
    found += suite.recognize_datetime(probe.text, chinese, reference=reference)
    kept: list[Any] = []
    for result in sorted(found, key=lambda r: r.start - r.end):
        if all(result.end < other.start or other.end < result.start for other in kept):
            kept.append(result)
    return kept


def same_value(label: Label, result: Any) -> bool:
    """Return whether the peer's value is one the label allows."""
    resolution = result.resolution or {}
    for value in label.value.split(" or "):
        if value == "*":
            return True
        if label.kind in DATED:
            if any(days(value) == interval_of(row) for row in resolution.get("values") or ()):
                return True
            continue
        number = decimal(str(resolution.get("value", "")).rstrip("%"))
        ends = [amount(part.strip("<>=~+")) for part in value.split("..")]
        if label.kind == "fraction" and label.unit == "成" and number is not None:
            number /= 10
        if number is not None and any(abs(number - end) <= max(half, end / 1000) for end, half in ends):
            return True
    return False


def decimal(text: str) -> Decimal | None:
    """Return the number in ``text``, or None."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def interval_of(row: dict[str, str]) -> tuple[datetime.date, datetime.date] | None:
    """Return first and last day of a resolved date; the peer's ends are exclusive."""
    if "value" in row and row.get("type") == "date":
        day = datetime.date.fromisoformat(row["value"])
        return day, day
    if "start" in row and "end" in row and row.get("type") == "daterange":
        end = datetime.date.fromisoformat(row["end"]) - datetime.timedelta(days=1)
        return datetime.date.fromisoformat(row["start"]), end
    return None


def fits(label: Label, result: Any, *, lenient: bool) -> bool:
    """Return whether span and value of a result are the label's."""
    span = (result.start, result.end + 1)
    inside = any(start <= span[0] and span[1] <= end for start, end in label.spans)
    return (span in label.spans or (lenient and inside)) and same_value(label, result)


def score(suite: Any, half: str, *, lenient: bool) -> tuple[int, int, int]:
    """Return hits, results and labels of a half; marks that are left out count on neither side."""
    hits = found = wanted = 0
    for probe in load(half):
        neutral = [label.spans for label in probe.labels if label.kind == "?"]
        labels = [label for label in probe.labels if label.kind[0] not in "!?"]
        rows = [
            r
            for r in results(suite, probe)
            if not any(s <= r.end and r.start < e for spans in neutral for s, e in spans)
        ]
        hits += sum(any(fits(label, row, lenient=lenient) for row in rows) for label in labels)
        found += len(rows)
        wanted += len(labels)
    return hits, found, wanted


def main() -> int:
    """Print the peer's F1 a half, or that it is not installed."""
    try:
        import recognizers_suite as suite  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        print("the peer is not installed: pip install 'emoji<1.0' recognizers-text-suite in an environment of its own")
        return 2
    for half in HALVES:
        for lenient in (False, True):
            hits, found, wanted = score(suite, half, lenient=lenient)
            name = "lenient" if lenient else "strict"
            print(
                f"peer, half {half}, {name:8} F1 {2 * hits / (found + wanted):.4f} ({hits} of {wanted}, {found} found)"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
