"""Marking: what stands in place of a section that nobody could write."""

from __future__ import annotations

from ..model import (
    Brief,
    Outline,
)
from ..text.assembly import Written
from ..text.faults import OPEN_MARK
from .desk import Part
from .telling import FRAME


def without_facts(outline: Outline, brief: Brief) -> Part:
    """Return nothing for a heading that only holds others, an open mark for a section nobody gave facts for."""
    plans = outline.sections
    place = next((number for number, one in enumerate(plans) if one.id == brief.plan.id), len(plans))
    holds_others = place + 1 < len(plans) and plans[place + 1].level > brief.plan.level > 0
    if holds_others or brief.plan.role in FRAME:
        return Part(brief=brief, sentences=(), unused=())
    mark = OPEN_MARK.format("本节没有素材，请补充")
    return Part(brief=brief, sentences=(_mark(brief, mark, ()),), unused=())


def listed(brief: Brief) -> Part:
    """Return a section that could not be written: its facts as open marks."""
    own = [fact for fact in brief.facts if fact.id in brief.plan.fact_ids]
    marks = [_mark(brief, OPEN_MARK.format("本节未能写成，以下是素材原文"), ())] if own else []
    marks += [_mark(brief, OPEN_MARK.format(fact.text.replace("】", "］")), (fact.id,)) for fact in own]
    return Part(brief=brief, sentences=tuple(marks), unused=())


def _mark(brief: Brief, text: str, fact_ids: tuple[str, ...]) -> Written:
    return Written(section_id=brief.plan.id, text=text, fact_ids=fact_ids, passage_ids=(), new_paragraph=True)
