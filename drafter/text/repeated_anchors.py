"""What is told of so many things once and again: 举办招聘会86场，达成意向1.2万人 … 86场招聘会达成意向1.5万人."""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from ..model import Document, Figure
from ..patterns import lazy
from .grounding_values import DATES, compare, measure
from .grounding_when import when_of
from .repeated_metrics import LOOKED_BACK, bare, bigrams, noun_behind

_KINDS = DATES | {"ordinal", "points", "multiple", "fraction"}
_BEHIND, _FAR, _LEAST, _NAME = 3, 80, 10, 2
"""How many figures behind an anchor may be told of it, how far off, from what number on, and what names something."""
_STOP, _CLAUSE = lazy("[。！？\n]"), lazy("[，,；;：:。！？\n（(]")
_UNLIKE = lazy("力争|计划|拟|目标|下半年|明年|下一步|预计|争取|其余|分别|同比|增长|增加|下降|减少|占|去年|上年|其中|比")
_FAINT = lazy("机构|单位|人数|学员|人员|群众|企业|市民|对象|金额|数量|总[额数量]|达成?|为|共|了|的|对|将|已")


class _Told(NamedTuple):
    anchor: Figure
    figure: Figure
    sentence: int
    counted: str
    """What the clause before the anchor says is counted."""
    noun: str
    """What stands right behind the anchor."""
    words: str
    """What is said of the figure."""


def behind_anchors(document: Document) -> Iterator[tuple[Figure, Figure, str]]:
    """Yield figures told of one number of things, which is named again before the second, and what both count."""
    held: dict[tuple[str, str], deque[_Told]] = {}
    for told in _all_told(document):
        key = (told.anchor.text, measure(told.figure).group)
        for first in held.get(key, ()):
            if first.sentence != told.sentence and _again(first, told, document.text):
                yield first.figure, told.figure, told.words
                break
        held.setdefault(key, deque(maxlen=LOOKED_BACK)).append(told)


def _all_told(document: Document) -> Iterator[_Told]:
    text = document.text
    stops = [0, *(match.end() for match in _STOP.finditer(text))]
    figures = [figure for figure in document.figures if figure.checkable and figure.kind not in _KINDS]
    for place, anchor in enumerate(figures):
        sentence = stops[bisect_right(stops, anchor.span.start) - 1]
        if anchor.kind not in ("count", "money") or _UNLIKE.search(text, sentence, anchor.span.start):
            continue
        low = measure(anchor).low
        if not isinstance(low, Decimal) or low < _LEAST:
            continue
        counted = bare(_CLAUSE.split(text[sentence : anchor.span.start])[-1])
        noun = noun_behind(text, anchor.span.end)
        before = anchor.span.end
        for figure in figures[place + 1 : place + 1 + _BEHIND]:
            said = text[anchor.span.end : figure.span.start]
            if len(said) > _FAR or _STOP.search(said):
                break
            words = _CLAUSE.split(text[before : figure.span.start])[-1]
            before = figure.span.end
            if not _UNLIKE.search(words):
                yield _Told(anchor, figure, sentence, counted, noun, words)


def _again(first: _Told, second: _Told, text: str) -> bool:
    """Return whether ``second`` takes up the things ``first`` counts and tells another value of the same of them."""
    one, other = measure(first.figure), measure(second.figure)
    if compare(one, other) != "apart" or compare(other, one) != "apart":
        return False
    # 86场招聘会: what is counted stands behind the number, and nothing that narrows it before
    size = next((n for n in range(len(second.noun), 1, -1) if second.noun[:n] in first.counted), 0)
    if size < _NAME or (second.counted and second.counted not in first.counted):
        return False
    times = {when_of(text, told.anchor.span.start)[1] for told in (first, second)}
    if len(times) > 1:
        return False
    known = bigrams(first.counted)
    left, right = (_metric(told.words, known) for told in (first, second))
    return len(left) >= _NAME and left == right


def _metric(words: str, known: set[str]) -> str:
    """Return what ``words`` say is counted, without the things of which it is told."""
    core = bare(words)
    kept = [
        char
        for place, char in enumerate(core)
        if core[place : place + 2] not in known and not (place and core[place - 1 : place + 1] in known)
    ]
    return _FAINT.sub("", "".join(kept))
