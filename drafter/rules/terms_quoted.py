"""TRM001: what stands in quotation marks and is one letter away from a slogan of the lexicon: “三会一科”."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from ..lexicon import Lexicon
from ..lexicon.sounds import alike
from ..lexicon.wording import load_wording
from ..model import Span
from ..patterns import lazy

_QUOTED = lazy("“(?P<words>[\u4e00-\u9fff、，]{4,24})”")
# shorter ones are one letter from too much: any letter may differ only in longer ones
_LONG = 6
_NUMERAL = frozenset("〇零一二三四五六七八九十百千万两双几多新老大小")
_MARKS = frozenset("、，")


@functools.lru_cache(maxsize=8)
def _slogans(lexicon: Lexicon) -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    """Return slogans by themselves with each letter blanked or left out in turn, and all that is right as it stands."""
    right = set(load_wording(lexicon).near_but_right) | set(str(lexicon.tables.get("also_right", "")).split())
    keys: dict[str, set[str]] = {}
    for phrase in lexicon.phrases:
        words = phrase.text.strip("《》“”")
        right.update((words, *phrase.variants))
        if phrase.kind == "set_phrase" and 4 <= len(words) <= 24:
            for key in _keys(words):
                keys.setdefault(key, set()).add(words)
    return {key: tuple(sorted(found)) for key, found in keys.items()}, frozenset(right)


def _keys(words: str) -> set[str]:
    """Return keys two wordings share when they are one letter apart: changed, left out, or put in."""
    blanked = {f"{words[:at]}_{words[at + 1 :]}" for at in range(len(words))}
    return blanked | {words[:at] + words[at + 1 :] for at in range(len(words))} | {words}


def quoted_slips(text: str, lexicon: Lexicon) -> Iterator[tuple[Span, str]]:
    """Yield (where, the slogan) of quoted words that are one likely slip away from a slogan."""
    if "“" not in text:
        return
    keys, right = _slogans(lexicon)
    for match in _QUOTED.finditer(text):
        words = match["words"]
        if words in right:
            continue
        near = {one for key in _keys(words) for one in keys.get(key, ()) if _is_slip(words, one)}
        if len(near) == 1:
            yield Span(start=match.start("words"), end=match.end("words")), near.pop()


def _is_slip(words: str, slogan: str) -> bool:
    if len(words) == len(slogan):
        wrong = [pair for pair in zip(words, slogan, strict=True) if pair[0] != pair[1]]
        if len(wrong) != 1 or set(wrong[0]) & (_NUMERAL | _MARKS):
            return False
        return alike(*wrong[0]) or len(slogan) >= _LONG + 2
    from rapidfuzz.distance import Levenshtein  # takes long to load, and few texts have slips

    if len(slogan) < _LONG or Levenshtein.distance(words, slogan) != 1:
        return False
    longer, shorter = (words, slogan) if len(words) > len(slogan) else (slogan, words)
    # 为群众办实事 for 我为群众办实事: a slogan cut short is not misspelt
    if longer.startswith(shorter) or longer.endswith(shorter):
        return False
    extra = next((a for a, b in zip(longer, shorter, strict=False) if a != b), longer[-1])
    return extra not in _NUMERAL | _MARKS | set("的和与")
