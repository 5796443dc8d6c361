"""Plan: facts and past reports → Outline.

The outline is that of the nearest past report of the same kind. Each fact goes to the one section whose past wording is
nearest to it; what a past report said of *its* problems and plans never becomes a heading of this one.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from .errors import InputError
from .model import Document, Fact, Outline, Period, Role, SectionPlan
from .text.factsheet import FactSheet
from .text.masking import mask

MIN_CHARS, OPENING_CHARS = 120, 200
CHARS_PER_FACT = 70
_NOISE = re.compile(r"[\s，。、；：（）()《》“”‘’0-9０-９〇零一二三四五六七八九十百千万亿几两〔〕]+|〔[数日期人名]+〕")
_CLOSING = re.compile(r"汇报完毕|以上(汇报|报告)|不当之处|批评指正|特此报告|述职完毕")
_LEAD_PROBLEM = re.compile(r"^(存在)?(的)?(主要)?(问题|不足|差距|困难|短板|原因)")
_LEAD_PLAN = re.compile(r"^(下一?步|下半年|明年|下一阶段|[二〇0-9]{4}年(重点)?(计划|安排|打算))")
_PROBLEM_HEADING = re.compile(r"问题|不足|差距|困难|短板|原因|薄弱")
_PLAN_HEADING = re.compile(r"下一?步|下半年|打算|计划|安排|思路|措施|明年|重点工作$|努力方向")


@dataclass(frozen=True, slots=True)
class _Slot:
    """A heading of the outline to be, with the past wording that stands under it."""

    marker: str
    level: int
    path: tuple[str, ...]
    role: Role
    leaf: bool
    chars: int
    words: Counter[str]

    @property
    def title(self) -> str:
        return self.path[-1]


def plan(sheet: FactSheet, past: Sequence[Document]) -> Outline:
    """Return the outline for ``sheet``; every fact has one owner section or is listed as unassigned.

    ``past`` are candidate past reports, in any order. Raises InputError when the notes name no period.
    """
    if sheet.period is None:
        raise InputError("素材没有写明报告期：请在首行写“报告期 2025-01-01 至 2025-06-30”，或用 --period 2025H1 指定")
    ranked = rank_patterns(sheet, past)
    pattern = ranked[0] if ranked else None
    slots = _slots(pattern, ranked[1:4]) if pattern else _plain_slots()
    owners, unassigned = _assign(sheet.facts, slots)
    sections, dropped = _sections(slots, owners, pattern, sheet.period)
    return Outline(
        title=_report_title(sheet),
        organisation=sheet.organisation,
        kind=sheet.kind,
        period=sheet.period,
        sections=sections,
        unassigned=unassigned,
        pattern=pattern.source if pattern else None,
        dropped=dropped,
    )


def rank_patterns(sheet: FactSheet, past: Sequence[Document]) -> list[Document]:
    """Return past reports, the best model for ``sheet`` first: kind, then house, then the period just before."""

    def merit(document: Document) -> tuple[float, float, float]:
        source = document.source
        same_house = float(sheet.organisation is not None and source.organisation == sheet.organisation)
        return (_kind_likeness(sheet.kind, source.kind), same_house, _nearness(sheet.period, source.period))

    headed = [document for document in past if any(section.level == 1 for section in document.sections)]
    return sorted(headed, key=lambda d: (merit(d), d.source.title or "", d.source.sha256 or ""), reverse=True)


def _kind_likeness(wanted: str | None, kind: str | None) -> float:
    if not wanted or not kind:
        return 0.0
    if wanted == kind:
        return 2.0
    ours, theirs = set(_grams(wanted)), set(_grams(kind))
    return len(ours & theirs) / max(1, len(ours | theirs))


def _nearness(wanted: Period | None, period: Period | None) -> float:
    """Return how good a model a period is: the latest one before ours; a later one only for want of better."""
    if wanted is None or period is None:
        return -10_000.0
    days = (wanted.start - period.end).days
    return -float(days) if days >= 0 else -5_000.0 + days


def role_of(path: Sequence[str]) -> Role:
    """Return what a section is for, from its headings, outermost first."""
    for title in path:
        if _PROBLEM_HEADING.search(title):
            return "问题"
        if _PLAN_HEADING.search(title):
            return "打算"
    return "成绩"


def heading_path(document: Document, index: int) -> tuple[str, ...]:
    """Return the headings above and including section ``index``, outermost first, the title left out."""
    path: list[str] = []
    at: int | None = index
    while at is not None:
        section = document.sections[at]
        if section.level != 0:
            path.append(section.title)
        at = section.parent
    return tuple(reversed(path))


def _slots(pattern: Document, others: Sequence[Document]) -> list[_Slot]:
    """Return the headings of the pattern; of its problems and plans only the top one, since theirs are not ours."""
    wording = _wording_by_heading(others)
    slots: list[_Slot] = []
    for index, section in enumerate(pattern.sections):
        if section.level not in (1, 2, 3):
            continue
        path = heading_path(pattern, index)
        role = role_of(path[:1])
        if role != "成绩" and section.level != 1:
            continue
        has_children = any(s.parent == index and s.level != "item" for s in pattern.sections)
        words = Counter(_grams(mask(pattern.quote(section.extent)))) + wording.get(section.title, Counter())
        chars = section.extent.end - section.extent.start
        leaf = role != "成绩" or not has_children
        slots.append(_Slot(section.marker, int(section.level), path, role, leaf, chars, words))
    return slots


def _wording_by_heading(others: Sequence[Document]) -> dict[str, Counter[str]]:
    """Return, for headings that recur, how the other reports of the kind worded what stands below them."""
    wording: dict[str, Counter[str]] = defaultdict(Counter)
    for document in others:
        for section in document.sections:
            if section.level in (1, 2, 3):
                wording[section.title].update(_grams(mask(document.quote(section.extent))))
    return wording


def _plain_slots() -> list[_Slot]:
    """Return the outline used when there is no past report at all."""
    plain: tuple[tuple[str, str, Role], ...] = (
        ("一、", "工作开展情况", "成绩"),
        ("二、", "存在的问题", "问题"),
        ("三、", "下一步打算", "打算"),
    )
    return [_Slot(marker, 1, (title,), role, True, 600, Counter(_grams(title))) for marker, title, role in plain]


def _assign(facts: Sequence[Fact], slots: Sequence[_Slot]) -> tuple[dict[str, int], tuple[str, ...]]:
    """Return the owner slot of each fact, and the ids of those that fit nowhere."""
    weights = _idf(slots)
    vectors = [_vector(slot, weights) for slot in slots]
    owners: dict[str, int] = {}
    unassigned: list[str] = []
    previous: tuple[str | None, int] | None = None
    for fact in facts:
        scores = {index: _fit(fact, slot, vectors[index], weights) for index, slot in enumerate(slots) if slot.leaf}
        if previous is not None and previous[1] in scores and previous[0] == fact.section_hint:
            # Notes are jotted in order: a bullet that is undecided belongs with the one above it.
            scores[previous[1]] = scores[previous[1]] * 1.15 + 0.01
        best = max(scores, key=lambda index: (scores[index], -index), default=None)
        if best is None or scores[best] <= 0:
            unassigned.append(fact.id)
            continue
        owners[fact.id] = best
        previous = (fact.section_hint, best) if slots[best].role == "成绩" else None
    return owners, tuple(unassigned)


def _idf(slots: Sequence[_Slot]) -> dict[str, float]:
    leaves = [slot for slot in slots if slot.leaf]
    seen = Counter(gram for slot in leaves for gram in set(slot.words) | set(_grams("".join(slot.path))))
    return {gram: math.log(1 + len(leaves) / count) for gram, count in seen.items()}


def _vector(slot: _Slot, weights: Mapping[str, float]) -> dict[str, float]:
    """Return the slot's words as a unit vector; words of its headings count as if said several times below."""
    counts: dict[str, float] = {gram: 1 + math.log(count) for gram, count in slot.words.items()}
    for gram in _grams("".join(slot.path)):
        counts[gram] = counts.get(gram, 0.0) + 2.0
    return _unit({gram: value * weights.get(gram, 0.0) for gram, value in counts.items()})


def _unit(vector: dict[str, float]) -> dict[str, float]:
    norm = math.sqrt(sum(value * value for value in vector.values())) or 1.0
    return {gram: value / norm for gram, value in vector.items()}


def _fit(fact: Fact, slot: _Slot, vector: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return how well ``fact`` fits ``slot``: likeness of wording, steered by the notes' headings and lead words."""
    said = _role_said(fact)
    if said is not None and slot.role != said:
        return 0.0
    if said is None and slot.role != "成绩" and fact.section_hint is None:
        return 0.0
    query = _unit({gram: weights.get(gram, 0.0) for gram in set(_grams(fact.text))})
    likeness = sum(value * vector.get(gram, 0.0) for gram, value in query.items())
    if said is not None:
        likeness += 0.2
    if fact.section_hint:
        hint = set(_grams(fact.section_hint))
        near = max(len(hint & set(_grams(title))) / max(1, len(hint | set(_grams(title)))) for title in slot.path)
        likeness += near
    return likeness


def _role_said(fact: Fact) -> Role | None:
    """Return the role the bullet or its heading names itself, if it does."""
    for text in (fact.text, fact.section_hint or ""):
        if _LEAD_PROBLEM.search(text):
            return "问题"
        if _LEAD_PLAN.search(text):
            return "打算"
    if fact.section_hint and role_of((fact.section_hint,)) != "成绩":
        return role_of((fact.section_hint,))
    return None


def _sections(
    slots: Sequence[_Slot], owners: Mapping[str, int], pattern: Document | None, period: Period
) -> tuple[tuple[SectionPlan, ...], tuple[str, ...]]:
    """Return the plan's sections (opening first) and the headings that no fact belongs under."""
    by_slot: dict[int, list[str]] = defaultdict(list)
    for fact_id, index in owners.items():
        by_slot[index].append(fact_id)
    kept_paths = {slots[index].path[:depth] for index in by_slot for depth in range(1, len(slots[index].path) + 1)}
    kept = [index for index, slot in enumerate(slots) if slot.path in kept_paths]
    dropped = tuple(slot.title for slot in slots if slot.leaf and slot.path not in kept_paths)
    sections = [_section(1, "", 0, "", (), "开头", OPENING_CHARS, None)]
    counters: dict[int, int] = {}
    for index in kept:
        slot = slots[index]
        counters = {level: count for level, count in counters.items() if level < slot.level} | {
            slot.level: counters.get(slot.level, 0) + 1
        }
        marker = MARKERS[slot.level](counters[slot.level])
        facts = tuple(by_slot.get(index, ()))
        chars = max(MIN_CHARS, min(slot.chars, CHARS_PER_FACT * len(facts) * 2)) if facts else 0
        title = retitle(slot.title, pattern.source.period if pattern else None, period)
        path = " > ".join(slot.path) if pattern else None
        sections.append(_section(len(sections) + 1, marker, slot.level, title, facts, slot.role, chars, path))
    if pattern is not None and _has_closing(pattern):
        sections.append(_section(len(sections) + 1, "", 0, "", (), "结尾", MIN_CHARS, None))
    return tuple(sections), dropped


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


def chinese(number: int) -> str:
    """Return 1–99 as a Chinese numeral, as headings print it."""
    tens, ones = divmod(number, 10)
    digits = "零一二三四五六七八九"
    if tens == 0:
        return digits[ones]
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")


MARKERS: Mapping[int, Callable[[int], str]] = {
    1: lambda number: f"{chinese(number)}、",
    2: lambda number: f"（{chinese(number)}）",
    3: lambda number: f"{number}.",
}


def retitle(title: str, old: Period | None, new: Period) -> str:
    """Return a past heading with the past report's year and half-year words replaced by those of the new period."""
    if old is None:
        return title
    shift = new.end.year - old.end.year
    title = re.sub(r"20\d\d(?=年)", lambda m: str(int(m.group()) + shift), title)
    ends_mid_year = new.end.month <= 6
    if re.search(r"下半年|明年|下一年", title) and role_of((title,)) == "打算":
        title = re.sub(r"(20\d\d年)?下半年|明年|下一年", "下半年" if ends_mid_year else "明年", title)
    return title


def _report_title(sheet: FactSheet) -> str:
    """Return the report's title: as the notes give it, else made of house, period and kind."""
    if sheet.title:
        return sheet.title
    when = sheet.period.label if sheet.period else ""
    match = re.fullmatch(r"(\d{4})(H1|H2)?", when)
    words = f"{match[1]}年{'上半年' if match[2] == 'H1' else ''}" if match else when
    return f"{sheet.organisation or ''}{words}{sheet.kind or '工作总结'}"


def _grams(text: str) -> list[str]:
    """Return character bigrams with figures, dates, names and punctuation left out."""
    return [piece[i : i + 2] for piece in _NOISE.split(text) for i in range(len(piece) - 1)]
