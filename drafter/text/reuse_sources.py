"""Where a shared stretch comes from: the past sentences that hold it, the one with the same figures first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol, runtime_checkable

from ..model import Past, Span
from .reuse_grams import fold_figures
from .reuse_known import FoldedText, KnownPast

Kind = Literal["verbatim", "figures", "near"]

HELD = 400
"""Past sentences looked at, at most, for one stretch that stands in many reports."""
_CANDIDATES = 6
_EDGES = "，。；：、！？"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reuse:
    """One stretch of a text that also stands in a past report."""

    kind: Kind
    """verbatim: letter for letter; figures: only figures differ; near: words differ too."""
    span: Span
    """Where it stands in the text."""
    past_id: int
    """The past sentence (the first one, for a run over several)."""
    past_span: Span
    """Where it stands in that report's text."""
    ratio: float
    """0 to 1: how alike both stretches are, figures aside."""
    others: tuple[int, ...] = ()
    """Further past sentences that hold it too, figures aside, or are as like it; `HELD` at most."""


@runtime_checkable
class _Holding(Protocol):
    def holders(self, text: str, limit: int) -> Sequence[int]: ...


def with_sources(whole: FoldedText, reuse: Reuse, past: Past, known: KnownPast) -> Reuse:
    """Return ``reuse`` with all that holds its wording, credited to one with the same figures where there is one."""
    at = known.sentence(reuse.past_id)
    assert at is not None
    around = known.around(at)
    # a run may stand in the neighbour of the sentence it was found by
    for id in (reuse.past_id - 1, reuse.past_id, reuse.past_id + 1):
        other = known.sentence(id)
        if other is not None and other.source is at.source and other.span.overlaps(reuse.past_span):
            at = other
            break
    quote = around.quote(reuse.past_span)
    held = past.holders(quote, HELD) if isinstance(past, _Holding) else past.candidates(quote, _CANDIDATES)
    folded = fold_figures(quote).strip(_EDGES)
    same = [id for id in held if (other := known.sentence(id)) is not None and folded in known.folded(other)]
    others = tuple(id for id in dict.fromkeys((*same, *reuse.others)) if id != at.id)
    moved = replace(reuse, past_id=at.id, others=others)
    return _with_same_figures(whole.quote(reuse.span), moved, known) if reuse.kind == "figures" else moved


def _with_same_figures(text: str, reuse: Reuse, known: KnownPast) -> Reuse:
    """Return a copy with other figures as one to the letter where a further source has it so."""
    for id in reuse.others:
        other = known.sentence(id)
        at = other.text.find(text) if other is not None else -1
        if other is not None and at >= 0:
            span = Span(start=other.span.start + at, end=other.span.start + at + len(text))
            rest = tuple(one for one in (reuse.past_id, *reuse.others) if one != id)
            return replace(reuse, kind="verbatim", past_id=id, past_span=span, others=rest)
    return reuse
