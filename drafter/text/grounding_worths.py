"""What the tokens of notes are worth: the rarer, the more."""

from __future__ import annotations

from collections.abc import Callable, Collection

from ..lexicon.same_words import SIGNS

_NUMERALS = frozenset("一二三四五六七八九十0123456789")
_OF_GROUP, _OF_CHARACTER, _OF_NUMBER = 1.2, 0.4, 2.0
_FULL = 6.0
"""Weight of unmatched words from which more do not matter."""


class Worths(dict[str, float]):
    """What each token is worth: the more, the fewer figures of the notes it stands right beside."""

    def __init__(self, rarity: Callable[[str], float]) -> None:
        """Take how rare a pair of characters is beside the figures of the notes."""
        super().__init__()
        self._rarity = rarity
        self._wholes: dict[frozenset[str], float] = {}

    def __missing__(self, token: str) -> float:
        """Work out the worth of ``token``: a word of a group says more than a pair, a pair more than a character."""
        if len(token) < 2:
            kind = _OF_GROUP if token in SIGNS else _OF_CHARACTER
        else:
            kind = _OF_NUMBER if token[0] in _NUMERALS else 1.0
        self[token] = found = self._rarity(token) * kind
        return found

    def of(self, some: Collection[str]) -> float:
        """Return what ``some`` tokens are worth together."""
        return sum(map(self.__getitem__, some)) if some else 0.0

    def share(self, some: frozenset[str], within: frozenset[str]) -> float:
        """Return the share of ``some`` that stands ``within``; 0 for nothing."""
        whole = self._wholes.get(some)
        if whole is None:
            whole = self._wholes[some] = self.of(some)
        return self.of(some & within) / whole if whole else 0.0

    def missing(self, some: frozenset[str]) -> float:
        """Return how much ``some`` unmatched tokens weigh, 1 at most."""
        return min(_FULL, self.of(some)) / _FULL if some else 0.0
