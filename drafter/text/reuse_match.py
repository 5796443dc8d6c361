"""What a text shares with past reports: verbatim runs, copies with other figures, near copies, with exact spans."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol, runtime_checkable

from rapidfuzz import fuzz
from rapidfuzz.distance import ScoreAlignment

from ..model import Document, Past, PastSentence, Span
from .reuse_grams import figures_left, fold_figures, fold_places
from .reuse_runs import RUN, common_runs

Kind = Literal["verbatim", "figures", "near"]

NEAR = 0.62
"""`fuzz.ratio` from which two sentences are near copies."""
_PART = 0.74
_MOSTLY = 0.9
_REST = 4
_SHORTEST = 10
_CANDIDATES = 6


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


@runtime_checkable
class _Many(Protocol):
    def candidates_many(self, texts: Sequence[str], limit: int) -> Sequence[Sequence[int]]: ...


class _Folded:
    """A text with its folded form, and the way back where it is asked for."""

    def __init__(self, text: str, start: int = 0) -> None:
        self.text, self.start, self.folded = text, start, fold_figures(text)
        self._places: list[int] | None = None

    @property
    def places(self) -> list[int]:
        if self._places is None:
            self._places = fold_places(self.text)
        return self._places

    def back(self, start: int, end: int) -> Span:
        """Return where folded ``[start, end)`` stands in the whole text, figures at its edges included."""
        first = self.places[start - 1] + 1 if start else 0
        last = self.places[end] if end < len(self.places) else len(self.text)
        edge = self.text[first:last]
        first += len(edge) - len(edge.lstrip())
        last -= len(edge) - len(edge.rstrip())
        return Span(start=self.start + first, end=self.start + last)

    def quote(self, span: Span) -> str:
        """Return the words at ``span`` of the whole text."""
        return self.text[span.start - self.start : span.end - self.start]


class _Known:
    """Past sentences already looked at in this search, with their folded forms."""

    def __init__(self, past: Past) -> None:
        self._past = past
        self._sentences: dict[int, PastSentence | None] = {}
        self._folded: dict[int, str] = {}
        self._around: dict[int, _Folded] = {}

    def sentence(self, id: int) -> PastSentence | None:
        """Return the sentence, or None where there is none with this id."""
        if id not in self._sentences:
            try:
                self._sentences[id] = self._past.sentence(id) if id >= 0 else None
            except IndexError:
                self._sentences[id] = None
        return self._sentences[id]

    def folded(self, other: PastSentence) -> str:
        """Return the folded text of a sentence."""
        if other.id not in self._folded:
            self._folded[other.id] = fold_figures(other.text)
        return self._folded[other.id]

    def around(self, other: PastSentence) -> _Folded:
        """Return the sentence between its neighbours of the same report, gaps filled with blanks."""
        if other.id not in self._around:
            text, start = other.text, other.span.start
            before, after = self.sentence(other.id - 1), self.sentence(other.id + 1)
            if before is not None and before.source is other.source and before.span.end <= start:
                text = before.text + " " * (start - before.span.end) + text
                start = before.span.start
            if after is not None and after.source is other.source and after.span.start >= other.span.end:
                text += " " * (after.span.start - other.span.end) + after.text
            self._around[other.id] = _Folded(text, start)
        return self._around[other.id]


def find_reuse(document: Document, past: Past, *, limit: int = _CANDIDATES) -> tuple[Reuse, ...]:
    """Return the stretches of ``document`` that ``past`` holds too, in reading order, not overlapping.

    Nothing is exempt here: what may repeat (set phrases, titles) is for the caller to judge.
    """
    texts = [document.quote(sentence.span) for sentence in document.sentences]
    whole, known = _Folded(document.text), _Known(past)
    found: list[Reuse] = []
    for sentence, text, ids in zip(document.sentences, texts, _candidates(texts, past, limit), strict=True):
        others = [other for id in ids if (other := known.sentence(id)) is not None]
        if others:
            first = bisect_left(whole.places, sentence.span.start)
            last = bisect_left(whole.places, sentence.span.end)
            found.extend(_judge(whole, first, last, sentence.span, text, others, known))
    return tuple(_without_overlap(found))


def _candidates(texts: Sequence[str], past: Past, limit: int) -> Sequence[Sequence[int]]:
    if isinstance(past, _Many):
        return past.candidates_many(texts, limit)
    return [past.candidates(text, limit) for text in texts]


def _judge(
    whole: _Folded, first: int, last: int, span: Span, text: str, others: Sequence[PastSentence], known: _Known
) -> Iterator[Reuse]:
    """Yield what one sentence, folded ``[first, last)`` of the whole text, shares with its candidates."""
    folded = whole.folded[first:last]
    best = _best_near(span, text, folded, others, known)
    if best is not None and best.kind != "near":
        yield best
        return
    runs = [run for other in others for run in _runs(whole, first, last, other, known)]
    if best is not None and not _is_run(whole, best, runs, others, known):
        yield best
    yield from runs


def _is_run(whole: _Folded, near: Reuse, runs: Sequence[Reuse], others: Sequence[PastSentence], known: _Known) -> bool:
    """Return whether a near copy is alike only by one run, which then says more exactly what was taken."""
    other = next(other for other in others if other.id == near.past_id)
    both = len(fold_figures(whole.quote(near.span))) + len(known.folded(other))
    longest = max((len(fold_figures(whole.quote(run.span))) for run in runs), default=0)
    return longest >= _MOSTLY * near.ratio * both / 2


def _best_near(span: Span, text: str, folded: str, others: Sequence[PastSentence], known: _Known) -> Reuse | None:
    """Return the sentence as a copy of the past sentence most like it, or of a part of one; None when none is."""
    if len(folded) < _SHORTEST:
        return None
    best, score = others[0], 0.0
    for other in others:
        alike = fuzz.ratio(folded, known.folded(other), score_cutoff=max(NEAR * 100, score))
        if alike > score:
            best, score = other, alike
    if not score:
        return _best_part(span, text, folded, others, known)
    kind: Kind = "near"
    if score == 100:
        kind = "verbatim" if figures_left(text) == figures_left(best.text) else "figures"
    return Reuse(kind=kind, span=span, past_id=best.id, past_span=best.span, ratio=score / 100)


def _best_part(span: Span, text: str, folded: str, others: Sequence[PastSentence], known: _Known) -> Reuse | None:
    """Return a near copy of a whole past sentence inside a longer one, or the other way round."""
    best: tuple[PastSentence, ScoreAlignment] | None = None
    cutoff = _PART * 100
    for other in others:
        there = known.folded(other)
        if min(len(there), len(folded)) < 2 * _SHORTEST:
            continue
        aligned = fuzz.partial_ratio_alignment(folded, there, score_cutoff=cutoff)
        if aligned is not None and (best is None or aligned.score > best[1].score):
            best, cutoff = (other, aligned), aligned.score
    if best is None:
        return None
    other, aligned = best
    return Reuse(
        kind="near",
        span=_Folded(text, span.start).back(aligned.src_start, aligned.src_end),
        past_id=other.id,
        past_span=_Folded(other.text, other.span.start).back(aligned.dest_start, aligned.dest_end),
        ratio=aligned.score / 100,
    )


def _runs(whole: _Folded, first: int, last: int, other: PastSentence, known: _Known) -> Iterator[Reuse]:
    """Yield verbatim runs that touch the sentence ``[first, last)``, reaching over its borders and the past one's."""
    there = known.around(other)
    for left, right, size in common_runs(whole.folded, there.folded, first, last):
        span, past_span = whole.back(left, left + size), there.back(right, right + size)
        same = figures_left(whole.quote(span)) == figures_left(there.quote(past_span))
        kind: Kind = "verbatim" if same else "figures"
        yield Reuse(kind=kind, span=span, past_id=other.id, past_span=past_span, ratio=1.0)


def _without_overlap(found: Sequence[Reuse]) -> list[Reuse]:
    """Return stretches that do not overlap, longer ones first come; of equals, the one alike to the letter."""
    kept: list[Reuse] = []
    rank = {"verbatim": 0, "figures": 1, "near": 2}
    order = sorted(
        dict.fromkeys(found),
        key=lambda r: (r.span.start - r.span.end, rank[r.kind], -r.ratio, r.span.start, r.past_id),
    )
    taken = bytearray(max((reuse.span.end for reuse in order), default=0))
    for reuse in order:
        for piece in _untaken(reuse, taken):
            taken[piece.span.start : piece.span.end] = b"\x01" * (piece.span.end - piece.span.start)
            kept.append(piece)
    return sorted(kept, key=lambda reuse: reuse.span)


def _untaken(reuse: Reuse, taken: bytearray) -> Iterator[Reuse]:
    """Yield what longer stretches leave of ``reuse``: any part of a verbatim run is one, no part of a near copy."""
    start, end = reuse.span.start, reuse.span.end
    if 1 not in taken[start:end]:
        yield reuse
        return
    if reuse.kind == "near":
        return
    # with figures of other lengths inside, only the whole stretch can be named on the other side
    parallel = end - start == reuse.past_span.end - reuse.past_span.start
    while start < end:
        stop = taken.find(1, start, end)
        stop = end if stop < 0 else stop
        if stop - start >= _REST:
            first = reuse.past_span.start + start - reuse.span.start
            past_span = Span(start=first, end=first + stop - start) if parallel else reuse.past_span
            yield replace(reuse, span=Span(start=start, end=stop), past_span=past_span)
        start = stop
        while start < end and taken[start]:
            start += 1


__all__ = ["NEAR", "RUN", "Reuse", "common_runs", "find_reuse"]
