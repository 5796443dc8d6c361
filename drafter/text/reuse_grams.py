"""Folded text and its 4-gram hashes: what the reuse index is made of.

Folding drops figures and white space, so that last year's sentence with this year's numbers folds to the same text.
Long figures have shingles of their own: a sentence that is mostly numerals has little else to be known by.
"""

from __future__ import annotations

import functools
import re
import unicodedata

import numpy as np
from numpy.typing import NDArray

from ..patterns import lazy

GRAM = 4
"""Characters in one hashed shingle."""
_DIGITS = 3

_DROPPED = "0123456789０１２３４５６７８９.．% ％\t\r\n\u3000\u00a0\ufeff\u200b"
_MAPPED = str.maketrans("(),;:!?~﹑<>", "（），；：！？～、《》")
_DROP = lazy(f"[{re.escape(_DROPPED)}]+")
_KEEP = lazy(f"[^{re.escape(_DROPPED)}]+")
# everything folding changes, and everything `lower` might
_OTHER = lazy(r"[(),;:!?~﹑<>A-Z\u00c0-\u1fff\u2100-\u2fff\uff21-\uff3a\U00010000-\U0010ffff]")
_MULTIPLIERS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5)
_SHIFT, _SPREAD, _WORD = 29, 0xBF58476D1CE4E5B9, 2**64 - 1

Units = NDArray[np.uint16]
Numbers = NDArray[np.uint32]


def fold_figures(text: str) -> str:
    """Return ``text`` without digits, decimal points, % and white space, lower case, brackets in full width."""
    # most text holds nothing but Han and digits: two scans are ten times faster than a table for every character
    return _OTHER.sub(_folded, _DROP.sub("", text))


def _folded(match: re.Match[str]) -> str:
    return _one_folded(match.group())


@functools.lru_cache(maxsize=4096)
def _one_folded(character: str) -> str:
    lower = character.translate(_MAPPED).lower()
    # offsets must hold: what folds to several characters (İ) stays
    return lower if len(lower) == 1 else character


def fold_places(text: str) -> list[int]:
    """Return, for each character `fold_figures` leaves, where it stood in ``text``."""
    return [place for match in _KEEP.finditer(text) for place in range(match.start(), match.end())]


def figures_left(text: str) -> str:
    """Return the digits of ``text`` in order, full-width ones made half-width: what folding took away."""
    return "".join(unicodedata.normalize("NFKC", c) for c in text if c in "0123456789０１２３４５６７８９")


@functools.cache
def _table() -> Units:
    """UTF-16 unit → folded unit; 0 for what is dropped. Units of surrogate pairs stand for themselves."""
    table = np.arange(65536, dtype=np.uint16)
    for unit in range(0x180):
        folded = fold_figures(chr(unit))
        # characters that fold to several (İ) keep standing for themselves
        table[unit] = (ord(folded) if len(folded) == 1 else unit) if folded else 0
    for character in _DROPPED:
        table[ord(character)] = 0
    for place in range(0xFF21, 0xFF3B):
        table[place] = place + 32
    table[ord("﹑")] = ord("、")
    return table


def units_of(text: str) -> Units:
    """Return ``text`` as UTF-16 units, lone surrogates passed through."""
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype="<u2")


def text_of(units: Units) -> str:
    """Return the text ``units`` spell."""
    return units.tobytes().decode("utf-16-le", "surrogatepass")


def hashed_grams(units: Units, owners: Numbers, bits: int) -> tuple[Numbers, Numbers]:
    """Return (bucket, owner) of every folded 4-gram of one owner's characters; buckets are numbers of ``bits`` bits.

    Four characters with three digits and more among them count too, unfolded.
    """
    folded = _table()[units]
    kept = np.flatnonzero(folded)
    codes, owner = folded[kept].astype(np.uint64), owners[kept]
    figures, theirs = _figure_grams(units, owners)
    if len(codes) < GRAM:
        return _bucket(figures, bits), theirs
    whole = owner[: len(codes) - GRAM + 1] == owner[GRAM - 1 :]
    words = _hashed(codes)[whole]
    buckets = _bucket(np.concatenate((words, figures)), bits)
    return buckets, np.concatenate((owner[: len(whole)][whole], theirs))


def buckets_of(folded: str, bits: int, most: int | None = None) -> set[int]:
    """Return the buckets `hashed_grams` gives for a folded text, those of about ``most`` shingles spread over it.

    For a short text, numbers cost less than arrays.
    """
    table = _small_table()
    units = memoryview(folded.encode("utf-16-le", "surrogatepass")).cast("H")
    codes = [code for unit in units if (code := table[unit])]
    one, two, three, four = _MULTIPLIERS
    found = set()
    count = len(codes) - GRAM + 1
    for at in range(0, count, -(-count // most) if most and count > most else 1):
        a, b, c, d = codes[at : at + GRAM]
        value = (a * one + b * two + c * three + d * four) & _WORD
        value ^= value >> _SHIFT
        found.add(((value * _SPREAD) & _WORD) >> (64 - bits))
    return found


@functools.cache
def _small_table() -> memoryview:
    return _table().data


def _figure_grams(units: Units, owners: Numbers) -> tuple[NDArray[np.uint64], Numbers]:
    """Return (hash, owner) of the unfolded 4-grams that are mostly digits."""
    if len(units) < GRAM:
        return np.empty(0, np.uint64), np.empty(0, np.uint32)
    digits = ((units >= 48) & (units <= 57)).view(np.uint8)
    many = sum(digits[place : len(digits) - GRAM + 1 + place] for place in range(GRAM))
    chosen = np.flatnonzero((np.asarray(many) >= _DIGITS) & (owners[: len(units) - GRAM + 1] == owners[GRAM - 1 :]))
    value = np.zeros(len(chosen), np.uint64)
    for place, multiplier in enumerate(_MULTIPLIERS):
        value += units[chosen + place].astype(np.uint64) * np.uint64(multiplier)
    return value, owners[chosen]


def _hashed(codes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    count = len(codes) - GRAM + 1
    value = np.zeros(count, np.uint64)
    for place, multiplier in enumerate(_MULTIPLIERS):
        value += codes[place : place + count] * np.uint64(multiplier)
    return value


def _bucket(value: NDArray[np.uint64], bits: int) -> Numbers:
    value = value ^ (value >> np.uint64(_SHIFT))
    value *= np.uint64(_SPREAD)
    return (value >> np.uint64(64 - bits)).astype(np.uint32)
