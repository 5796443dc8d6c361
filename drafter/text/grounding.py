"""Which fact carries which figure: value interval, unit class, and alignment of what is counted, whose and when."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from ..model import Document, Figure, LedgerRow, Period
from ..patterns import lazy
from .arithmetic import Relation
from .factsheet import FactSheet
from .grounding_judge import Judge, Verdict, plain
from .grounding_named import Named, by_names

_TO_COME = lazy(r"下一?步|下半年|明年|打算|计划|安排|思路")


class Grounding(NamedTuple):
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
                fact_ids=_fact_ids(verdict),
                rule=None,
                note=verdict.note,
            )
            for verdict in self.verdicts
        )


def _fact_ids(verdict: Verdict) -> tuple[str, ...]:
    if verdict.parts:
        return tuple(dict.fromkeys(part.fact.id for part in verdict.parts))
    return (verdict.given.fact.id,) if verdict.given else ()


def ground(
    document: Document,
    facts: FactSheet | None,
    *,
    period: Period | None = None,
    worked: Sequence[Relation] = (),
    named: Named = (),
) -> Grounding:
    """Return the verdict on every figure of ``document``; all unchecked where there are no facts.

    ``period`` is what the report covers, where the document does not say it itself. ``worked`` are the document's own
    statements that can be worked out: a total whose parts all have their facts is derived, and what holds says so.
    ``named`` are a draft's sentences with the facts each names as its source.
    """
    covered = document.source.period or period or (facts.period if facts else None)
    if facts is None:
        return Grounding(verdicts=tuple(_without_facts(figure) for figure in document.figures))
    figures = claiming(document)
    judge = Judge(document, figures, facts.index, covered)
    judged = {id(figure): judge.verdict(place) for place, figure in enumerate(figures)}
    found = tuple(judged.get(id(figure)) or plain(figure, "exempt") for figure in document.figures)
    return Grounding(verdicts=_with_working(by_names(found, facts.index, named), worked))


def _with_working(verdicts: tuple[Verdict, ...], worked: Sequence[Relation]) -> tuple[Verdict, ...]:
    if not any(relation.holds and relation.expected for relation in worked):
        return verdicts
    by_span = {verdict.figure.span: verdict for verdict in verdicts}
    for relation in worked:
        total = by_span.get(relation.total.span)
        if not relation.holds or not relation.expected or total is None:
            continue
        parts = [by_span[part.span] for part in relation.parts]
        if total.state == "supported":
            by_span[total.figure.span] = total._replace(note=total.note or f"核算相符：{relation.working}")
        elif total.cause in ("none", "value") and all(part.state in ("supported", "derived") for part in parts):
            given = tuple(part.given for part in parts if part.given is not None)
            by_span[total.figure.span] = total._replace(
                state="derived", cause="", given=given[0] if given else None, parts=given, note=relation.working
            )
    return tuple(by_span[verdict.figure.span] for verdict in verdicts)


def claiming(document: Document) -> list[Figure]:
    """Return the checkable figures, without the day a report is signed with and the time a heading of plans names."""
    text = document.text.rstrip()
    signed = text[text.rfind("\n") + 1 :].strip() if "\n" in text else ""
    plans = [section.span for section in document.sections if section.level == 1 and _TO_COME.search(section.title)]
    starts = [span.start for span in plans]
    found = []
    for figure in document.figures:
        if not figure.checkable or (figure.kind == "date" and figure.text == signed):
            continue
        heading = bisect_right(starts, figure.span.start) - 1 if figure.kind == "period" else -1
        if heading < 0 or not plans[heading].contains(figure.span):
            found.append(figure)
    return found


def _without_facts(figure: Figure) -> Verdict:
    return plain(figure, "unchecked", "没有给出素材") if figure.checkable else plain(figure, "exempt")
