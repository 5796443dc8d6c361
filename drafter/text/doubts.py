"""Doubts: a figure that the notes' 待核 items question is marked where the draft prints it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ..model import Fact, Figure, OpenQuestion, Span
from .faults import OPEN_MARK
from .figures import find_figures

_MARK = re.compile(r"【待核实：[^】]*】")
_HAN = re.compile(r"[一-鿿A-Za-z]+")
_CLAUSE = re.compile(r"[，；。：（）]")
_MASKED = re.compile(r"[*×]+[份个名条次件人](?![一-鿿]*[*×])")
_ASKING = re.compile(r"[是否谁哪几吗须]|有无|口径|对得上|相同|未")
# Words this far from a figure say what it counts. A mark takes clauses of no less and no more than so many characters,
# and waits for so many to end the figure's own.
BEFORE, AFTER, SHORTEST, LONGEST, WAITS = 10, 8, 4, 30, 6
# A value below this is too common to be known by itself: its fact must be named by as many bigrams.
TELLING, NAMED = 20, 3
SAME, UNNAMED = "同前", "口径"


@dataclass(frozen=True, slots=True)
class _Doubt:
    """One questioned figure."""

    figure: Figure | None
    """As the question prints it; None for a number that is masked."""
    words: frozenset[str]
    """Bigrams around it in the question."""
    asks: str
    """What its mark says."""
    alone: bool = False
    """Whether no other fact has the value, so that no words are needed to know it."""


class Doubts:
    """The open questions of one sheet; tells in full what is asked once, then refers back."""

    def __init__(self, questions: Sequence[OpenQuestion], facts: Iterable[Fact]) -> None:
        """Find for each of ``questions`` the facts whose figures it asks about: same value and unit, like words."""
        self._of: dict[str, list[_Doubt]] = {}
        self._said: set[str] = set()
        known = list(facts)
        question_of = {doubt: question.text for question in questions for doubt in _doubts(question.text)}
        for doubt in list(question_of):
            having = [fact for fact in known if any(_same(one, doubt.figure) for one in fact.figures)]
            shared = len(_pairs(having[0].text) & _pairs(question_of[doubt])) if len(having) == 1 else 0
            if doubt.figure is not None:
                doubt = replace(doubt, alone=shared >= (1 if _telling(doubt.figure) else NAMED))
            for fact in known:
                if _place(fact.text, fact.figures, doubt) is not None:
                    self._of.setdefault(fact.id, []).append(doubt)

    def marked(self, text: str, fact_ids: Iterable[str]) -> str:
        """Return ``text`` with 【待核实：…】 behind the questioned figures of ``fact_ids``; marked text stays."""
        wanted = [doubt for id in fact_ids for doubt in self._of.get(id, ())]
        if not wanted or _MARK.search(text):
            return text
        figures = find_figures(text)
        places: dict[int, str] = {}
        for doubt in wanted:
            end = _place(text, figures, doubt)
            if end is not None and end not in places:
                places[end] = doubt.asks
        for end in sorted(places):
            asks = places[end]
            places[end] = OPEN_MARK.format(SAME if asks in self._said and asks != UNNAMED else asks)
            self._said.add(asks)
        for end in sorted(places, reverse=True):
            text = text[:end] + places[end] + text[end:]
        return text

    def heard(self, text: str) -> None:
        """Take the marks of ``text``, a sentence that stands as it is, as said."""
        self._said |= {match[0][5:-1] for match in _MARK.finditer(text)}


def _doubts(question: str) -> list[_Doubt]:
    """Return the figures ``question`` asks about; a question without any may be about a masked number."""
    figures = [figure for figure in find_figures(question) if figure.checkable]
    found = [
        _Doubt(figure, _around(question, figure.span.start, figure.span.end), _asks(question, figure.span))
        for figure in figures
    ]
    return found or [_Doubt(None, frozenset(_pairs(question)), _asks(question, None))]


def _place(text: str, figures: Sequence[Figure], doubt: _Doubt) -> int | None:
    """Return where the mark of ``doubt`` belongs in ``text``, or None where its figure is not there."""
    if doubt.figure is None:
        masked = [match.span() for match in _MASKED.finditer(text)]
    else:
        masked = [(one.span.start, one.span.end) for one in figures if _same(one, doubt.figure)]
    scored = [(len(_around(text, start, end) & doubt.words), -start, end) for start, end in masked]
    best = max(scored, default=None)
    if best is None or (best[0] == 0 and not doubt.alone):
        return None
    end = best[2]
    rest = re.match(rf"[^，；。、：（）【】\d]{{0,{WAITS}}}(?=[，；。、：（）]|$)", text[end:])
    return end + (rest.end() if rest else 0)


def _asks(question: str, at: Span | None) -> str:
    """Return what ``question`` asks of the figure at ``at``: the words behind it, without the figures among them.

    The whole question is listed with the draft; a mark that held figures would have to be checked in its turn.
    """
    start = 0 if at is None else at.end
    figures = [one.span for one in find_figures(question) if one.checkable]
    clauses = [(match.start(), match.end()) for match in re.finditer(r"[^，；。：]+", question)]
    behind = [(max(first, start), last) for first, last in clauses if last > start]
    said = ""
    for number, (first, last) in enumerate(behind):
        inside = [span for span in figures if first <= span.start < last]
        words = _between(question, first, last, inside) if inside and number == 0 else question[first:last]
        if len(words) < SHORTEST or (inside and number > 0):
            continue
        if said and len(said) + len(words) > LONGEST:
            break
        said += f"，{words}" if said else words
    # a question all of whose clauses hold figures: what it says between any two of them
    said = said or next(filter(None, (_between(question, *clause, figures) for clause in reversed(clauses))), UNNAMED)
    return said.replace("【", "［").replace("】", "］")


def _between(text: str, first: int, last: int, figures: Sequence[Span]) -> str:
    """Return the last stretch of ``text`` from ``first`` to ``last`` without a figure that is long enough to ask."""
    edges = [first, *(edge for span in figures if first <= span.start < last for edge in (span.start, span.end)), last]
    pieces = [text[edges[i] : edges[i + 1]].strip("，；。：、“”") for i in range(0, len(edges), 2)]
    return next((piece for piece in reversed(pieces) if len(piece) >= SHORTEST and _ASKING.search(piece)), "")


def _same(one: Figure, other: Figure | None) -> bool:
    if other is None or not one.checkable:
        return False
    people = {"名", "人", "位"}
    units = one.unit == other.unit or {one.unit, other.unit} <= people
    return units and (one.low, one.high) == (other.low, other.high)


def _telling(figure: Figure) -> bool:
    """Return whether few things have the value: no small whole number, no date."""
    return isinstance(figure.low, Decimal) and (figure.low >= TELLING or figure.low % 1 != 0)


def _around(text: str, start: int, end: int) -> frozenset[str]:
    """Return the bigrams of the words beside a figure, within its clause and the one it hangs on."""
    before = _CLAUSE.split(text[max(0, start - BEFORE) : start])
    hangs_on = before[-1] if len(before[-1]) >= 2 else "".join(before[-2:])
    after = _CLAUSE.split(text[end : end + AFTER])[0]
    return frozenset(_pairs(hangs_on) | _pairs(after))


def _pairs(text: str) -> set[str]:
    return {run[i : i + 2] for run in _HAN.findall(text) for i in range(len(run) - 1)}
