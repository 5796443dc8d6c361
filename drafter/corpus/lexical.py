"""BM25 over character bigrams, as flat numpy arrays: quick to build, mapped from disk, no words inside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import CorpusError
from .folding import are_words, folded, folded_codes

# a posting is sorted as one number: two code points of 21 bits each, and the row
_CODE_BITS, _ROW_BITS = 21, 22
# bigram, row, how often
_Postings = tuple[NDArray[np.uint64], NDArray[np.int32], NDArray[np.float32]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """How BM25 weighs what is indexed."""

    k1: float = 1.5
    """How soon repeating a bigram stops adding."""
    b: float = 0.75
    """How much length is held against a text, 0 to 1."""
    rarity: float = 1.0
    """Power of a bigram's rarity: above 1, rare ones count for more than BM25 says."""


PASSAGES = Weighing()
"""For passages."""

# whole reports hold most of the common bigrams of a question by chance: what is rare in it tells which report is meant
# (evals/search_peer.py, tuned on other sentences than those it reports on)
REPORTS = Weighing(k1=2.0, b=0.9, rarity=1.5)
"""For whole reports."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LexicalIndex:
    """Postings sorted by bigram, each with the BM25 weight it adds to a passage."""

    terms: NDArray[np.uint64]
    """Bigrams, sorted: first code point shifted by 32, or'ed with the second."""
    starts: NDArray[np.int64]
    """Where each term's postings begin; one more entry than terms."""
    rows: NDArray[np.int32]
    """Posting: which row of ``numbers``."""
    weights: NDArray[np.float32]
    """Posting: what it adds to the score."""
    numbers: NDArray[np.int64]
    """Passage number of each row, ascending."""

    @classmethod
    def build(cls, passages: Iterable[tuple[int, str]], weighing: Weighing = PASSAGES) -> LexicalIndex:
        """Return the index over (passage number, text), numbers ascending."""
        numbers: list[int] = []
        pairs: list[NDArray[np.uint64]] = []
        for number, text in passages:
            numbers.append(number)
            pairs.append(bigram_codes(text))
        lengths = np.array([len(pair) for pair in pairs], dtype=np.int64)
        terms = np.concatenate(pairs) if pairs else np.zeros(0, dtype=np.uint64)
        rows = np.repeat(np.arange(len(numbers), dtype=np.uint64), lengths)
        postings = _counted(terms, rows)
        return cls._weighted(postings, lengths, np.array(numbers, dtype=np.int64), weighing)

    @classmethod
    def _weighted(
        cls, postings: _Postings, lengths: NDArray[np.int64], numbers: NDArray[np.int64], weighing: Weighing
    ) -> LexicalIndex:
        terms, rows, counts = postings
        starts = np.append(np.flatnonzero(_first_of_runs(terms)), len(terms)).astype(np.int64)
        frequency = np.diff(starts)
        rarity = np.repeat(_rarity(frequency, len(numbers)) ** weighing.rarity, frequency).astype(np.float32)
        mean = max(1.0, float(lengths.mean())) if len(lengths) else 1.0
        drag = (weighing.k1 * (1 - weighing.b + weighing.b * lengths / mean)).astype(np.float32)
        weights = rarity * counts * np.float32(weighing.k1 + 1) / (counts + drag[rows])
        return cls(terms=terms[starts[:-1]], starts=starts, rows=rows, weights=weights, numbers=numbers)

    def scores(self, query: str) -> NDArray[np.float32]:
        """Return the BM25 score of every row of ``numbers``; a query of one character matches bigrams that hold it."""
        wanted = bigram_codes(query)
        if len(wanted):
            terms, counts = np.unique(wanted, return_counts=True)
            slots, known = self._slots(terms)
            slots, counts = slots[known], counts[known]
        else:
            slots = self._holding(query)
            counts = np.ones(len(slots), dtype=np.int64)
        total = np.zeros(len(self.numbers), dtype=np.float32)
        starts, ends = self.starts[slots].tolist(), self.starts[slots + 1].tolist()
        for start, end, count in zip(starts, ends, counts.tolist(), strict=True):
            # a passage occurs once in a term's postings, so plain fancy assignment adds up right
            total[self.rows[start:end]] += count * self.weights[start:end]
        return total

    def rarity(self, terms: NDArray[np.uint64]) -> NDArray[np.float64]:
        """Return how rare each bigram is in what is indexed, as BM25 weighs it; unknown ones are the rarest."""
        slots, known = self._slots(terms)
        slots = np.where(known, slots, 0)
        return _rarity(np.where(known, self.starts[slots + 1] - self.starts[slots], 0), len(self.numbers))

    def _slots(self, terms: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Return where each bigram stands, and which of them stand there at all."""
        slots = np.searchsorted(self.terms, terms)
        known = slots < len(self.terms)
        known[known] = self.terms[slots[known]] == terms[known]
        return slots, known

    def _holding(self, query: str) -> NDArray[np.int64]:
        letters = [ord(c) for c in folded(query) if c.isalnum()]
        if not letters:
            return np.zeros(0, dtype=np.int64)
        code = np.uint64(letters[0])
        return np.flatnonzero((self.terms >> np.uint64(32) == code) | (self.terms & np.uint64(0xFFFFFFFF) == code))

    def save(self, folder: Path) -> None:
        """Write the arrays into ``folder``, one file each."""
        folder.mkdir(parents=True, exist_ok=True)
        for field in fields(self):
            np.save(folder / f"{field.name}.npy", getattr(self, field.name), allow_pickle=False)

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Return the index in ``folder``, mapped; raise OSError or ValueError when it is missing or damaged."""
        arrays: dict[str, Any] = {
            # as a plain array: a memmap makes every slice a costly object of its own
            field.name: np.asarray(np.load(folder / f"{field.name}.npy", mmap_mode="r", allow_pickle=False))
            for field in fields(cls)
        }
        return cls(**arrays)


def bigram_codes(text: str) -> NDArray[np.uint64]:
    """Return every pair of neighbouring letters or digits of ``text`` (width and case folded), as numbers."""
    codes = folded_codes(text)
    if len(codes) < 2:
        return np.zeros(0, dtype=np.uint64)
    words = are_words(codes)
    at = np.flatnonzero(words[:-1] & words[1:])
    pairs: NDArray[np.uint64] = codes[at].astype(np.uint64) << np.uint64(32) | codes[at + 1]
    return pairs


def _counted(terms: NDArray[np.uint64], rows: NDArray[np.uint64]) -> _Postings:
    """Return each bigram of each row once, sorted by bigram and row, with how often it stands there."""
    if len(rows) and int(rows[-1]) >= 1 << _ROW_BITS:
        raise CorpusError(f"资料库过大（超过 {1 << _ROW_BITS} 段），检索索引放不下；请分成几个库")
    low = np.uint64((1 << _CODE_BITS) - 1)
    # sorting plain numbers is many times quicker than finding the order of pairs
    keys = (terms >> np.uint64(32)) << np.uint64(_CODE_BITS) | (terms & low)
    keys = np.sort(keys << np.uint64(_ROW_BITS) | rows)
    at = np.flatnonzero(_first_of_runs(keys))
    counts = np.diff(np.append(at, len(keys))).astype(np.float32)
    keys = keys[at]
    found = (keys & np.uint64((1 << _ROW_BITS) - 1)).astype(np.int32)
    keys >>= np.uint64(_ROW_BITS)
    return (keys >> np.uint64(_CODE_BITS)) << np.uint64(32) | (keys & low), found, counts


def _first_of_runs(keys: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Return where a number differs from the one before it."""
    first = np.ones(len(keys), dtype=bool)
    first[1:] = keys[1:] != keys[:-1]
    return first


def _rarity(frequency: NDArray[np.int64], passages: int) -> NDArray[np.float64]:
    """Return BM25's weight of a bigram that stands in ``frequency`` of ``passages``."""
    found: NDArray[np.float64] = np.log1p((passages - frequency + 0.5) / (frequency + 0.5))
    return found
