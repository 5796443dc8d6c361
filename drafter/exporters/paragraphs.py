"""The paragraphs of a report and what each is for: title, heading, body, signature, date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..model import Document, Section, Span
from ..patterns import lazy

ParagraphRole = Literal["title", "subtitle", "addressee", "heading", "body", "signature", "date"]
_DATE_LINE = lazy(
    r"（?[0-9０-９〇○零一二三四五六七八九]{4}年[0-9０-９一二三四五六七八九十]{1,3}月[0-9０-９一二三四五六七八九十]{1,3}日）?"
)
_ENDS_A_SENTENCE = "。！？；：，、…"
_SIGNATURE_MAX = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One line of ``Document.text`` that is not blank."""

    span: Span
    """Where its words stand, surrounding blanks and the newline excluded."""
    role: ParagraphRole
    """What it is for."""
    level: int
    """1 to 4 for headings, also for run-in ones; 0 for everything else."""
    heading: Span | None
    """The heading's words: all of a heading's own line, the beginning of a paragraph with a run-in heading."""


def paragraphs(document: Document) -> tuple[Paragraph, ...]:
    """Return the paragraphs of ``document`` in reading order; blank lines are left out."""
    lines = list(_lines(document.text))
    headings = {section.span.start: section for section in document.sections if section.level != "item"}
    roles = _front(document, lines) | _tail(document, lines, headings)
    return tuple(_paragraph(line, roles.get(line.start), headings.get(line.start)) for line in lines)


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        words = line.strip()
        if words:
            first = start + line.index(words[0])
            yield Span(start=first, end=first + len(words))
        start += len(line) + 1


def _paragraph(line: Span, role: ParagraphRole | None, section: Section | None) -> Paragraph:
    if role is not None:
        return Paragraph(span=line, role=role, level=0, heading=None)
    if section is None or not isinstance(section.level, int) or section.level == 0:
        return Paragraph(span=line, role="body", level=0, heading=None)
    if section.run_in and section.span.end < line.end:
        return Paragraph(span=line, role="body", level=section.level, heading=section.span)
    return Paragraph(span=line, role="heading", level=section.level, heading=line)


def _front(document: Document, lines: list[Span]) -> dict[int, ParagraphRole]:
    """Return roles of the first lines by offset: the title, a note in brackets below it, who is addressed."""
    roles: dict[int, ParagraphRole] = {}
    titles = {section.span.start for section in document.sections if section.level == 0}
    if not lines or (
        lines[0].start not in titles and document.quote(lines[0]) != (document.source.title or "").strip()
    ):
        return roles
    roles[lines[0].start] = "title"
    for line in lines[1:4]:
        words = document.quote(line)
        if line.start in titles:
            roles[line.start] = "title"
        elif words.startswith("（") and words.endswith("）") and len(words) <= _SIGNATURE_MAX and "。" not in words:
            roles[line.start] = "subtitle"
        elif words.endswith("：") and len(words) <= 2 * _SIGNATURE_MAX and "。" not in words:
            roles[line.start] = "addressee"
            break
        else:
            break
    return roles


def _tail(document: Document, lines: list[Span], headings: dict[int, Section]) -> dict[int, ParagraphRole]:
    """Return roles of a date line at the end and of the unit's name above it."""
    if len(lines) < 3 or not _DATE_LINE.fullmatch(document.quote(lines[-1])):
        return {}
    roles: dict[int, ParagraphRole] = {lines[-1].start: "date"}
    above = document.quote(lines[-2])
    if len(above) <= _SIGNATURE_MAX and above[-1] not in _ENDS_A_SENTENCE and lines[-2].start not in headings:
        roles[lines[-2].start] = "signature"
    return roles
