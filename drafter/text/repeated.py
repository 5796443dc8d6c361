"""One metric told twice: places of a text that count the same thing and give two values."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal, NamedTuple

from ..model import Document, Figure
from ..patterns import lazy
from .grounding_values import DATES, compare, measure
from .linkage import linked
from .repeated_again import told_again
from .repeated_anchors import behind_anchors
from .repeated_beside import told_beside
from .repeated_days import days_apart
from .repeated_metrics import Held, Mention, bare, bare_words, by_pair, hold, is_definite, mentions
from .repeated_nouns import changed_places, noun_of, one_thing
from .repeated_pairs import one_metric
from .repeated_values import FAR, HALF, SLIP, SWAPPED, closeness
from .turns import Turns

_HAN = lazy(r"[一-鿿]")
_PLAN = lazy(
    r"力争|计划|拟|目标|下半年|明年|下一步|年底前|预计|争取|将|以上|左右|确保|不低于|(?<![摘重主纪概首])要(?![求点素闻领件])|达到20"
)
_PEOPLE = lazy(r"人员|干部|职工|党员|群众|同志|学员|代表|志愿者|居民|学生|教师")
_MARK = lazy(r"[，。；：、“”《》]")
_REACH = 120
_CLAUSES = lazy("[，。；：！？\n、]")
_SENTENCE = lazy("[。！？\n]")
_UNCOUNTED = DATES | {"ordinal"}
_HEADS = frozenset("人名位")
ABOVE = 6
"""Characters of a clause with its number below which it says too little to tell two places apart."""
_TELLING = 10
"""A number from which on to be told twice in two places is no chance."""
_HEAD, CORE = 4, 2
"""Least characters of what is counted right behind a clause that stands twice."""
GROUP, WHOLE = 10, 6
"""How many characters both places must agree in: a group, and one said to be all of something."""
_ALL = lazy(r"全体|全部|所有")


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """Two places that count the same thing and disagree."""

    kind: Literal["metric", "likely", "group"]
    """A metric; what is likely one; or only a group of people of the same description in neighbouring sentences."""
    first: Figure
    """Where it stands first."""
    second: Figure
    """Where it stands again."""
    words: str
    """What both say is counted."""


def repeated(document: Document) -> tuple[Repeated, ...]:
    """Return pairs of figures that tell one metric twice with values that cannot be one, in reading order."""
    turns = Turns(document.text)
    stated = mentions(document)
    held = hold(stated)
    found = [
        *_told_twice(document, turns, stated, held),
        *_behind_same(document, turns),
        *_groups(document, list(_people(document))),
    ]
    found += [
        Repeated(kind="metric", first=first, second=second, words=words)
        for first, second, words in behind_anchors(document)
        if not turns.between(first, second, slip=True)
    ]
    found += [
        Repeated(kind="metric", first=one.figure, second=other.figure, words=one.words)
        for one, other in (
            *told_again(stated, held, document.text),
            *changed_places(stated, document.text),
            *told_beside(stated, document.text),
        )
        if not turns.between(one.figure, other.figure, slip=True)
    ]
    found += [
        Repeated(kind="metric", first=first, second=second, words=words)
        for first, second, words in days_apart(document)
    ]
    told = {pair.second.span.start for pair in found}
    found += [pair for pair in _linked(document, turns) if pair.second.span.start not in told]
    seen: set[tuple[int, int]] = set()
    unique = []
    for pair in sorted(_unparted(found, document), key=lambda p: (p.second.span, p.first.span, p.kind == "group")):
        key = (pair.first.span.start, pair.second.span.start)
        if key not in seen:
            seen.add(key)
            unique.append(pair)
    return tuple(unique)


def _linked(document: Document, turns: Turns) -> Iterator[Repeated]:
    """Yield what the model of pairs holds to be meant for one value, surely or likely."""
    for link in linked(document, turns):
        words = link.second.label or link.second.behind
        yield Repeated(
            kind="metric" if link.sure else "likely",
            first=link.first.figure,
            second=link.second.figure,
            words=words,
        )


def _unparted(found: Iterable[Repeated], document: Document) -> Iterator[Repeated]:
    """Yield of ``found`` what is not told in parts: 43批次不合格 … 对42批次立案，1批次正在核查."""
    starts = [figure.span.start for figure in document.figures] if found else []
    for pair in found:
        low, part = measure(pair.first).low, measure(pair.second).low
        rest = low - part if isinstance(low, Decimal) and isinstance(part, Decimal) else None
        at = bisect_right(starts, pair.second.span.start)
        end = pair.second.span.end
        near = (figure for figure in document.figures[at : at + 3] if figure.span.start < end + _REACH // 2)
        parts = (
            figure
            for figure in near
            if measure(figure).group == measure(pair.second).group
            and not _SENTENCE.search(document.text, end, figure.span.start)
        )
        if rest is None or not any(measure(figure).low == rest for figure in parts):
            yield pair


class _Place(NamedTuple):
    figure: Figure
    sentence: int
    sentence_text: str


def _people(document: Document) -> Iterator[_Place]:
    """Yield every count of people with its sentence."""
    number = 0
    sentences = document.sentences
    for figure in document.figures:
        if not figure.checkable or figure.unit not in _HEADS or figure.kind != "count":
            continue
        while number + 1 < len(sentences) and sentences[number + 1].span.start <= figure.span.start:
            number += 1
        if sentences and sentences[number].span.contains(figure.span):
            yield _Place(figure, number, sentences[number].span.of(document.text))


def _told_twice(document: Document, turns: Turns, found: list[Mention], held: Held) -> Iterator[Repeated]:
    """Yield, for each figure whose metric was told before with another value, the first such place."""
    text = document.text
    values: dict[tuple[str, str], set[object]] = {}
    for mention in found:
        for words in {mention.words, mention.core[-_HEAD:]} if not mention.part else ():
            values.setdefault((words, mention.value.group), set()).add(mention.value.printed)
    meant: dict[int, tuple[Mention, Mention]] = {}
    beside: dict[int, list[Mention]] = {}
    for mention in found:
        beside.setdefault(mention.start, []).append(mention)
    for one, other in by_pair(found, held):
        start = other.figure.span.start
        slip = closeness(one, other) if start not in meant else FAR
        if HALF <= slip < SLIP and _told_with(one, other, beside):
            slip = SLIP
        if slip == FAR or not (one_metric(one, other, slip, text) or one_thing(one, other, slip, text)):
            continue
        # 14日最高34℃，15日最高33℃，16日最高31℃: a list of like things has many values
        keys = [each.words if slip >= SLIP or not each.core else each.core[-_HEAD:] for each in (one, other)]
        listed = max(len(values.get((key, other.value.group), ())) for key in keys) > 2
        turned = not is_definite(other, text) and turns.between(one.figure, other.figure, slip >= SLIP)
        if slip < SWAPPED and (listed or turned):
            continue
        meant[start] = (one, other)
    told = Counter((one.start, other.start) for one, other in meant.values())
    for one, other in meant.values():
        # two towns in the same words differ in all they count, a summary and its text in one thing
        if told[one.start, other.start] < 2 or closeness(one, other) >= SLIP:
            yield Repeated(kind="metric", first=one.figure, second=other.figure, words=one.words)


def _told_with(one: Mention, other: Mention, beside: dict[int, list[Mention]]) -> bool:
    """Return whether both stand beside another metric that has one value in both places: a list told again."""
    if one.start == other.start:
        return False
    return any(
        first.value.printed == second.value.printed
        and first.value.group == second.value.group
        and first.size >= _TELLING
        and noun_of(first) == noun_of(second) != ""
        for first in beside[one.start]
        if first is not one
        for second in beside[other.start]
        if second is not other
    )


def _behind_same(document: Document, turns: Turns) -> Iterator[Repeated]:
    """Yield places right behind one and the same clause with its number: 检查企业73家，发现隐患210处 and …201处."""
    text = document.text
    behind: dict[tuple[str, str, str], list[tuple[Figure, Figure]]] = {}
    figures = [figure for figure in document.figures if figure.checkable and figure.kind not in _UNCOUNTED]
    for before, figure in pairwise(figures):
        if figure.span.start - before.span.end < _REACH:
            behind.setdefault((before.text, figure.kind, figure.unit), []).append((before, figure))
    for some in behind.values():
        told: list[tuple[str, str, Figure]] = []
        for before, figure in some if len(some) > 1 else ():
            start = figure.span.start
            sentence = _SENTENCE.split(text[max(0, start - _REACH) : start])[-1]
            clauses = sentence.split("，")
            if len(clauses) < 2 or before.text not in clauses[-2] or _PLAN.search(sentence) or "分别" in sentence:
                continue
            above, core = bare_words(clauses[-2]), bare(_CLAUSES.split(clauses[-1])[-1])
            if len(above) <= ABOVE or len(core) < CORE:
                continue
            for also, words, first in told:
                same = also == above and (words.endswith(core) or core.endswith(words))
                if same and _one_metric(text, turns, first, figure):
                    yield Repeated(kind="metric", first=first, second=figure, words=words)
                    break
            told.append((above, core, figure))


def _one_metric(text: str, turns: Turns, first: Figure, second: Figure) -> bool:
    """Return whether two places of like words can only be meant for one value, and are not."""
    periods = {first.period, second.period} - {None}
    if not _differ(first, second) or len(periods) > 1 or turns.between(first, second):
        return False
    between = text[first.span.end : second.span.start]
    left, right = measure(first).low, measure(second).low
    near = isinstance(left, Decimal) and isinstance(right, Decimal) and left <= 2 * right <= 4 * left
    return near and re.search("[。！？\n]", between) is not None


def _groups(document: Document, people: Sequence[_Place]) -> Iterator[Repeated]:
    """Yield counts of people in neighbouring sentences whose sentences share a long description of a group."""
    for first, second in pairwise(people):
        if not 0 < second.sentence - first.sentence <= 2 or not _differ(first.figure, second.figure):
            continue
        words = _common(_before(document, first), _before(document, second))
        if words and _PEOPLE.search(words):
            yield Repeated(kind="group", first=first.figure, second=second.figure, words=words)


def _before(document: Document, place: _Place) -> str:
    at = place.sentence_text.find(place.figure.text)
    return place.sentence_text[: at if at >= 0 else len(place.sentence_text)]


def _common(left: str, right: str) -> str:
    """Return the longest description of a group in both: `WHOLE` characters from 全体 on, else `GROUP`; or ''."""
    best = ""
    starts: dict[str, list[int]] = {}
    for i in range(len(left) - WHOLE + 1):
        starts.setdefault(left[i : i + WHOLE], []).append(i)
    for j in range(len(right) - WHOLE + 1):
        for i in starts.get(right[j : j + WHOLE], ()):
            size = WHOLE
            while i + size < len(left) and j + size < len(right) and left[i + size] == right[j + size]:
                size += 1
            words = left[i : i + size]
            long_enough = size >= (WHOLE if _ALL.match(words) else GROUP)
            if size > len(best) and long_enough and _HAN.match(words) and not _MARK.search(words):
                best = words
    return best


def _differ(first: Figure, second: Figure) -> bool:
    left, right = measure(first), measure(second)
    return left.group == right.group and compare(left, right) == "apart" and compare(right, left) == "apart"
