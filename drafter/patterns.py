"""Regular expressions that are compiled when they are first asked: who only lists the rules never pays for them.

A thousand patterns over Chinese text take the processor longer to compile (`re` spreads every class of Han
characters out, one by one) than reading and judging a report takes.
"""

from __future__ import annotations

import re
from typing import Any, cast

_OFFERED = ("match", "search", "fullmatch", "finditer", "findall", "split", "sub", "subn", "groups", "groupindex")


class LazyPattern:
    """What behaves as the `re.Pattern` of an expression, and is compiled when one of its methods is asked for."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        """Take the expression as written, with `re` flags."""
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        """Return ``name`` of the compiled pattern, whose methods are ours from then on."""
        if name not in _OFFERED:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        for method in _OFFERED:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return ``pattern`` to be used as a compiled one; a mistake in it shows at its first use (`re.error`)."""
    return cast("re.Pattern[str]", LazyPattern(pattern, flags))
