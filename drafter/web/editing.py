"""Editing a draft by hand: the text changes where the hand was, everything else keeps its place and its provenance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..errors import InputError
from ..exporters.labels import OPEN_MARK
from ..model import Document, Draft, DraftSentence, Outline, Section, Span
from ..text.documents import build_document
from ..text.factsheet import FactSheet
from ..text.similarity import ratio

STILL_THE_SAME = 0.6
"""A sentence that is as alike as this to what it was before an edit still rests on the same facts and passages."""


def edited(draft: Draft, span: Span, text: str) -> Draft:
    """Return ``draft`` with the words at ``span`` replaced; sentences outside keep their provenance.

    An edited sentence keeps the provenance of the one it is still like; a new one has none, but belongs to the section
    it stands in. Headings that are edited change in the outline too. Raises InputError when nothing would be left.
    """
    old = draft.document
    whole = old.text[: span.start] + text + old.text[span.end :]
    if not whole.strip():
        raise InputError("改完之后一个字也不剩：请至少留下标题")
    source = old.source
    outline = draft.outline
    document = build_document(whole, source=source, period=source.period)
    if outline is not None:
        outline = _retitled(outline, old, document, span)
        document = replace(document, source=replace(document.source, title=outline.title))
    by = len(text) - (span.end - span.start)
    before = [one for one in draft.sentences if one.span.end <= span.start]
    after = [one for one in draft.sentences if one.span.start >= span.end and one not in before]
    touched = [one for one in draft.sentences if one not in before and one not in after]
    after = [replace(one, span=one.span.shifted(by)) for one in after]
    start = min([span.start, *(one.span.start for one in touched)])
    end = max([span.end, *(one.span.end for one in touched)]) + by
    section = next((one.section_id for one in (*touched, *reversed(before), *after)), None)
    fresh = _sentences(document, Span(start=start, end=end), touched, section) if section else []
    kept = [one for one in (*before, *after) if not any(one.span.overlaps(new.span) for new in fresh)]
    sentences = sorted((*kept, *fresh), key=lambda one: one.span)
    return replace(draft, document=document, outline=outline, sentences=tuple(sentences))


def open_mark_at(document: Document, at: int) -> Span:
    """Return the 【待核实：…】 that covers offset ``at``; raise InputError when there is none."""
    for match in OPEN_MARK.finditer(document.text):
        if match.start() <= at < match.end():
            return Span(start=match.start(), end=match.end())
    raise InputError("这里没有待核实的内容：文稿可能已改，请刷新页面")


def vouched(draft: Draft, at: int, sheet: FactSheet) -> Draft:
    """Return ``draft`` with the notes of ``sheet``, whose last fact is what the sentence at offset ``at`` says."""
    fact = sheet.facts[-1]
    sentences = [
        replace(one, fact_ids=(*one.fact_ids, fact.id)) if one.span.start <= at <= one.span.end else one
        for one in draft.sentences
    ]
    owner = next((one.section_id for one in sentences if fact.id in one.fact_ids), None)
    outline = draft.outline
    if outline is not None:
        sections = tuple(
            replace(one, fact_ids=(*one.fact_ids, fact.id)) if one.id == owner else one for one in outline.sections
        )
        homeless = () if owner else (fact.id,)
        outline = replace(outline, sections=sections, unassigned=(*outline.unassigned, *homeless))
    return replace(draft, facts=sheet.facts, outline=outline, sentences=tuple(sentences))


def sentence_at(document: Document, at: int) -> str:
    """Return the words of the sentence at offset ``at`` without its open marks, '' where there is none."""
    said = next((document.quote(one.span) for one in document.sentences if one.span.start <= at <= one.span.end), "")
    return OPEN_MARK.sub("", said)


def _sentences(document: Document, where: Span, touched: Sequence[DraftSentence], section: str) -> list[DraftSentence]:
    """Return the sentences below headings in ``where``, each with the provenance of the old one it is most like."""
    headings = {one.span.start for one in document.sections if one.level != "item"}
    fresh = []
    for sentence in document.sentences:
        if sentence.span.start in headings or not sentence.span.overlaps(where):
            continue
        words = document.quote(sentence.span)
        like = max(touched, key=lambda one: ratio(one.text, words), default=None)
        same = like if like is not None and ratio(like.text, words) >= STILL_THE_SAME else None
        fresh.append(
            DraftSentence(
                section_id=like.section_id if like is not None else section,
                span=sentence.span,
                text=words,
                fact_ids=same.fact_ids if same else (),
                passage_ids=same.passage_ids if same else (),
            )
        )
    return fresh


def _retitled(outline: Outline, old: Document, new: Document, span: Span) -> Outline:
    """Return the outline with the heading that was edited under ``span`` as it now reads."""
    was = next((one for one in old.sections if one.level != "item" and one.span.overlaps(span)), None)
    now = next((one for one in new.sections if was and one.span.start == was.span.start and one.level != "item"), None)
    if was is None or now is None:
        return outline
    if was.level == 0:
        return replace(outline, title=now.title)
    sections = tuple(
        replace(one, title=now.title, marker=now.marker) if _is(one.marker, one.title, was) else one
        for one in outline.sections
    )
    return replace(outline, sections=sections)


def _is(marker: str, title: str, section: Section) -> bool:
    return (marker, title) == (section.marker, section.title)
