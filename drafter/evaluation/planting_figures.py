"""Errors in figures as typists make them, for places of a report: a digit, a magnitude, a unit, a year, two swapped."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ..model import Document, Figure, Span
from ..patterns import lazy
from ..text.grounding_values import compare, measure
from .planting_notes import TABLE

KINDS = ("digit", "magnitude", "unit", "swapped", "year")
EVERY, MOST = 12, 25
"""At most one figure in so many is changed, and so many a report."""
_ARABIC = "0123456789"
_FULL = "０１２３４５６７８９"
_HAN = "一二三四五六七八九"
_HAN_DIGIT = lazy("(?<![一二三四五六七八九、])[一二三四五六七八九](?![一二三四五六七八九半、])")


@dataclass(frozen=True, slots=True)
class Planted:
    """One error: the words it takes the place of, and the words it puts there."""

    span: Span
    """The words replaced."""
    text: str
    """The words put there."""


def _digit(figure: Figure, rng: random.Random) -> str | None:
    places = [i for i, c in enumerate(figure.text) if c in _ARABIC or c in _FULL]
    alphabet = _ARABIC if any(c in _ARABIC for c in figure.text) else _FULL
    if not places:
        # 一半, 二三十年, 三四线: with another character there they are no numbers, and no slip of anybody
        places = [match.start() for match in _HAN_DIGIT.finditer(figure.text)]
        alphabet = _HAN
    if not places or figure.kind in ("date", "period", "ordinal"):
        return None
    place = rng.choice(places)
    choices = [c for c in alphabet if c != figure.text[place] and not (c in "0０" and place == places[0])]
    return figure.text[:place] + rng.choice(choices) + figure.text[place + 1 :]


def _magnitude(figure: Figure, rng: random.Random) -> str | None:
    if figure.kind in ("date", "period"):
        return None
    if re.search(r"[亿]", figure.text) and "万" not in figure.text:
        return figure.text.replace("亿", "万", 1)
    if "万" in figure.text and "亿" not in figure.text:
        return figure.text.replace("万", "亿", 1)
    return None


def _unit(figure: Figure, rng: random.Random) -> str | None:
    other = TABLE["units"].get(figure.unit)
    if other is None or not figure.text.endswith(figure.unit) or figure.kind == "ordinal":
        return None
    return figure.text[: -len(figure.unit)] + str(other)


def _year(figure: Figure, rng: random.Random) -> str | None:
    found = re.search(r"(19|20)\d\d年", figure.text)
    if found is None:
        return None
    year = int(found[0][:4]) + rng.choice((-1, 1))
    return figure.text[: found.start()] + str(year) + figure.text[found.start() + 4 :]


SINGLE: dict[str, Callable[[Figure, random.Random], str | None]] = {
    "digit": _digit,
    "magnitude": _magnitude,
    "unit": _unit,
    "year": _year,
}


def plant(document: Document, kind: str, rng: random.Random) -> list[Planted]:
    """Return errors of ``kind`` for places of ``document``, in reading order, at most one in twelve figures."""
    figures = [f for f in document.figures if f.checkable]
    room = max(1, min(MOST, len(figures) // EVERY))
    if kind == "swapped":
        return sorted(_swaps(document, figures, rng, room), key=lambda p: p.span)
    chosen: list[Planted] = []
    for figure in rng.sample(figures, len(figures)):
        text = SINGLE[kind](figure, rng)
        if text is not None and text != figure.text and len(chosen) < room:
            chosen.append(Planted(figure.span, text))
    return sorted(chosen, key=lambda p: p.span)


def _swaps(document: Document, figures: Sequence[Figure], rng: random.Random, room: int) -> Iterator[Planted]:
    """Yield pairs of the same unit, other value, in different clauses at most 200 characters apart."""
    used: set[int] = set()
    order = rng.sample(range(len(figures)), len(figures))
    pairs = 0
    for first in order:
        if pairs * 2 >= room:
            return
        a = figures[first]
        if first in used or a.kind in ("date", "period", "ordinal", "number"):
            continue
        for second in range(first + 1, min(first + 8, len(figures))):
            b = figures[second]
            between = document.text[a.span.end : b.span.start]
            far = len(between) > 200
            if second in used or b.unit != a.unit or b.kind != a.kind or far or not re.search(r"[，。；、]", between):
                continue
            if compare(measure(a), measure(b)) != "apart" or compare(measure(b), measure(a)) != "apart":
                continue
            if a.noun and a.noun == b.noun and a.subject == b.subject and _prints(document.text, b, a.noun):
                continue
            used |= {first, second}
            pairs += 1
            yield Planted(a.span, b.text)
            yield Planted(b.span, a.text)
            break


def _prints(text: str, figure: Figure, noun: str) -> bool:
    """Return whether ``noun`` stands in the clause of ``figure`` itself: a level and its change are no such pair."""
    start, end = figure.span.start, figure.span.end
    return noun in re.split(r"[，。；、\n]", text[max(0, start - 24) : start])[-1] + text[end : end + 12]


def apply(text: str, planted: Sequence[Planted]) -> tuple[str, list[Span]]:
    """Return the text with the errors in it, and where each now stands."""
    parts, spans, at, shift = [], [], 0, 0
    for error in planted:
        parts += [text[at : error.span.start], error.text]
        start = error.span.start + shift
        spans.append(Span(start=start, end=start + len(error.text)))
        shift += len(error.text) - (error.span.end - error.span.start)
        at = error.span.end
    return "".join([*parts, text[at:]]), spans
