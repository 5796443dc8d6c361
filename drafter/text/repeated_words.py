"""Words that stand for each other where one thing is told twice: 查获 and 破获, 营收 and 营业收入 (restated.toml)."""

from __future__ import annotations

import functools
import re

from ..lexicon import load_lexicon
from ..patterns import compiled, lazy

_CONDITION = lazy(r"\(\?(?:[^()]|\([^()]*\))*\)")
_RISES = lazy("(?:同比)?(?:增长|增速|增幅|增加|上升|提高|上涨|提升)(?:幅度|率)?$|同比增$")
_FALLS = lazy("(?:同比)?(?:下降|降幅|减少|压减|降低|下滑|回落|缩减|压缩|下跌|减幅)(?:幅度|率)?$|同比[降减]$")


def alike(words: str) -> str:
    """Return ``words`` with one word for each class of words that stand for each other."""
    pattern, heads = _classes()

    def head(match: re.Match[str]) -> str:
        senses = heads[match.group()]
        found = (head for sense, head in senses if sense is None or sense.match(words, match.start()))
        return next(found, match.group())

    return pattern.sub(head, words)


def changed(words: str) -> str:
    """Return ``words`` of a percentage with one word for a rise and one for a fall: 增速, 同比提高 as 增长."""
    return _FALLS.sub("下降", _RISES.sub("增长", words))


@functools.lru_cache(maxsize=1)
def _classes() -> tuple[re.Pattern[str], dict[str, list[tuple[re.Pattern[str] | None, str]]]]:
    """Return a pattern of all words, and by word which class it is of; a condition first, where it has two senses."""
    classes: list[list[str]] = load_lexicon().tables["restated"]["like"]
    senses: dict[str, list[tuple[re.Pattern[str] | None, str]]] = {}
    for words in classes:
        head = _CONDITION.sub("", words[0])
        for word in words:
            plain = _CONDITION.sub("", word)
            senses.setdefault(plain, []).append((compiled(word) if plain != word else None, head))
    for some in senses.values():
        some.sort(key=lambda sense: sense[0] is None)
    # longest first over all classes: 立案查处 before 立案
    longest = sorted(senses, key=len, reverse=True)
    begins = "".join(sorted({word[0] for word in longest}))
    return compiled(f"(?=[{begins}])(?:{'|'.join(longest)})"), senses


@functools.lru_cache(maxsize=1)
def acts() -> re.Pattern[str]:
    """Return a pattern of verbs of doing."""
    words = sorted(str(load_lexicon().tables["restated"]["acts"]).split(), key=len, reverse=True)
    begins = "".join(sorted({word[0] for word in words}))
    return compiled(f"(?=[{begins}])(?:{'|'.join(words)})")


@functools.lru_cache(maxsize=1)
def _unlike() -> tuple[frozenset[frozenset[str]], re.Pattern[str]]:
    """Return the pairs of words that tell two numbers apart, and a pattern of all of them."""
    table = load_lexicon().tables["restated"]
    steps: list[list[str]] = table["steps"]
    pairs = [frozenset(pair) for pair in table["sides"]]
    for place, step in enumerate(steps):
        for later in steps[place + 1 :]:
            pairs += [frozenset((one, other)) for one in step for other in later]
    words = sorted({word for pair in pairs for word in pair}, key=len, reverse=True)
    return frozenset(pairs), compiled("|".join(words))


def in_conflict(one: str, other: str) -> bool:
    """Return whether words of ``one`` and ``other`` are two steps or two sides: 受理 and 办结, 进口 and 出口."""
    pairs, pattern = _unlike()
    here, there = set(pattern.findall(one)), set(pattern.findall(other))
    return any(frozenset((left, right)) in pairs for left in here - there for right in there - here)
