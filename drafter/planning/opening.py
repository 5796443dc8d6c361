"""The opening's own facts: what the past report told before its first heading, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..lexicon.short_forms import in_full
from ..model import Document, Fact, Period
from .assigning import role_said

# An opening sentence must hold this share of a fact's words, and more of them than any sentence below a heading.
HELD = 0.6
# An opening tells of the whole, in a sentence or two.
MOST = 3


def opening_facts(facts: Sequence[Fact], pattern: Document, period: Period | None) -> tuple[str, ...]:
    """Return the ids of the facts that ``pattern`` would tell in its opening."""
    first = min((section.extent.start for section in pattern.sections if section.level == 1), default=0)
    before = [_words(pattern.quote(one.span)) for one in pattern.sentences if one.span.end <= first]
    below = [_words(pattern.quote(one.span)) for one in pattern.sentences if one.span.end > first]
    found = []
    for fact in facts:
        words = _words(in_full(fact.text, period))
        if role_said(fact) or len(words) < 3 or not fact.figures:
            continue
        inside = _held(words, before)
        if inside >= HELD and inside > _held(words, below):
            found.append(fact.id)
    return tuple(found[:MOST])


def _words(text: str) -> set[str]:
    """Return bigrams across the figures: the unit stays beside what it counts (党员〔130〕名)."""
    pieces = re.split(r"[\W_]+", re.sub(r"[\d.]+", "", text))
    return {piece[i : i + 2] for piece in pieces for i in range(len(piece) - 1)}


def _held(words: set[str], sentences: Sequence[set[str]]) -> float:
    return max((len(words & sentence) / len(words) for sentence in sentences), default=0.0)
