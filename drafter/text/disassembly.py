"""Disassembly: from a Draft back to what `assemble` takes, paragraphs included, so that parts of it can be replaced."""

from __future__ import annotations

from dataclasses import replace

from ..model import Document, Draft, DraftSentence, Span
from .assembly import Written


def disassemble(draft: Draft) -> tuple[Written, ...]:
    """Return the draft's sentences as they were written, in reading order."""
    return tuple(as_written(draft, one) for one in draft.sentences)


def as_written(draft: Draft, sentence: DraftSentence) -> Written:
    """Return one sentence of ``draft`` as it was written."""
    before = draft.document.text[sentence.span.start - 1 : sentence.span.start]
    return Written(
        section_id=sentence.section_id,
        text=sentence.text,
        fact_ids=sentence.fact_ids,
        passage_ids=sentence.passage_ids,
        new_paragraph=before == "\n",
    )


def reattach(draft: Draft, document: Document) -> Draft:
    """Return ``document``, an edited copy of ``draft``, with the provenance of every sentence that still stands in it.

    A sentence is the same when its words are, in order; blanks do not count where a line was broken anew.
    """
    found: list[DraftSentence] = []
    at = 0
    for sentence in draft.sentences:
        start = document.text.find(sentence.text, at)
        if start < 0:
            start = document.text.find(sentence.text)
        if start < 0:
            continue
        at = start + len(sentence.text)
        found.append(replace(sentence, span=Span(start=start, end=at)))
    found.sort(key=lambda sentence: sentence.span)
    return replace(draft, document=document, sentences=tuple(found))
