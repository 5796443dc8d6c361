"""What one sentence or one paragraph says twice below the length of a phrase: whole clauses, 组织组织."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..model import Span
from ..patterns import lazy
from .base import ReviewContext
from .duplication_spared import spared, weight


class Repeat(NamedTuple):
    """A stretch that stands twice."""

    first: Span
    """Where it stands first."""
    again: Span
    """Where it stands again."""
    near: bool
    """Whether it is a sentence said again in nearly the same words, not a phrase to the letter."""
    light: bool = False
    """Whether it may well be meant: worth a look, no warning."""


# TRM003 has the doubled verbs; this one only counts where it cannot be 党组织 and 组织, or 组织生活
_DOUBLED = lazy(
    r"(组织)(?:(?<![\u4e00-\u9fff]..)|(?<=要求..)|(?<=负责..)|(?<=积极..)|(?<=精心..)|(?<=认真..))\1"
    r"(?!生活|部|工作|建设|关系|领导|机构|人事|原则|体系|力)"
)
_CLAUSE = lazy(r"[^，；：。、！？\n“”《》（）]+")
_STOPS = frozenset("。！？")
# openings and ties of a clause that a paragraph may need twice: 只有…，才…; 扣除价格因素，…; 与去年相比，…
_TIE = lazy(
    "^(?:只有|只要|无论|不论|如果|因为|由于|虽然|按照|根据|在|对|与|同|和|我|扣除)|(?:相比|因素|来看|情况下|基础上|以来|方面|时候|的话)$"
)
# clauses looked back over: a sentence without end must not cost the square of its length
_BACK = 30
_TOPIC = 45
BESIDE, SENTENCE, PARAGRAPH, TAIL = 4, 6, 8, 8
"""Free letters of a clause that is said again right away, within its sentence, within its paragraph, and of one that
a longer clause of the same sentence ends with."""


def clauses_again(context: ReviewContext) -> Iterator[Repeat]:
    """Yield 组织组织, and whole clauses without figures that their paragraph has said before."""
    for match in _DOUBLED.finditer(context.text):
        middle = match.end(1)
        yield Repeat(first=Span(start=match.start(), end=middle), again=Span(start=middle, end=match.end()), near=False)
    for paragraph in re.finditer(r"[^\n]+", context.text):
        yield from _in_paragraph(context, Span(start=paragraph.start(), end=paragraph.end()))


def _in_paragraph(context: ReviewContext, paragraph: Span) -> Iterator[Repeat]:
    text = context.text
    ends = [words[-BESIDE:] for words in _CLAUSE.findall(text, paragraph.start, paragraph.end) if len(words) >= BESIDE]
    if len(set(ends)) == len(ends):
        # no two clauses end alike, let alone are the same
        return
    earlier: dict[str, tuple[int, int]] = {}
    sentence: list[tuple[int, int]] = []
    tails: set[str] = set()
    topic: int | None = None
    for match in _CLAUSE.finditer(text, paragraph.start, paragraph.end):
        (start, end), words = match.span(), match.group()
        if sentence and not _STOPS.isdisjoint(text[sentence[-1][1] : start]):
            # what a paragraph announces in a short first sentence it may come back to
            if topic is None:
                topic = sentence[-1][0] if sentence[-1][1] - paragraph.start <= _TOPIC else -1
            sentence, tails = [], set()
        tail = words[-BESIDE:]
        if len(words) >= BESIDE and (tail in tails or words in earlier):
            yield from _said_before(context, (start, end), earlier.get(words), sentence[-_BACK - 1 :], topic)
        earlier.setdefault(words, (start, end))
        sentence.append((start, end))
        tails.add(tail)


def _said_before(
    context: ReviewContext,
    clause: tuple[int, int],
    before: tuple[int, int] | None,
    sentence: Sequence[tuple[int, int]],
    topic: int | None,
) -> Iterator[Repeat]:
    """Yield a clause with the one of its ``sentence`` it ends, or the same one ``before`` in its paragraph."""
    text, span = context.text, Span(start=clause[0], end=clause[1])
    words = span.of(text)
    longer = next((one for one in reversed(sentence) if text.endswith(words, *one)), None)
    if not (before or longer) or _is_enclosed(text, span) or any(c.isdigit() for c in words):
        return
    last = sentence[-1] if sentence else None
    total, _ = weight(text, span, spared(context))
    if before is not None:
        inside = before in sentence
        least = (BESIDE if before == last else SENTENCE) if inside else PARAGRAPH
        announced = not inside and topic is not None and before[0] <= topic
        if total >= least and not _TIE.search(words) and not announced:
            yield Repeat(first=Span(start=before[0], end=before[1]), again=span, near=False, light=not inside)
    elif longer is not None and total >= (BESIDE if longer == last else TAIL):
        first = Span(start=longer[1] - len(words), end=longer[1])
        yield Repeat(first=first, again=span, near=False, light=longer != last)


def _is_enclosed(text: str, span: Span) -> bool:
    """Return whether the clause is a piece of a title or a quotation, which a longer clause must not be."""
    return text[span.start - 1 : span.start] in ("“", "《", "（") or text[span.end : span.end + 1] in "”》）"
