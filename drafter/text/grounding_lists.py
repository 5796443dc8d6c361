"""Lists said in parallel: in A、B分别增长5%、6% the first number is A's and the second B's."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from ..model import Figure
from ..patterns import lazy

_RESPECTIVELY = ("各自", "分别")
_CLAUSE = lazy(r"[，；。：！？\n]")
_TOGETHER = lazy(
    r"(?P<name>[^\d两二三四五六七八九十]{1,6})(?:[两二三四五六七八九十]|\d)(?:个|家|所)?(?P<kind>省|市|县|区|镇|乡|村|街道|社区|局|院|校|医院|学校|公司)(?P<rest>.*)"
)
_ITEM = lazy(r"[、和与及]")
_BETWEEN = lazy(r"[、，,和与及\s]{0,2}(?:以上|以下|左右|以内|余|多)?[、，,和与及\s]{0,2}$")
_REACH, _VERB, _MOST = 90, 14, 12
PLACES = tuple(f"{letter}{letter.lower()}" for letter in "ABCDEFGHIJKL")
"""Words that stand for the first, second … place in a list."""


def respective(text: str, figures: Sequence[Figure]) -> dict[int, str]:
    """Return, by index of the figure, the words of its own item for every figure in a list after 分别."""
    starts = [figure.span.start for figure in figures]
    found: dict[int, str] = {}
    for said in _places_said(text):
        end = said + len(_RESPECTIVELY[0])
        first = bisect_left(starts, end)
        if first == len(figures) or starts[first] - end > _VERB:
            continue
        verb = text[end : starts[first]]
        if _CLAUSE.search(verb):
            continue
        count = _run(text, figures, first)
        items = _items(text[max(0, said - _REACH) : said], count)
        for offset in range(count if count > 1 else 0):
            # the place in the list is a word too: notes that keep the list but not its items still tell 甲 from 乙
            item = items[offset] if items is not None else ""
            found[first + offset] = f"{item}，{verb}，{PLACES[offset]}"
    return found


def _places_said(text: str) -> list[int]:
    """Return where ``text`` says 分别 or the like."""
    found: list[int] = []
    for word in _RESPECTIVELY:
        at = text.find(word)
        while at >= 0:
            found.append(at)
            at = text.find(word, at + len(word))
    return sorted(found)


def _run(text: str, figures: Sequence[Figure], first: int) -> int:
    """Return how many figures of one kind stand in a row from ``first`` on with nothing but commas between."""
    last = first
    while last + 1 < len(figures) and last - first + 1 < _MOST:
        if not _BETWEEN.match(text[figures[last].span.end : figures[last + 1].span.start]):
            break
        last += 1
    return last - first + 1


def _items(before: str, count: int) -> list[str] | None:
    """Return the last ``count`` items listed at the end of ``before``; what the last one has in common goes to all."""
    clauses = [clause for clause in _CLAUSE.split(before) if clause]
    if count < 2 or not clauses:
        return None
    items = [item for item in _ITEM.split(clauses[-1]) if item][-count:]
    if len(items) < count:
        return None
    called = _TOGETHER.match(items[-1])
    if called is not None:
        # 平乐、清源两镇: each is a town
        return [*(item + called["kind"] for item in items[:-1]), called["name"] + called["kind"] + called["rest"]]
    shared = items[-1][-4:]
    return [item if item is items[-1] else f"{item}，{shared}" for item in items]
