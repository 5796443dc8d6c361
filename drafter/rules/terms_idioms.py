"""TRM003: four-letter phrases in which one letter gave way to another that sounds or looks like it."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from ..lexicon import Lexicon
from ..lexicon.sounds import alike
from ..model import Span

_SIZE = 4


class _Idioms(NamedTuple):
    first: dict[str, tuple[dict[str, list[str]], dict[str, list[str]]]]
    """Phrases by their first half, then by the fourth letter, and by the third: one wrong letter leaves both."""
    last: dict[str, tuple[dict[str, list[str]], dict[str, list[str]]]]
    """Phrases by their last half, then by the first letter, and by the second."""
    right: frozenset[str]
    """What is no slip."""


@functools.lru_cache(maxsize=8)
def _idioms(lexicon: Lexicon) -> _Idioms:
    fixed = [word for word in dict.fromkeys(str(lexicon.tables.get("fixed_idioms", "")).split()) if len(word) == _SIZE]
    first: dict[str, tuple[dict[str, list[str]], dict[str, list[str]]]] = {}
    last: dict[str, tuple[dict[str, list[str]], dict[str, list[str]]]] = {}
    for word in fixed:
        for halves, half, letters in ((first, word[:2], (word[3], word[2])), (last, word[2:], (word[0], word[1]))):
            for keyed, letter in zip(halves.setdefault(half, ({}, {})), letters, strict=True):
                keyed.setdefault(letter, []).append(word)
    return _Idioms(
        first=first, last=last, right=frozenset((*fixed, *str(lexicon.tables.get("also_right", "")).split()))
    )


def idiom_heads(lexicon: Lexicon) -> frozenset[str]:
    """Return the pairs of letters that `idiom_slips` wants to know the places of."""
    idioms = _idioms(lexicon)
    return frozenset(idioms.first.keys() | idioms.last.keys())


def idiom_slips(text: str, lexicon: Lexicon, pairs: Mapping[str, Sequence[int]]) -> Iterator[tuple[Span, str]]:
    """Yield (where, the phrase as it should be) of four letters that are one likely slip away from a phrase."""
    idioms, last = _idioms(lexicon), len(text) - _SIZE
    for halves, shift, near, far in ((idioms.first, 0, 2, 3), (idioms.last, 2, 1, 0)):
        for half in halves.keys() & pairs.keys():
            by_far, by_near = halves[half]
            for place in pairs[half]:
                start = place - shift
                if not 0 <= start <= last:
                    continue
                phrases = (*by_far.get(text[start + far], ()), *by_near.get(text[start + near], ()))
                written = text[start : start + _SIZE] if phrases else ""
                for phrase in phrases:
                    wrong = [pair for pair in zip(written, phrase, strict=True) if pair[0] != pair[1]]
                    if len(wrong) == 1 and alike(*wrong[0]) and written not in idioms.right:
                        yield Span(start=start, end=start + _SIZE), phrase
