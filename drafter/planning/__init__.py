"""Plan: facts and past reports → Outline.

The outline is that of the nearest past report of the same kind. Each fact goes to the one section whose past wording is
nearest to it; what a past report said of *its* problems, plans and campaigns never becomes a heading of this one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from ..errors import InputError
from ..lexicon.short_forms import in_full
from ..model import Document, Outline, Period, Role, SectionPlan
from ..patterns import lazy
from ..text.factsheet import FactSheet
from ..text.framing import announcement_of, salutation_of, signature_of
from .assigning import assign, homeless_hints, role_said
from .headings import MARKERS, grams
from .lending import loose_notes, tops_of, with_topics
from .opening import opening_facts
from .slots import Slot, plain_slots, slots_of, with_new_sections, with_roles
from .strays import with_strays
from .topics import Topic, subject_of, topics_for

MIN_CHARS, OPENING_CHARS = 120, 200
CHARS_PER_FACT = 70
# A third level of headings wants a house's own pattern and facts enough to fill it.
FACTS_FOR_DEPTH = 18
_ANY_WORK = ("工作总结", "工作情况汇报", "报告", "发言材料")
_ENDS_IN_PERIOD = lazy(r"(?:\d年|年度|半年|季度|\d月份?)$")
_CLOSING = lazy(r"汇报完毕|以上(汇报|报告)|不当之处|批评指正|特此报告|述职完毕")


def plan(sheet: FactSheet, past: Sequence[Document]) -> Outline:
    """Return the outline for ``sheet``; every fact has one owner section or is listed as unassigned.

    ``past`` are candidate past reports, in any order. Raises InputError when the notes name no period.
    """
    if sheet.period is None:
        raise InputError("素材没有写明报告期：请在首行写“报告期 2025-01-01 至 2025-06-30”，或用 --period 2025H1 指定")
    ranked = rank_patterns(sheet, past)
    pattern = ranked[0] if ranked and _may_lead(sheet, ranked[0]) else None
    topics = topics_for(sheet.kind, sheet.title)
    slots = _slots(sheet, pattern, ranked[1:4], topics)
    slots = with_roles(slots, {role for fact in sheet.facts if (role := role_said(fact)) is not None})
    slots = with_new_sections(slots, homeless_hints(sheet.facts, slots))
    first = opening_facts(sheet.facts, pattern, sheet.period, sheet.organisation)
    owners, unassigned = assign([fact for fact in sheet.facts if fact.id not in first], slots, topics)
    if pattern is not None and _own(sheet, pattern):
        slots, owners = with_strays(slots, owners, sheet.facts, subject_of(sheet.kind, sheet.title))
    sections, dropped = _sections(slots, owners, first)
    if pattern is not None and _has_closing(pattern):
        sections = (*sections, _section(len(sections) + 1, "", 0, "", (), "结尾", MIN_CHARS, None))
    title = report_title(sheet, pattern.source.kind if pattern is not None else None)
    house = _house_in(title, sheet.organisation)
    return Outline(
        title=title,
        organisation=house,
        kind=sheet.kind,
        period=sheet.period,
        sections=sections,
        unassigned=unassigned,
        pattern=pattern.source if pattern else None,
        dropped=dropped if pattern is not None else (),
        announcement="" if pattern is not None else announcement_of(title, house, sheet.kind),
        signature=signature_of(
            house,
            sheet.period,
            sheet.kind,
            pattern if _own(sheet, pattern) else None,
            person=person_of(sheet),
        ),
        salutation=salutation_of(pattern),
    )


def _slots(
    sheet: FactSheet, pattern: Document | None, others: Sequence[Document], topics: tuple[Topic, ...]
) -> list[Slot]:
    """Return the headings to choose from: the house's own, else another's top ones and what the notes are about."""
    loose = loose_notes(sheet.facts)
    if pattern is None or sheet.period is None:
        return with_topics(plain_slots(), (), loose, topics, None)
    said = "\n".join(f"{fact.section_hint or ''}：{in_full(fact.text, sheet.period)}" for fact in sheet.facts)
    slots = slots_of(pattern, others, sheet.period, depth=_depth(sheet, pattern), said=said)
    if _own(sheet, pattern):
        return slots
    lent = [slot for slot in slots if slot.level == 2 and slot.role == "成绩"]
    return with_topics(tops_of(slots), lent, loose, topics, pattern)


def _house_in(title: str, known: str | None) -> str | None:
    """Return the unit a title begins with (东门街道办事处2025年…), however it is called; else the one that is known."""
    match = re.match(r"([一-鿿]{4,24}?)(?=20\d\d年)", title)
    named = match[1] if match and not re.search(r"关于|^在|述职|同志$", match[1]) else None
    within = known is not None and named is not None and re.fullmatch(f"{re.escape(known)}.{{0,8}}(?:队|所|站)", named)
    return named if known is None or within else known


def person_of(sheet: FactSheet) -> str | None:
    """Return who reports on their own duties, where the notes name one: 述职人：林淑芬."""
    said = "\n".join([sheet.title or "", *(fact.text for fact in sheet.facts)])
    match = re.search(r"述职人[:：]?\s*([一-鿿]{2,4})(?=[，；。（\s]|$)", said)
    return match[1] if match else None


def rank_patterns(sheet: FactSheet, past: Sequence[Document]) -> list[Document]:
    """Return past reports, the best model for ``sheet`` first: kind, house, half or year, the period just before."""

    def merit(document: Document) -> tuple[float, float, float, float]:
        source = document.source
        same_house = float(sheet.organisation is not None and source.organisation == sheet.organisation)
        kind = _kind_likeness(sheet.kind, source.kind)
        return (kind, same_house, _same_stretch(sheet.period, source.period), _nearness(sheet.period, source.period))

    headed = [document for document in past if any(section.level == 1 for section in document.sections)]
    return sorted(headed, key=lambda d: (merit(d), d.source.title or "", d.source.sha256 or ""), reverse=True)


def _may_lead(sheet: FactSheet, document: Document) -> bool:
    """Return whether ``document`` may give the outline: the house's own, or another's of the same subject (党建 …).

    Another house's 工作总结 is about other work: its headings would be claims about ours.
    """
    source = document.source
    if sheet.organisation is not None and source.organisation == sheet.organisation:
        return True
    return sheet.kind is not None and source.kind == sheet.kind and sheet.kind not in _ANY_WORK


def _own(sheet: FactSheet, pattern: Document | None) -> bool:
    return pattern is not None and sheet.organisation is not None and pattern.source.organisation == sheet.organisation


def _depth(sheet: FactSheet, pattern: Document | None) -> int:
    return 3 if _own(sheet, pattern) and len(sheet.facts) >= FACTS_FOR_DEPTH else 2


def _kind_likeness(wanted: str | None, kind: str | None) -> float:
    if not wanted or not kind:
        return 0.0
    if wanted == kind:
        return 2.0
    ours, theirs = set(grams(wanted)), set(grams(kind))
    return len(ours & theirs) / max(1, len(ours | theirs))


def _same_stretch(wanted: Period | None, period: Period | None) -> float:
    """Return 1 where both are a first half, both a second half, or both a whole year."""
    if wanted is None or period is None:
        return 0.0
    return float(
        (wanted.start.month, wanted.end.month) == (period.start.month, period.end.month) and period.end < wanted.start
    )


def _nearness(wanted: Period | None, period: Period | None) -> float:
    """Return how good a model a period is: the latest one before ours; a later one only for want of better."""
    if wanted is None or period is None:
        return -10_000.0
    days = (wanted.start - period.end).days
    return -float(days) if days >= 0 else -5_000.0 + days


def _sections(
    slots: Sequence[Slot], owners: Mapping[str, int], first: tuple[str, ...]
) -> tuple[tuple[SectionPlan, ...], tuple[str, ...]]:
    """Return the plan's sections, opening with its facts ``first``, and the headings that no fact belongs under."""
    by_slot: dict[int, list[str]] = defaultdict(list)
    for fact_id, index in owners.items():
        by_slot[index].append(fact_id)
    kept = {slots[index].path[:depth] for index in by_slot for depth in range(1, len(slots[index].path) + 1)}
    sections = [_section(1, "", 0, "", first, "开头", OPENING_CHARS, None)]
    counters: dict[int, int] = {}
    for index, slot in enumerate(slots):
        if slot.path not in kept:
            continue
        below = {level: count for level, count in counters.items() if level < slot.level}
        counters = below | {slot.level: counters.get(slot.level, 0) + 1}
        marker = MARKERS[slot.level](counters[slot.level])
        facts = tuple(by_slot.get(index, ()))
        chars = max(MIN_CHARS, min(slot.chars, CHARS_PER_FACT * len(facts) * 2)) if facts else 0
        path = " > ".join(slot.path) if slot.from_past else None
        sections.append(_section(len(sections) + 1, marker, slot.level, slot.title, facts, slot.role, chars, path))
    return tuple(sections), tuple(slot.title for slot in slots if slot.leaf and slot.path not in kept)


def _section(
    number: int, marker: str, level: int, title: str, facts: tuple[str, ...], role: Role, chars: int, path: str | None
) -> SectionPlan:
    return SectionPlan(
        id=f"S{number}", marker=marker, level=level, title=title, fact_ids=facts, role=role, target_chars=chars,
        pattern_section=path,
    )  # fmt: skip


def _has_closing(pattern: Document) -> bool:
    """Return whether the past report ends in a closing formula (汇报完毕, 以上…)."""
    tail = [line for line in pattern.text.splitlines() if line.strip()][-4:]
    return any(_CLOSING.search(line) for line in tail)


def report_title(sheet: FactSheet, kind: str | None = None) -> str:
    """Return the report's title: as the notes give it, else made of house, period and kind.

    ``kind`` is the past report's, for notes that name house and period only.
    """
    if sheet.title:
        title = re.sub(r"\s+", "", sheet.title)
        return f"{title}{sheet.kind or kind or '工作总结'}" if _ENDS_IN_PERIOD.search(title) else title
    when = sheet.period.label if sheet.period else ""
    match = re.fullmatch(r"(\d{4})(H1|H2)?", when)
    words = f"{match[1]}年{'上半年' if match[2] == 'H1' else ''}" if match else when
    return f"{sheet.organisation or ''}{words}{sheet.kind or '工作总结'}"
