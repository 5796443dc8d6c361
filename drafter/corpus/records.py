"""What the corpus hands back besides Documents and Evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..model import Source


class CorpusWarning(UserWarning):
    """Something in the store was repaired, or a search had to do without a part of it; one Chinese line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReport:
    """One row of what is stored."""

    sha256: str
    """Digest of the report's file; the key for `Corpus.document` and `Corpus.remove`."""
    source: Source
    """What is known of it, corrections by hand included."""
    chars: int
    """Length of its text."""
    passages: int
    """How many passages it was cut into."""
    by_hand: Mapping[str, str]
    """Fields of the source that were set by hand, as they were given."""
    file: str | None = None
    """Absolute path of its file (of a member: 往年.zip!/总结.docx); None for a text without one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A document that was not taken in, and why."""

    path: str | None
    """Its file."""
    reason: str
    """One line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """A report just taken in that is nearly the same as another stored one."""

    path: str | None
    """Its file."""
    other: str | None
    """The other's file, or title where it has none."""
    shared: float
    """Share of five-character pieces both have, of those either has: 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport:
    """What an ingest did."""

    added: int
    """How many reports are new."""
    replaced: int
    """How many took the place of an older text of the same file."""
    unchanged: int
    """How many were stored already."""
    refused: tuple[Refusal, ...]
    """Documents that were not taken in."""
    documents: int
    """How many reports are stored now."""
    passages: int
    """How many passages are stored now."""
    twins: tuple[Twin, ...] = ()
    """Reports of this run that are nearly the same as another one; both are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreState:
    """How much is stored, and what the search rests on."""

    documents: int
    """Reports stored."""
    passages: int
    """Passages stored."""
    embedding: str | None
    """Fingerprint of the embedding their vectors come from; None while there are none."""
    index_current: bool
    """Whether the search index covers all of it; a search brings it up to date by itself."""
