"""F1 of the figure scanner on sentences written for it, by half and kind, and the share of decoys it takes for figures.

    python evals/figures_probe.py [--misses [a|b]] [--json]      the halves that are open
    python evals/figures_probe.py c                              the sealed one: once, to report, not to iterate

``probe/half_a.jsonl`` and ``half_b.jsonl`` are tuned on: b was sealed until its misses were read (F1 .979 then).
``half_c.jsonl`` is sealed. All were written before their author looked at the scanner.
One record a line: ``{"period": the report's period, "text": the sentence with its labels}``.

A label is ``[text|kind|value|unit]``; ``[text|kind]`` reads value and unit off Arabic digits by itself,
``[text|!kind]`` is a decoy, ``[text|?]`` is left out on both sides. ``(…)`` inside the text may belong to the figure
or not. Values: ``41``, ``12.8亿``, ``5..8``, ``2022H1``, ``2022-05``, days with ``..``, ``*`` for any, alternatives
with `` or ``. Senses: ``>`` over, ``>=`` at least, ``<`` under, ``<=`` at most, ``~`` about, ``30+`` thirty and some;
a sense without a number takes the number printed. Half a printed place around a value is part of it.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from drafter.model import Figure  # noqa: E402
from drafter.text.figures import find_figures  # noqa: E402
from drafter.text.periods import parse_period  # noqa: E402
from evals.figures_gold import Tally, interval  # noqa: E402

OPEN, SEALED = ("a", "b"), ("c",)
HALVES = {half: ROOT / "evals" / "probe" / f"half_{half}.jsonl" for half in (*OPEN, *SEALED)}
LABEL = re.compile(r"\[([^\[\]|]+)\|([^\[\]]+)\]")
PRINTED = re.compile(r"([-－]?[\d,.]+)(余|多|几)?([百千]?[万亿])?(余|多|几)?(.*)")
NUMBER = re.compile(r"(-?[\d.]+)([百千]?[万亿]|[百千])?")
SCALES = {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
PER = {"%": 100, "‰": 1000}
DATED = ("date", "period")
EXACT = ("count", "ordinal")
HALF_PLACE = ("percent", "points", "fraction")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What one marked stretch of a probe sentence says."""

    spans: frozenset[tuple[int, int]]
    """Where it may stand; more than one where the text leaves it open."""
    text: str
    """The characters, optional ones included."""
    kind: str
    """A figure kind, ``!`` and a decoy's kind, or ``?``."""
    value: str
    """The value in the file's notation."""
    unit: str
    """Units that are right, `` or `` between them; ``*`` for any."""

    def overlaps(self, figure: Figure) -> bool:
        """Return whether ``figure`` shares a character with the widest span."""
        start, end = min(s for s, _ in self.spans), max(e for _, e in self.spans)
        return figure.span.start < end and start < figure.span.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """One sentence with its labels."""

    period: str
    """What the report covers."""
    text: str
    """The sentence without its marks."""
    labels: tuple[Label, ...]
    """Labels in reading order."""


def load(half: str) -> tuple[Probe, ...]:
    """Return the sentences of a half (``a``, ``b``, ``c``); ValueError for a label that cannot be read."""
    rows = (json.loads(line) for line in HALVES[half].read_text(encoding="utf-8").splitlines())
    return tuple(parse(row["period"], row["text"]) for row in rows)


def parse(period: str, marked: str) -> Probe:
    """Return the probe that a marked sentence stands for."""
    labels, plain, at = [], "", 0
    for mark in LABEL.finditer(marked):
        plain += marked[at : mark.start()]
        words, at, start = mark[1], mark.end(), len(plain)
        core = re.fullmatch(r"(?:\(([^()]+)\))?([^()]+)(?:\(([^()]+)\))?", words)
        if core is None:
            raise ValueError(f"unreadable label {mark[0]}")
        before, body, after = core[1] or "", core[2], core[3] or ""
        plain += before + body + after
        inner = start + len(before)
        spans = frozenset((s, e) for s in (start, inner) for e in (inner + len(body), len(plain)))
        kind, value, unit = read_value(body, mark[2])
        labels.append(Label(spans=spans, text=before + body + after, kind=kind, value=value, unit=unit))
    plain += marked[at:]
    if set("[]|") & set(plain):
        raise ValueError(f"unbalanced marks in {marked}")
    return Probe(period=period, text=plain, labels=tuple(labels))


def read_value(body: str, spec: str) -> tuple[str, str, str]:
    """Return kind, value and unit of a label, read off the digits where the label leaves them out."""
    kind, *rest = spec.split("|")
    value, unit = (*rest, "", "")[:2]
    if kind.startswith(("!", "?")) or (value and len(rest) > 1) or kind in DATED:
        return kind, value, unit
    printed = PRINTED.fullmatch(unicodedata.normalize("NFKC", body))
    if printed is None or value not in ("", ">", ">=", "<", "<=", "~", "+"):
        raise ValueError(f"label needs value and unit: {body}|{spec}")
    number = printed[1].replace(",", "") + (printed[3] or "")
    return kind, number + "+" if value == "+" else value + number, printed[5]


def amount(text: str) -> tuple[Decimal, Decimal]:
    """Return the number and half of its last printed place, scales multiplied out."""
    found = NUMBER.fullmatch(text)
    if found is None:
        raise ValueError(f"not a number: {text}")
    scale = Decimal(1)
    for char in found[2] or "":
        scale *= SCALES[char]
    exponent = Decimal(found[1]).as_tuple().exponent
    return Decimal(found[1]) * scale, Decimal(5).scaleb(int(exponent) - 1) * scale


def agrees(label: Label, figure: Figure) -> bool:
    """Return whether value and unit of ``figure`` are what the label says; its span is not looked at."""
    if label.kind in DATED:
        return any(value == "*" or days(value) == (figure.low, figure.high) for value in label.value.split(" or "))
    share = label.kind == "fraction" and label.unit == "" and figure.unit in PER
    units = label.unit.split(" or ")
    if not share and "*" not in units and unicodedata.normalize("NFKC", figure.unit) not in units:
        return False
    if label.value == "*":
        return True
    if not isinstance(figure.low, Decimal | int) or not isinstance(figure.high, Decimal | int):
        return False
    ratio = PER[figure.unit] if share else 1
    low, high = Decimal(figure.low) / ratio, Decimal(figure.high) / ratio
    return any(fits(label.kind, value, low, high) for value in label.value.split(" or "))


def days(value: str) -> tuple[date, date] | None:
    """Return first and last day of a dated label."""
    first, _, last = value.partition("..")
    begin, end = interval(first), interval(last or first)
    return (begin[0], end[1]) if begin and end else None


def fits(kind: str, value: str, low: Decimal, high: Decimal) -> bool:
    """Return whether an interval is what the value's notation allows."""
    if ".." in value:
        (first, half_first), (last, half_last) = (amount(part) for part in value.split(".."))
        return within(low, first, half_first) and within(high, last, half_last)
    sense = next((s for s in (">=", "<=", ">", "<", "~") if value.startswith(s)), "+" if value.endswith("+") else "")
    number, half = amount(value.strip("<>=~+"))
    if kind == "fraction" and number < 1:
        half = max(half, number / 1000)
    match sense:
        case ">" | ">=":
            return within(low, number, half) and high > number
        case "<" | "<=":
            return within(high, number, half) and low < number
        case "~":
            return low < number < high and high - low <= number / 2
        case "+":
            return (within(low, number, half) or low == number + 1) and number < high <= 2 * number
    if high - low == 0:
        whole = number == number.to_integral_value() and half <= Decimal("0.5")
        if kind == "fraction" and number < 1:
            return abs(low - number) <= half
        # All of it is all of it: a hundred per cent has no half place to give.
        return low == number and (kind in EXACT or (whole and kind not in HALF_PLACE) or number == 100)
    if kind == "fraction" and number < 1:
        return low < number < high and high - low <= 2 * half
    return (low, high) == (number - half, number + half) and (kind not in EXACT or half != Decimal("0.5"))


def within(end: Decimal, number: Decimal, half: Decimal) -> bool:
    """Return whether an interval's end is the number, half a place taken or added."""
    return abs(end - number) <= half


def score(half: str) -> tuple[dict[str, Tally], tuple[int, int], list[str]]:
    """Return the tally by kind and ``all``, decoys taken for figures of how many, and a line a disagreement."""
    hits: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    decoys, taken, misses = 0, 0, []
    for probe in load(half):
        figures = [f for f in find_figures(probe.text, period=parse_period(probe.period)) if f.checkable]
        for kind, result, note in compare(probe, figures):
            match result:
                case "decoy" | "taken":
                    decoys += 1
                    taken += result == "taken"
                case "extra":
                    found[kind] += 1
                case _:
                    wanted[kind] += 1
                    hits[kind] += result == "hit"
                    found[kind] += result in ("hit", "wrong")
            if note:
                misses.append(f"{half} {result:6}{note}  ｜{probe.text}")
    kinds = {kind: Tally(hits=hits[kind], found=found[kind], wanted=wanted[kind]) for kind in sorted(found | wanted)}
    kinds["all"] = Tally(hits=hits.total(), found=found.total(), wanted=wanted.total())
    return kinds, (taken, decoys), misses


def compare(probe: Probe, figures: list[Figure]) -> Iterator[tuple[str, str, str]]:
    """Yield kind, result and note of every label, then of every figure that no label asks for."""
    by_span = {(f.span.start, f.span.end): f for f in figures}
    used: set[tuple[int, int]] = set()
    for label in probe.labels:
        if label.kind.startswith("?"):
            continue
        if label.kind.startswith("!"):
            over = next((f for f in figures if label.overlaps(f)), None)
            yield label.kind, "taken" if over else "decoy", f"{label.text} as {over.text} {over.kind}" if over else ""
            continue
        span = next((s for s in label.spans if s in by_span), None)
        if span is None:
            yield label.kind, "missed", f"{label.text} {label.kind}"
            continue
        used.add(span)
        figure = by_span[span]
        good = agrees(label, figure)
        note = f"{label.text} {label.value} {label.unit} read {figure.low}..{figure.high} {figure.unit} {figure.hedge}"
        yield label.kind, "hit" if good else "wrong", "" if good else note
    neutral = [label for label in probe.labels if label.kind == "?"]
    for span, figure in by_span.items():
        if span not in used and not any(label.overlaps(figure) for label in neutral):
            yield figure.kind, "extra", f"{figure.text} {figure.kind}"


def main() -> int:
    """Print a table a half; with ``--misses`` every disagreement, with ``--json`` the numbers alone."""
    chosen = [arg for arg in sys.argv[1:] if arg in HALVES] or list(OPEN)
    table = {}
    for half in chosen:
        kinds, (taken, decoys), misses = score(half)
        table[half] = {kind: round(tally.f1, 4) for kind, tally in kinds.items()} | {"decoys": f"{taken}/{decoys}"}
        if "--json" in sys.argv[1:]:
            continue
        print(f"half {half}\n{'kind':10}{'F1':>8}{'hits':>7}{'found':>7}{'wanted':>8}")
        for kind, tally in kinds.items():
            print(f"{kind:10}{tally.f1:8.4f}{tally.hits:7}{tally.found:7}{tally.wanted:8}")
        print(f"decoys taken for figures: {taken} of {decoys} ({taken / decoys:.1%})\n")
        if "--misses" in sys.argv[1:] and half not in SEALED:
            print("\n".join(misses))
    if "--json" in sys.argv[1:]:
        print(json.dumps(table, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
