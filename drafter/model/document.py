"""Document and what it is made of: text owned once, everything else by offset."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from .span import Period, Span

FigureKind = Literal[
    "count", "money", "area", "length", "weight", "volume", "energy", "duration", "percent", "points", "multiple",
    "fraction", "score", "number", "ordinal", "date", "period",
    # decoys: recognised, marked checkable=False, never flagged
    "set_phrase", "doc_number", "list_marker", "title", "name", "place", "idiom", "product", "decoy",
]  # fmt: skip
Hedge = Literal["about", "under", "over", "at_least", "at_most", "more_than_trailing", "range"]
Level = int | Literal["item"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A value with a meaning, as printed at one place of a text."""

    span: Span
    """Where it is printed, hedge excluded, unit included: ``41条``, ``12.8亿元``, ``2月中旬至3月中旬``."""
    text: str
    """The characters at ``span``."""
    kind: FigureKind
    """Its class; decoys (set phrases, document numbers …) have a kind of their own."""
    low: Decimal | date | None
    """Lower end of the closed interval in ``unit``, 万 and 亿 multiplied out; a date for dates; None for decoys."""
    high: Decimal | date | None
    """Upper end of the same interval; equal to ``low`` for exact integers. 12.8亿元 is [1275000000, 1285000000] 元."""
    unit: str
    """Unit or measure word as printed without its scale (条, 元, 平方米, %, 个百分点); '' where there is none."""
    hedge: Hedge | None
    """What the words around it say of its exactness.

    约 about, 近/不足 under, 超/逾 over, 以上 at_least, 以内 at_most, 余/多 more_than_trailing, 5—8 range.
    """
    noun: str
    """What is counted or measured (问题, 开发投资); '' when the clause does not say."""
    subject: str
    """Whose it is (各支部, 甲镇); '' when the clause does not say."""
    period: Period | None
    """When it holds, where the clause gives it and the report's period resolves it."""
    checkable: bool
    """Whether it states something a fact could support; False for decoys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of a Document; its text is a slice."""

    index: int
    """Place in ``Document.sentences``."""
    span: Span
    """Where it stands, closing punctuation included, surrounding blanks excluded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One heading with what stands below it; sections are flat, in reading order."""

    marker: str
    """``一、``, ``（一）``, ``1.``, ``（1）``, ``一是``; '' for the title."""
    level: Level
    """0 the title, 1 一、, 2 （一）, 3 1., 4 （1）, ``item`` for 一是/二是."""
    title: str
    """The heading's words, marker and closing punctuation excluded."""
    span: Span
    """The heading itself: marker and title, closing punctuation excluded."""
    extent: Span
    """Heading and everything below it, to the next heading of the same or a higher level."""
    run_in: bool
    """Whether the body goes on in the heading's own paragraph."""
    parent: int | None
    """Index in ``Document.sections`` of the section it belongs to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a text comes from and what it says of itself; what is unknown is None."""

    path: str | None = None
    """File it was read from, as given."""
    sha256: str | None = None
    """Digest of the file's bytes, or of the UTF-8 text when there was no file."""
    encoding: str | None = None
    """Encoding proved on reading (utf-8, utf-8-sig, gb18030, utf-16); None for binary formats."""
    title: str | None = None
    """Title line."""
    organisation: str | None = None
    """The reporting unit."""
    kind: str | None = None
    """总结, 汇报, 述职, 发言 … with its subject where stated (党建工作总结)."""
    period: Period | None = None
    """What the report covers."""
    year: int | None = None
    """The period's year, also known when the exact period is not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of one Word paragraph with one formatting."""

    start: int
    """Offset into ``Document.text``."""
    end: int
    """Offset after it."""
    index: int
    """Place among the runs of its paragraph."""
    font: str | None
    """Latin font named by the run or its style."""
    east_asia_font: str | None
    """East Asian font named by the run or its style."""
    size_pt: float | None
    """Size in points."""
    bold: bool | None
    """Bold, or None where nothing says."""
    spacing_pt: float | None = None
    """What each character gains (or gives up) in width, in points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell of a Word table; what is merged downwards keeps its cells, with ``merge`` saying so."""

    table: int
    """Which table of the file, in document order."""
    row: int
    """Row, from 0."""
    column: int
    """First grid column it takes, from 0."""
    across: int = 1
    """Grid columns it takes."""
    merge: Literal["restart", "continue"] | None = None
    """Where a merge downwards begins (``restart``) or goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph of a Word file and where its text went."""

    span: Span
    """Where its text stands in ``Document.text``."""
    part: str
    """``body``, ``table``, ``textbox``, ``header``, ``footer``, ``footnote``."""
    paragraph: int
    """Index of the paragraph in its part, in document order."""
    runs: tuple[Run, ...]
    """Its runs, in order."""
    style: str | None
    """Paragraph style's name."""
    first_line_indent_pt: float | None
    """First-line indent in points."""
    line_spacing_pt: float | None
    """Exact line spacing in points, where it is exact."""
    alignment: str | None
    """left, center, right, justify; its own or its style's."""
    line_multiple: float | None = None
    """Line spacing in multiples of a line, where it is not exact."""
    space_before_pt: float | None = None
    """Space above in points."""
    space_after_pt: float | None = None
    """Space below in points."""
    right_indent_pt: float | None = None
    """Right indent in points."""
    cell: Cell | None = None
    """The innermost table cell it stands in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Page set-up of a Word file, in millimetres."""

    width_mm: float
    """Paper width."""
    height_mm: float
    """Paper height."""
    top_mm: float
    """Upper margin."""
    bottom_mm: float
    """Lower margin."""
    left_mm: float
    """Left margin."""
    right_mm: float
    """Right margin."""
    footer_mm: float | None = None
    """From the paper's lower edge to the footer."""
    grid_line_pt: float | None = None
    """Pitch of the document grid's lines in points; None where the grid is off."""
    grid_char_pt: float | None = None
    """What the grid adds to each character's width in points; None where it counts no characters."""
    number: str | None = None
    """The footer's words with ``{page}`` for the page number; None where it has none."""
    number_align: str | None = None
    """left, center, right, or ``outer`` where odd and even pages differ."""
    number_font: str | None = None
    """East Asian font of the page number."""
    number_size_pt: float | None = None
    """Its size in points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A comment, tracked change or hidden stretch that a Word file carries."""

    span: Span
    """Where it applies in ``Document.text``; empty where it has no visible text."""
    text: str
    """The comment, or the inserted, deleted or hidden words."""
    author: str | None
    """Who made it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What only a Word file knows: the one map from offsets to Word."""

    blocks: tuple[Block, ...]
    """Every paragraph, in the order of ``Document.text``."""
    page: Page | None
    """Set-up of the first section."""
    comments: tuple[Mark, ...] = ()
    """Existing comments."""
    revisions: tuple[Mark, ...] = ()
    """Tracked insertions and deletions."""
    hidden: tuple[Mark, ...] = ()
    """Text marked hidden."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A report: its text once, and everything found in it by offset."""

    text: str
    """The whole text; paragraphs end in a newline."""
    source: Source
    """Where it comes from and what it says of itself."""
    sections: tuple[Section, ...]
    """Headings and items in reading order."""
    sentences: tuple[Sentence, ...]
    """Sentences in reading order; headings on their own line are sentences too."""
    figures: tuple[Figure, ...]
    """Every figure and decoy, in reading order, never overlapping."""
    layout: Layout | None = None
    """Only when it came from Word."""

    def quote(self, span: Span) -> str:
        """Return the characters at ``span``."""
        return self.text[span.start : span.end]
