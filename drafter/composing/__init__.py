"""Compose: facts and past reports → Draft, without a model and without a network.

Each fact is poured into the past mould that fits it without loss or invention, else said by the grammar of the genre;
sections are opened by what the house says there again and again; nothing that happened is taken from the past.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..model import Brief, Document, Draft, Fact, MadeWith, Outline, Unused
from ..text.asking import SectionState, Watch, unwatched
from ..text.assembly import Written, assemble
from ..text.doubts import Doubts
from ..text.factsheet import FactSheet
from ..text.framing import announcement_of
from .carried import carried_over
from .house import House, Link
from .leads import lead
from .lists import list_section, names_problems
from .openers import Openers
from .ourselves import own_duties
from .overview import overview
from .saying import say

# A paragraph is ended before it grows longer than this, in characters, and none is shorter than the other for it.
PARAGRAPH, SHORTEST = 300, 80


def compose(
    outline: Outline,
    briefs: Sequence[Brief],
    sheet: FactSheet,
    past: Sequence[Document],
    *,
    kept: Mapping[str, Sequence[Written]] | None = None,
    watch: Watch = unwatched,
) -> Draft:
    """Return the draft of ``outline``: every assigned fact written, every sentence with its facts or its passage.

    ``past`` are past reports, the best model first (`planning.rank_patterns`). ``kept`` gives sections that stand as
    they are, by section id; ``watch`` is told of each of the others before and after it is written. Deterministic.
    """
    house = House(past, outline)
    standing = {id: list(sentences) for id, sentences in (kept or {}).items()}
    used = {one.text for sentences in standing.values() for one in sentences}
    doubts = Doubts(sheet.open_questions, sheet.facts)
    # from the notes, and not from the briefs: a plan that is written alone answers the same problems
    problems = [fact for fact in sheet.facts if names_problems(fact)]
    written: list[Written] = []
    for brief in briefs:
        known = standing.get(brief.plan.id)
        if known is not None:
            written += known
            continue
        _tell(watch, brief)
        made = _section(brief, outline, house, used, problems)
        framing = brief.plan.role in ("开头", "结尾")
        made = [replace(one, text=doubts.marked(one.text, one.fact_ids, summing_up=framing)) for one in made]
        written += made
        _tell(watch, brief, made)
    unused = tuple(Unused(fact_id=id, reason="提纲里没有合适的章节，请指定归入哪一节") for id in outline.unassigned)
    return assemble(
        outline,
        tuple(briefs),
        tuple(written),
        sheet=sheet,
        made_with=MadeWith(engine="compose", past=house.lenders),
        unused=unused,
        carried_over=carried_over(past, sheet),
    )


def _tell(watch: Watch, brief: Brief, made: Sequence[Written] | None = None) -> None:
    """Tell that a section is begun, or what it became; of one without words nothing."""
    state = SectionState(
        section_id=brief.plan.id, title=brief.plan.title or brief.plan.role, state="writing", facts=len(brief.facts)
    )
    if made is None and brief.facts:
        watch(state)
    elif made:
        covered = len({id for one in made for id in one.fact_ids})
        watch(replace(state, state="done", covered=covered, text="".join(one.text for one in made)))


def _section(brief: Brief, outline: Outline, house: House, used: set[str], problems: Sequence[Fact]) -> list[Written]:
    role = brief.plan.role
    if role == "开头":
        return _opening(brief, outline, house, used)
    if role == "结尾":
        return _closing(brief, house)
    if not brief.facts:
        return []
    if role in ("问题", "打算"):
        return list_section(brief, house, problems)
    return _body(brief, house, used)


def _body(brief: Brief, house: House, used: set[str]) -> list[Written]:
    """Return a section of achievements: a connecting sentence, then its facts, a new paragraph every few."""
    link = next((link for link in house.links(brief.plan) if link.text not in used), None)
    if link is not None:
        used.add(link.text)
        return [_linked(brief, link), *told(brief, house)]
    led = lead(brief.facts, house.period, int(re.sub(r"\D", "", brief.plan.id) or 0))
    if led is None:
        return told(brief, house)
    text, ids = led
    used.add(text)
    return [Written(section_id=brief.plan.id, text=text, fact_ids=ids, passage_ids=()), *told(brief, house)]


def told(brief: Brief, house: House) -> list[Written]:
    """Return the facts of a section as prose, a new paragraph where one has grown long."""
    written: list[Written] = []
    length, before, openers = 0, "", Openers(house.speech.name)
    for number, fact in enumerate(brief.facts):
        text, passages = say(fact, house, before=before)
        text = openers.varied(text)
        last = number == len(brief.facts) - 1
        paragraph = length + len(text) > PARAGRAPH and length > SHORTEST and (not last or len(text) > SHORTEST)
        length = len(text) + (0 if paragraph else length)
        before = fact.text
        written.append(
            Written(
                section_id=brief.plan.id,
                text=text,
                fact_ids=(fact.id,),
                passage_ids=passages,
                new_paragraph=paragraph,
            )
        )
    return written


def _linked(brief: Brief, link: Link) -> Written:
    return Written(section_id=brief.plan.id, text=link.text, fact_ids=(), passage_ids=(link.passage_id,))


def _opening(brief: Brief, outline: Outline, house: House, used: set[str]) -> list[Written]:
    """Return the opening paragraph: the pattern's guiding sentences that still hold, then 现将…汇报如下."""
    written: list[Written] = []
    for link in house.guiding()[:2]:
        used.add(link.text)
        written.append(Written(section_id=brief.plan.id, text=link.text, fact_ids=(), passage_ids=(link.passage_id,)))
    written += told(_by_oneself(brief, outline), house)
    if house.pattern is None and not written:
        written += overview(outline, house.speech.name)
    announcing = house.announcing()
    if announcing is not None:
        text = announcement_of(outline.title, outline.organisation, outline.kind) or "现将有关情况汇报如下："
        passages = (announcing.passage_id,)
        written.append(Written(section_id=brief.plan.id, text=text, fact_ids=(), passage_ids=passages))
    return written


def _by_oneself(brief: Brief, outline: Outline) -> Brief:
    """Return ``brief``; an account of one's own duties says 本人 where the notes leave it out (分管粮食生产)."""
    if not own_duties(outline.title, outline.kind):
        return brief
    facts = tuple(
        replace(fact, text=f"本人{fact.text}") if re.match("(?:主要)?(?:分管|负责|协助)", fact.text) else fact
        for fact in brief.facts
    )
    return replace(brief, facts=facts)


def _closing(brief: Brief, house: House) -> list[Written]:
    link = house.closing()
    if link is None:
        return []
    text = re.sub(r"\s+", "", link.text)
    return [Written(section_id=brief.plan.id, text=text, fact_ids=(), passage_ids=(link.passage_id,))]
