"""Finding, LedgerRow, Review: what a review says, and on what grounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .document import Figure
from .span import Span

Severity = Literal["E", "W", "I"]
State = Literal["supported", "derived", "unsupported", "contradicted", "stale", "unchecked", "exempt"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One piece of evidence: where the text disagrees, or what it agrees with."""

    kind: Literal["fact", "past", "here", "derivation", "lexicon"]
    """A fact, a past report, another place of this text, a computation, or an entry of the lexicon."""
    quote: str
    """The words themselves."""
    fact_id: str | None = None
    """For ``fact``: its id."""
    source: str | None = None
    """For ``past``: the report's title or path."""
    span: Span | None = None
    """Offsets of ``quote`` in this document (``here``), the fact, or the past report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """Replacement of one stretch of text."""

    span: Span
    """What is replaced; empty for an insertion."""
    text: str
    """What stands there afterwards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """A repair a finding offers."""

    edits: tuple[Edit, ...]
    """In order, not overlapping."""
    safe: bool
    """Whether it may be applied without asking."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing a rule has to say about one place."""

    code: str
    """``FIG001``."""
    rule: str
    """``unsupported-figure``."""
    severity: Severity
    """E error, W warning, I information."""
    span: Span
    """Where, in ``Document.text``."""
    quote: str
    """The words at ``span``."""
    where: str
    """For people: heading path and paragraph."""
    message: str
    """What is wrong and what to do, in Chinese, one line."""
    evidence: tuple[Ground, ...]
    """What it rests on."""
    fix: Fix | None = None
    """A repair, where there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """What is known of one figure."""

    figure: Figure
    """The figure, as it stands in the document."""
    state: State
    """supported, derived, unsupported, contradicted, stale, unchecked, exempt."""
    fact_ids: tuple[str, ...]
    """Facts it rests on, or disagrees with."""
    rule: str | None
    """Code of the rule that judged it so; None for supported, unchecked and exempt."""
    note: str = ""
    """The derivation, or why it could not be checked, in one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Whether one fact has been written."""

    fact_id: str
    """The fact."""
    state: Literal["written", "missing", "partial"]
    """Whether its figures and words are found in the text."""
    spans: tuple[Span, ...]
    """Where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A rule that could not judge, and why."""

    code: str
    """The rule."""
    reason: str
    """One line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleInfo:
    """A rule that ran, as exporters and pages need it."""

    code: str
    """``FIG001``."""
    name: str
    """``unsupported-figure``."""
    severity: Severity
    """Its severity."""
    page: str
    """Its page: the docstring."""


IN_TEXT = "文中"
"""The source of a waiver that is a mark in the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """Leave to one place of a text: what a rule says of it has been looked at and may stand."""

    rule: str
    """Code of the rule, or the letters of its family."""
    text: str
    """Words of the place, as `rules.silence.normalised` has them; for an in-text marker, its own words."""
    reason: str
    """Why it may stand; never empty in one that counts."""
    source: str
    """Where the leave is written: the waiver file's name, or `IN_TEXT`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Silenced:
    """A finding that is not told, and the leave it has."""

    finding: Finding
    """What the rule said."""
    waiver: Waiver
    """Why it is not told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a review of one document found."""

    findings: tuple[Finding, ...]
    """In reading order."""
    ledger: tuple[LedgerRow, ...]
    """One row for every figure of the document."""
    coverage: tuple[Coverage, ...]
    """One row for every fact."""
    skipped: tuple[Skipped, ...]
    """Rules that could not judge."""
    rules: tuple[RuleInfo, ...]
    """Rules that ran."""
    silenced: tuple[Silenced, ...] = ()
    """Findings that somebody gave leave to, in reading order; not among ``findings``."""
    idle_waivers: tuple[Waiver, ...] = ()
    """Leaves that no finding of a rule that ran needed, or that give no reason."""
