"""What a text shares with past reports: verbatim runs, copies with other figures, near copies, with exact spans."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol, runtime_checkable

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, ScoreAlignment

from ..model import Document, Past, PastSentence, Span
from ..patterns import lazy
from .reuse_grams import figures_left, fold_figures
from .reuse_known import FoldedText, KnownPast
from .reuse_runs import RUN, common_runs
from .reuse_sources import Kind, Reuse, with_sources

NEAR = 0.62
"""`fuzz.ratio` from which two sentences are near copies."""
_PART = 0.74
_PART_SHORT = 0.8
_MOSTLY = 0.9
_REST = 4
_SHORTEST = 10
_SHORTEST_PART = 15
_CANDIDATES = 6
_WIDER = 64
_LONG = 80
_STOP = lazy("[。！？]+[”’）]*")
# what a changed character costs beside an equal one, and how long a foreign edge is cut away from a near copy
_APART = 0.4
_EDGE = 5
# two past sentences are equally good sources of a near copy when they differ by less
_EQUALLY = 0.03
# of each half of a sentence that a full stop was put into, this much must be in the source
_HALF = 0.6
# from this share of digits and blanks on, a sentence is compared with its figures
_NUMERAL = 0.25


@runtime_checkable
class _Many(Protocol):
    def candidates_many(self, texts: Sequence[str], limit: int) -> Sequence[Sequence[int]]: ...


def find_reuse(document: Document, past: Past, *, limit: int = _CANDIDATES) -> tuple[Reuse, ...]:
    """Return the stretches of ``document`` that ``past`` holds too, in reading order, not overlapping.

    Nothing is exempt here: what may repeat (set phrases, titles) is for the caller to judge.
    """
    spans = [span for sentence in document.sentences for span in _parted(document.text, sentence.span)]
    texts = [document.quote(span) for span in spans]
    whole, known = FoldedText(document.text), KnownPast(past, document.source)
    others = [known.sentences(ids) for ids in _candidates(texts, past, limit)]
    found = [
        list(_judge(whole, span, text, some, known)) if some else []
        for span, text, some in zip(spans, texts, others, strict=True)
    ]
    _look_again(spans, texts, found, past, known)
    joined = [
        reuse for place in range(len(spans) - 1) for reuse in _cut_in_two(whole, spans, others, found, place, known)
    ]
    trimmed = [_trimmed(whole, reuse, known) for some in found for reuse in some]
    kept = _without_overlap(trimmed + joined)
    return tuple(with_sources(whole, reuse, past, known) for reuse in kept)


def _parted(text: str, span: Span) -> Iterator[Span]:
    """Yield a sentence as it is, or its parts where a quotation, perhaps never closed, made a long one of several."""
    if span.end - span.start <= _LONG:
        yield span
        return
    at = span.start
    for stop in _STOP.finditer(text, span.start, span.end):
        yield Span(start=at, end=stop.end())
        at = stop.end()
    if at < span.end:
        yield Span(start=at, end=span.end)


def _trimmed(whole: FoldedText, reuse: Reuse, known: KnownPast) -> Reuse:
    """Return a near copy without what it has at its edges and the source has not: the stretch most alike."""
    if reuse.kind != "near":
        return reuse
    here, there = whole.quote(reuse.span), known.text(reuse.past_id)
    offset = known.start(reuse.past_id)
    there = there[reuse.past_span.start - offset : reuse.past_span.end - offset]
    best, score, begin = (0.0, 0, 0, 0, 0), 0.0, (0, 0)
    for step in Indel.opcodes(here, there):
        if step.tag != "equal":
            score -= _APART * (step.src_end - step.src_start + step.dest_end - step.dest_start)
            continue
        if score <= 0:
            score, begin = 0.0, (step.src_start, step.dest_start)
        score += step.src_end - step.src_start
        best = max(best, (score, -begin[0], step.src_end, begin[1], step.dest_end))
    left, right = -best[1], best[2]
    # a word or two at an edge belongs to the sentence that was changed
    left, past_left = (left, best[3]) if left >= _EDGE else (0, 0)
    right, past_right = (right, best[4]) if len(here) - right >= _EDGE else (len(here), len(there))
    if (left, right) == (0, len(here)) or right <= left:
        return reuse
    start, past_start = reuse.span.start, reuse.past_span.start
    return replace(
        reuse,
        span=Span(start=start + left, end=start + right),
        past_span=Span(start=past_start + past_left, end=past_start + past_right),
        ratio=fuzz.ratio(fold_figures(here[left:right]), fold_figures(there[past_left:past_right])) / 100,
    )


def _look_again(
    spans: Sequence[Span], texts: Sequence[str], found: list[list[Reuse]], past: Past, known: KnownPast
) -> None:
    """Replace near copies of whole sentences by better ones among more candidates, where there are.

    Sentences of one mould share nearly all their shingles: which of many is the source shows only in full.
    """
    again = [
        (place, at)
        for place, some in enumerate(found)
        for at, reuse in enumerate(some)
        if reuse.kind == "near" and reuse.span == spans[place]
    ]
    wider = _candidates([texts[place] for place, _ in again], past, _WIDER)
    for (place, at), ids in zip(again, wider, strict=True):
        text = texts[place]
        best = _best_whole(spans[place], text, fold_figures(text), known.sentences(ids), known)
        if best is not None and best.ratio >= found[place][at].ratio:
            found[place][at] = best


def _cut_in_two(
    whole: FoldedText,
    spans: Sequence[Span],
    others: Sequence[Sequence[PastSentence]],
    found: Sequence[Sequence[Reuse]],
    place: int,
    known: KnownPast,
) -> Iterator[Reuse]:
    """Yield a near copy that a full stop put inside made two sentences of, this one and the next."""
    span = Span(start=spans[place].start, end=spans[place + 1].end)
    text = whole.quote(span)
    here = (*found[place], *found[place + 1])
    either = list({other.id: other for other in (*others[place], *others[place + 1])}.values())
    covered = sum(reuse.span.end - reuse.span.start for reuse in here)
    if not either or "\n" in text or covered >= _HALF * len(text):
        return
    best = _best_near(span, text, fold_figures(text), either, known)
    if best is None:
        return
    best = _trimmed(whole, best, known)
    cut = spans[place + 1].start
    size = best.span.end - best.span.start
    if covered < _HALF * size and _both_halves(whole.quote(best.span), cut - best.span.start, known.text(best.past_id)):
        yield best


def _both_halves(joined: str, cut: int, past: str) -> bool:
    """Return whether most of what stands before ``cut``, and most of what stands after it, is in ``past``."""
    equal = [0, 0]
    for step in Indel.opcodes(joined, past):
        if step.tag == "equal":
            equal[0] += max(0, min(step.src_end, cut) - step.src_start)
            equal[1] += max(0, step.src_end - max(step.src_start, cut))
    return equal[0] >= max(_EDGE, _HALF * cut) and equal[1] >= max(_EDGE, _HALF * (len(joined) - cut))


def _candidates(texts: Sequence[str], past: Past, limit: int) -> Sequence[Sequence[int]]:
    if isinstance(past, _Many):
        return past.candidates_many(texts, limit)
    return [past.candidates(text, limit) for text in texts]


def _judge(
    whole: FoldedText, span: Span, text: str, others: Sequence[PastSentence], known: KnownPast
) -> Iterator[Reuse]:
    """Yield what one sentence of the whole text shares with its candidates."""
    first, last = bisect_left(whole.places, span.start), bisect_left(whole.places, span.end)
    folded = whole.folded[first:last]
    best = _best_near(span, text, folded, others, known)
    if best is not None and best.kind != "near":
        yield best
        return
    runs = [run for other in others for run in _runs(whole, first, last, other, known)]
    if best is not None and not _is_run(whole, best, runs, others, known):
        yield best
    yield from runs


def _is_run(
    whole: FoldedText, near: Reuse, runs: Sequence[Reuse], others: Sequence[PastSentence], known: KnownPast
) -> bool:
    """Return whether a near copy is alike only by one run, which then says more exactly what was taken."""
    other = next(other for other in others if other.id == near.past_id)
    both = len(fold_figures(whole.quote(near.span))) + len(known.folded(other))
    longest = max((len(fold_figures(whole.quote(run.span))) for run in runs), default=0)
    return longest >= _MOSTLY * near.ratio * both / 2


def _best_near(span: Span, text: str, folded: str, others: Sequence[PastSentence], known: KnownPast) -> Reuse | None:
    """Return the sentence as a copy of the past sentence most like it, or of a part of one; None when none is."""
    if len(folded) < _SHORTEST:
        return None
    return _best_whole(span, text, folded, others, known) or _best_part(span, text, folded, others, known)


def _best_whole(span: Span, text: str, folded: str, others: Sequence[PastSentence], known: KnownPast) -> Reuse | None:
    """Return ``text`` as a copy of the whole past sentence most like it; of equals, the one with the same figures."""
    alike = [(fuzz.ratio(folded, known.folded(other), score_cutoff=NEAR * 100), other) for other in others]
    if not any(score for score, _ in alike):
        bare = "".join(text.split())
        if len(folded) > (1 - _NUMERAL) * len(bare):
            return None
        alike = [(fuzz.ratio(bare, "".join(other.text.split()), score_cutoff=NEAR * 100), other) for other in others]
    top = max(score for score, _ in alike)
    if not top:
        return None
    close = [other for score, other in alike if score >= top - 100 * _EQUALLY]
    firsts = [other for score, other in alike if score == top]
    best = max(firsts, key=lambda other: fuzz.ratio(text, other.text)) if len(firsts) > 1 else firsts[0]
    kind: Kind = "near"
    if folded == known.folded(best):
        kind = "verbatim" if figures_left(text) == figures_left(best.text) else "figures"
    others_close = tuple(other.id for other in close if other is not best) if kind == "near" else ()
    return Reuse(kind=kind, span=span, past_id=best.id, past_span=best.span, ratio=top / 100, others=others_close)


def _best_part(span: Span, text: str, folded: str, others: Sequence[PastSentence], known: KnownPast) -> Reuse | None:
    """Return a near copy of a whole past sentence inside a longer one, or the other way round."""
    best: tuple[PastSentence, ScoreAlignment] | None = None
    cutoff = 0.0
    for other in others:
        there = known.folded(other)
        short = min(len(there), len(folded))
        if short < _SHORTEST_PART:
            continue
        least = 100 * (_PART if short >= 2 * _SHORTEST else _PART_SHORT)
        if not _may_align(folded, there, max(cutoff, least) / 100):
            continue
        aligned = fuzz.partial_ratio_alignment(folded, there, score_cutoff=max(cutoff, least))
        if aligned is not None and (best is None or aligned.score > best[1].score):
            best, cutoff = (other, aligned), aligned.score
    if best is None:
        return None
    other, aligned = best
    return Reuse(
        kind="near",
        span=FoldedText(text, span.start).back(aligned.src_start, aligned.src_end),
        past_id=other.id,
        past_span=FoldedText(other.text, other.span.start).back(aligned.dest_start, aligned.dest_end),
        ratio=aligned.score / 100,
    )


def _may_align(one: str, other: str, ratio: float) -> bool:
    """Return whether enough letters of the shorter text stand in the other one, in whatever order, for ``ratio``."""
    short, long = sorted((one, other), key=len)
    # a window of w letters with m of the short text's n gives 2m/(n+w) at most, and m is no more than w
    letters = set(long)
    return sum(map(letters.__contains__, short)) >= ratio / (2 - ratio) * len(short)


def _runs(whole: FoldedText, first: int, last: int, other: PastSentence, known: KnownPast) -> Iterator[Reuse]:
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
