"""Topics: what a note or a heading is about, by words that every office uses; a trade's own work is the default."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass

from ..lexicon import load_lexicon
from ..model import Fact
from ..patterns import lazy

# A word where a note says what it is about (its label, its first words) tells twice as much as one further on.
HEAD, HEAD_WORTH = 12, 2.0
# The title of a paper or film names what it treats, not always what the note is about.
IN_TITLE = 0.5
# Evidence of this weight is full; of less, what stands beside the note decides as well.
FULL = 2.0
# What has no sign of any topic is the house's own trade, as far as nothing speaks against it.
UNSIGNED = 0.35
_PARTY = lazy(r"党建|党的建设|全面从严治党|党委书记|党组织书记|党支部|机关党委")
_TITLE = lazy(r"《[^《》]*》")
# A remark in brackets and the day tell nothing of the matter.
_AWAY = lazy(
    r"（[^（）]*）|^(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|[初底]|[上中下]旬)?(?:至[\d月日]+)?(?:上午|下午)?[，,]?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One thing a section can be about."""

    name: str
    """Its key."""
    title: str
    """A heading that claims no more than notes of the topic keep."""
    headings: tuple[str, ...]
    """Words of past headings that are on it."""
    signs: tuple[str, ...]
    """Words of notes that are on it."""
    near: str
    """Topic that takes its notes where they are too few; '' for none."""
    alone: bool
    """Whether a single note is enough for a heading."""
    default: bool
    """Whether it takes notes without a sign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A matter that may have a heading of its own beside those of a house's outline."""

    title: str
    """The heading."""
    headings: tuple[str, ...]
    """Words of headings that already promise it."""
    signs: tuple[str, ...]
    """Words of notes that are on it."""

    def takes(self, note: str, heading: str) -> bool:
        """Return whether ``note`` is on the matter and ``heading`` does not promise it."""
        return any(word in note for word in self.signs) and not any(word in heading for word in self.headings)


def topics_for(kind: str | None, title: str | None) -> tuple[Topic, ...]:
    """Return the topics looked for in a report of ``kind`` (党建工作总结, 述职报告 …), in their usual order."""
    subject, duties = subject_of(kind, title), "述职" in f"{kind or ''}{title or ''}"
    return _topics(subject) + (_default("duty") if duties and subject == "party" else ())


def subject_of(kind: str | None, title: str | None) -> str:
    """Return what a report is about: party, ideology, duty (one's own) or business."""
    said = f"{kind or ''}{title or ''}"
    if "意识形态" in said:
        return "ideology"
    return "party" if _PARTY.search(said) else "duty" if "述职" in said else "business"


@functools.cache
def _topics(kind: str) -> tuple[Topic, ...]:
    table = load_lexicon().tables["topics"]
    return tuple(
        Topic(
            name=name,
            title=row["title"],
            headings=tuple(row["headings"]),
            signs=tuple(row["signs"]),
            near=row["near"],
            alone=row.get("alone", False),
            default=row.get("default", False),
        )
        for name, row in table.items()
        if kind in row["kinds"]
    )


def _default(kind: str) -> tuple[Topic, ...]:
    return tuple(topic for topic in _topics(kind) if topic.default)


def about(fact: Fact, topics: tuple[Topic, ...]) -> Mapping[str, float]:
    """Return how much ``fact`` is about each of ``topics``, 0 to 1, by name; the default one where nothing tells."""
    text = fact.text
    found = {topic.name: _weight(text, topic) for topic in topics}
    total = sum(found.values())
    if total == 0:
        return {topic.name: UNSIGNED for topic in topics if topic.default}
    return {name: weight / total * min(1.0, total / FULL) for name, weight in found.items() if weight}


def _weight(text: str, topic: Topic) -> float:
    """Return the weight of the topic's signs in ``text``; of signs inside one another the longer counts."""
    found = [sign for sign in topic.signs if sign in text]
    longest = [sign for sign in found if not any(sign != other and sign in other for other in found)]
    outside = _TITLE.sub("", text)
    head = _AWAY.sub("", outside)[:HEAD]
    return sum(HEAD_WORTH if sign in head else 1.0 if sign in outside else IN_TITLE for sign in longest)


def topics_of(heading: str, topics: tuple[Topic, ...]) -> frozenset[str]:
    """Return the names of ``topics`` that a heading, or a clause of one, promises."""
    return frozenset(topic.name for topic in topics if any(word in heading for word in topic.headings))


def entitled(group: str) -> str:
    """Return the title of a group of notes as a heading: 队伍 → 加强队伍建设, 防汛 → 做好防汛工作."""
    if _HAS_VERB.match(group) or re.search(r"情况|成效|\d|工作总结", group):
        return group
    frames: Mapping[str, list[str]] = load_lexicon().tables["title_frames"]
    for frame, ends in frames.items():
        several = re.search("[和与、]", group) is not None and not frame.startswith(("推进", "加强"))
        if group.endswith(tuple(ends)) and not several:
            return frame.format(group)
    return f"做好{group}工作"


_HAS_VERB = lazy(
    r"^(?:坚持|突出|强化|完善|建立|健全|统筹|着力|加快|拓展|提升|提高|夯实|筑牢|深化|聚焦|优化|规范|加强|推进|推动|促进|抓|做好|打造|持续|扎实"
    r"|以|防范|守护|守牢|加大|支撑|维护|确保|压[紧实]|全力|全面|深入|积极|切实|不断|紧扣|围绕|立足|落实|贯彻|巩固|实施|改善|增强|发挥|开展|保障和|服务(?!业|区|站|能力|质量|水平|体系|$))"
)
