"""What the report's template prints: segments, pieces, notes, rows, the tables below."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of text under the same findings and the same figure."""

    at: int
    """Offset of its first character in the report."""
    text: str
    """Its characters."""
    heading: bool
    """Whether it belongs to a run-in heading."""
    findings: tuple[int, ...]
    """Numbers of the findings that cover it."""
    severity: str
    """The gravest severity among them; '' when there is none."""
    open: bool
    """Whether it belongs to a 【待核实：…】."""
    figure: int | None
    """Number of its figure in the ledger, None outside figures and for decoys."""
    figure_first: bool
    """Whether the figure begins here."""
    state: str
    """The figure's ledger state; '' where ``figure`` is None."""
    hint: str
    """What the ledger says of the figure, for the pointer."""
    badges: tuple[int, ...]
    """Numbers printed behind it: findings that end here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One fact or past passage a sentence rests on."""

    label: str
    """``F3`` or the past report's title with its headings."""
    text: str
    """Its words, cut to a readable length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A sentence with its sources, or text between sentences."""

    segments: tuple[Segment, ...]
    """Its text."""
    facts: tuple[Source, ...]
    """Facts it states."""
    passages: tuple[Source, ...]
    """Past passages its wording was taken from."""
    traced: bool
    """Whether it is a sentence of a draft."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A finding, in words."""

    number: int
    """Place among the findings, from 1."""
    code: str
    """Rule code."""
    rule: str
    """Rule name."""
    severity: str
    """E, W or I."""
    severity_name: str
    """The same in Chinese."""
    family: str
    """Letters of the code."""
    message: str
    """What is wrong and what to do."""
    where: str
    """Heading path."""
    grounds: tuple[Source, ...]
    """Evidence."""
    fix: str
    """The repair in words, or ''."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One paragraph with the notes beside it."""

    span: Span
    """Where it stands in the report."""
    role: str
    """title, subtitle, addressee, heading, body, signature, date."""
    level: int
    """Heading level, 0 for none."""
    pieces: tuple[Piece, ...]
    """Its text."""
    notes: tuple[Note, ...]
    """Findings that begin here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """One figure of the ledger table."""

    number: int
    """Anchor number."""
    text: str
    """As printed."""
    meaning: str
    """Whose and what."""
    state: str
    """Ledger state."""
    state_name: str
    """The same in Chinese."""
    facts: tuple[Source, ...]
    """Facts it rests on or disagrees with."""
    note: str
    """Rule and derivation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageLine:
    """One fact of the coverage table."""

    fact_id: str
    """The fact."""
    text: str
    """Its words where known."""
    state: str
    """written, partial, missing."""
    state_name: str
    """The same in Chinese."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """A finding that may stand, and why."""

    code: str
    """Rule code."""
    quote: str
    """The words it is about, cut to a readable length."""
    message: str
    """What the rule said."""
    reason: str
    """Why it may stand."""
    source: str
    """Where the leave is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Everything the template prints."""

    title: str
    """Title of the page."""
    made: str
    """How the draft came to be; '' for a document."""
    reviewed: bool
    """Whether a review is shown."""
    rows: tuple[Row, ...]
    """The report."""
    severities: tuple[tuple[str, str, int], ...]
    """(key, name, number of findings)."""
    families: tuple[tuple[str, str, int], ...]
    """(key, name, number of findings), only those that occur."""
    states: tuple[tuple[str, str, int], ...]
    """(key, name, number of figures), only those that occur."""
    ledger: tuple[LedgerLine, ...]
    """Figures that state something."""
    coverage: tuple[CoverageLine, ...]
    """Facts."""
    written: int
    """How many facts are written."""
    lists: tuple[tuple[str, tuple[str, ...]], ...]
    """Left out, open questions, carried over."""
    traces: tuple[tuple[str, Piece], ...]
    """(sentence, its sources) for every sentence of a draft."""
    skipped: tuple[tuple[str, str], ...]
    """(rule, why it could not judge)."""
    leaves: tuple[Leave, ...] = ()
    """Findings that somebody gave leave to."""
