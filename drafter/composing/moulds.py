"""Moulds: past clauses as patterns with slots, found again by the kinds of their slots (retrieve and edit).

A mould is a run of clauses of a past sentence with its figures and titles taken out. A new fact is poured into it only
when every word of the fact has its place in the mould, in order, and what the mould adds is the house's own formula.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model import Figure, Period
from ..patterns import lazy
from ..text.masking import mask
from .stretches import stretch

TITLE = "title"
_TITLE = lazy(r"《[^《》]{2,60}》|“[^“”]{2,40}”")
_CLAUSE_END = lazy(r"[，；。：]")
_PUNCTUATION = lazy(r"[\s，。、；：（）()]+")
# Words for the report's own period: they are no slots, they are put right for the new period.
_OWN_PERIOD = lazy(r"(20\d\d年)?(上半年|全年)|今年以来|今年|年内|一年来")
# Words a clerk leaves out of notes and puts back into prose; adding them states nothing.
_FILLERS = lazy(
    r"^(的|了|共|已|全|各|并|及|与|和|在|中|由|以来|全市|全局|市局|我局|市住建局|局|内|累计|达到|完成|实现|开展|组织|召开"
    r"|举办|进行|方面|情况|工作|个|同志|先后|分别|均|为|有|同步|办理|制定|提出|开|讲|作|邀请|参加|名|人)*$"
)
# Words of a note that say nothing once the sentence is whole.
_DROPPED = lazy(r"^[已共了]|[已共](?=\w)")
# A word that turns or sharpens what is said is never added, however often the house says it.
_TURNS = lazy(r"[未不无没非减降超首最率仅只均逐]|第一|下滑|下半年|其中|全部|另|同比|[一二三四五六七八九十]")
# What came of a thing, or which part of it is meant, is for the note to say; an honour is named letter by letter.
_CLAIMS = lazy(
    r"处置|化解|解决|开工|竣工|建成|新建(?!改造)|新增|投用|选举|下设|清退|整改|在建|农村|城市|安全|质量|文明|餐饮|(?<=[一-鿿])全[国省市州县区局镇]|规范性|等"
)
_HONOUR = lazy(r"[省市县区家]级|先进|优秀|优质|示范|称号|标兵|标准化|模范")
_CONFERS = lazy(r"(?:获评|获|表彰|共|了|其中|各)*")
MAX_CLAUSES, MAX_FORMULA = 8, 8


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch that changes from period to period."""

    start: int
    end: int
    kind: str
    """Figure kind with unit (``count:次``), ``when``, or ``title``."""


@dataclass(frozen=True, slots=True)
class Mould:
    """A run of past clauses: what stands before, between and after its slots."""

    kinds: tuple[str, ...]
    gaps: tuple[str, ...]
    """One more than slots."""
    passage_id: str
    whole: bool
    """Whether it is a whole sentence."""
    sentence: int
    """Which past sentence it is of."""


@dataclass(frozen=True, slots=True)
class Poured:
    """A fact in a past mould."""

    text: str
    """The new wording, without closing punctuation."""
    passage_id: str
    """Where the wording comes from."""


class Moulds:
    """All moulds of the past reports, by the kinds of their slots."""

    def __init__(self, sentences: Sequence[tuple[str, Sequence[Figure], str, int]], period: Period) -> None:
        """Take (sentence, its figures with offsets into it, passage id, report number) and the new report's period."""
        self._moulds: dict[tuple[str, ...], list[Mould]] = defaultdict(list)
        self._said_in: dict[str, set[int]] = defaultdict(set)
        self._own_period = stretch(period)
        for number, (text, figures, passage_id, report) in enumerate(sentences):
            slots = find_slots(text, figures)
            if slots:
                self._learn(text, slots, passage_id, report, number)

    def _learn(self, text: str, slots: Sequence[Slot], passage_id: str, report: int, number: int) -> None:
        for start, end, whole in _runs(text, slots):
            inside = [slot for slot in slots if start <= slot.start and slot.end <= end]
            if not inside:
                continue
            gaps = _gaps(text, inside, start, end)
            kinds = tuple(slot.kind for slot in inside)
            self._moulds[_counted(kinds)].append(Mould(kinds, gaps, passage_id, whole, number))
            for gap in gaps:
                self._said_in[_bare(gap)].add(report)

    def pour(self, text: str, figures: Sequence[Figure], *, among: frozenset[int] | None = None) -> Poured | None:
        """Return ``text`` (a terse note) in the best past mould, or None when none fits without loss or invention.

        ``among`` limits the moulds to those of some past sentences, by number.
        """
        slots = find_slots(text, figures)
        kinds = tuple(slot.kind for slot in slots)
        if not _counted(kinds):
            return None
        note = _merged(_gaps(text, slots, 0, len(text)), kinds)
        best: tuple[float, int, Mould] | None = None
        for order, mould in enumerate(self._moulds.get(_counted(kinds), ())):
            if among is not None and mould.sentence not in among:
                continue
            cost = self._cost(note, mould) if _titles(kinds) == _titles(mould.kinds) else None
            if cost is not None and (best is None or (cost, order) < best[:2]):
                best = (cost, order, mould)
        return self._filled(best[2], text, slots) if best is not None else None

    def _filled(self, mould: Mould, text: str, slots: Sequence[Slot]) -> Poured:
        titles = iter([text[slot.start : slot.end] for slot in slots if slot.kind == TITLE])
        others = iter([text[slot.start : slot.end] for slot in slots if slot.kind != TITLE])
        values = [next(titles) if kind == TITLE else next(others) for kind in mould.kinds]
        gaps = [_OWN_PERIOD.sub(self._own_words, gap) for gap in mould.gaps]
        pieces = [piece for pair in zip(gaps, [*values, ""], strict=True) for piece in pair]
        return Poured("".join(pieces).strip("，；。：、"), mould.passage_id)

    def _own_words(self, match: re.Match[str]) -> str:
        return self._own_period if match[2] else match[0]

    def _cost(self, note: Sequence[str], mould: Mould) -> float | None:
        """Return how much ``mould`` adds to the note, or None where it loses a word or adds more than formula."""
        cost = 0.0 if mould.whole else 0.5
        kinds = (*_counted(mould.kinds), "")
        behind = (*note[1:], "")
        for wanted, past, kind, after in zip(note, _merged(mould.gaps, mould.kinds), kinds, behind, strict=True):
            added = _added(_DROPPED.sub("", _bare(wanted)), _bare(past))
            if added is None or _TURNS.search(added):
                return None
            if _CLAIMS.search(added) or (_HONOUR.search(wanted) and not _CONFERS.fullmatch(added)):
                return None
            if not _FILLERS.match(added) and (_nameless(wanted, kind, after) or not self._formula(past, added)):
                return None
            cost += len(added)
        return cost

    def _formula(self, past: str, added: str) -> bool:
        """Return whether ``added`` is what the house says again and again, and names nobody."""
        often = len(self._said_in[_bare(past)]) >= 2
        return often and len(added) <= MAX_FORMULA and "〔" not in mask(past)


def _nameless(before: str, kind: str, after: str) -> bool:
    """Return whether a note's count names nothing that it counts (306人次): no past noun is put before it."""
    return kind.startswith("count:") and not _bare(before) and not re.match(r"\w", after)


def find_slots(text: str, figures: Sequence[Figure]) -> list[Slot]:
    """Return figures and quoted titles of ``text`` as slots, in order; a title takes the figures inside it."""
    slots = [Slot(match.start(), match.end(), TITLE) for match in _TITLE.finditer(text)]
    taken = [(slot.start, slot.end) for slot in slots]
    for figure in figures:
        start, end = figure.span.start, figure.span.end
        own = figure.kind == "period" and _OWN_PERIOD.fullmatch(figure.text)
        if figure.checkable and not own and not any(a < end and start < b for a, b in taken):
            slots.append(Slot(start, end, _slot_kind(figure)))
    return sorted(slots, key=lambda slot: slot.start)


def _slot_kind(figure: Figure) -> str:
    """Return what may stand in the figure's place: the same kind and unit; dates and periods any of them."""
    return "when" if figure.kind in ("date", "period") else f"{figure.kind}:{figure.unit}"


def _counted(kinds: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(kind for kind in kinds if kind != TITLE)


def _titles(kinds: tuple[str, ...]) -> tuple[int, ...]:
    """Return how many titles stand before, between and after the other slots."""
    counts = [0]
    for kind in kinds:
        if kind == TITLE:
            counts[-1] += 1
        else:
            counts.append(0)
    return tuple(counts)


def _runs(text: str, slots: Sequence[Slot]) -> Iterator[tuple[int, int, bool]]:
    """Yield (start, end, whole) of every run of clauses; clause ends inside a slot do not count."""
    ends = [
        match.end()
        for match in _CLAUSE_END.finditer(text)
        if not any(slot.start <= match.start() < slot.end for slot in slots)
    ]
    edges = [0, *ends] if ends and ends[-1] == len(text) else [0, *ends, len(text)]
    for first in range(len(edges) - 1):
        for last in range(first + 1, min(len(edges), first + 1 + MAX_CLAUSES)):
            yield edges[first], edges[last], first == 0 and last == len(edges) - 1


def _gaps(text: str, slots: Sequence[Slot], start: int, end: int) -> tuple[str, ...]:
    edges = [start, *(edge for slot in slots for edge in (slot.start, slot.end)), end]
    return tuple(text[edges[i] : edges[i + 1]] for i in range(0, len(edges), 2))


def _merged(gaps: Sequence[str], kinds: Sequence[str]) -> list[str]:
    """Return the gaps with those on both sides of a title joined: a title may move within its stretch."""
    merged = [gaps[0]]
    for kind, gap in zip(kinds, gaps[1:], strict=True):
        if kind == TITLE:
            merged[-1] += gap
        else:
            merged.append(gap)
    return merged


def _bare(text: str) -> str:
    return _PUNCTUATION.sub("", _OWN_PERIOD.sub("", text))


def _added(note: str, past: str) -> str | None:
    """Return what ``past`` says beyond ``note``, or None when a character of ``note`` has no place in it."""
    added: list[str] = []
    at = 0
    for character in past:
        if at < len(note) and character == note[at]:
            at += 1
        else:
            added.append(character)
    return "".join(added) if at == len(note) else None
