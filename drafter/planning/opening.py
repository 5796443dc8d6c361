"""The opening's own facts: what the past report told before its first heading, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..lexicon.short_forms import in_full
from ..model import Document, Fact, Period
from ..patterns import lazy
from .assigning import role_said

# An opening sentence must hold this share of a fact's words, and more of them than any sentence below a heading.
HELD = 0.6
# An opening tells of the whole, in a sentence or two.
MOST = 3


# 高新区住房和城乡建设局: what such a house calls its yearly meeting goes by its trade.
_TRADE = lazy(r"^.*?[省市县区州旗盟](.{2,})(?:委员会|[局厅委办])$")
_DUTIES = lazy(r"^(?:本人)?(?:主要)?(?:分管|负责|协助分管)(?=[^\d]+$)")
_STRENGTH = lazy(r"^(?:现有|共有)?党支部\d+个[，、]党员\d+名$")


def opening_facts(
    facts: Sequence[Fact], pattern: Document | None, period: Period | None, house: str | None = None
) -> tuple[str, ...]:
    """Return the ids of the facts that belong in the opening: what ``pattern`` told there, the yearly meeting of the
    whole ``house``, who is in charge of what, how strong the party is.
    """
    found = {*_told_there(facts, pattern, period), *_of_the_whole(facts, house)}
    return tuple(fact.id for fact in facts if fact.id in found)[:MOST]


def _of_the_whole(facts: Sequence[Fact], house: str | None) -> list[str]:
    trade = _TRADE.match(house or "")
    yearly = re.compile(rf"全[省市县区局系统]*{re.escape(trade[1])}工作(?:会议|大会)" if trade else "(?!)")
    return [
        fact.id
        for fact in facts
        if role_said(fact) is None
        and (yearly.search(fact.text) or _DUTIES.match(fact.text) or _STRENGTH.match(fact.text))
    ]


def _told_there(facts: Sequence[Fact], pattern: Document | None, period: Period | None) -> tuple[str, ...]:
    if pattern is None:
        return ()
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
