"""Joining: all sections as one report; no sentence stands twice, and what 待核 questions is marked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from ..model import (
    Brief,
    Draft,
    Unused,
)
from ..text.assembly import Written, assemble
from ..text.doubts import Doubts
from ..text.faults import is_open
from .desk import Desk, Part
from .telling import FRAME


def joined(
    desk: Desk, briefs: Sequence[Brief], parts: Mapping[str, Part], carried_over: Sequence[str], kept_ids: Set[str]
) -> Draft:
    """Return all parts as one report, without sentences that repeat an earlier one; questioned figures are marked."""
    said: set[str] = set()
    doubts = Doubts(desk.sheet.open_questions, desk.sheet.facts)
    kept: list[Written] = []
    unused = [one for brief in briefs for one in parts[brief.plan.id].unused]
    carrying = {id for part in parts.values() for one in part.sentences for id in one.fact_ids}
    for brief in briefs:
        for one in parts[brief.plan.id].sentences:
            if is_open(one.text) or _plain(one.text) not in said:
                said.add(_plain(one.text))
                fresh = brief.plan.id not in kept_ids and not is_open(one.text)
                summing_up = brief.plan.role in FRAME
                text = doubts.marked(one.text, one.fact_ids, summing_up=summing_up) if fresh else one.text
                kept.append(replace(one, text=text))
    lost = carrying - {id for one in kept for id in one.fact_ids} - {one.fact_id for one in unused}
    unused += [Unused(fact_id=id, reason="所在句子与前文重复，未再写入") for id in sorted(lost)]
    unused += [Unused(fact_id=id, reason="没有找到合适的章节") for id in desk.outline.unassigned]
    given = tuple(parts[brief.plan.id].brief for brief in briefs)
    unique = {one.fact_id: one for one in reversed(unused)}
    return assemble(
        desk.outline,
        given,
        kept,
        sheet=desk.sheet,
        made_with=desk.made_with,
        unused=tuple(unique[id] for id in dict.fromkeys(one.fact_id for one in unused)),
        carried_over=tuple(carried_over),
    )


def _plain(text: str) -> str:
    return re.sub(r"[\s，。、；：！？,.;:!?“”]", "", text)
