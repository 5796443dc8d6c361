"""Width and case folded code points, by table: what bigrams and the built-in vectors are made of."""

from __future__ import annotations

import unicodedata
from functools import cache

import numpy as np
from numpy.typing import NDArray

# marks a character that only the whole text can tell: it combines with others or becomes several
_SLOW = np.uint32(0xFFFFFFFF)
_PLANE = 0x10000
# Latin, punctuation to CJK marks, compatibility ideographs, full-width forms; the ideographs between stay as they are
_FOLDED = (range(0x300), range(0x2000, 0x3400), range(0xF900, 0xFB00), range(0xFF00, 0xFFF0))
_AS_THEY_ARE = ((0x3400, 0x4DC0), (0x4E00, 0xA000))


def folded(text: str) -> str:
    """Return ``text`` in Unicode's compatibility form (full-width as half-width), without case."""
    return unicodedata.normalize("NFKC", text).casefold()


def folded_codes(text: str) -> NDArray[np.uint32]:
    """Return the code points of `folded` ``text``."""
    codes = _codes(text)
    if not len(codes):
        return codes
    if int(codes.max()) < _PLANE:
        found: NDArray[np.uint32] = _folding_table()[codes]
        if not (found == _SLOW).any():
            return found
    return _codes(folded(text))


def are_words(codes: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Return which of these code points are letters or digits."""
    known: NDArray[np.bool_] = _word_table()[np.minimum(codes, _PLANE - 1)]
    beyond = np.flatnonzero(codes >= _PLANE)
    known[beyond] = [chr(code).isalnum() for code in codes[beyond].tolist()]
    return known


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


@cache
def _folding_table() -> NDArray[np.uint32]:
    table = np.full(_PLANE, _SLOW, dtype=np.uint32)
    for first, end in _AS_THEY_ARE:
        table[first:end] = np.arange(first, end, dtype=np.uint32)
    for block in _FOLDED:
        for code in block:
            plain = folded(chr(code))
            if len(plain) == 1 and not unicodedata.combining(plain):
                table[code] = ord(plain)
    return table


@cache
def _word_table() -> NDArray[np.bool_]:
    return np.fromiter((chr(code).isalnum() for code in range(_PLANE)), dtype=np.bool_, count=_PLANE)
