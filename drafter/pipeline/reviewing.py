"""Review: the one door to the rules, for Documents and Drafts, with past reports as Documents or a Corpus."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..errors import SettingsError
from ..lexicon import Lexicon
from ..model import Document, Draft, Past, Period, Review, Waiver
from ..rules import review_draft
from ..text.factsheet import FactSheet
from ..text.periods import parse_period

if TYPE_CHECKING:
    from ..corpus import Corpus


def review(
    document_or_draft: Document | Draft,
    *,
    facts: FactSheet | None = None,
    past: Sequence[Document] | Corpus = (),
    period: str | Period | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    lexicon: Lexicon | None = None,
    waivers: Sequence[Waiver] = (),
) -> Review:
    """Return the review of a report; a pure function of what it is given.

    ``facts`` default to the draft's own notes; without any, the rules that need them say they could not judge.
    ``past`` are Documents or a Corpus. ``period`` (2025H1, 2025, 2025-01-01/2025-06-30) defaults to what the report
    says of itself. ``waivers`` are leaves written elsewhere (`pipeline.silence` reads them).
    Raises SettingsError for a period that cannot be read or an unknown rule code.
    """
    draft = document_or_draft if isinstance(document_or_draft, Draft) else Draft.of(document_or_draft)
    return review_draft(
        draft,
        facts=facts if facts is not None else _own_facts(draft),
        past=_past(past),
        period=as_period(period),
        select=tuple(select),
        ignore=tuple(ignore),
        lexicon=lexicon,
        waivers=tuple(waivers),
    )


def _own_facts(draft: Draft) -> FactSheet | None:
    if not draft.facts:
        return None
    source = draft.document.source
    return FactSheet(
        title=source.title,
        organisation=source.organisation,
        kind=source.kind,
        period=source.period,
        facts=draft.facts,
        open_questions=draft.open_questions,
    )


def _past(past: Sequence[Document] | Corpus) -> Past | None:
    if not isinstance(past, Sequence):
        return past.past()
    if not past:
        return None
    # numpy comes with the index: without a past, nothing needs it
    from ..text.reuse import build_past

    return build_past(past)


def as_period(period: str | Period | None) -> Period | None:
    """Return a period given as such or as a label; raise SettingsError for a label that cannot be read."""
    if period is None or isinstance(period, Period):
        return period
    parsed = parse_period(period)
    if parsed is None:
        raise SettingsError(f"看不懂报告期“{period}”：请写成 2025H1、2025、2025Q3 或 2025-01-01/2025-06-30")
    return parsed
