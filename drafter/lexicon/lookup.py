"""Lookup: many words found in one pass, and which of many patterns can match at all."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress, islice
from operator import add
from typing import Generic, TypeVar

import ahocorasick

from ..patterns import lazy

T = TypeVar("T")

# what may stand for no letter, or for any: lookarounds are taken out with all they hold
_PLAIN = lazy("[\u4e00-\u9fff“”《》、]+")
_UNSURE = "?*{"
_PAIR = 2


class Lookup(Generic[T]):
    """Words with what each stands for; finding them all takes one pass however many there are."""

    def __init__(self, entries: Iterable[tuple[str, T]], always: Iterable[T] = ()) -> None:
        """Take (word, what it stands for) pairs, a word maybe more than once, and what needs no word to be present."""
        self._always = tuple(always)
        self._values: dict[str, list[T]] = {}
        for word, value in entries:
            self._values.setdefault(word, []).append(value)
        self._automaton = ahocorasick.Automaton()
        for word in self._values:
            self._automaton.add_word(word, word)
        # an empty automaton cannot be searched
        self._automaton.add_word("\ue000", "")
        self._automaton.make_automaton()

    def words(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield (start, word) of every word in ``text``, overlapping ones too, in the order of their ends."""
        for last, word in self._automaton.iter(text):
            if word:
                yield last + 1 - len(word), word

    def hits(self, text: str) -> Iterator[tuple[int, str, T]]:
        """Yield (start, word, what it stands for) of every word in ``text``, overlapping ones too."""
        for start, word in self.words(text):
            for value in self._values[word]:
                yield start, word, value

    def longest(self, text: str) -> Iterator[tuple[int, str, T]]:
        """Yield (start, word, what it stands for) in reading order; where words overlap the longest one counts."""
        for start, word in _longest(self.words(text)):
            for value in self._values[word]:
                yield start, word, value

    def present(self, text: str) -> Iterator[T]:
        """Yield what the words that stand in ``text`` stand for, after what needs none, in the order given."""
        yield from self._always
        there = {word for _, word in self.words(text)}
        for word, values in self._values.items():
            if word in there:
                yield from values


def literal_keys(pattern: str) -> tuple[str, ...]:
    """Return words one of which stands in whatever the pattern matches; () when none surely does."""
    keys = []
    for branch in _branches(pattern):
        bare = _outside(branch)
        plain = [_certain(run, bare) for run in _PLAIN.finditer(bare)]
        best = max(plain, key=len, default="")
        if not best:
            return ()
        keys.append(best)
    return tuple(dict.fromkeys(keys))


def _certain(run: re.Match[str], bare: str) -> str:
    """Return the run of letters without a last one that need not be there."""
    after = bare[run.end() : run.end() + 1]
    return run.group()[:-1] if after and after in _UNSURE else run.group()


def _branches(pattern: str) -> list[str]:
    """Return the alternatives of the top level."""
    found, depth, start, at = [], 0, 0, 0
    while at < len(pattern):
        character = pattern[at]
        if character == "\\":
            at += 1
        elif character == "[":
            at = pattern.index("]", at + 2)
        elif character in "()":
            depth += 1 if character == "(" else -1
        elif character == "|" and depth == 0:
            found.append(pattern[start:at])
            start = at + 1
        at += 1
    return [*found, pattern[start:]]


def _outside(branch: str) -> str:
    """Return ``branch`` with its groups and sets blanked out: what is left has to be there."""
    kept, depth, at = [], 0, 0
    while at < len(branch):
        character = branch[at]
        if character == "\\":
            at += 1
            kept.append(" ")
        elif character == "[":
            at = branch.index("]", at + 2)
            kept.append(" ")
        elif character in "()":
            depth += 1 if character == "(" else -1
            kept.append(" ")
        else:
            kept.append(character if depth == 0 else " ")
        at += 1
    return "".join(kept)


def pairs_in(text: str, wanted: frozenset[str]) -> dict[str, list[int]]:
    """Return where each of the ``wanted`` pairs of letters stands in ``text``: one pass for however many lists."""
    places: dict[str, list[int]] = {}
    pairs = all_pairs(text)
    for at, pair in compress(enumerate(pairs), map(wanted.__contains__, pairs)):
        places.setdefault(pair, []).append(at)
    return places


@functools.lru_cache(maxsize=1)
def all_pairs(text: str) -> list[str]:
    """Return each letter of ``text`` with the next: made once for all who go through a report in turn."""
    return list(map(add, text, islice(text, 1, None)))


class Headed(Generic[T]):
    """Words with what each stands for, found by where their first two letters stand (single letters: by `in`)."""

    def __init__(self, entries: Iterable[tuple[str, T]], always: Iterable[T] = ()) -> None:
        """Take (word, what it stands for) pairs, a word maybe more than once, and what needs no word to be present."""
        self._always = tuple(always)
        self._values: dict[str, list[T]] = {}
        for word, value in entries:
            self._values.setdefault(word, []).append(value)
        # by the first two letters, then by the third
        self._words: dict[str, dict[str, list[str]]] = {}
        for word in self._values:
            if len(word) >= _PAIR:
                thirds = self._words.setdefault(word[:_PAIR], {})
                if len(word) > _PAIR:
                    thirds.setdefault(word[_PAIR], []).append(word)

    @property
    def heads(self) -> frozenset[str]:
        """The first two letters of every word: what `pairs_in` has to look for."""
        return frozenset(self._words)

    def words(self, text: str, pairs: Mapping[str, Sequence[int]]) -> Iterator[tuple[int, str]]:
        """Yield (start, word) of every word in ``text``, overlapping ones too."""
        for head in self._words.keys() & pairs.keys():
            thirds = self._words[head]
            if head in self._values:
                yield from ((at, head) for at in pairs[head])
            for at in pairs[head] if thirds else ():
                for word in thirds.get(text[at + _PAIR : at + _PAIR + 1], ()):
                    if text.startswith(word, at):
                        yield at, word

    def longest(self, text: str, pairs: Mapping[str, Sequence[int]]) -> Iterator[tuple[int, str, T]]:
        """Yield (start, word, what it stands for) in reading order; where words overlap the longest one counts."""
        for start, word in _longest(self.words(text, pairs)):
            for value in self._values[word]:
                yield start, word, value

    def present(self, text: str, pairs: Mapping[str, Sequence[int]]) -> Iterator[tuple[T, tuple[int, ...]]]:
        """Yield what words that stand in ``text`` stand for, with where they begin, in the order given.

        What needs no word comes first; it and what needs a single letter come without places.
        """
        yield from ((value, ()) for value in self._always)
        there: dict[str, list[int]] = {}
        for start, word in self.words(text, pairs):
            there.setdefault(word, []).append(start)
        for word, values in self._values.items():
            if word in there or (len(word) < _PAIR and word in text):
                yield from ((value, tuple(there.get(word, ()))) for value in values)


def _longest(hits: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return the words that count where some overlap: the longest, then the first."""
    taken: list[tuple[int, str]] = []
    for start, word in sorted(hits, key=lambda hit: (hit[0], -len(hit[1]))):
        if taken and start < taken[-1][0] + len(taken[-1][1]):
            if len(word) > len(taken[-1][1]):
                taken[-1] = (start, word)
            continue
        taken.append((start, word))
    return taken
