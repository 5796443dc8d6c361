"""The plan in the writer's hands: facts moved between sections, headings reworded, empty sections left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..errors import InputError
from ..model import Draft, MadeWith, Outline, SectionPlan
from ..planning.headings import MARKERS
from ..text.documents import build_document
from ..text.factsheet import FactSheet

FRAME = ("开头", "结尾")
CHARS_PER_FACT = 140


def moved(outline: Outline, moves: Mapping[str, str], sheet: FactSheet) -> Outline:
    """Return the outline with each fact of ``moves`` in the section it names ('' for none), in the notes' order.

    Raises InputError for a fact or a section that is not there.
    """
    order = {fact.id: number for number, fact in enumerate(sheet.facts)}
    homes = {section.id for section in outline.sections if section.role not in FRAME}
    for fact, section in moves.items():
        if fact not in order or (section and section not in homes):
            raise InputError(f"没有素材 {fact} 或章节 {section}：请刷新页面再试")
    sections = []
    for plan in outline.sections:
        stay = [fact for fact in plan.fact_ids if fact not in moves]
        come = [fact for fact, home in moves.items() if home == plan.id]
        sections.append(replace(plan, fact_ids=tuple(sorted((*stay, *come), key=order.__getitem__))))
    homeless = [fact for fact in outline.unassigned if fact not in moves]
    homeless += [fact for fact, home in moves.items() if not home]
    return replace(outline, sections=tuple(sections), unassigned=tuple(sorted(homeless, key=order.__getitem__)))


def reworded(outline: Outline, titles: Mapping[str, str]) -> Outline:
    """Return the outline with these headings, by section id; raise InputError for an empty one or an unknown id."""
    known = {section.id for section in outline.sections if section.title}
    for id, title in titles.items():
        if id not in known or not title.strip() or "\n" in title:
            raise InputError("标题不能是空的，也不能换行：请再改")
    sections = (replace(one, title=titles[one.id].strip()) if one.id in titles else one for one in outline.sections)
    return replace(outline, sections=tuple(sections))


def written_out(outline: Outline) -> Outline:
    """Return the outline as it will be written: sections without facts left out, the others numbered anew."""
    kept: list[SectionPlan] = []
    for section in reversed(outline.sections):
        holds = bool(kept) and kept[0].level > section.level > 0
        if section.fact_ids or holds or section.role in FRAME:
            kept.insert(0, section)
    counters: dict[int, int] = {}
    sections = []
    for section in kept:
        if section.level > 0:
            counters = {level: n for level, n in counters.items() if level < section.level} | {
                section.level: counters.get(section.level, 0) + 1
            }
            marker = MARKERS[section.level](counters[section.level])
            chars = max(section.target_chars, CHARS_PER_FACT) if section.fact_ids else section.target_chars
            section = replace(section, marker=marker, target_chars=chars)
        sections.append(section)
    return replace(outline, sections=tuple(sections))


def only_planned(outline: Outline, sheet: FactSheet) -> Draft:
    """Return a draft that has a plan and not a word yet: what `Drafter.write` goes on from."""
    return Draft(
        document=build_document(outline.title + "\n", title=outline.title, period=outline.period),
        outline=outline,
        briefs=(),
        sentences=(),
        made_with=MadeWith(engine="compose"),
        facts=sheet.facts,
        open_questions=sheet.open_questions,
    )
