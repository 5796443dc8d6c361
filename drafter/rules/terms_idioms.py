"""TRM003: four-letter phrases in which one letter gave way to another that sounds or looks like it."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from ..lexicon import Lexicon
from ..lexicon.lookup import Lookup
from ..lexicon.sounds import alike
from ..model import Span

_SIZE = 4


@dataclass(frozen=True, kw_only=True)
class _Idioms:
    halves: Lookup[tuple[int, str]]
    """(where the half stands in it, the phrase) by halves: one wrong letter leaves the other half as it is."""
    right: frozenset[str]
    """What is no slip."""


@functools.lru_cache(maxsize=8)
def _idioms(lexicon: Lexicon) -> _Idioms:
    fixed = [word for word in dict.fromkeys(str(lexicon.tables.get("fixed_idioms", "")).split()) if len(word) == _SIZE]
    half = _SIZE // 2
    return _Idioms(
        halves=Lookup((word[at : at + half], (at, word)) for word in fixed for at in (0, half)),
        right=frozenset((*fixed, *str(lexicon.tables.get("also_right", "")).split())),
    )


def idiom_slips(text: str, lexicon: Lexicon) -> Iterator[tuple[Span, str]]:
    """Yield (where, the phrase as it should be) of four letters that are one likely slip away from a phrase."""
    idioms = _idioms(lexicon)
    for place, _, (at, phrase) in idioms.halves.hits(text):
        start = place - at
        written = text[start : start + _SIZE] if start >= 0 else ""
        if len(written) < _SIZE or written in idioms.right:
            continue
        wrong = [pair for pair in zip(written, phrase, strict=True) if pair[0] != pair[1]]
        if len(wrong) == 1 and alike(*wrong[0]):
            yield Span(start=start, end=start + _SIZE), phrase
