"""Lending: the outline where the house has no report of its own — another's top headings, and what the notes are about.

Another house's headings are claims about its work: of those below the top only such are taken as are on a topic that
our notes speak of, cut down to the clauses that are; every other topic of the notes gets a heading that claims no more.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace

from ..model import Document, Fact
from ..patterns import lazy
from .assigning import role_said
from .headings import grams, neutral
from .slots import Slot, with_leaves
from .topics import Topic, about, topics_of

# How another house's work fared is not how ours did.
_FARED = lazy(r"更[加为]|显著|明显|新局面|新台阶|取得|迈上")
# So few notes need no headings between them.
NEED_HEADINGS = 6
# A topic is spoken of by so many notes, unless it stands alone.
NOTES = 2
# A single note must say so plainly.
PLAINLY = 0.6
_TRADE = lazy(r"(?:委员会|[局厅委办处院所]|中心|公司|学校|医院)$")
# 项目建设, 发展: what every trade says of itself
_COMMON = ("建设", "发展", "管理", "服务", "工作", "保障", "安全", "监督")


def loose_notes(facts: Sequence[Fact]) -> list[Fact]:
    """Return the achievements among ``facts`` that stand under no heading of the writer's."""
    return [fact for fact in facts if fact.section_hint is None and role_said(fact) is None]


def tops_of(slots: Sequence[Slot]) -> list[Slot]:
    """Return the top headings of another house's outline: they hold for anybody's work (主要工作情况)."""
    tops = [replace(slot, words=Counter(grams(slot.title)), from_past=False) for slot in slots if slot.level == 1]
    return with_leaves(tops)


def with_topics(
    slots: Sequence[Slot], lent: Sequence[Slot], facts: Sequence[Fact], topics: Sequence[Topic], lender: Document | None
) -> list[Slot]:
    """Return ``slots`` with a heading below the first top for each topic of ``facts``, as ``lent`` words it or plainly.

    ``lent`` are the headings of ``lender``. Few notes, or notes that are all about one thing, need none.
    """
    top = next((slot for slot in slots if slot.role == "成绩" and slot.level == 1), None)
    asked = tuple(topics)
    wanted = _spoken_of(facts, asked)
    if top is None or len(facts) < NEED_HEADINGS or len(wanted) < NOTES:
        return list(slots)
    trade = trade_words(lender.source.organisation if lender is not None else None)
    headings: dict[str, str] = {}
    for slot in lent:
        title, names = _kept(slot.title, asked, wanted - headings.keys(), trade)
        headings |= dict.fromkeys(names, title)
    said = "".join(fact.text for fact in facts)
    below: list[Slot] = []
    for topic in asked:
        if topic.name not in wanted:
            continue
        title = neutral(headings.get(topic.name, topic.title), said) or topic.title
        old = next((number for number, slot in enumerate(below) if slot.title == title), None)
        if old is not None:
            below[old] = replace(below[old], topics=below[old].topics | {topic.name})
        else:
            path = (*top.path, title)
            words = Counter(grams(title))
            below.append(Slot(2, path, title, "成绩", True, 600, words, False, frozenset({topic.name})))
    at = slots.index(top) + 1
    return with_leaves([*slots[:at], *_with_folded(below, asked), *slots[at:]])


def _spoken_of(facts: Sequence[Fact], topics: tuple[Topic, ...]) -> set[str]:
    """Return the names of the topics that enough of ``facts`` are mainly about."""
    counts: Counter[str] = Counter()
    plain = {topic.name for topic in topics if topic.default}
    for fact in facts:
        found = about(fact, topics)
        if found:
            name = max(found, key=lambda one: found[one])
            counts[name] += 1
            plain |= {name} if found[name] >= PLAINLY else set()
    return {t.name for t in topics if counts[t.name] >= NOTES or (counts[t.name] and t.alone and t.name in plain)}


def _with_folded(slots: Sequence[Slot], topics: Sequence[Topic]) -> list[Slot]:
    """Return ``slots``, each also taking the topics that lie near it and have no heading."""
    near = {topic.name: topic.near for topic in topics}
    owners = {name: at for at, slot in enumerate(slots) for name in slot.topics}
    folded = [set(slot.topics) for slot in slots]
    for topic in topics:
        name, seen = topic.name, set[str]()
        while name and name not in owners and name not in seen:
            seen.add(name)
            name = near.get(name, "")
        if name in owners:
            folded[owners[name]].add(topic.name)
    return [replace(slot, topics=frozenset(names)) for slot, names in zip(slots, folded, strict=True)]


def _kept(title: str, topics: tuple[Topic, ...], wanted: Set[str], trade: frozenset[str]) -> tuple[str, frozenset[str]]:
    """Return the clauses of a lent heading that our notes keep, and what topics they are on."""
    parts = title.split("，")
    clauses = [part for part in parts if not any(word in part for word in trade) and not _FARED.search(part)]
    on = [topics_of(clause, topics) for clause in clauses]
    names = frozenset(name for found in on for name in found if name in wanted)
    # a clause that is on no topic (建强支部战斗堡垒) goes with the one beside it; one on another's topic goes
    kept = [clause for clause, found in zip(clauses, on, strict=True) if not found or found & names]
    return "，".join(kept), names if kept else frozenset()


def trade_words(organisation: str | None) -> frozenset[str]:
    """Return the two-character words a house calls its trade by: 住建, 住房 of a 住房和城乡建设局."""
    core = _TRADE.sub("", re.sub(r"^.*?[省市县区州旗盟]", "", organisation or ""))
    if len(core) < 2:
        return frozenset()
    return frozenset(core[0] + other for other in core[1:] if core[0] + other not in _COMMON)
