"""Compare two reports: sentences on the same event whose dates, counts, state, audience, titles or wording differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ..model import Document, Figure, Sentence, Span
from ..patterns import lazy
from .reuse import build_index
from .reuse_grams import fold_figures
from .similarity import align, ratio

About = Literal["date", "count", "state", "thing", "title", "audience", "wording"]

ALIKE = 0.5
"""How alike two sentences must be, names and figures blanked, to speak of the same event."""
_CANDIDATES = 5
_SHORTEST = 12
# who took part, who was addressed
_AUDIENCE = lazy(
    r"(?:全体|局机关|各支部|各党支部|广大|在职|离退休|县级以上|处级以上|科级以上|副[处科]级以上|班子成员|领导班子|中心组)?"
    r"(?:党员干部职工|干部职工|党员干部|领导干部|班子成员|中心组成员|党员|干部|职工|青年|群众|支部书记|科室负责人|工作人员)"
)
_TITLE = lazy(r"《[^《》\n]{1,80}》|“[^“”\n]{2,30}”")
# the reporting unit and its place are named otherwise in another copy of the same text
_NAMES = lazy(r"[\u4e00-\u9fff*]{0,3}[省市县区盟州旗](?=[委局政直住机])|\*+")
_LINKS = lazy("[《》“”和与及、的年 *省市县区盟州旗]")
_PLACED = lazy(r"(?<=[《“])[\u4e00-\u9fff]{2,3}?[省市县区盟州旗]")
_DATES = ("date", "period")
# how far a thing has come: planned, under way, begun, done
_STATES = {
    "planned": "拟|计划|即将|尚未|未能|未(?=完成|建成|开工|启动|办结|整改)|预计|力争|有望",
    "under way": "正在|有序推进|加快推进|持续推进|稳步推进|在建",
    "begun": "开工|启动|动工",
    "done": "已经?|全部完成|基本完成|完成|建成|竣工|办结|销号|整改到位|投入使用|交付使用|通过验收",
}
_STATE = lazy("|".join(f"(?P<{name.replace(' ', '_')}>{words})" for name, words in _STATES.items()))
_CLAUSE = lazy("[，。；：、！？\n]")
# words before an equal figure that differ by more are another thing
_SAME_THING = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing two reports say differently of the same event."""

    about: About
    """date, count, state (planned, begun, done), thing (an equal count of something else), title, audience; wording for
    sentences that differ in other words only."""
    left: Span
    """The words in the left report; empty where only the right one has them."""
    right: Span
    """The words in the right report; empty where only the left one has them."""
    left_sentence: Span
    """The sentence they stand in, left."""
    right_sentence: Span
    """The sentence they stand in, right."""
    ratio: float
    """0 to 1: how alike both sentences are, names and figures blanked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two sentences that speak of the same event."""

    left: Sentence
    """Sentence of the left report."""
    right: Sentence
    """Sentence of the right report."""
    ratio: float
    """How alike they are, 0 to 1."""


def compare(left: Document, right: Document) -> tuple[Difference, ...]:
    """Return what both reports say differently of the same events, in the order of the left one."""
    found: list[Difference] = []
    for pair in aligned_sentences(left, right):
        found.extend(_differences(left, right, pair))
    return tuple(sorted(found, key=lambda one: (one.left_sentence, one.left, one.right)))


def aligned_sentences(left: Document, right: Document) -> tuple[Pair, ...]:
    """Return pairs of sentences on the same event, the likest chosen first; a sentence is in one pair at most.

    What one report says in one sentence the other may say in two neighbouring ones: these then count as one.
    """
    texts = [left.quote(sentence.span) for sentence in left.sentences]
    pairs: list[Pair] = []
    for sentence, text, ids in zip(
        left.sentences, texts, build_index([right]).candidates_many(texts, _CANDIDATES), strict=True
    ):
        own = _blanked(text)
        if len(own) < _SHORTEST:
            continue
        options = {(option.span.start, option.span.end): option for id in ids for option in _with_neighbours(right, id)}
        for option in options.values():
            other = _blanked(right.quote(option.span))
            alike = ratio(own, other, ALIKE)
            if alike and len(other) >= _SHORTEST:
                pairs.append(Pair(left=sentence, right=option, ratio=alike))
    chosen: list[Pair] = []
    for pair in sorted(pairs, key=lambda pair: (-pair.ratio, pair.left.index, pair.right.index)):
        if not any(
            pair.left.span.overlaps(one.left.span) or pair.right.span.overlaps(one.right.span) for one in chosen
        ):
            chosen.append(pair)
    return tuple(sorted(chosen, key=lambda pair: pair.left.index))


def _with_neighbours(document: Document, index: int) -> list[Sentence]:
    """Return a sentence, and it together with the one before and the one after it in the same paragraph."""
    sentence = document.sentences[index]
    found = [sentence]
    for first, last in ((index - 1, index), (index, index + 1)):
        if first < 0 or last >= len(document.sentences):
            continue
        span = Span(start=document.sentences[first].span.start, end=document.sentences[last].span.end)
        if "\n" not in document.quote(span):
            found.append(Sentence(index=first, span=span))
    return found


def _blanked(text: str) -> str:
    return fold_figures(_NAMES.sub("", text))


def _differences(left: Document, right: Document, pair: Pair) -> Iterator[Difference]:
    """Yield what differs between two sentences: figures, titles and audience first, else the wording as a whole."""
    here, there = left.quote(pair.left.span), right.quote(pair.right.span)
    if here == there:
        return
    steps = [
        (step.left.shifted(pair.left.span.start), step.right.shifted(pair.right.span.start))
        for step in align(here, there)
        if step.change != "equal"
    ]
    spans = [
        *_figures(left, right, pair, steps),
        *_states(left, right, pair, steps),
        *_things(left, right, pair),
        *_matched("title", _TITLE, left, right, pair, steps),
        *_matched("audience", _AUDIENCE, left, right, pair, steps),
    ]
    for about, one, other in spans:
        yield _difference(about, one, other, pair)
    if not spans and pair.ratio < 1:
        yield _difference("wording", pair.left.span, pair.right.span, pair)


def _difference(about: About, one: Span, other: Span, pair: Pair) -> Difference:
    return Difference(
        about=about,
        left=one,
        right=other,
        left_sentence=pair.left.span,
        right_sentence=pair.right.span,
        ratio=pair.ratio,
    )


_Steps = Sequence[tuple[Span, Span]]


def _touched(span: Span, changed: Span) -> bool:
    """Return whether a change falls on ``span``; an insertion is an empty span and counts inside, not at the edge."""
    if changed.start == changed.end:
        return span.start < changed.start < span.end
    return span.overlaps(changed)


def _figures(left: Document, right: Document, pair: Pair, steps: _Steps) -> Iterator[tuple[About, Span, Span]]:
    """Yield figures of one kind and unit that stand in the same place of both sentences with other values."""
    theirs = [f for f in right.figures if pair.right.span.contains(f.span) and f.checkable]
    used: set[Span] = set()
    for figure in left.figures:
        if not pair.left.span.contains(figure.span) or not figure.checkable:
            continue
        for one, other in steps:
            if not _touched(figure.span, one):
                continue
            near = [f for f in theirs if f.span not in used and _alike(figure, f)]
            near.sort(key=lambda f: abs(f.span.start - other.start))
            if near and abs(near[0].span.start - other.start) <= len(figure.text) + 4:
                used.add(near[0].span)
                # 第4次 and 第四次 are one value
                alike = figure.low is not None and (near[0].low, near[0].high) == (figure.low, figure.high)
                if alike or near[0].text == figure.text:
                    break
                yield ("date" if figure.kind in _DATES else "count"), figure.span, near[0].span
            break


def _alike(one: Figure, other: Figure) -> bool:
    both_dates = one.kind in _DATES and other.kind in _DATES
    return both_dates or (one.kind == other.kind and one.unit == other.unit)


def _matched(
    about: About, pattern: re.Pattern[str], left: Document, right: Document, pair: Pair, steps: _Steps
) -> Iterator[tuple[About, Span, Span]]:
    """Yield titles or audiences that a change falls on, paired by their place among the changes.

    What both sentences name, be it in another place, is no difference.
    """
    all_ours, all_theirs = _found(pattern, left, pair.left.span), _found(pattern, right, pair.right.span)
    ours = [a for a in all_ours if not any(_same_name(left.quote(a), right.quote(b)) for b in all_theirs)]
    theirs = [b for b in all_theirs if not any(_same_name(left.quote(a), right.quote(b)) for a in all_ours)]
    for one, other in steps:
        here = next((span for span in ours if _touched(span, one)), None)
        there = next((span for span in theirs if _touched(span, other)), None)
        if here is None and there is None:
            continue
        # a name several changes fall on is told once
        ours, theirs = [span for span in ours if span != here], [span for span in theirs if span != there]
        yield about, here or Span(start=one.start, end=one.start), there or Span(start=other.start, end=other.start)


def _states(left: Document, right: Document, pair: Pair, steps: _Steps) -> Iterator[tuple[About, Span, Span]]:
    """Yield words that say a thing is planned on one side, and begun or done on the other."""
    ours, theirs = _told(left, pair.left.span), _told(right, pair.right.span)
    said: set[tuple[Span, Span]] = set()
    for one, other in steps:
        here = next((told for told in ours if _touched(told[1], one)), None)
        there = next((told for told in theirs if _touched(told[1], other)), None)
        if here and there and here[0] != there[0] and (here[1], there[1]) not in said:
            said.add((here[1], there[1]))
            yield "state", here[1], there[1]


def _told(document: Document, span: Span) -> list[tuple[str, Span]]:
    return [
        (match.lastgroup or "", Span(start=match.start(), end=match.end()))
        for match in _STATE.finditer(document.text, span.start, span.end)
    ]


def _things(left: Document, right: Document, pair: Pair) -> Iterator[tuple[About, Span, Span]]:
    """Yield the words before equal counts that stand in the same place of both sentences and count other things."""
    ours = [f for f in left.figures if pair.left.span.contains(f.span) and f.checkable and f.kind not in _DATES]
    theirs = [f for f in right.figures if pair.right.span.contains(f.span) and f.checkable and f.kind not in _DATES]
    if len(ours) != len(theirs):
        return
    for one, other in zip(ours, theirs, strict=True):
        here, there = _before(left, one, pair.left.span), _before(right, other, pair.right.span)
        words = left.quote(here), right.quote(there)
        if one.text == other.text and all(words) and ratio(*words) < _SAME_THING:
            yield "thing", here, there


def _before(document: Document, figure: Figure, sentence: Span) -> Span:
    """Return the words between the last mark, or figure, before ``figure`` and the figure itself."""
    at = figure.span.start
    start = max((m.end() for m in _CLAUSE.finditer(document.text, sentence.start, at)), default=sentence.start)
    before = max((f.span.end for f in document.figures if start <= f.span.start and f.span.end <= at), default=start)
    return Span(start=max(start, before), end=at)


def _found(pattern: re.Pattern[str], document: Document, span: Span) -> list[Span]:
    return [Span(start=m.start(), end=m.end()) for m in pattern.finditer(document.text, span.start, span.end)]


def _same_name(one: str, other: str) -> bool:
    """Return whether two names differ by place names and linking words only."""
    if not one or not other:
        return False
    short, long = sorted((_LINKS.sub("", _PLACED.sub("", name)) for name in (one, other)), key=len)
    return long.endswith(short)
