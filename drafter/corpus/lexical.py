"""BM25 over character bigrams, as flat numpy arrays: quick to build, mapped from disk, no words inside."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

K1, B = 1.5, 0.75


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
    def build(cls, passages: Iterable[tuple[int, str]]) -> LexicalIndex:
        """Return the index over (passage number, text), numbers ascending."""
        numbers: list[int] = []
        pairs: list[NDArray[np.uint64]] = []
        for number, text in passages:
            numbers.append(number)
            pairs.append(bigram_codes(text))
        lengths = np.array([len(pair) for pair in pairs], dtype=np.int64)
        terms = np.concatenate(pairs) if pairs else np.zeros(0, dtype=np.uint64)
        rows = np.repeat(np.arange(len(numbers), dtype=np.int32), lengths)
        return cls._weighted(terms, rows, lengths, np.array(numbers, dtype=np.int64))

    @classmethod
    def _weighted(
        cls, terms: NDArray[np.uint64], rows: NDArray[np.int32], lengths: NDArray[np.int64], numbers: NDArray[np.int64]
    ) -> LexicalIndex:
        # stable: rows stay ascending within a term, so equal (term, row) pairs stand side by side
        order = np.argsort(terms, kind="stable")
        terms, rows = terms[order], rows[order]
        new_pair = np.ones(len(terms), dtype=bool)
        new_pair[1:] = (terms[1:] != terms[:-1]) | (rows[1:] != rows[:-1])
        at = np.flatnonzero(new_pair)
        counts = np.diff(np.append(at, len(terms))).astype(np.float32)
        terms, rows = terms[at], rows[at]
        new_term = np.ones(len(terms), dtype=bool)
        new_term[1:] = terms[1:] != terms[:-1]
        starts = np.append(np.flatnonzero(new_term), len(terms)).astype(np.int64)
        frequency = np.diff(starts).astype(np.float64)
        rarity = np.log1p((len(numbers) - frequency + 0.5) / (frequency + 0.5))
        mean = max(1.0, float(lengths.mean())) if len(lengths) else 1.0
        drag = (K1 * (1 - B + B * lengths / mean)).astype(np.float32)
        weights = np.repeat(rarity, np.diff(starts)).astype(np.float32) * counts * (K1 + 1) / (counts + drag[rows])
        return cls(terms=terms[starts[:-1]], starts=starts, rows=rows, weights=weights, numbers=numbers)

    def scores(self, query: str) -> NDArray[np.float32]:
        """Return the BM25 score of every row of ``numbers``; a query of one character matches bigrams that hold it."""
        wanted = bigram_codes(query)
        if len(wanted):
            terms, counts = np.unique(wanted, return_counts=True)
            slots = np.searchsorted(self.terms, terms)
            known = slots < len(self.terms)
            known[known] = self.terms[slots[known]] == terms[known]
            slots, counts = slots[known], counts[known]
        else:
            slots = self._holding(query)
            counts = np.ones(len(slots), dtype=np.int64)
        total = np.zeros(len(self.numbers), dtype=np.float32)
        for slot, count in zip(slots.tolist(), counts.tolist(), strict=True):
            # a passage occurs once in a term's postings, so plain fancy assignment adds up right
            here = slice(int(self.starts[slot]), int(self.starts[slot + 1]))
            total[self.rows[here]] += count * self.weights[here]
        return total

    def _holding(self, query: str) -> NDArray[np.int64]:
        letters = [ord(c) for c in _folded(query) if c.isalnum()]
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
            field.name: np.load(folder / f"{field.name}.npy", mmap_mode="r", allow_pickle=False)
            for field in fields(cls)
        }
        return cls(**arrays)


def bigram_codes(text: str) -> NDArray[np.uint64]:
    """Return every pair of neighbouring letters or digits of ``text`` (width and case folded), as numbers."""
    kept = "".join(c if c.isalnum() else " " for c in _folded(text))
    codes = np.frombuffer(kept.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    if len(codes) < 2:
        return np.zeros(0, dtype=np.uint64)
    first, second = codes[:-1], codes[1:]
    pairs: NDArray[np.uint64] = (first << np.uint64(32)) | second
    kept_pairs: NDArray[np.uint64] = pairs[(first != 32) & (second != 32)]
    return kept_pairs


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
