"""Slots: the headings of the pattern that a new report can stand under, with the past wording below each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from ..model import Document, Period, Role, Span
from ..text.masking import mask
from .headings import grams, heading_path, neutral, retitle, role_of, still_holds
from .topics import entitled


@dataclass(frozen=True, slots=True)
class Slot:
    """A heading of the outline to be."""

    level: int
    path: tuple[str, ...]
    """Past headings, outermost first; also what tells slots apart."""
    title: str
    """The heading for the new period."""
    role: Role
    leaf: bool
    """Whether facts may stand directly below it."""
    chars: int
    """Length of the past section."""
    words: Counter[str]
    """Bigrams of the past wording below it, figures and names blanked."""
    from_past: bool = True
    """Whether it follows a past heading."""
    topics: frozenset[str] = frozenset()
    """What it is about (`planning.topics`), where its notes are assigned by that and not by past wording."""


def slots_of(
    pattern: Document, others: Sequence[Document], period: Period, *, depth: int, said: str | None = None
) -> list[Slot]:
    """Return the pattern's headings down to ``depth`` that still hold in ``period``, leaves marked.

    ``said`` is the words of the new facts; where given, headings no longer tell how last year's work fared.

    Of its problems and plans only the top heading is taken: theirs are not ours. A heading that was all about a
    campaign of another time is left out with everything below it.
    """
    wording = _wording_by_heading(others)
    slots: list[Slot] = []
    gone: list[tuple[str, ...]] = []
    for index, section in enumerate(pattern.sections):
        if section.level not in range(1, depth + 1):
            continue
        path = heading_path(pattern, index)
        role = role_of(path[:1])
        if role != "成绩" and section.level != 1:
            continue
        title = still_holds(retitle(section.title, pattern.source.period, period), period)
        if title is not None and said is not None and role == "成绩":
            title = neutral(title, said)
        if title is None or any(path[: len(dead)] == dead for dead in gone):
            gone.append(path)
            continue
        words = Counter(grams(_masked(pattern, section.extent))) + wording.get(section.title, Counter())
        chars = section.extent.end - section.extent.start
        slots.append(Slot(int(section.level), path, title, role, True, chars, words))
    return with_leaves(slots)


def plain_slots() -> list[Slot]:
    """Return the outline used when there is no past report at all."""
    plain: tuple[tuple[str, Role], ...] = (("工作开展情况", "成绩"), ("存在的问题", "问题"), ("下一步打算", "打算"))
    return [Slot(1, (title,), title, role, True, 600, Counter(grams(title)), False) for title, role in plain]


def with_roles(slots: Sequence[Slot], roles: Set[Role]) -> list[Slot]:
    """Return ``slots`` with a plain section for each of ``roles`` that none of them has: notes on plans need one."""
    missing = roles - {slot.role for slot in slots}
    return [*slots, *(slot for slot in plain_slots() if slot.role in missing)]


def with_new_sections(slots: Sequence[Slot], new: Sequence[tuple[str, tuple[str, ...] | None]]) -> list[Slot]:
    """Return ``slots`` with sections of the notes' own titles, each behind the section its notes follow.

    ``new`` holds (title, heading path it follows or None): None puts it first among the achievements.
    """
    made = list(slots)
    top = next((slot for slot in slots if slot.role == "成绩" and slot.level == 1), None)
    plain = not any(slot.from_past for slot in slots)
    if plain and len(new) == 1:
        return made
    nested = top is not None and (plain or any(slot.level == 2 and slot.role == "成绩" for slot in slots))
    above = top.path if nested and top is not None else ()
    heads = _varied([entitled(title) for title, _ in new])
    for (title, follows), head in reversed(list(zip(new, heads, strict=True))):
        slot = Slot(len(above) + 1, (*above, title), head, "成绩", True, 400, Counter(grams(title)), False)
        made.insert(_place(made, follows, above), slot)
    return with_leaves(made)


def _varied(heads: Sequence[str]) -> list[str]:
    """Return headings with every other 做好…工作 as 抓好…工作."""
    varied: list[str] = []
    for head in heads:
        again = head.startswith("做好") and len(varied) > 0 and varied[-1].startswith("做好")
        varied.append(f"抓好{head[2:]}" if again else head)
    return varied


def _place(slots: Sequence[Slot], follows: tuple[str, ...] | None, above: tuple[str, ...]) -> int:
    """Return the index behind the section ``follows`` with all below it; behind the heading above it without one."""
    path = follows if follows is not None and len(follows) > len(above) else above
    below = [index for index, slot in enumerate(slots) if slot.path[: len(path)] == path]
    if follows is None or path == above:
        return below[0] + 1 if below and above else 0
    return below[-1] + 1 if below else len(slots)


def with_leaves(slots: Sequence[Slot]) -> list[Slot]:
    """Return ``slots`` with those marked as leaves that have no slot below them."""
    parents = {slot.path[:-1] for slot in slots}
    return [replace(slot, leaf=slot.path not in parents) for slot in slots]


def _wording_by_heading(others: Sequence[Document]) -> Mapping[str, Counter[str]]:
    """Return, for headings that recur, how the other reports of the kind worded what stands below them."""
    wording: dict[str, Counter[str]] = defaultdict(Counter)
    for document in others:
        for section in document.sections:
            if section.level in (1, 2, 3):
                wording[section.title].update(grams(_masked(document, section.extent)))
    return wording


def _masked(document: Document, span: Span) -> str:
    """Return the words of ``span`` with figures and names blanked, by the figures already found."""
    inside = [figure for figure in document.figures if span.start <= figure.span.start and figure.span.end <= span.end]
    return mask(document.quote(span), [replace(figure, span=figure.span.shifted(-span.start)) for figure in inside])
