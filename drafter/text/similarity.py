"""How alike two pieces of Chinese text are, and where they differ."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

from ..model import Span

Change = Literal["equal", "replace", "delete", "insert"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """One stretch of an alignment between a left and a right text."""

    change: Change
    """equal, replace, delete (only left has it), insert (only right has it)."""
    left: Span
    """Where it stands on the left."""
    right: Span
    """Where it stands on the right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One of several choices, and how like the query it is."""

    index: int
    """Place among the choices."""
    ratio: float
    """As `ratio` gives it, 0 to 1."""


def fold(text: str) -> str:
    """Return ``text`` for matching only: NFKC, lower case, no white space. Offsets do not survive."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def ratio(left: str, right: str, cutoff: float = 0.0) -> float:
    """Return 0 to 1: twice the longest common subsequence over both lengths; 0 where it is below ``cutoff``."""
    return float(fuzz.ratio(left, right, score_cutoff=cutoff * 100)) / 100


def best_matches(text: str, choices: Sequence[str], *, limit: int = 5, cutoff: float = 0.0) -> tuple[Match, ...]:
    """Return at most ``limit`` choices with `ratio` of at least ``cutoff``, best first, ties in given order."""
    found = process.extract(text, choices, scorer=fuzz.ratio, limit=limit, score_cutoff=cutoff * 100)
    return tuple(Match(index=index, ratio=score / 100) for _, score, index in found)


def align(left: str, right: str) -> tuple[Aligned, ...]:
    """Return the stretches that turn ``left`` into ``right``, in order, covering both texts without gaps."""
    merged: list[tuple[Change, int, int, int, int]] = []
    for step in Indel.opcodes(left, right):
        a, b, c, d = step.src_start, step.src_end, step.dest_start, step.dest_end
        if merged and step.tag != "equal" and merged[-1][0] != "equal":
            # a deletion beside an insertion is what a reader calls a replacement
            _, a, _, c, _ = merged.pop()
        merged.append((_change(a, b, c, d) if step.tag != "equal" else "equal", a, b, c, d))
    return tuple(
        Aligned(change=change, left=Span(start=a, end=b), right=Span(start=c, end=d)) for change, a, b, c, d in merged
    )


def show_diff(left: str, right: str) -> str:
    """Return both texts as one line, with [-what only left has-] and {+what only right has+} marked."""
    parts: list[str] = []
    for step in align(left, right):
        old, new = step.left.of(left), step.right.of(right)
        if step.change == "equal":
            parts.append(old)
            continue
        parts.append(f"[-{old}-]" if old else "")
        parts.append(f"{{+{new}+}}" if new else "")
    return "".join(parts)


def longest_common_run(left: str, right: str) -> tuple[Span, Span]:
    """Return where the longest stretch common to both stands in each (the first of equals); empty spans for none."""
    best, end_left, end_right = 0, 0, 0
    row = [0] * (len(right) + 1)
    for i, character in enumerate(left, 1):
        diagonal = 0
        for j, other in enumerate(right, 1):
            diagonal, row[j] = row[j], diagonal + 1 if character == other else 0
            if row[j] > best:
                best, end_left, end_right = row[j], i, j
    return Span(start=end_left - best, end=end_left), Span(start=end_right - best, end=end_right)


def shingles(text: str, size: int) -> frozenset[str]:
    """Return the set of ``size``-character pieces of ``text``; the whole text where it is shorter, none for ''."""
    if len(text) <= size:
        return frozenset((text,)) if text else frozenset()
    return frozenset(text[i : i + size] for i in range(len(text) - size + 1))


def bigrams(text: str) -> frozenset[str]:
    """Return the set of character pairs of ``text`` without white space."""
    return shingles("".join(text.split()), 2)


def dice(left: frozenset[str], right: frozenset[str]) -> float:
    """Return 0 to 1: the share both sets have in common; 0 where either is empty."""
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


def containment(part: frozenset[str], whole: frozenset[str]) -> float:
    """Return 0 to 1: how much of ``part`` is in ``whole``; 0 for an empty ``part``."""
    return len(part & whole) / len(part) if part else 0.0


def _change(a: int, b: int, c: int, d: int) -> Change:
    if a == b:
        return "insert"
    return "delete" if c == d else "replace"
