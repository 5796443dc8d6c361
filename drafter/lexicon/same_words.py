"""Words of offices that stand for one another (same_words.toml), each read as one sign of what it means."""

from __future__ import annotations

import functools

from .lexicon import load_lexicon
from .lookup import Lookup

_FIRST = 0xE100
"""The first of the characters that stand for a group: no text holds any."""


SIGNS = frozenset(map(chr, range(_FIRST, _FIRST + 1024)))
"""The characters that stand for groups."""


def signs(text: str) -> set[str]:
    """Return the signs of the groups whose words stand in ``text``."""
    return {sign for _, _, sign in _groups().longest(text)}


@functools.cache
def _groups() -> Lookup[str]:
    lines = [line for table in load_lexicon().tables["same_words"].values() for line in table.splitlines() if line]
    signs: dict[str, str] = {}
    for number, line in enumerate(lines):
        for word in line.split():
            # of two groups the first counts: a word has one meaning here
            if len(word) > 1:
                signs.setdefault(word, chr(_FIRST + number))
    return Lookup(signs.items())
