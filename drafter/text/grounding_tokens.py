"""What words name: their characters and pairs, signs for words of one meaning, numerals with what they number."""

from __future__ import annotations

import functools
from operator import add

from ..lexicon.same_words import SIGNS, signs
from ..patterns import lazy

_RUN = lazy(r"[一-鿿A-Za-z]+")
_NUMBERED = lazy(r"[一二三四五六七八九十\d]+[一-鿿]?|[A-Za-z]+")
_EVERYWHERE = frozenset(
    "的了和与及等共计个完成实现达到全年其中各为是在有已至进行工作情况以对将于由并或也均我局累总约近超过"
    "增长加提高升降低减少稳步持续比较同本次项件人名家户一二三四五六七八九十"
)


@functools.lru_cache(maxsize=8192)
def tokens(text: str) -> frozenset[str]:
    """Return what ``text`` names: signs of groups of words, characters, pairs, numerals with what they number."""
    found = signs(text)
    for run in _RUN.findall(text):
        found.update(run)
        found.update(map(add, run, run[1:]))
    found.update(_NUMBERED.findall(text))
    return frozenset(found) - _EVERYWHERE


def weight(some: frozenset[str]) -> int:
    """Return how much is said by ``some`` tokens: a word of a group counts as two characters."""
    return len(some) + len(SIGNS & some)
