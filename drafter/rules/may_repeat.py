"""Words that any report may say again: set phrases, names, products, places, and the list of the lexicon."""

from __future__ import annotations

import functools

from ..lexicon import Lexicon
from ..lexicon.lookup import Headed
from ..lexicon.wording import load_wording

_KINDS = ("set_phrase", "name", "product", "place")
_SHORTEST = 3


@functools.lru_cache(maxsize=8)
def may_repeat(lexicon: Lexicon) -> Headed[None]:
    """Return the words that ``lexicon`` lets stand in any report as often as they like."""
    words = [
        text
        for phrase in lexicon.phrases
        if phrase.kind in _KINDS and len(phrase.text) >= _SHORTEST
        for text in (phrase.text, *phrase.variants)
    ]
    return Headed((word, None) for word in dict.fromkeys((*words, *load_wording(lexicon).may_repeat)))
