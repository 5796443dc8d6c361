"""Late facts and single sections: the outline stays, only owner sections are written again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ..errors import InputError
from ..model import Draft, Fact, Outline, SectionPlan
from ..text.assembly import Written
from ..text.disassembly import disassemble
from ..text.factsheet import FactSheet
from .assigning import assign
from .headings import grams
from .slots import Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Replan:
    """What is to be written again, and what stands."""

    outline: Outline
    """The outline with the facts of the new notes."""
    kept: Mapping[str, tuple[Written, ...]]
    """Sections that stand as they are, by id."""


def replan(draft: Draft, sheet: FactSheet) -> Replan:
    """Return the plan for ``draft`` with the facts of ``sheet``: sections whose facts are the same stand.

    A fact is the same when its words are; its id may have moved. New facts go to the section of the old outline that
    is nearest to them. Raises InputError for a text that has no outline.
    """
    if draft.outline is None:
        raise InputError("这份稿子没有提纲和依据（不是由 drafter 起草的），不能补写：请用 draft.json")
    moved = _moved(draft.facts, sheet.facts)
    fresh = [fact for fact in sheet.facts if fact.id not in moved.values()]
    added, unassigned = _homes(draft, fresh)
    still_homeless = tuple(moved[id] for id in draft.outline.unassigned if id in moved)
    sections, changed = [], set()
    for section in draft.outline.sections:
        ids = tuple(moved[id] for id in section.fact_ids if id in moved)
        new = tuple(fact.id for fact in fresh if added.get(fact.id) == section.id)
        if new or len(ids) != len(section.fact_ids):
            changed.add(section.id)
        order = {fact.id: number for number, fact in enumerate(sheet.facts)}
        sections.append(replace(section, fact_ids=tuple(sorted((*ids, *new), key=order.__getitem__))))
    outline = replace(draft.outline, sections=tuple(sections), unassigned=(*still_homeless, *unassigned))
    return Replan(outline=outline, kept=_kept(draft, changed, moved))


def one_section(outline: Outline, title: str) -> Outline:
    """Return ``outline`` with only the section ``title`` names, the headings above it and what stands below it.

    Raises InputError when no heading contains ``title``, or several do.
    """
    found = [i for i, section in enumerate(outline.sections) if section.title and title in section.title]
    exact = [i for i in found if outline.sections[i].title == title]
    if len(exact or found) != 1:
        names = "、".join(section.title for section in outline.sections if section.title)
        raise InputError(f"提纲里有{len(found)}节的标题含“{title}”：请写清是哪一节（{names}）")
    at = (exact or found)[0]
    level = outline.sections[at].level
    below = _until(outline.sections[at + 1 :], level)
    above = _above(outline.sections[:at], level)
    parts = (*above, outline.sections[at], *below)
    return replace(outline, sections=parts, unassigned=(), salutation="", announcement="", signature=())


def _until(sections: Sequence[SectionPlan], level: int) -> list[SectionPlan]:
    found = []
    for section in sections:
        if section.level <= level:
            break
        found.append(section)
    return found


def _above(sections: Sequence[SectionPlan], level: int) -> list[SectionPlan]:
    found: list[SectionPlan] = []
    for section in reversed(sections):
        if 0 < section.level < level:
            found.insert(0, replace(section, fact_ids=()))
            level = section.level
    return found


def _moved(old: Sequence[Fact], new: Sequence[Fact]) -> dict[str, str]:
    """Return old id → new id of facts whose words are the same; the first of equal bullets pairs with the first."""
    waiting: dict[str, list[str]] = {}
    for fact in new:
        waiting.setdefault(fact.text, []).append(fact.id)
    return {fact.id: waiting[fact.text].pop(0) for fact in old if waiting.get(fact.text)}


def _homes(draft: Draft, fresh: Sequence[Fact]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the owner section of each new fact, by ids."""
    outline = draft.outline
    if outline is None:
        return {}, tuple(fact.id for fact in fresh)
    parents = {one.id for one, below in pairwise(outline.sections) if below.level > one.level}
    sections = [section for section in outline.sections if section.title]
    slots = [
        Slot(
            section.level, (section.title,), section.title, section.role, section.id not in parents, 0,
            Counter(grams("".join(s.text for s in draft.sentences if s.section_id == section.id))),
        )
        for section in sections
    ]  # fmt: skip
    known = {fact.id: fact.section_hint for fact in draft.facts}
    homes: dict[str, str] = {}
    unassigned: list[str] = []
    for fact in fresh:
        # Notes that stood under the same heading have shown where its facts belong.
        beside = [
            slot for slot, one in zip(slots, sections, strict=True)
            if fact.section_hint and any(known.get(id) == fact.section_hint for id in one.fact_ids)
        ]  # fmt: skip
        owners, none = assign([fact], beside)
        found = beside if owners else slots
        if not owners:
            owners, none = assign([fact], slots)
        unassigned += none
        homes |= {id: sections[slots.index(found[at])].id for id, at in owners.items()}
    return homes, tuple(unassigned)


def _kept(draft: Draft, changed: set[str], moved: Mapping[str, str]) -> dict[str, tuple[Written, ...]]:
    kept: dict[str, list[Written]] = {}
    for one in disassemble(draft):
        if one.section_id not in changed:
            ids = tuple(moved[id] for id in one.fact_ids if id in moved)
            kept.setdefault(one.section_id, []).append(replace(one, fact_ids=ids))
    return {id: tuple(sentences) for id, sentences in kept.items()}
