"""Which fact carries which figure: value interval, unit class, and alignment of what is counted, whose and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ..model import Document, Figure, LedgerRow, Period, State
from .factsheet import FactSheet
from .grounding_context import Context, contexts
from .grounding_index import FactIndex, Given
from .grounding_values import DATES, Measure, compare, digits, measure, power_apart

Cause = Literal["", "none", "value", "unit", "magnitude", "owner"]

FLOOR = 0.12
"""Alignment below which a fact with the same value is thought to speak of something else."""
CLEAR = 0.45
"""Alignment from which a fact is taken to speak of the same thing, whatever its value."""
MARGIN = 1.35
"""How many times better another fact must fit before a figure with a matching value is called misattributed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is known of one figure, and on what grounds."""

    figure: Figure
    """The figure, as it stands in the document."""
    state: State
    """supported, derived, unsupported, contradicted, unchecked or exempt."""
    cause: Cause
    """Why it is not supported: no fact, another value, another unit, another magnitude, or it belongs elsewhere."""
    given: Given | None
    """The fact's figure it rests on, or disagrees with."""
    owner: Given | None
    """For cause ``owner``: the fact's figure that has this value."""
    score: float
    """How well ``given`` fits, as `FactIndex.align` counts it."""
    note: str
    """The derivation, or why it could not be checked, in one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounding:
    """Every figure of a document with its verdict."""

    verdicts: tuple[Verdict, ...]
    """In reading order, one a figure, decoys included."""

    @property
    def rows(self) -> tuple[LedgerRow, ...]:
        """The same as rows of the ledger, no rule named yet."""
        return tuple(
            LedgerRow(
                figure=verdict.figure,
                state=verdict.state,
                fact_ids=(verdict.given.fact.id,) if verdict.given else (),
                rule=None,
                note=verdict.note,
            )
            for verdict in self.verdicts
        )


def ground(document: Document, facts: FactSheet | None, *, period: Period | None = None) -> Grounding:
    """Return the verdict on every figure of ``document``; all unchecked where there are no facts.

    ``period`` is what the report covers, where the document does not say it itself.
    """
    covered = document.source.period or period or (facts.period if facts else None)
    if facts is None:
        return Grounding(verdicts=tuple(_without_facts(figure) for figure in document.figures))
    figures = [figure for figure in document.figures if figure.checkable]
    index = FactIndex(facts.facts)
    around = contexts(document.text, figures, document.sentences, _headings(document))
    judged = {
        id(figure): _judge(figure, context, index, covered) for figure, context in zip(figures, around, strict=True)
    }
    return Grounding(verdicts=tuple(judged.get(id(figure)) or _exempt(figure, "") for figure in document.figures))


def _headings(document: Document) -> list[str]:
    """Return for each sentence the heading it stands under."""
    found: list[str] = []
    place = -1
    for sentence in document.sentences:
        while place + 1 < len(document.sections) and document.sections[place + 1].span.start <= sentence.span.start:
            place += 1
        found.append(document.sections[place].title if place >= 0 else "")
    return found


def _judge(figure: Figure, context: Context, index: FactIndex, period: Period | None) -> Verdict:
    mine = measure(figure)
    if mine.low is None:
        return _unchecked(figure, "数值无法确定")
    if mine.group == "date" and period is not None and (mine.low, mine.high) == (period.start, period.end):
        return _verdict(figure, "supported", note="即报告期")
    scores = index.align(context)
    rivals = index.by_group.get(mine.group, [])
    best, best_score, other, other_score = _two_best(mine, rivals, scores)
    if mine.group == "date":
        return _judge_date(figure, best, best_score)
    if best is not None and best_score >= FLOOR:
        if other is not None and other_score >= CLEAR and other_score > best_score * MARGIN:
            return _verdict(figure, "contradicted", "owner", given=other, owner=best, score=other_score)
        return _verdict(figure, "supported", given=best, score=best_score)
    slip = _slip(figure, mine, index, scores)
    if slip is not None and (other is None or scores.get(slip[0].index, 0.0) >= other_score * 0.9):
        return _verdict(figure, "contradicted", slip[1], given=slip[0], score=scores.get(slip[0].index, 0.0))
    if other is not None and other_score >= CLEAR:
        return _verdict(figure, "contradicted", "value", given=other, owner=best, score=other_score)
    return _verdict(figure, "unsupported", "none", given=other or best, score=other_score)


def _judge_date(figure: Figure, best: Given | None, score: float) -> Verdict:
    if best is None:
        return _verdict(figure, "unsupported", "none")
    return _verdict(figure, "supported", given=best, score=score)


def _two_best(
    mine: Measure, rivals: Sequence[Given], scores: dict[int, float]
) -> tuple[Given | None, float, Given | None, float]:
    """Return the best aligned figure of the facts with this value, and the best with another, each with its score."""
    best: Given | None = None
    other: Given | None = None
    best_score = other_score = -1.0
    for given in rivals:
        score = scores.get(given.index, 0.0)
        if score > best_score or score > other_score:
            if compare(mine, given.measure) in ("same", "rounded"):
                if score > best_score:
                    best, best_score = given, score
            elif score > other_score:
                other, other_score = given, score
    return best, best_score, other, other_score


def _slip(figure: Figure, mine: Measure, index: FactIndex, scores: dict[int, float]) -> tuple[Given, Cause] | None:
    """Return the fact whose numerals are these but whose unit or magnitude is not, if one is aligned."""
    printed = digits(figure)
    found: tuple[Given, Cause] | None = None
    top = FLOOR
    for place, score in scores.items():
        if score <= top:
            continue
        given = index.given[place]
        if given.measure.group in ("date", mine.group) and not power_apart(mine, given.measure):
            continue
        if given.measure.group == mine.group:
            found, top = (given, "magnitude"), score
        elif given.figure.kind not in DATES and digits(given.figure) == printed and given.figure.kind != "ordinal":
            found, top = (given, "unit"), score
    return found


def _verdict(
    figure: Figure,
    state: State,
    cause: Cause = "",
    *,
    given: Given | None = None,
    owner: Given | None = None,
    score: float = 0.0,
    note: str = "",
) -> Verdict:
    return Verdict(figure=figure, state=state, cause=cause, given=given, owner=owner, score=score, note=note)


def _unchecked(figure: Figure, note: str) -> Verdict:
    return _verdict(figure, "unchecked", note=note)


def _exempt(figure: Figure, note: str) -> Verdict:
    return _verdict(figure, "exempt", note=note)


def _without_facts(figure: Figure) -> Verdict:
    return _unchecked(figure, "没有给出素材") if figure.checkable else _exempt(figure, "")
