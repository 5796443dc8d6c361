"""Names of past reports that the facts do not hold: in a draft any of them, in a text under review by the post."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol, runtime_checkable

from ..model import Past, PastSentence
from ..text.foreign import Find, Foreign, foreign_names, other_holders
from .base import ReviewContext

_ENOUGH = 3


@runtime_checkable
class _Mentioning(Protocol):
    def mentions(self, word: str, limit: int) -> Sequence[int]: ...


def names_of_the_past(context: ReviewContext) -> Iterator[Foreign]:
    """Yield names in the text that past reports hold and the facts do not; none where there are no facts to go by."""
    texts = [fact.text for fact in (context.facts.facts if context.facts else context.draft.facts)]
    if not texts:
        return
    if context.by_hand:
        if isinstance(context.past, _Mentioning):
            yield from other_holders(context.text, texts, _finder(context.past))
        return
    source, outline = context.document.source, context.draft.outline
    known = [source.organisation or "", source.title or "", *texts]
    known += [outline.title, outline.organisation or ""] if outline else []
    known += [fact.section_hint or "" for fact in (context.facts.facts if context.facts else context.draft.facts)]
    known += [one.text for one in context.draft.open_questions]
    passages = {one.passage.id: one.passage for brief in context.draft.briefs for one in brief.evidence}
    yield from foreign_names(context.text, "\n".join(known), passages.values(), _finder(context.past))


def _finder(past: Past | None) -> Find:
    """Return what looks a name up in the past; nothing is found in a past that cannot be asked for short words."""

    def find(name: str) -> Sequence[PastSentence]:
        if not isinstance(past, _Mentioning):
            return ()
        return [past.sentence(id) for id in past.mentions(name, _ENOUGH)]

    return find
