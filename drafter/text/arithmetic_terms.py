"""The numbers of a sentence with the words between them, and what can be claimed of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from ..model import Document, Figure
from ..patterns import lazy
from .grounding_values import DATES, Measure, measure

RelationKind = Literal["sum", "growth", "share", "points", "multiple"]
HUNDRED = Decimal(100)
STOPS = "。；;！？"
"""Marks after which a sentence starts over."""
STOP = lazy(f"[{STOPS}]")
"""One of them, as a pattern."""
_STOPS = frozenset(STOPS)
UP = "增长|增加|提高|上升|增幅|上涨|扩大|提升|增至|升至|增到"
"""Words for a rise, as a pattern."""
DOWN = "下降|减少|降低|下滑|压减|缩减|减至|降至|回落"
"""Words for a fall, as a pattern."""
_RATIO = lazy("[:：∶]")
DATED = Measure(group="date", low=Decimal(0), high=Decimal(0), loose=False)
"""The value of a date, as far as arithmetic goes."""


class Term(NamedTuple):
    """One number of a statement."""

    figure: Figure
    """Where it is printed."""
    measure: Measure
    """Its value in the base unit of its class."""
    low: Decimal
    """Smallest value the print allows."""
    high: Decimal
    """Largest."""
    before: str
    """Words between the number before it (or the sentence's start) and it."""
    after: str
    """Words between it and the next number (or the sentence's end)."""


class Relation(NamedTuple):
    """A statement that can be worked out, and whether it holds."""

    kind: RelationKind
    """What is claimed."""
    total: Figure
    """The number that follows from the others."""
    parts: tuple[Figure, ...]
    """The others."""
    holds: bool
    """Whether some values that print so satisfy it."""
    sure: bool
    """Whether it must hold; a list after 其中 may leave things out, so that one only helps when it does."""
    working: str
    """The computation in one line: ``32+32+14=78``."""
    expected: str
    """What the total would be, as a number with its unit; '' where that is not clear."""
    meant: Decimal | None = None
    """The same as a number in what the total is printed in, where it is a rate, a multiple or a difference."""

    def doubted(self) -> Relation:
        """Return the same statement as one that need not hold."""
        return self._replace(sure=False)


LONGEST = 40
"""How many numbers in a row anybody would reckon with."""
ANY = lazy("")
"""What every sentence says."""


def extent(terms: Sequence[Term]) -> tuple[int, int]:
    """Return where the words around the numbers of a sentence begin and end."""
    first, last = terms[0], terms[-1]
    return first.figure.span.start - len(first.before), last.figure.span.end + len(last.after)


def terms_by_sentence(document: Document, claim: re.Pattern[str], least: int = 1) -> Iterator[list[Term]]:
    """Yield the numbers of each sentence in reading order; dates stand as terms of group ``date``.

    Only of sentences with ``least`` figures or more that say what ``claim`` matches: the others cost nothing.
    """
    figures = [f for f in document.figures if f.checkable]
    place = 0
    for sentence in document.sentences:
        start, end = sentence.span.start, sentence.span.end
        while place < len(figures) and figures[place].span.start < start:
            place += 1
        first = place
        while place < len(figures) and figures[place].span.start < end:
            place += 1
        if place - first >= least and claim.search(document.text, start, end):
            yield list(_terms(document.text, figures[first:place], start, end))


def _terms(text: str, figures: Sequence[Figure], start: int, end: int) -> Iterator[Term]:
    figures = [figure for figure in figures if figure.kind != "ordinal"]
    for index, figure in enumerate(figures):
        value = measure(figure)
        if not isinstance(value.low, Decimal) or not isinstance(value.high, Decimal):
            if figure.kind not in DATES:
                continue
            value = DATED
        assert isinstance(value.low, Decimal) and isinstance(value.high, Decimal)
        if figure.kind == "fraction" and isinstance(figure.low, Decimal) and isinstance(figure.high, Decimal):
            # 三分之一 beside 33%; 3:7 is reckoned with nothing
            value = value._replace(low=figure.low * HUNDRED, high=figure.high * HUNDRED)
            value = value._replace(group="ratio") if _RATIO.search(figure.text) else value
        assert isinstance(value.low, Decimal) and isinstance(value.high, Decimal)
        before = figures[index - 1].span.end if index else start
        after = figures[index + 1].span.start if index + 1 < len(figures) else end
        yield Term(
            figure=figure,
            measure=value,
            low=value.low,
            high=value.high,
            before=text[before : figure.span.start],
            after=text[figure.span.end : after],
        )


def number(value: Decimal) -> str:
    """Return ``value`` as people write it: no exponent, no closing zeros."""
    rounded = value.quantize(Decimal("0.01")) if value.as_tuple().exponent not in (0, 1) else value
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def printed_like(value: Decimal, total: Term) -> str:
    """Return ``value``, in the base unit of ``total``, in the unit and scale ``total`` is printed in."""
    digits = _PRINTED.match(total.figure.text)
    if digits is None or total.low + total.high <= 0:
        return f"{number(value)}{total.figure.unit}"
    printed = Decimal(digits[0].replace(",", "").replace("，", ""))
    # 亩 is measured in square metres: what the print stands for gives the scale, whatever the unit
    scaled = value * printed * 2 / (total.low + total.high)
    return f"{number(scaled.quantize(Decimal('0.0001')))}{total.figure.text[digits.end() :]}"


_PRINTED = lazy(r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


def triples(terms: Sequence[Term]) -> Iterator[tuple[Term, Term, Term]]:
    """Yield each three numbers in a row."""
    return zip(terms, terms[1:], terms[2:], strict=False)


def without_dates(terms: Sequence[Term]) -> Iterator[Term]:
    """Yield ``terms`` without dates, the words on both sides of one joined."""
    gap = ""
    for term in terms:
        if term.measure.group == "date":
            gap += term.before + term.figure.text
            continue
        before = gap + term.before
        gap = ""
        yield term if before == term.before else term._replace(before=before)


def step(term: Term) -> Decimal:
    """Return the place value of the last digit printed."""
    digits = re.search(r"\.(\d+)", term.figure.text)
    return Decimal(1).scaleb(-len(digits[1])) if digits else Decimal(1)


def as_planned(term: Term) -> Term:
    """Return ``term``, what was planned or due as the round number it is: nobody plans 15.6亿元 and prints 16亿元."""
    if term.low == term.high or _PLAN.search(term.before[-12:] + term.after[:4]) is None:
        return term
    middle, room = (term.low + term.high) / 2, (term.high - term.low) / 20
    return term._replace(low=middle - room, high=middle + room)


_PLAN = lazy("计划|任务|目标|预算|应|指标")


def segments(terms: Iterable[Term]) -> Iterator[list[Term]]:
    """Yield the numbers between two stops; a run that no reader could add up is cut."""
    group: list[Term] = []
    for term in terms:
        if group and (len(group) == LONGEST or not _STOPS.isdisjoint(term.before)):
            yield group
            group = []
        group.append(term)
    if group:
        yield group
