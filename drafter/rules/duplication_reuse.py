"""What a draft shares with past reports, once a review: set phrases set aside, declared reuse told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ..model import Past, PastSentence, Source, Span
from ..patterns import lazy
from ..text.similarity import align
from .base import ReviewContext
from .duplication_spared import merged, overlapping, spared, weight
from .once import once

FREE, PIECE = 15, 9
"""Letters a copy must have, in all and in one piece, besides set phrases, titles and names."""
FORMULA, LONG = 3, 30
"""A wording that stands in so many past reports is a formula of the house, unless it is as long as a sentence."""
NEAR, NEAR_SHORT, NEAR_FREE = 16, 0.75, 20
"""Equal letters a near copy must have; how like it must be while it has fewer than the last of these."""
COMMON = 3
"""A shingle that so many organisations use is common property; only asked where at least `ENOUGH` are stored."""
ENOUGH = 5
_NUMBER = lazy(r"\d+(?:\.\d+)?")
_CUT_LEFT = lazy(r"(?:[\d.%]+(?=[，。；、]))?[，。；：、\s]+")
_CUT_RIGHT = lazy(r"(?:[，。；：、\n]\s*)?\d[\d.]*$|[，。；：、\s]+$")
_STEP = 4
_SHINGLE = 13


class Copy(NamedTuple):
    """A stretch taken from a past report."""

    kind: str
    """verbatim, figures or near."""
    span: Span
    """Where it stands here."""
    past: PastSentence
    """The past sentence it begins in."""
    past_span: Span
    """Where the stretch stands in that report."""
    quote: str
    """The past sentences it stands in, whole."""
    others: frozenset[Source]
    """Further past reports that hold it, figures aside (near copies: as like it)."""
    ratio: float
    """How alike, 0 to 1."""
    letters: int
    """Letters of it that no set phrase, title or name accounts for."""
    declared: bool
    """Whether the draft itself names a passage it took this wording from."""

    own: bool
    """Whether the past report is one of the same organisation."""
    refreshed: bool
    """Whether it states figures, and half of them and more are not the source's: the house's mould, filled anew."""

    @property
    def past_words(self) -> str:
        """The words of the stretch in that report."""
        start = self.past_span.start - self.past.span.start
        return self.quote[start : start + self.past_span.end - self.past_span.start]


_ANNOUNCED = lazy(r"现[将就][^。\n]{0,60}如下[：。]")


if TYPE_CHECKING:
    from ..text.reuse_match import Reuse


@once
def copies(context: ReviewContext) -> tuple[Copy, ...]:
    """Return what the text has in common with past reports and could have been worded otherwise."""
    if context.past is None:
        return ()
    # numpy comes with the index; `drafter rules` must not load it
    from ..text.reuse_match import find_reuse

    # What states the facts of this period, or names the passage it was taken from, is reuse and no copy.
    declared = merged(one.span for one in context.draft.sentences if one.passage_ids or one.fact_ids)
    settled = merged((*spared(context), *_headings(context)))
    settled_or_declared = merged((*declared, *settled))
    common = context.past.organisations() >= ENOUGH
    found = []
    for whole in find_reuse(context.document, context.past):
        reuse = _without_cut_edges(context.text, whole)
        taken, taken_or_declared = settled, settled_or_declared
        total, piece = weight(context.text, reuse.span, taken)
        if total < FREE or piece < PIECE:
            continue
        if common:
            shingles = _common_in(context.text, reuse.span, context.past, taken)
            taken = merged((*overlapping(settled, reuse.span), *shingles))
            taken_or_declared = merged((*overlapping(settled_or_declared, reuse.span), *shingles))
            total, piece = weight(context.text, reuse.span, taken)
            if total < FREE or piece < PIECE:
                continue
        undeclared = weight(context.text, reuse.span, taken_or_declared)[0]
        past = context.past.sentence(reuse.past_id)
        if reuse.kind == "near" and not _is_near_copy(context.text, reuse, past, taken):
            continue
        others = frozenset(context.past.sentence(id).source for id in reuse.others) - {past.source}
        if total < LONG and reuse.kind != "near" and len(others) + 1 >= FORMULA:
            continue
        found.append(
            Copy(
                kind=reuse.kind,
                span=reuse.span,
                past=past,
                past_span=reuse.past_span,
                quote=_quoted(reuse, past, context.past),
                others=others,
                ratio=reuse.ratio,
                letters=total,
                declared=undeclared < FREE,
                own=past.source.organisation is not None
                and past.source.organisation == context.document.source.organisation,
                refreshed=_is_refreshed(reuse.span.of(context.text), reuse, past, context.past),
            )
        )
    return tuple(found)


def _without_cut_edges(text: str, reuse: Reuse) -> Reuse:
    """Return a run without the marks at its edges and the figures whose clause it cuts: what a reader would mark."""
    if reuse.kind == "near":
        return reuse
    quote = reuse.span.of(text)
    left = match.end() if (match := _CUT_LEFT.match(quote)) else 0
    right = len(quote)
    if text[reuse.span.end : reuse.span.end + 1].isalnum() and (match := _CUT_RIGHT.search(quote)):
        right = match.start()
    if left >= right or (left, right) == (0, len(quote)):
        return reuse
    same_length = reuse.past_span.end - reuse.past_span.start == len(quote)
    past = (
        Span(start=reuse.past_span.start + left, end=reuse.past_span.start + right) if same_length else reuse.past_span
    )
    return replace(reuse, span=Span(start=reuse.span.start + left, end=reuse.span.start + right), past_span=past)


def _is_refreshed(quote: str, reuse: Reuse, past: PastSentence, reports: Past) -> bool:
    start = reuse.past_span.start - past.span.start
    theirs = Counter(_NUMBER.findall(_quoted(reuse, past, reports)[start:]))
    ours = Counter(_NUMBER.findall(quote))
    return reuse.kind != "verbatim" and bool(ours) and 2 * (ours - theirs).total() >= ours.total()


def _headings(context: ReviewContext) -> list[Span]:
    """Return what a report of a house has in common with the last by form: its headings, and 现将…如下."""
    spans = [section.span for section in context.document.sections if section.level != "item"]
    return [*spans, *(Span(start=m.start(), end=m.end()) for m in _ANNOUNCED.finditer(context.text))]


def title_of(source: Source) -> str:
    """Return what to call a past report to its reader."""
    return source.title or source.path or "往期报告"


def _common_in(text: str, span: Span, past: Past, taken: Sequence[Span]) -> list[Span]:
    """Return the shingles of ``span`` that many organisations use, those within ``taken`` not looked for."""
    found = []
    near = overlapping(taken, span)
    for start in range(span.start, max(span.start, span.end - _SHINGLE) + 1, _STEP):
        shingle = Span(start=start, end=min(start + _SHINGLE, span.end))
        within = any(one.contains(shingle) for one in near)
        if not within and past.document_frequency(shingle.of(text)) >= COMMON:
            found.append(shingle)
    return found


def _is_near_copy(text: str, reuse: Reuse, past: PastSentence, taken: tuple[Span, ...]) -> bool:
    """Return whether a near copy is one beyond what may repeat anyway: enough of what is equal is free."""
    equal = 0
    for step in align(reuse.span.of(text), past.text):
        if step.change == "equal":
            equal += weight(text, step.left.shifted(reuse.span.start), taken)[0]
    return equal >= NEAR and (equal >= NEAR_FREE or reuse.ratio >= NEAR_SHORT)


def _quoted(reuse: Reuse, first: PastSentence, past: Past) -> str:
    """Return the words of the past sentences a stretch reaches over, from the first to the last."""
    quote, last = first.text, first
    while last.span.end < reuse.past_span.end:
        try:
            after = past.sentence(last.id + 1)
        except IndexError:
            break
        if after.source != first.source or after.span.start < last.span.end:
            break
        # blanks for what stood between, so that offsets hold
        quote, last = quote + " " * (after.span.start - last.span.end) + after.text, after
    return quote
