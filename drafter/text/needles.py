"""What a text must hold for a pattern to match at all: looked for first, since finding a word is far cheaper."""

from __future__ import annotations

import functools
import importlib
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

_parser: Any = importlib.import_module("re._parser")
_MOST = 12
"""More alternatives than this are not worth looking for one by one."""
_EVERYWHERE = frozenset("，。、：；“”（）的一和与")
"""Letters that stand in every text, and tell nothing of it."""


def matches(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Return the matches of ``pattern`` in ``text``, as `finditer` does; none at once where no needle is there."""
    wanted = needles(pattern)
    if wanted and not any(needle in text for needle in wanted):
        return iter(())
    return pattern.finditer(text)


def matches_at(pattern: re.Pattern[str], text: str, places: Iterable[int]) -> Iterator[re.Match[str]]:
    """Return the matches of ``pattern`` as `finditer` does, where they can only begin at ``places``, in order."""
    end = 0
    for at in places:
        match = pattern.match(text, at) if at >= end else None
        if match is not None:
            end = match.end()
            yield match


def matches_from(begins: re.Pattern[str], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Return the matches of ``pattern``, each of which begins where ``begins``, quickly found, has a match."""
    return matches_at(pattern, text, (found.start() for found in begins.finditer(text)))


def matches_behind(marks: re.Pattern[str], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Return the matches of ``pattern``, each of which begins the text, or right behind where ``marks`` has a match."""
    return matches_at(pattern, text, chain((0,), (found.end() for found in marks.finditer(text))))


@functools.lru_cache(maxsize=4096)
def needles(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Return strings of which every text with a match holds at least one; none where that cannot be told."""
    parsed = _parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)
    return () if parsed.state.flags & re.IGNORECASE else _of_sequence(parsed) or ()


def _of_sequence(items: Any) -> tuple[str, ...] | None:
    """Return the needles of the part of a sequence that tells most: the longest words, then the fewest."""
    found: list[tuple[str, ...]] = []
    run = ""
    for operation, value in items:
        name = str(operation)
        if name == "LITERAL":
            run += chr(value)
            continue
        if run:
            found.append((run,))
            run = ""
        part = _of_part(name, value)
        if part and len(part) <= _MOST:
            found.append(part)
    if run:
        found.append((run,))
    return max(found, key=lambda part: (min(map(len, part)), _EVERYWHERE.isdisjoint(part), -len(part)), default=None)


def _of_part(name: str, value: Any) -> tuple[str, ...] | None:
    if name == "IN":
        letters = [chr(code) for kind, code in value if str(kind) == "LITERAL"]
        return tuple(letters) if len(letters) == len(value) else None
    if name == "BRANCH":
        branches = [_of_sequence(branch) for branch in value[1]]
        return tuple(needle for branch in branches for needle in branch or ()) if all(branches) else None
    if name == "SUBPATTERN":
        return None if value[1] & re.IGNORECASE else _of_sequence(value[3])
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return _of_sequence(value[2]) if value[0] > 0 else None
    if name == "ATOMIC_GROUP":
        return _of_sequence(value)
    return _of_sequence(value[1]) if name == "ASSERT" else None
