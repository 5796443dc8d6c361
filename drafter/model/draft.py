"""Draft and what leads to it: Passage, SectionPlan, Outline, Brief, DraftSentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .document import Document, Source
from .facts import Fact, OpenQuestion
from .span import Period, Span

Role = Literal["开头", "成绩", "问题", "打算", "结尾"]
Engine = Literal["compose", "model", "hand"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A piece of a past report, small enough to be shown as evidence."""

    id: str
    """Stable: the report's digest and the passage's place in it."""
    source: Source
    """The past report."""
    heading_path: tuple[str, ...]
    """Headings above it, outermost first."""
    text: str
    """Its words."""
    masked_text: str
    """The same with figures, dates and names blanked as 〔数〕〔日期〕〔人名〕〔地名〕〔单位〕〔名称〕."""
    span: Span
    """Where it stands in the past report's text."""
    role: Role
    """What the section it comes from is for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A passage found for a query, and how well it fits."""

    passage: Passage
    """What was found."""
    score: float
    """Fused rank score, higher is better; comparable within one search only."""
    share: float = 0.0
    """How much of what was asked for it holds, 0 to 1; comparable between searches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionPlan:
    """One section to be written."""

    id: str
    """``S1``, ``S2`` … in the order of the outline."""
    marker: str
    """``一、``, ``（一）`` …; '' for opening and closing paragraphs."""
    level: int
    """1 一、, 2 （一）, 3 1.; 0 for opening and closing paragraphs."""
    title: str
    """Heading's words; '' for opening and closing."""
    fact_ids: tuple[str, ...]
    """Facts this section owns; a fact has exactly one owner."""
    role: Role
    """What the section is for."""
    target_chars: int
    """Length to aim at, headings excluded."""
    pattern_section: str | None
    """Heading path it follows in the past report, joined by `` > ``; None when it follows none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The plan of a report."""

    title: str
    """The report's title."""
    organisation: str | None
    """The reporting unit."""
    kind: str | None
    """Kind of report."""
    period: Period
    """What it covers."""
    sections: tuple[SectionPlan, ...]
    """In reading order."""
    unassigned: tuple[str, ...]
    """Ids of facts no section could be found for; always shown."""
    pattern: Source | None
    """The past report the outline follows; None when there was none."""
    dropped: tuple[str, ...] = ()
    """Headings of that report which no fact belongs under."""
    salutation: str = ""
    """尊敬的各位领导，同志们：, printed above the opening; '' for none."""
    announcement: str = ""
    """现将…汇报如下, printed where no sentence of the opening says it; '' for none."""
    signature: tuple[str, ...] = ()
    """Lines below the last section: the unit's name and the day; none for a part of a report."""
    note: str = ""
    """What came of showing the plan to a model, in one line; '' where none was asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """All that a section's writer may know."""

    plan: SectionPlan
    """The section."""
    facts: tuple[Fact, ...]
    """Its facts."""
    evidence: tuple[Evidence, ...]
    """Passages of past reports that show how such things were said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSentence:
    """One sentence of a draft and what it rests on."""

    section_id: str
    """The SectionPlan it belongs to."""
    span: Span
    """Where it stands in ``Draft.document.text``."""
    text: str
    """Its words."""
    fact_ids: tuple[str, ...]
    """Facts it states."""
    passage_ids: tuple[str, ...]
    """Past passages its wording was taken from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptPin:
    """Which wording of a prompt was used."""

    name: str
    """Folder name, e.g. draft_section."""
    version: str
    """``v2``."""
    digest: str
    """sha256 of the prompt file's text, hexadecimal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeWith:
    """How a draft came to be."""

    engine: Engine
    """compose, model, or hand for a text written by people."""
    model: str | None = None
    """Model name, for the model engine."""
    prompts: tuple[PromptPin, ...] = ()
    """Prompt versions used."""
    seed: int | None = None
    """Seed handed to the model, if any."""
    past: int | None = None
    """How many past reports lent outline or wording; None where nobody counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unused:
    """A fact that no sentence carries, and why."""

    fact_id: str
    """The fact."""
    reason: str
    """One line for the writer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A report as drafted, each sentence with its provenance."""

    document: Document
    """The text with its headings, sentences and figures."""
    outline: Outline | None
    """The plan it follows; None for a text written by hand."""
    briefs: tuple[Brief, ...]
    """What each section's writer was given."""
    sentences: tuple[DraftSentence, ...]
    """Every sentence below a heading, in reading order."""
    made_with: MadeWith
    """Engine, model, prompts, seed."""
    facts: tuple[Fact, ...] = ()
    """All facts of the notes it was written from, unassigned ones included."""
    open_questions: tuple[OpenQuestion, ...] = ()
    """待核 items of the notes, for the writer."""
    unused: tuple[Unused, ...] = ()
    """Facts left out, with the reason."""
    carried_over: tuple[str, ...] = ()
    """What the past report planned (下一步) and the facts do not mention."""

    @classmethod
    def of(cls, document: Document) -> Draft:
        """Return a draft that wraps a report written by hand; it claims no provenance."""
        return cls(document=document, outline=None, briefs=(), sentences=(), made_with=MadeWith(engine="hand"))
