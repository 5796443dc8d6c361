"""once: what several rules of a family need is computed for a review once, when first asked for."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TypeVar, cast

from .base import ReviewContext

T = TypeVar("T")


def once(make: Callable[[ReviewContext], T]) -> Callable[[ReviewContext], T]:
    """Return ``make`` with its value kept for as long as the context lives (in the context's own dict)."""
    key = f"{make.__module__}.{make.__qualname__}"

    @functools.wraps(make)
    def kept(context: ReviewContext) -> T:
        values = vars(context)
        if key not in values:
            values[key] = make(context)
        return cast(T, values[key])

    return kept
