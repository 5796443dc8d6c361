"""What the pipeline says of its own doings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..corpus import IngestReport
    from ..model import Message, Outline, SectionPlan

CALLS = "calls.sqlite"
"""File of the finished model calls, in the store."""
Progress = Callable[[str, int, int], None]
"""Called as (what is being done, done, total); total 0 means unknown."""


def silent(stage: str, done: int, total: int) -> None:
    """Take progress and show nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A file that could not be taken in, and why."""

    path: str
    """The file, as given."""
    reason: str
    """One line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatCount:
    """What became of the files of one format."""

    ending: str
    """.docx, .pdf …"""
    read: int
    """How many were read."""
    skipped: int
    """How many were stored already."""
    refused: int
    """How many could not be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What an ingest did."""

    report: IngestReport
    """What the store says: added, replaced, unchanged."""
    refused: tuple[Refused, ...]
    """Files that could not be read."""
    skipped: int
    """Files whose bytes were already stored: not even read."""
    removed: tuple[str, ...] = ()
    """Files that are gone, and whose reports were forgotten on request."""
    formats: tuple[FormatCount, ...] = ()
    """The same files by format, most frequent first."""
    retold: int = 0
    """Reports stored before of which a manifest now says something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One prompt of a dry run."""

    section: SectionPlan | None
    """What it is for; None for the plan as a whole."""
    messages: tuple[Message, ...]
    """The whole of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DryRun:
    """What would be asked of a model."""

    outline: Outline
    """The plan."""
    prompts: tuple[Asked, ...]
    """The prompt of the plan, then those of the sections as they would be sent if it stays as it is; opening and
    closing follow from what comes back."""
    destination: str | None
    """Where they would go; None when no endpoint is configured."""
    model: str | None
    """Model name; None when no endpoint is configured."""
    tokens: int
    """About how many tokens would be sent."""
    forbidden: str | None = None
    """Why they may not be sent there; None where they may, or where no model is asked."""
