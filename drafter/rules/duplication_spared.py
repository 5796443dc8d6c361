"""Wording that may repeat: set phrases, doctrine, titles in 《》, quoted names, names of organs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from operator import attrgetter

from ..lexicon import Lexicon
from ..model import Span
from ..patterns import lazy
from ..text.needles import matches, matches_from
from .base import ReviewContext
from .may_repeat import may_repeat
from .once import once
from .terms_phrases import letter_pairs

# a question asked wherever it bites is no repeat
_OPEN_MARK = lazy(r"【待核实：[^】\n]*】")
_TITLE = lazy(r"《[^《》\n]{1,80}(?:《[^《》\n]{1,60}》[^《》\n]{0,40})?》")
_QUOTED = lazy(r"“[^“”\n]{1,24}”")
_ORGAN = lazy(
    r"[\u4e00-\u9fff*]{0,5}[省市县区盟州旗局厅]"
    r"(?:[\u4e00-\u9fff*]{0,10}?(?:委员会|人民政府|办公室|局|厅|中心|党组|党委|工委|支部|领导小组|大队|支队))+"
)
_DOCTRINE = lazy(
    r"习近平总书记[^，。；：\n]{0,40}?(?:重要(?:讲话|指示|批示|论述|要求|指示批示)[^，。；、\n]{0,8}?(?:精神|要求)?|方略|嘱托)"
    r"|(?:奋力)?谱写[^，。；\n]{0,24}(?:新)?篇章|加快(?:构建|建设)[^，。；\n]{0,12}现代化产业体系"
    r"|(?:党的|中央|省委|市委|自治区党委|区委|县委)[^，。；：\n]{0,30}?(?:全会|会议|大会)(?:精神|部署要求|部署)"
)
_DOCTRINE_BEGINS = lazy("习近平|奋力|谱写|加快|党的|中央|省委|市委|区委|县委|自治区党委")
_ADDRESS = lazy(
    r"现在，?我(?:受[^。\n]{2,30}委托|代表[^。\n]{2,20}?)，?向[^。\n]{2,40}(?:报告|汇报|述职)[^。\n]{0,60}"
    r"|\d日在[^。，\n]{4,40}(?:会议|大会)上|^[—\- ]*\d{4}年\d{1,2}月\d{1,2}日在[^。\n]{4,50}(?:会议|大会)上",
    re.M,
)
_START = attrgetter("start")


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return ``spans`` in order, touching and overlapping ones joined."""
    kept: list[Span] = []
    for span in sorted(spans, key=_START):
        if kept and span.start <= kept[-1].end:
            kept[-1] = Span(start=kept[-1].start, end=max(kept[-1].end, span.end))
        else:
            kept.append(span)
    return tuple(kept)


def spared_in(
    text: str, lexicon: Lexicon, pairs: Mapping[str, Sequence[int]], *, names: Sequence[str] = ()
) -> tuple[Span, ...]:
    """Return what of ``text`` may stand in any report, in order, nothing overlapping; ``pairs`` as `letter_pairs`."""
    spans = [Span(start=at, end=at + len(word)) for at, word in may_repeat(lexicon).words(text, pairs)]
    found = [pattern.finditer(text) for pattern in (_OPEN_MARK, _TITLE, _QUOTED, _ORGAN)]
    for match in chain(*found, matches_from(_DOCTRINE_BEGINS, _DOCTRINE, text), matches(_ADDRESS, text)):
        spans.append(Span(start=match.start(), end=match.end()))
    for name in names:
        spans.extend(Span(start=match.start(), end=match.end()) for match in re.finditer(re.escape(name), text))
    return merged(spans)


@once
def spared(context: ReviewContext) -> tuple[Span, ...]:
    """Return what of the text under review may repeat; its own organisation's name is part of it."""
    organisation = context.document.source.organisation
    return spared_in(
        context.text, context.lexicon, letter_pairs(context), names=(organisation,) if organisation else ()
    )


def overlapping(taken: Sequence[Span], span: Span) -> Sequence[Span]:
    """Return those of ``taken`` (in order, not overlapping) that may overlap ``span``: the one before it, too."""
    first = max(bisect_right(taken, span.start, key=lambda one: one.start) - 1, 0)
    return taken[first : bisect_left(taken, span.end, key=lambda one: one.start)]


def free_pieces(span: Span, taken: Sequence[Span]) -> list[Span]:
    """Return what is left of ``span`` without ``taken`` (in order, not overlapping)."""
    pieces: list[Span] = []
    at = span.start
    for one in overlapping(taken, span):
        if one.end <= at:
            continue
        if one.start > at:
            pieces.append(Span(start=at, end=min(one.start, span.end)))
        at = max(at, one.end)
    if at < span.end:
        pieces.append(Span(start=at, end=span.end))
    return pieces


_HAN = lazy(r"[\u4e00-\u9fffA-Za-z]")


def weight(text: str, span: Span, taken: Sequence[Span]) -> tuple[int, int]:
    """Return (letters in all, letters of the longest piece) of ``span`` that are free to be called a repeat."""
    sizes = [len(_HAN.findall(text, piece.start, piece.end)) for piece in free_pieces(span, taken)]
    return sum(sizes), max(sizes, default=0)
