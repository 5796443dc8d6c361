"""Assigning: each fact to the one slot whose past wording is nearest; the writer's own headings come first."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from ..lexicon.short_forms import in_full
from ..model import Fact, Role
from ..patterns import lazy
from .headings import grams, role_of
from .slots import Slot
from .topics import Topic, about, topics_of

_LEAD_PROBLEM = lazy(r"^(存在)?(的)?(主要)?(问题|不足|差距|困难|短板|原因)(?!整改|线索)")
_LEAD_PLAN = lazy(
    r"^(下一?步|下半年|明年|下一?阶段|下季度|下一?学期|下个月|来年|今后|努力方向|打算|(工作)?(计划|安排)(\d+[项条个点件]?)?[:：]|[二〇0-9]{4}年(重点)?(工作)?(计划|安排|打算|思路|[:：]|(要|将|拟|重点)?[抓做办][^：]{1,6}[:：]))"
)
# A group of notes belongs below a past heading only when it is at least this like it; else it gets its own.
GROUP_LIKE = 0.30
# Notes are jotted in order: a bullet that is all but undecided belongs with the one above it, and no other does.
STICKY, NEW_SLOT = 1.05, 0.01
# A fact leaves its group's home only for past wording that is like it, and much more so than any at home.
FAR_ENOUGH, FAR_NEARER = 0.15, 2.5
# One word in common (队伍) makes nothing like anything.
SHARED = 3
# Notes without headings are jotted in the order of a report: going on to another section must pay, going back twice.
GOING_ON, GOING_BACK, OUT_OF_PLACE = 0.02, 0.03, 0.05
# Where headings go by what notes are about, a note goes on under the last heading unless it tells of another.
CHANGE = 0.12
# A heading that promises what the note is mainly about counts for this much past wording; less sure notes for none.
PROMISED, SURE = 0.06, 0.6
# What a note calls itself (廉政：…) is what the heading that says the same word is about.
NAMED = 0.2
_LABEL = lazy(r"^([^：，；。\d]{2,8})：")


def role_said(fact: Fact) -> Role | None:
    """Return the role a bullet, or the heading it stands under, names itself."""
    if _LEAD_PROBLEM.search(fact.text):
        return "问题"
    if _LEAD_PLAN.search(fact.text):
        return "打算"
    if fact.section_hint and role_of((fact.section_hint,)) != "成绩":
        return role_of((fact.section_hint,))
    return None


class Likeness:
    """How like a fact the past wording of each slot is: cosine over weighted bigrams."""

    def __init__(self, slots: Sequence[Slot]) -> None:
        """Weigh bigrams by how few of the leaves hold them."""
        leaves = [slot for slot in slots if slot.leaf]
        seen = Counter(gram for slot in leaves for gram in set(slot.words) | set(grams("".join(slot.path))))
        self._weights = {gram: math.log(1 + len(leaves) / count) for gram, count in seen.items()}
        self._vectors = [self._slot_vector(slot) for slot in slots]

    def of(self, text: str, index: int) -> float:
        """Return 0 to 1."""
        query = _unit({gram: self._weights.get(gram, 0.0) for gram in set(grams(text))})
        vector = self._vectors[index]
        return sum(value * vector.get(gram, 0.0) for gram, value in query.items())

    def shared(self, text: str, index: int) -> int:
        """Return how many different bigrams of ``text`` stand in the slot."""
        return sum(gram in self._vectors[index] for gram in set(grams(text)))

    def _slot_vector(self, slot: Slot) -> dict[str, float]:
        """Return the slot's words as a unit vector; words of its headings count as if said several times below."""
        counts: dict[str, float] = {gram: 1 + math.log(count) for gram, count in slot.words.items()}
        for gram in grams("".join(slot.path)):
            counts[gram] = counts.get(gram, 0.0) + 2.0
        return _unit({gram: value * self._weights.get(gram, 0.0) for gram, value in counts.items()})


def _unit(vector: dict[str, float]) -> dict[str, float]:
    norm = math.sqrt(sum(value * value for value in vector.values())) or 1.0
    return {gram: value / norm for gram, value in vector.items()}


def homeless_hints(facts: Sequence[Fact], slots: Sequence[Slot]) -> list[tuple[str, tuple[str, ...] | None]]:
    """Return those of the notes' own headings that no past heading takes in, each with the heading path it follows."""
    like = Likeness(slots)
    found: list[tuple[str, tuple[str, ...] | None]] = []
    previous: tuple[str, ...] | None = None
    tops = [(at, slot) for at, slot in enumerate(slots) if len(slot.path) <= 2 and slot.from_past]
    for hint, group in _by_hint(facts).items():
        text = hint + "".join(fact.text for fact in group)
        scored = [(_group_score(hint, text, slot, like, at), -at, slot.path) for at, slot in tops]
        best = max(scored, default=(0.0, 0, ()))
        if best[0] < GROUP_LIKE:
            found.append((hint, previous))
        else:
            previous = best[2]
    return found


def _by_hint(facts: Sequence[Fact]) -> dict[str, list[Fact]]:
    groups: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.section_hint and role_said(fact) is None:
            groups[fact.section_hint].append(fact)
    return groups


def _group_score(hint: str, text: str, slot: Slot, like: Likeness, at: int) -> float:
    if slot.role != "成绩":
        return 0.0
    return _alike(hint, slot.path[-1]) + like.of(text, at)


def _alike(one: str, other: str) -> float:
    """Return the share of the shorter title's bigrams that stand in the longer one."""
    ours, theirs = set(grams(one)), set(grams(other))
    return len(ours & theirs) / max(1, min(len(ours), len(theirs)))


def assign(
    facts: Sequence[Fact], slots: Sequence[Slot], topics: tuple[Topic, ...] = ()
) -> tuple[dict[str, int], tuple[str, ...]]:
    """Return the owner slot of each fact, by index, and the ids of those that fit nowhere.

    ``topics`` are those that the slots of notes without headings go by, if they do.
    """
    like = Likeness(slots)
    homes = _group_homes(facts, slots, like)
    owners: dict[str, int] = {}
    unassigned: list[str] = []
    previous: tuple[str | None, int] | None = None
    in_order = _in_order(facts, slots, like, topics)
    for fact in facts:
        if fact.id in in_order:
            owners[fact.id] = in_order[fact.id]
            previous = (None, owners[fact.id])
            continue
        likeness = {at: like.of(in_full(fact.text), at) for at, slot in enumerate(slots) if slot.leaf}
        better = {
            at for at in _leaves_home(fact, slots, likeness, homes) if like.shared(in_full(fact.text), at) >= SHARED
        }
        told = about(fact, topics)
        scores = {
            at: _fit(fact, slots[at], likeness[at], homes) + (at in better) + _promised(slots[at], told, topics)
            for at in likeness
        }
        if previous is not None and previous[1] in scores and previous[0] == fact.section_hint:
            scores[previous[1]] *= STICKY
        best = max(scores, key=lambda at: (scores[at], -at), default=None)
        if best is None or scores[best] <= 0:
            unassigned.append(fact.id)
            continue
        owners[fact.id] = best
        previous = (fact.section_hint, best) if slots[best].role == "成绩" else None
    return owners, tuple(unassigned)


def _in_order(
    facts: Sequence[Fact], slots: Sequence[Slot], like: Likeness, topics: tuple[Topic, ...]
) -> dict[str, int]:
    """Return the owner slots of achievements without a heading: the best way through the report in their order."""
    loose = [fact for fact in facts if fact.section_hint is None and role_said(fact) is None]
    by_topic = [at for at, slot in enumerate(slots) if slot.leaf and slot.topics]
    leaves = by_topic or [at for at, slot in enumerate(slots) if slot.leaf and slot.role == "成绩"]
    if (len(loose) < 2 and not by_topic) or not loose or not leaves:
        return {}
    if by_topic:
        rows = [_by_topic(fact, slots, leaves, topics) for fact in loose]
    else:
        rows = _by_wording(loose, slots, leaves, like)
    if not any(value > 0 for row in rows for value in row.values()):
        return {}
    step = _change if by_topic else _step
    best = dict(rows[0])
    ways: list[dict[int, int]] = []
    for row in rows[1:]:
        came = {at: -max((best[before] - step(before, at), -before) for before in leaves)[1] for at in leaves}
        best = {at: row[at] + best[came[at]] - step(came[at], at) for at in leaves}
        ways.append(came)
    at = max(leaves, key=lambda one: (best[one], -one))
    path = [at]
    for came in reversed(ways):
        path.append(came[path[-1]])
    return {fact.id: at for fact, at in zip(loose, reversed(path), strict=True)}


def _by_topic(fact: Fact, slots: Sequence[Slot], leaves: Sequence[int], topics: tuple[Topic, ...]) -> dict[int, float]:
    """Return how much ``fact`` is about what each slot is about."""
    found = about(fact, topics)
    return {at: sum(found.get(name, 0.0) for name in slots[at].topics) for at in leaves}


def _by_wording(
    loose: Sequence[Fact], slots: Sequence[Slot], leaves: Sequence[int], like: Likeness
) -> list[dict[int, float]]:
    """Return how near each fact is to the past wording of each slot, and to its place in the report."""
    rows = [{at: _fit(fact, slots[at], like.of(in_full(fact.text), at), {}) for at in leaves} for fact in loose]
    for number, row in enumerate(rows):
        for place, at in enumerate(leaves):
            label = _LABEL.match(loose[number].text)
            named = label is not None and set(grams(label[1])) <= set(grams(slots[at].title))
            there, here = (place + 0.5) / len(leaves), (number + 0.5) / len(rows)
            row[at] += NAMED * named - OUT_OF_PLACE * abs(here - there)
    return rows


def _change(before: int, after: int) -> float:
    return 0.0 if before == after else CHANGE


def _step(before: int, after: int) -> float:
    return 0.0 if before == after else GOING_ON if after > before else GOING_BACK


Homes = dict[str, tuple[tuple[str, ...], ...]]


def _group_homes(facts: Sequence[Fact], slots: Sequence[Slot], like: Likeness) -> Homes:
    """Return for each of the notes' headings the heading paths its facts go below; 甲、乙 may have a home for each."""
    homes: Homes = {}
    for hint, group in _by_hint(facts).items():
        text = hint + "".join(fact.text for fact in group)
        exact = next((slot.path for slot in slots if slot.path[-1] == hint), None)
        tops = [(at, slot) for at, slot in enumerate(slots) if len(slot.path) <= 2]
        if not tops:
            continue
        best = max((_group_score(hint, text, slot, like, at), -at, slot.path) for at, slot in tops)
        parts = [part for part in re.split("[、和与及]", hint) if len(part) >= 2]
        named = [
            slot.path for _, slot in tops if len(parts) > 1 and any(_alike(part, slot.path[-1]) >= 1 for part in parts)
        ]
        homes[hint] = (exact,) if exact else (best[2], *named)
    return homes


def _promised(slot: Slot, told: Mapping[str, float], topics: tuple[Topic, ...]) -> float:
    """Return what it counts for a past heading that it promises what the fact is mainly about."""
    main = max(told, key=lambda name: told[name], default="")
    plain = told.get(main, 0.0) >= SURE and main in topics_of(slot.path[-1], topics)
    return PROMISED if plain and slot.from_past and slot.role == "成绩" else 0.0


def _leaves_home(fact: Fact, slots: Sequence[Slot], likeness: Mapping[int, float], homes: Homes) -> set[int]:
    """Return the slots outside a fact's home whose past wording is far nearer to it than all at home."""
    home = [at for at in likeness if _at_home(fact, slots[at], homes)]
    if not home or any(not slots[at].from_past for at in home):
        # Notes without a heading have no home to leave; a heading of the writer's own has no past to be measured by.
        return set()
    best = max((likeness[at] for at in home), default=0.0)
    return {
        at for at, value in likeness.items() if at not in home and value >= FAR_ENOUGH and value >= FAR_NEARER * best
    }


def _at_home(fact: Fact, slot: Slot, homes: Homes) -> bool:
    return any(slot.path[: len(home)] == home for home in homes.get(fact.section_hint or "", ()))


def _fit(fact: Fact, slot: Slot, likeness: float, homes: Homes) -> float:
    """Return how well ``fact`` fits ``slot``; the role it names is binding, its group's home nearly so."""
    said = role_said(fact)
    if slot.role != (said or "成绩"):
        return 0.0
    if said is not None:
        return likeness + 0.2
    at_home = _at_home(fact, slot, homes)
    # A slot without past wording has nothing to be like: it takes what no other does.
    return likeness + (1.0 if at_home else 0.0) + (0.0 if slot.from_past else NEW_SLOT)
