"""Regular expressions that are compiled when they are first asked: who only lists the rules never pays for them.

A thousand patterns over Chinese text take the processor longer to compile than reading and judging a report takes:
Python 3.11 spreads each class of Han characters out, one by one over all there are, in every pattern anew; here the
same code is worked out from its stretches, and once.
"""

from __future__ import annotations

import functools
import importlib
import re
import struct
from typing import Any, cast

_OFFERED = ("match", "search", "fullmatch", "finditer", "findall", "split", "sub", "subn", "groups", "groupindex")
_compiler: Any = importlib.import_module("re._compiler")
_work_out: Any = getattr(_compiler, "_optimize_charset", None)
_MAGIC = 20220615
"""The code of Python 3.11; others get their classes from `re` itself."""
_NARROW, _HIGHEST, _BLOCKS, _FEW = 255, 0xFFFF, 256, 2
"""What `re` tells apart: Latin letters, the letters of its big classes, their blocks, and runs not worth a class."""


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


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
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
    """Return what `re` makes of a class: the items to try, and that no case matters."""
    spans = [_span(*item) for item in charset]
    highest = max((span[1] for span in spans if span), default=0)
    if _compiler.MAGIC != _MAGIC or not _NARROW < highest <= _HIGHEST:
        return _work_out(list(charset))
    runs = _runs(sorted(span for span in spans if span))
    negated = [item for item in charset if item[0] is _compiler.NEGATE]
    others = [item for item, span in zip(charset, spans, strict=True) if span is None and item not in negated]
    if len(runs) > _FEW:
        return [*negated, (_compiler.BIGCHARSET, _bitmap(runs)), *others], False
    plain = [
        (_compiler.LITERAL, low) if low == high else (_compiler.RANGE, (low, high)) for low, high in runs
    ]  # fmt: skip
    shorter = [*negated, *plain, *others]
    return (shorter if len(shorter) < len(charset) else list(charset)), False


def _span(operation: Any, value: Any) -> tuple[int, int] | None:
    """Return the first and last letter of an item of a class; None for what is no stretch of letters."""
    if operation is _compiler.LITERAL:
        return value, value
    return tuple(value) if operation is _compiler.RANGE else None


def _runs(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return ``spans``, which are in order, with those that meet made one."""
    runs = spans[:1]
    for low, high in spans[1:]:
        if low <= runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], max(high, runs[-1][1]))
        else:
            runs.append((low, high))
    return runs


def _bitmap(runs: list[tuple[int, int]]) -> list[int]:
    """Return the words `re` wants: how many different blocks of 256 letters, which block is which, then their bits."""
    bits = dict.fromkeys(range(_BLOCKS), 0)
    for low, high in runs:
        for block in range(low >> 8, (high >> 8) + 1):
            first, last = max(low, block << 8) & 255, min(high, block << 8 | 255) & 255
            bits[block] |= (2 << last) - (1 << first)
    numbers = {held: number for number, held in enumerate(dict.fromkeys(bits.values()))}
    which = memoryview(bytes(map(numbers.__getitem__, bits.values()))).cast("I").tolist()
    return [len(numbers), *which, *struct.unpack(f"<{8 * len(numbers)}I", b"".join(map(_bytes_of, numbers)))]


def _bytes_of(bits: int) -> bytes:
    return bits.to_bytes(_BLOCKS // 8, "little")
