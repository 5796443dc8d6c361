"""Regular expressions that are compiled when they are first asked: who only lists the rules never pays for them.

A thousand patterns over Chinese text take the processor longer to compile than reading and judging a report takes:
Python 3.11 spreads each class of Han characters out, one by one, in every pattern anew; here it is worked out once.
"""

from __future__ import annotations

import functools
import importlib
import re
from typing import Any, cast

_OFFERED = ("match", "search", "fullmatch", "finditer", "findall", "split", "sub", "subn", "groups", "groupindex")
_compiler: Any = importlib.import_module("re._compiler")
_work_out: Any = getattr(_compiler, "_optimize_charset", None)


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
        ready = compiled(self.pattern, self.flags)
        for method in _OFFERED:
            setattr(self, method, getattr(ready, method))
        return getattr(ready, name)


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return ``pattern`` to be used as a compiled one; a mistake in it shows at its first use (`re.error`)."""
    return cast("re.Pattern[str]", LazyPattern(pattern, flags))


def compiled(pattern: str, flags: int) -> re.Pattern[str]:
    """Return what `re.compile` returns, with classes of characters that earlier patterns had taken from them."""
    if _work_out is None:
        return re.compile(pattern, flags)
    # whoever compiles in another thread meanwhile gets the same classes from either
    _compiler._optimize_charset = _remembered
    try:
        return re.compile(pattern, flags)
    finally:
        _compiler._optimize_charset = _work_out


def _remembered(charset: list[Any], *cases: Any) -> Any:
    # classes that mind no case come without more
    return _work_out(charset, *cases) if any(cases) else _class_of(tuple(charset))


@functools.lru_cache(maxsize=4096)
def _class_of(charset: tuple[Any, ...]) -> Any:
    return _work_out(list(charset))
