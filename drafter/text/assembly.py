"""Assembly: planned headings and written sentences → the final Draft, with exact offsets; the same for both engines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Brief, Draft, DraftSentence, MadeWith, Outline, SectionPlan, Source, Span, Unused
from ..patterns import lazy
from .documents import build_document
from .factsheet import FactSheet

_ANNOUNCES = lazy(r"如下[：:。]?\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One sentence as an engine wrote it."""

    section_id: str
    """The SectionPlan it belongs to."""
    text: str
    """Its words, closing punctuation included."""
    fact_ids: tuple[str, ...]
    """Facts it states."""
    passage_ids: tuple[str, ...]
    """Past passages its wording was taken from."""
    new_paragraph: bool = False
    """Whether a paragraph begins with it; the first of a section begins one anyway."""


class _Sheet:
    """Text growing by pieces, with the offset at hand."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.length = 0

    def add(self, piece: str) -> Span:
        start = self.length
        self._pieces.append(piece)
        self.length += len(piece)
        return Span(start=start, end=self.length)

    def end_line(self) -> None:
        if self._pieces and not self._pieces[-1].endswith("\n"):
            self.add("\n")

    @property
    def text(self) -> str:
        return "".join(self._pieces)


def assemble(
    outline: Outline,
    briefs: Sequence[Brief],
    written: Sequence[Written],
    *,
    sheet: FactSheet,
    made_with: MadeWith,
    unused: Sequence[Unused] = (),
    carried_over: Sequence[str] = (),
) -> Draft:
    """Return the draft whose text is the outline's headings with the written sentences below them.

    Headings with deeper headings below stand on a line of their own, and so does level 1; the others run into their
    paragraph, as the genre has it. Line breaks inside a sentence become blanks: a sentence never leaves its paragraph;
    one without words is left out. The outline's announcement ends an opening that does not announce, its signature
    stands below the last section. Raises ValueError when a sentence names a section the outline does not have.
    """
    strangers = {one.section_id for one in written} - {section.id for section in outline.sections}
    if strangers:
        raise ValueError(f"sentences for sections that are not in the outline: {sorted(strangers)}")
    by_section: dict[str, list[Written]] = defaultdict(list)
    for one in written:
        if one.text.strip():
            by_section[one.section_id].append(one)
    page = _Sheet()
    page.add(outline.title + "\n\n")
    if outline.salutation:
        page.add(outline.salutation + "\n")
    sentences: list[DraftSentence] = []
    for index, section in enumerate(outline.sections):
        below = by_section[section.id]
        sentences += _section(page, section, below, _has_children(outline.sections, index))
        if section.role == "开头" and outline.announcement and not any(_ANNOUNCES.search(one.text) for one in below):
            page.add(outline.announcement)
            page.end_line()
    for line in outline.signature:
        page.add(line + "\n")
    source = Source(title=outline.title, organisation=outline.organisation, kind=outline.kind, period=outline.period)
    return Draft(
        document=build_document(page.text, source=source, period=outline.period),
        outline=outline,
        briefs=tuple(briefs),
        sentences=tuple(sentences),
        made_with=made_with,
        facts=sheet.facts,
        open_questions=sheet.open_questions,
        unused=tuple(unused),
        carried_over=tuple(carried_over),
    )


def _has_children(sections: Sequence[SectionPlan], index: int) -> bool:
    following = sections[index + 1 : index + 2]
    return bool(following) and following[0].level > sections[index].level > 0


def _section(page: _Sheet, section: SectionPlan, written: Sequence[Written], has_children: bool) -> list[DraftSentence]:
    page.end_line()
    if section.title:
        page.add(f"{section.marker}{section.title}")
        if section.level == 1 or has_children or not written:
            page.add("\n")
        else:
            page.add("。")
    sentences = []
    for number, one in enumerate(written):
        if one.new_paragraph and number > 0:
            page.end_line()
        text = " ".join(one.text.splitlines()).strip()
        span = page.add(text)
        sentences.append(
            DraftSentence(
                section_id=section.id, span=span, text=text, fact_ids=one.fact_ids, passage_ids=one.passage_ids
            )
        )
    page.end_line()
    return sentences
