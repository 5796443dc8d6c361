"""Admitting: what a model wrote, with only those ids that its brief holds."""

from __future__ import annotations

from collections.abc import Iterable

from ..model import (
    Brief,
)
from ..patterns import lazy
from ..text.assembly import Written
from ..text.replies import ReplySentence
from .telling import passage_ids

_DRESSING = lazy(r"^(?:#{1,6}\s+|[-*•]\s+)|\*\*|\[(?:[FE]\d+[,，、\s]*)+\]")


def admitted(sentences: Iterable[ReplySentence], brief: Brief) -> tuple[Written, ...]:
    """Return what a model wrote with only those ids that its brief holds; empty and repeated sentences are left out."""
    facts, passages = {fact.id for fact in brief.facts}, passage_ids(brief)
    found: dict[str, Written] = {}
    for one in sentences:
        text = _DRESSING.sub("", one.text).strip()
        if not text:
            continue
        text = text if text[-1] in "。！？；：…”】" else text + "。"
        found.setdefault(
            text,
            Written(
                section_id=brief.plan.id,
                text=text,
                fact_ids=tuple(id for id in one.fact_ids if id in facts),
                passage_ids=tuple(passages[id] for id in one.passage_ids if id in passages),
                new_paragraph=one.paragraph,
            ),
        )
    return tuple(found.values())
