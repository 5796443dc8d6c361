"""What a figure is about, as weighted character pairs: the words next to it count most, its sentence less."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model import Figure, Sentence
from .grounding_lists import respective

NEAR, RIGHT, CLAUSE, BEFORE, AFTER, OUTER = 1.0, 0.7, 0.45, 0.25, 0.12, 0.15
"""Weights: left of the figure up to its clause's start, right of it, the clause before, earlier and later clauses,
and what the sentence hangs on (headings, the sentence before)."""

_CLAUSE_END = re.compile(r"[，,；;：:。！？!?\n（(]")
_WORDS = re.compile(r"[一-鿿A-Za-z]+")
_REACH_LEFT, _REACH_RIGHT, _REACH_OUTER = 40, 16, 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the words around a figure say of it."""

    near: str
    """The words left and right of it within its own clause, other figures left out."""
    weights: dict[str, float]
    """Weight of every character pair around it; the largest where a pair occurs twice."""
    close: dict[str, float]
    """The pairs of ``near`` with their weights."""


def pairs(text: str) -> Iterator[str]:
    """Yield the character pairs inside each run of words of ``text``; a run of one character yields itself."""
    for run in _WORDS.findall(text):
        if len(run) == 1:
            yield run
        for i in range(len(run) - 1):
            yield run[i : i + 2]


def contexts(
    text: str, figures: Sequence[Figure], sentences: Sequence[Sentence], outer: Sequence[str] | None = None
) -> tuple[Context, ...]:
    """Return the context of each of ``figures`` (in reading order) in ``text``.

    ``sentences`` bound how far a context reaches; without any the whole text is one sentence. ``outer`` gives for each
    sentence what it hangs on.
    """
    own = respective(text, figures)
    found = []
    place = 0
    for index, figure in enumerate(figures):
        while place + 1 < len(sentences) and sentences[place + 1].span.start <= figure.span.start:
            place += 1
        start, end = (sentences[place].span.start, sentences[place].span.end) if sentences else (0, len(text))
        if not start <= figure.span.start < end:
            start, end = max(0, figure.span.start - _REACH_LEFT), min(len(text), figure.span.end + _REACH_LEFT)
        before = figures[index - 1].span.end if index else 0
        after = figures[index + 1].span.start if index + 1 < len(figures) else len(text)
        found.append(_context(text, figure, start, end, before, after, outer[place] if outer else "", own.get(index)))
    return tuple(found)


def _context(
    text: str, figure: Figure, start: int, end: int, before: int, after: int, outer: str, own: str | None
) -> Context:
    left_start = max(start, before, figure.span.start - _REACH_LEFT)
    left = text[left_start : figure.span.start]
    cut = 0
    for match in _CLAUSE_END.finditer(left):
        cut = match.end()
    near_left = left[cut:] if own is None else own
    right_end = min(end, after, figure.span.end + _REACH_RIGHT)
    right = text[figure.span.end : right_end]
    stop = _CLAUSE_END.search(right)
    near_right = right[: stop.start()] if stop else right
    close = {**dict.fromkeys(pairs(near_right), RIGHT), **dict.fromkeys(pairs(near_left), NEAR)}
    weights: dict[str, float] = {}
    parts = (
        (near_left, NEAR),
        (near_right, RIGHT),
        (text[max(start, left_start + cut - _REACH_LEFT) : left_start + cut], CLAUSE),
        (text[max(start, figure.span.start - _REACH_OUTER) : figure.span.start], BEFORE),
        (text[figure.span.end : min(end, figure.span.end + _REACH_OUTER)], AFTER),
        (outer, OUTER),
    )
    for part, weight in parts:
        for pair in pairs(part):
            if weights.get(pair, 0.0) < weight:
                weights[pair] = weight
    return Context(near=near_left + near_right, weights=weights, close=close)
