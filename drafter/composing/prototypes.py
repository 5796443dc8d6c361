"""Prototypes: the past sentences nearest to a note; only they may lend their wording to a part of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ..patterns import lazy

_NOISE = lazy(r"[\d\s.,%\W]+")
# A past sentence is a prototype when it holds at least this share of the note's words.
LIKE, MOST = 0.42, 6


class Prototypes:
    """Past sentences by their bigrams."""

    def __init__(self, sentences: Sequence[str]) -> None:
        """Index ``sentences``; a sentence is known by its number."""
        self._holding: dict[str, list[int]] = defaultdict(list)
        for number, sentence in enumerate(sentences):
            for gram in _grams(sentence):
                self._holding[gram].append(number)

    def of(self, note: str) -> frozenset[int]:
        """Return the numbers of the past sentences that hold most of the note's words, the nearest few."""
        wanted = _grams(note)
        shared: dict[int, int] = defaultdict(int)
        for gram in wanted:
            for number in self._holding.get(gram, ()):
                shared[number] += 1
        near = [(-count, number) for number, count in shared.items() if count >= LIKE * len(wanted)]
        return frozenset(number for _, number in sorted(near)[:MOST])


def _grams(text: str) -> set[str]:
    return {piece[i : i + 2] for piece in _NOISE.split(text) for i in range(len(piece) - 1)}
