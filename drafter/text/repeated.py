"""One metric told twice: places of a text that count the same thing and give two values."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal, NamedTuple

from ..model import Document, Figure
from ..patterns import lazy
from .grounding_values import compare, measure
from .linkage import linked
from .repeated_days import days_apart
from .turns import Turns

_HAN = lazy(r"[一-鿿]")
_PEOPLE = lazy(r"人员|干部|职工|党员|群众|同志|学员|代表|志愿者|居民|学生|教师")
_MARK = lazy(r"[，。；：、“”《》]")
_REACH = 120
_SENTENCE = lazy("[。！？\n]")
_HEADS = frozenset("人名位")
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
    found = [*_linked(document, turns), *_groups(document, list(_people(document)))]
    found += [
        Repeated(kind="metric", first=first, second=second, words=words)
        for first, second, words in days_apart(document)
    ]
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
        yield Repeated(
            kind="metric" if link.sure else "likely",
            first=link.first.figure,
            second=link.second.figure,
            words=_shared(link.first.words, link.second.words),
        )


def _shared(left: str, right: str) -> str:
    """Return the longest words in both that say what is counted; all of the second where they share none."""
    found = SequenceMatcher(None, left, right, autojunk=False).find_longest_match()
    return left[found.a : found.a + found.size] if found.size > 1 else right


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
