"""Patterns of hundreds of words, compiled when they are first asked: what never looks for names never pays for them."""

from __future__ import annotations

import re
from collections.abc import Iterator


class LazyPattern:
    """A regular expression that is compiled at its first use; the methods are those of `re.Pattern`."""

    def __init__(self, pattern: str) -> None:
        """Take the expression as written."""
        self.pattern = pattern
        self._compiled: re.Pattern[str] | None = None

    def match(self, text: str, at: int = 0) -> re.Match[str] | None:
        """Return the match that begins at ``at``."""
        return self._ready().match(text, at)

    def search(self, text: str, at: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Return the first match from ``at`` on, in what stands before ``end``."""
        return self._ready().search(text, at, len(text) if end is None else end)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return the match that is the whole text."""
        return self._ready().fullmatch(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Return all matches that do not overlap, in order."""
        return self._ready().finditer(text)

    def _ready(self) -> re.Pattern[str]:
        if self._compiled is None:
            self._compiled = re.compile(self.pattern)
        return self._compiled
