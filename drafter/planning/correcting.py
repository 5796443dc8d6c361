"""Correcting: what a model would change in an outline → the corrected Outline. Pure, by ids from closed lists only.

A model may move a fact to another section of the same role, and put one of the offered headings in for facts that fit
nowhere. It writes no word of the plan: titles come from the past outline, the notes' own headings and the lexicon. The
opening, the closing and the signature are not its business.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..model import Fact, Outline, Role, SectionPlan
from ..text.factsheet import FactSheet
from ..text.masking import mask
from ..text.replies import ReplyCorrections
from .assigning import role_said
from .headings import MARKERS, grams, role_of
from .strays import splits
from .topics import about, entitled, subject_of, topics_for, topics_of

FRAME = ("开头", "结尾")
MIN_CHARS, NEW_CHARS, CHARS_PER_FACT = 120, 400, 140
OFFERED_HEADINGS, NEW_HEADINGS = 20, 3
# A plan in which one section holds more than this share of what three and more held is no plan.
TOO_FULL = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a model may choose from: closed lists, all by id."""

    facts: Mapping[str, Role]
    """Facts that have another place to go to, with what each is for; none where there is nothing to choose."""
    homes: Mapping[str, SectionPlan]
    """Sections a fact may stand under."""
    headings: Mapping[str, str]
    """Headings that may be put in (``H1`` …), all of them for achievements."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """An outline after a model's word on it."""

    outline: Outline
    """The plan, its `note` telling what was changed; as it was where nothing could be accepted."""
    accepted: bool
    """Whether the reply made sense; one that changes nothing does."""


def choices_of(outline: Outline, sheet: FactSheet) -> Choices:
    """Return what may be chosen in ``outline``; facts of the opening are not among them."""
    sections = outline.sections
    homes = {one.id: one for at, one in enumerate(sections) if one.role not in FRAME and not _holds(sections, at)}
    roles = {id: one.role for one in homes.values() for id in one.fact_ids}
    facts = {fact.id: fact for fact in sheet.facts}
    loose: dict[str, Role] = {id: role_said(facts[id]) or "成绩" for id in outline.unassigned if id in facts}
    works = [fact for fact in sheet.facts if (roles | loose).get(fact.id) == "成绩"]
    places = Counter(one.role for one in homes.values())
    titles = _spare_titles(outline, works)[:OFFERED_HEADINGS] if places["成绩"] else []
    places["成绩"] += len(titles)
    can = {id: role for id, role in roles.items() if places[role] > 1}
    can |= {id: role for id, role in loose.items() if places[role]}
    return Choices(
        facts={fact.id: can[fact.id] for fact in sheet.facts if fact.id in can},
        homes=homes,
        headings={f"H{number}": title for number, title in enumerate(titles, 1)},
    )


def prompt_values(outline: Outline, sheet: FactSheet) -> dict[str, Any]:
    """Return everything a prompt for the plan may ask for."""
    choices = choices_of(outline, sheet)
    period = outline.period
    return {
        "report": outline.title,
        "organisation": outline.organisation or "本单位",
        "period": f"{_day(period.start)}至{_day(period.end)}",
        "pattern": [{"title": f"{one.marker}{one.title}"} for one in outline.sections if one.title],
        "outline": [
            {
                "id": f"[{one.id}]" if one.id in choices.homes else "（上级标题）",
                "marker": one.marker,
                "title": one.title,
                "role": one.role,
                "facts": f"：{' '.join(one.fact_ids)}" if one.fact_ids else "",
            }
            for one in outline.sections
            if one.role not in FRAME
        ],
        "facts": [
            {
                "id": fact.id,
                "text": fact.text,
                "hint": f"〔素材小标题：{fact.section_hint}〕" if fact.section_hint else "",
            }
            for fact in sheet.facts
            if fact.id in choices.facts
        ],
        "headings": [{"id": id, "title": title} for id, title in choices.headings.items()],
    }


def corrected(outline: Outline, sheet: FactSheet, reply: ReplyCorrections) -> Corrected:
    """Return ``outline`` with those of the reply's changes that hold: unknown ids and mixed roles are passed over.

    Every fact keeps exactly one owner. Headings whose facts all left go, the others are numbered anew. A reply that
    heaps most of the facts into one section is not accepted at all.
    """
    choices = choices_of(outline, sheet)
    new = _new_headings(outline, choices, reply)
    homes = _moves(choices, new, reply)
    if not homes:
        return Corrected(outline=replace(outline, note="模型看过提纲，没有改动。"), accepted=True)
    order = {fact.id: number for number, fact in enumerate(sheet.facts)}
    filled = [_with_facts(section, homes, order) for section in _with_new(outline.sections, new)]
    sections = _held(filled)
    if _heaped(outline.sections, sections):
        said = "模型给的改动把素材堆在一两节里，没有采用；提纲按素材和往年稿自动排定。"
        return Corrected(outline=replace(outline, note=said), accepted=False)
    kept = {section.id for section in sections}
    gone = tuple(one.title for one in outline.sections if one.title and one.id not in kept)
    stood = {section.title for section in sections}
    changed = replace(
        outline,
        sections=_numbered(sections),
        unassigned=tuple(id for id in outline.unassigned if id not in homes),
        dropped=tuple(dict.fromkeys(one for one in (*outline.dropped, *gone) if one not in stood)),
        note=_told(homes, {one.id: one.title for one in sections}, [one for one in new if one in kept], gone),
    )
    return Corrected(outline=changed, accepted=True)


def _spare_titles(outline: Outline, works: Sequence[Fact]) -> list[str]:
    """Return headings that the outline lacks and ``works`` could want: the notes' own, any office's, the past's."""
    there = [one.title for one in outline.sections if one.title]
    topics = topics_for(outline.kind, outline.title)
    subject = subject_of(outline.kind, outline.title)
    promised = {name for title in there for name in topics_of(title, topics)}
    spoken = {name for fact in works for name in about(fact, topics)} - promised
    found = [
        *(entitled(hint) for fact in works if (hint := fact.section_hint) and not _said_by(hint, there)),
        *(topic.title for topic in topics if topic.name in spoken),
        *(one.title for one in splits(subject) if any(one.takes(fact.text, "，".join(there)) for fact in works)),
        # what the past report says of itself stays here, in headings as in passages
        *(title for title in outline.dropped if mask(title) == title),
    ]
    return [title for title in dict.fromkeys(found) if title not in there and role_of((title,)) == "成绩"]


def _said_by(hint: str, titles: Sequence[str]) -> bool:
    """Return whether one of ``titles`` says most of what the notes' own heading does."""
    words = set(grams(hint))
    return any(2 * len(words & set(grams(title))) >= len(words) for title in titles)


@dataclass(frozen=True, slots=True)
class _New:
    """A heading to be put in, without facts as yet."""

    section: SectionPlan
    after: str
    """The section it follows."""


def _new_headings(outline: Outline, choices: Choices, reply: ReplyCorrections) -> dict[str, _New]:
    """Return the accepted headings by id, each beside the section named or, failing that, beside its facts' old one."""
    owners = {id: one.id for one in outline.sections for id in one.fact_ids}
    made: dict[str, _New] = {}
    for one in reply.headings:
        taken = [id for id in one.fact_ids if choices.facts.get(id) == "成绩"]
        places = [one.after, *(owners.get(id, "") for id in taken)]
        beside = next((choices.homes[id] for id in places if id in choices.homes), None)
        if one.heading_id not in choices.headings or not taken or beside is None or beside.role != "成绩":
            continue
        title = choices.headings[one.heading_id]
        section = replace(
            beside, id=one.heading_id, title=title, fact_ids=(), target_chars=0, pattern_section=None
        )  # fmt: skip
        if len(made) < NEW_HEADINGS:
            made.setdefault(one.heading_id, _New(section, beside.id))
    return made


def _moves(choices: Choices, new: Mapping[str, _New], reply: ReplyCorrections) -> dict[str, str]:
    """Return the new home of each fact that leaves its old one: the first that the reply names and that may be."""
    asked = [(fact, one.heading_id) for one in reply.headings for fact in one.fact_ids]
    asked += [(one.fact_id, one.section_id) for one in reply.moves]
    sections = {**choices.homes, **{id: one.section for id, one in new.items()}}
    homes: dict[str, str] = {}
    for fact, home in asked:
        section = sections.get(home)
        if section is not None and choices.facts.get(fact) == section.role and fact not in section.fact_ids:
            homes.setdefault(fact, home)
    return homes


def _with_new(sections: Sequence[SectionPlan], new: Mapping[str, _New]) -> list[SectionPlan]:
    found: list[SectionPlan] = []
    for section in sections:
        found += [section, *(one.section for one in new.values() if one.after == section.id)]
    return found


def _with_facts(section: SectionPlan, homes: Mapping[str, str], order: Mapping[str, int]) -> SectionPlan:
    """Return ``section`` with the facts it owns now, in the order of the notes, and a length that goes with them."""
    stay = [id for id in section.fact_ids if id not in homes]
    come = [id for id, home in homes.items() if home == section.id]
    if not come and len(stay) == len(section.fact_ids):
        return section
    ids = tuple(sorted((*stay, *come), key=order.__getitem__))
    room = section.target_chars * len(ids) // len(section.fact_ids) if section.fact_ids else NEW_CHARS
    chars = max(MIN_CHARS, min(room, CHARS_PER_FACT * len(ids))) if ids else 0
    return replace(section, fact_ids=ids, target_chars=chars)


def _held(sections: Sequence[SectionPlan]) -> list[SectionPlan]:
    """Return ``sections`` without those that hold neither facts nor a heading that does."""
    kept: list[SectionPlan] = []
    for section in reversed(sections):
        if section.fact_ids or section.role in FRAME or (kept and kept[0].level > section.level > 0):
            kept.insert(0, section)
    return kept


def _numbered(sections: Sequence[SectionPlan]) -> tuple[SectionPlan, ...]:
    """Return ``sections`` with ids and markers in their order."""
    counters: dict[int, int] = {}
    found = []
    for number, section in enumerate(sections, 1):
        marker = section.marker
        if section.level:
            counters = {level: count for level, count in counters.items() if level < section.level} | {
                section.level: counters.get(section.level, 0) + 1
            }
            marker = MARKERS[section.level](counters[section.level])
        found.append(replace(section, id=f"S{number}", marker=marker))
    return tuple(found)


def _heaped(before: Sequence[SectionPlan], after: Sequence[SectionPlan]) -> bool:
    """Return whether the facts of a role that had sections of their own now lie in a heap."""
    for role in {one.role for one in before if one.role not in FRAME}:
        old, new = (
            [len(one.fact_ids) for one in side if one.role == role and one.fact_ids] for side in (before, after)
        )
        if len(old) < 2:
            continue
        fuller = max(new, default=0) > TOO_FULL * sum(new) and max(old) <= TOO_FULL * sum(old)
        if len(new) < 2 or 2 * len(new) < len(old) or (len(old) > 2 and fuller):
            return True
    return False


def _told(homes: Mapping[str, str], titles: Mapping[str, str], made: Sequence[str], gone: Sequence[str]) -> str:
    """Return what was changed, in one line."""
    by_home: dict[str, list[str]] = {}
    for fact, home in homes.items():
        by_home.setdefault(home, []).append(fact)
    parts = [
        f"{'、'.join(ids)} 归入“{titles[home]}”{'（新立）' if home in made else ''}" for home, ids in by_home.items()
    ]
    parts += [f"略去“{'”“'.join(gone)}”"] if gone else []
    return f"提纲经模型校正：{'；'.join(parts)}。"


def _holds(sections: Sequence[SectionPlan], at: int) -> bool:
    return at + 1 < len(sections) and sections[at + 1].level > sections[at].level > 0


def _day(day: Any) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
