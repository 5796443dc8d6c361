"""Open marks are no words of the text: 对71名【待核实：…】党员 counts 党员."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from ..model import Figure, Sentence, Span
from ..patterns import lazy
from .grounding_context import Context, contexts

_MARK = lazy(r"【待核实：[^】\n]*】")


def contexts_beside_marks(
    text: str, figures: Sequence[Figure], sentences: Sequence[Sentence], outer: Sequence[str]
) -> tuple[Context, ...]:
    """Return the contexts of ``figures``, none of which stands in a mark, as if the text had no open marks."""
    marks = list(_MARK.finditer(text))
    if not marks:
        return contexts(text, figures, sentences, outer)
    ends = [mark.end() for mark in marks]
    cut = [0, *accumulate(mark.end() - mark.start() for mark in marks)]

    def moved(span: Span) -> Span:
        start, end = (at - cut[bisect_right(ends, at)] for at in (span.start, span.end))
        return Span(start=start, end=max(start, end))

    return contexts(
        _MARK.sub("", text),
        [replace(one, span=moved(one.span)) for one in figures],
        [replace(one, span=moved(one.span)) for one in sentences],
        outer,
    )
