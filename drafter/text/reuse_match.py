"""What a text shares with past reports: verbatim runs, copies with other figures, near copies, with exact spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, runtime_checkable

from rapidfuzz import fuzz

from ..model import Document, Past, PastSentence, Span
from .reuse_grams import figures_left, fold_figures, fold_places

Kind = Literal["verbatim", "figures", "near"]

RUN = 13
"""Shortest verbatim run, in folded characters (figures and white space aside)."""
NEAR = 0.62
"""`fuzz.ratio` from which two sentences are near copies."""
_PART = 0.74
_MOSTLY = 0.9
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A text with its folded form and the way back."""

    text: str
    start: int
    folded: str
    places: list[int]

    def back(self, start: int, end: int) -> Span:
        """Return where folded ``[start, end)`` stands in the whole text, figures at its edges included."""
        first = self.places[start - 1] + 1 if start else 0
        last = self.places[end] if end < len(self.places) else len(self.text)
        edge = self.text[first:last]
        first += len(edge) - len(edge.lstrip())
        last -= len(edge) - len(edge.rstrip())
        return Span(start=self.start + first, end=self.start + last)


def find_reuse(document: Document, past: Past, *, limit: int = _CANDIDATES) -> tuple[Reuse, ...]:
    """Return the stretches of ``document`` that ``past`` holds too, in reading order, not overlapping.

    Nothing is exempt here: what may repeat (set phrases, titles) is for the caller to judge.
    """
    texts = [document.quote(sentence.span) for sentence in document.sentences]
    found: list[Reuse] = []
    pasts: dict[int, PastSentence] = {}
    for place, ids in enumerate(_candidates(texts, past, limit)):
        if not ids:
            continue
        for id in ids:
            if id not in pasts:
                pasts[id] = past.sentence(id)
        found.extend(_judge(document, place, texts[place], [pasts[id] for id in ids], past))
    return tuple(_without_overlap(found))


def common_runs(left: str, right: str, shortest: int = RUN) -> Iterator[tuple[int, int, int]]:
    """Yield (start in left, start in right, length) of maximal stretches both share, left to right in ``left``."""
    at = 0
    while at + shortest <= len(left):
        place = right.find(left[at : at + shortest])
        if place < 0:
            at += 1
            continue
        best = (0, 0)
        while place >= 0:
            size = shortest
            while at + size < len(left) and place + size < len(right) and left[at + size] == right[place + size]:
                size += 1
            best = max(best, (size, -place))
            place = right.find(left[at : at + shortest], place + 1)
        yield at, -best[1], best[0]
        at += best[0]


def _candidates(texts: Sequence[str], past: Past, limit: int) -> Sequence[Sequence[int]]:
    if isinstance(past, _Many):
        return past.candidates_many(texts, limit)
    return [past.candidates(text, limit) for text in texts]


def _judge(document: Document, place: int, text: str, pasts: Sequence[PastSentence], past: Past) -> Iterator[Reuse]:
    folded = fold_figures(text)
    best = _best_near(document, place, text, folded, pasts)
    if best is not None and best.kind != "near":
        yield best
        return
    runs = [run for other in pasts for run in _runs(document, place, other, past)]
    if best is not None and not _is_run(document, best, runs, pasts):
        yield best
    yield from runs


def _is_run(document: Document, near: Reuse, runs: Sequence[Reuse], pasts: Sequence[PastSentence]) -> bool:
    """Return whether a near copy is alike only by one run, which then says more exactly what was taken."""
    other = next(past.text for past in pasts if past.id == near.past_id)
    here, there = (len(fold_figures(text)) for text in (document.quote(near.span), other))
    longest = max((len(fold_figures(document.quote(run.span))) for run in runs), default=0)
    return longest >= _MOSTLY * near.ratio * (here + there) / 2


def _best_near(document: Document, place: int, text: str, folded: str, pasts: Sequence[PastSentence]) -> Reuse | None:
    if len(folded) < _SHORTEST:
        return None
    ranked = [(fuzz.ratio(folded, fold_figures(other.text), score_cutoff=NEAR * 100), other) for other in pasts]
    score, other = max(ranked, key=lambda pair: (pair[0], -pair[1].id))
    if not score:
        return _best_part(document, place, text, folded, pasts)
    kind: Kind = "near"
    if score == 100:
        kind = "verbatim" if figures_left(text) == figures_left(other.text) else "figures"
    span = document.sentences[place].span
    return Reuse(kind=kind, span=span, past_id=other.id, past_span=other.span, ratio=score / 100)


def _best_part(document: Document, place: int, text: str, folded: str, pasts: Sequence[PastSentence]) -> Reuse | None:
    """Return a near copy of a whole past sentence inside a longer one, or the other way round."""
    best: tuple[float, PastSentence, Span, Span] | None = None
    here = _Piece(text=text, start=document.sentences[place].span.start, folded=folded, places=fold_places(text))
    for other in pasts:
        there = fold_figures(other.text)
        if min(len(there), len(folded)) < 2 * _SHORTEST:
            continue
        aligned = fuzz.partial_ratio_alignment(folded, there, score_cutoff=_PART * 100)
        if aligned is None or (best is not None and aligned.score <= best[0] * 100):
            continue
        piece = _Piece(text=other.text, start=other.span.start, folded=there, places=fold_places(other.text))
        spans = here.back(aligned.src_start, aligned.src_end), piece.back(aligned.dest_start, aligned.dest_end)
        best = (aligned.score / 100, other, *spans)
    if best is None:
        return None
    return Reuse(kind="near", span=best[2], past_id=best[1].id, past_span=best[3], ratio=best[0])


def _runs(document: Document, place: int, other: PastSentence, past: Past) -> Iterator[Reuse]:
    """Yield verbatim runs around one sentence and one past sentence, reaching over the borders of both."""
    first, last = max(place - 1, 0), min(place + 1, len(document.sentences) - 1)
    start, end = document.sentences[first].span.start, document.sentences[last].span.end
    here = _piece(document.text[start:end], start)
    there = _piece(*_around(other, past))
    own = document.sentences[place].span
    for left, right, size in common_runs(here.folded, there.folded):
        span, past_span = here.back(left, left + size), there.back(right, right + size)
        if not span.overlaps(own):
            continue
        quote = document.quote(span)
        other_quote = past_span.shifted(-there.start).of(there.text)
        same = figures_left(quote) == figures_left(other_quote)
        yield Reuse(kind="verbatim" if same else "figures", span=span, past_id=other.id, past_span=past_span, ratio=1.0)


def _piece(text: str, start: int) -> _Piece:
    return _Piece(text=text, start=start, folded=fold_figures(text), places=fold_places(text))


def _around(other: PastSentence, past: Past) -> tuple[str, int]:
    """Return the past sentence with its neighbours as one text, gaps filled with blanks, and where that starts."""
    text, start = other.text, other.span.start
    neighbours = [past.sentence(other.id - 1)] if other.id > 0 else []
    for before in neighbours:
        if before.source == other.source and before.span.end <= start:
            text = before.text + " " * (start - before.span.end) + text
            start = before.span.start
    try:
        after = past.sentence(other.id + 1)
    except IndexError:
        return text, start
    if after.source == other.source and after.span.start >= other.span.end:
        text += " " * (after.span.start - other.span.end) + after.text
    return text, start


def _without_overlap(found: Sequence[Reuse]) -> list[Reuse]:
    """Return stretches that do not overlap, longer ones first come; of equals, the one alike to the letter."""
    kept: list[Reuse] = []
    rank = {"verbatim": 0, "figures": 1, "near": 2}
    order = sorted(
        dict.fromkeys(found),
        key=lambda r: (r.span.start - r.span.end, rank[r.kind], -r.ratio, r.span.start, r.past_id),
    )
    for reuse in order:
        if not any(reuse.span.overlaps(other.span) for other in kept):
            kept.append(reuse)
    return sorted(kept, key=lambda reuse: reuse.span)
