"""Files in, for those who call the pipeline: notes, reports, edited drafts, folders of past reports."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from .. import readers
from ..lexicon import Lexicon
from ..model import Document, Draft
from ..text.disassembly import reattach
from ..text.factsheet import FactSheet
from .reviewing import as_period


def read_sheet(path: str | Path, period: str | None = None) -> FactSheet:
    """Return the notes at ``path``; ``period`` (2025H1 …) takes the place of what their header says."""
    sheet = readers.read_facts(Path(path))
    return replace(sheet, period=as_period(period)) if period else sheet


def read_report(path: str | Path, period: str | None = None, lexicon: Lexicon | None = None) -> Document | Draft:
    """Return the report at ``path``: a Draft where it is a draft's JSON, else a Document read with ``lexicon``."""
    if Path(path).suffix.lower() == ".json":
        return readers.read_draft(Path(path))
    return readers.read(Path(path), period=as_period(period), lexicon=lexicon)


def read_edited(path: str | Path, draft: Draft, period: str | None = None) -> Draft:
    """Return the edited report at ``path`` with the provenance ``draft`` has for every sentence left unchanged.

    Sentences that were changed or added claim none: they are reviewed as text by hand.
    """
    document = readers.read(Path(path), period=as_period(period) or draft.document.source.period)
    return reattach(draft, document)
