"""How alike two pieces of Chinese text are, and where they differ."""

from __future__ import annotations

from typing import Literal, NamedTuple

from ..model import Span

Change = Literal["equal", "replace", "delete", "insert"]


class Aligned(NamedTuple):
    """One stretch of an alignment between a left and a right text."""

    change: Change
    """equal, replace, delete (only left has it), insert (only right has it)."""
    left: Span
    """Where it stands on the left."""
    right: Span
    """Where it stands on the right."""


def ratio(left: str, right: str, cutoff: float = 0.0) -> float:
    """Return 0 to 1: twice the longest common subsequence over both lengths; 0 where it is below ``cutoff``."""
    from rapidfuzz import fuzz  # takes long to load, and most reports have nothing that is alike

    return float(fuzz.ratio(left, right, score_cutoff=cutoff * 100)) / 100


def align(left: str, right: str) -> tuple[Aligned, ...]:
    """Return the stretches that turn ``left`` into ``right``, in order, covering both texts without gaps."""
    from rapidfuzz.distance import Indel

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


def say_diff(left: str, right: str, most: int = 6) -> str:
    """Return in words how ``right`` differs from ``left``, at most ``most`` places: “十二件”改为“35件”、多出“已”."""
    said: list[str] = []
    for step in align(left, right):
        old, new = step.left.of(left), step.right.of(right)
        if step.change == "replace":
            said.append(f"“{old}”改为“{new}”")
        elif step.change != "equal":
            said.append(f"少了“{old}”" if old else f"多出“{new}”")
    more = f"等{len(said)}处" if len(said) > most else ""
    return "、".join(said[:most]) + more


def shingles(text: str, size: int) -> frozenset[str]:
    """Return the set of ``size``-character pieces of ``text``; the whole text where it is shorter, none for ''."""
    if len(text) <= size:
        return frozenset((text,)) if text else frozenset()
    return frozenset(text[i : i + size] for i in range(len(text) - size + 1))


def bigrams(text: str) -> frozenset[str]:
    """Return the set of character pairs of ``text`` without white space."""
    return shingles("".join(text.split()), 2)


def containment(part: frozenset[str], whole: frozenset[str]) -> float:
    """Return 0 to 1: how much of ``part`` is in ``whole``; 0 for an empty ``part``."""
    return len(part & whole) / len(part) if part else 0.0


def _change(a: int, b: int, c: int, d: int) -> Change:
    if a == b:
        return "insert"
    return "delete" if c == d else "replace"
