"""Disassembly: from a Draft back to what `assemble` takes, paragraphs included, so that parts of it can be replaced."""

from __future__ import annotations

from ..model import Draft, DraftSentence
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
