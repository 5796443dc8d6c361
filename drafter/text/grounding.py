"""Which fact carries which figure: value interval, unit class, and alignment of what is counted, whose and when."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ..model import Document, Figure, LedgerRow, Period, State
from .arithmetic import Relation
from .factsheet import FactSheet
from .grounding_context import contexts
from .grounding_derive import count_listed, derive, may_follow
from .grounding_index import FactIndex, Given
from .grounding_values import DATES, Measure, compare, digits, measure, power_apart, same_word

Cause = Literal["", "none", "value", "unit", "magnitude", "owner", "direction"]

OWN_FLOORS, SHARED_FLOORS, ORDINAL_FLOORS = (0.01, 0.005, 0.0), (0.2, 0.12, 0.05), (0.05, 0.05, 0.05)
"""Alignment below which a fact of the same value is thought to speak of something else, by digits printed: for a fact
no other figure has a better claim to, and for one that has its figure already."""
FLOOR = 0.15
"""Alignment from which a fact with the same numerals but another unit is thought to be meant."""
BACKED = 0.9
"""A fact whose own value stands in the document, fitting it this nearly as well, accuses nobody."""
SWAP = 0.05
"""How much better two figures must fit each other's facts, both gains added, to be called swapped.

Chosen by `evals/planted.py --choose` on the tuned half alone: of 0.05–0.5 it finds most swapped figures (.901; .877 at
0.3) with as few false alarms (.20 %) and FIG004 as often right (.993).
"""
OWN_MARGIN, OWN_CLEAR = 2.5, 0.4
"""The same two bars for a figure whose value stands in a fact nobody else has a claim to."""
DERIVE = 0.15
"""Alignment from which facts are looked at for sums, differences, shares and growth."""
_MOST_FACTS = 6
_TO_COME = re.compile(r"下一?步|下半年|明年|打算|计划|安排|思路")
_ROSE = re.compile(r"(?:增长|增加|上升|提高|提升|上涨|增幅达?|净增|(?<!净)增)(?:了|约|近|超)?$")
_FELL = re.compile(r"(?:下降|减少|降低|回落|下滑|下跌|降幅达?|(?<!下)降|净减)(?:了|约|近|超)?$")
AGREE = ("same", "rounded")
"""Agreements that support a figure."""
CLEAR = 0.2
"""Alignment from which a fact is taken to speak of the same thing, whatever its value."""
MARGIN = 1.15
"""How many times better another fact must fit before a figure with a matching value is called misattributed."""


class Verdict(NamedTuple):
    """What is known of one figure, and on what grounds."""

    figure: Figure
    """The figure, as it stands in the document."""
    state: State
    """supported, derived, unsupported, contradicted, unchecked or exempt."""
    cause: Cause
    """Why it is not supported: no fact, another value, another unit, another magnitude, or it belongs elsewhere."""
    given: Given | None
    """The fact's figure it rests on, or disagrees with."""
    owner: Given | None
    """For cause ``owner``: the fact's figure that has this value."""
    parts: tuple[Given, ...]
    """For state derived: the facts' figures it follows from; none where the text itself lists what is counted."""
    score: float
    """How well ``given`` fits, as `FactIndex.align` counts it."""
    note: str
    """The derivation, or why it could not be checked, in one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounding:
    """Every figure of a document with its verdict."""

    verdicts: tuple[Verdict, ...]
    """In reading order, one a figure, decoys included."""

    @property
    def rows(self) -> tuple[LedgerRow, ...]:
        """The same as rows of the ledger, no rule named yet."""
        return tuple(
            LedgerRow(
                figure=verdict.figure,
                state=verdict.state,
                fact_ids=_fact_ids(verdict),
                rule=None,
                note=verdict.note,
            )
            for verdict in self.verdicts
        )


def _fact_ids(verdict: Verdict) -> tuple[str, ...]:
    if verdict.parts:
        return tuple(dict.fromkeys(part.fact.id for part in verdict.parts))
    return (verdict.given.fact.id,) if verdict.given else ()


def ground(
    document: Document, facts: FactSheet | None, *, period: Period | None = None, worked: Sequence[Relation] = ()
) -> Grounding:
    """Return the verdict on every figure of ``document``; all unchecked where there are no facts.

    ``period`` is what the report covers, where the document does not say it itself. ``worked`` are the document's own
    statements that can be worked out: a total whose parts all have their facts is derived, and what holds says so.
    """
    covered = document.source.period or period or (facts.period if facts else None)
    if facts is None:
        return Grounding(verdicts=tuple(_without_facts(figure) for figure in document.figures))
    figures = _claiming(document)
    judge = _Judge(document, figures, facts.index, covered)
    judged = {id(figure): judge.verdict(place) for place, figure in enumerate(figures)}
    found = tuple(judged.get(id(figure)) or _exempt(figure, "") for figure in document.figures)
    return Grounding(verdicts=_with_working(found, worked))


def _with_working(verdicts: tuple[Verdict, ...], worked: Sequence[Relation]) -> tuple[Verdict, ...]:
    by_span = {verdict.figure.span: verdict for verdict in verdicts}
    for relation in worked:
        total = by_span.get(relation.total.span)
        if not relation.holds or not relation.expected or total is None:
            continue
        parts = [by_span[part.span] for part in relation.parts]
        if total.state == "supported":
            by_span[total.figure.span] = total._replace(note=total.note or f"核算相符：{relation.working}")
        elif total.state == "unsupported" and all(part.state in ("supported", "derived") for part in parts):
            given = tuple(part.given for part in parts if part.given is not None)
            by_span[total.figure.span] = total._replace(
                state="derived", cause="", given=given[0] if given else None, parts=given, note=relation.working
            )
    return tuple(by_span[verdict.figure.span] for verdict in verdicts)


def _claiming(document: Document) -> list[Figure]:
    """Return the checkable figures, without the day a report is signed with and the time a heading of plans names."""
    text = document.text.rstrip()
    signed = text[text.rfind("\n") + 1 :].strip() if "\n" in text else ""
    plans = [section.span for section in document.sections if section.level == 1 and _TO_COME.search(section.title)]
    starts = [span.start for span in plans]
    found = []
    for figure in document.figures:
        if not figure.checkable or (figure.kind == "date" and figure.text == signed):
            continue
        heading = bisect_right(starts, figure.span.start) - 1 if figure.kind == "period" else -1
        if heading < 0 or not plans[heading].contains(figure.span):
            found.append(figure)
    return found


def _headings(document: Document) -> list[str]:
    """Return for each sentence the heading it stands under."""
    found: list[str] = []
    place = -1
    for sentence in document.sentences:
        while place + 1 < len(document.sections) and document.sections[place + 1].span.start <= sentence.span.start:
            place += 1
        found.append(document.sections[place].title if place >= 0 else "")
    return found


def direction(text: str, start: int) -> int:
    """Return 1 where the words right before ``start`` say that something rose by it, -1 for fell, 0 for neither."""
    before = text[max(0, start - 8) : start]
    return 1 if _ROSE.search(before) else -1 if _FELL.search(before) else 0


class _Judge:
    """All figures of a document against all figures of the facts: who fits whom is decided both ways."""

    def __init__(self, document: Document, figures: Sequence[Figure], index: FactIndex, period: Period | None) -> None:
        self._figures = figures
        self._index = index
        self._period = period
        self._measures = [measure(figure) for figure in figures]
        self._document = document
        self._around = contexts(document.text, figures, document.sentences, _headings(document))
        self._fits = [index.align(context) for context in self._around]
        # for each figure of the facts, how well the figures of the document that have its value fit it at best
        self._backed = [0.0] * len(index.given)
        self._agreeing: list[list[Given]] = [[] for _ in figures]
        self._own = self._pair_off()
        self._owner = {given.index: place for place, given in self._own.items()}

    def _pair_off(self) -> dict[int, Given]:
        """Give each figure of the facts to one figure of the document that has its value, best fitting first."""
        agreeing: list[tuple[float, int, int]] = []
        for place, (mine, fits) in enumerate(zip(self._measures, self._fits, strict=True)):
            for given in self._index.within(mine):
                if compare(mine, given.measure) in AGREE:
                    self._agreeing[place].append(given)
                    if mine.group == "date":
                        continue
                    score = fits.fit(given.index)
                    agreeing.append((-score, place, given.index))
                    self._backed[given.index] = max(self._backed[given.index], score)
        own: dict[int, Given] = {}
        taken: set[int] = set()
        for _, place, number in sorted(agreeing):
            if place not in own and number not in taken:
                own[place] = self._index.given[number]
                taken.add(number)
        return own

    def _best(self, place: int) -> tuple[Given | None, float]:
        """Return the best fitting figure of the facts with this value, and how well it fits."""
        fit = self._fits[place].fit
        best = max(self._agreeing[place], key=lambda given: (fit(given.index), -given.index), default=None)
        return best, fit(best.index) if best is not None else -1.0

    def _other(self, place: int, than: float) -> tuple[Given | None, float]:
        """Return the best fitting figure of the facts with another value, where it fits better than ``than``."""
        group, same = self._measures[place].group, {given.index for given in self._agreeing[place]}
        found, top = None, -1.0
        for number, score in self._fits[place].better(group, than).items():
            if score > top and number not in same:
                found, top = self._index.given[number], score
        return found, top

    def _derived(self, place: int) -> Verdict | None:
        """Return the verdict where the figure follows from facts that speak of it, or from what its sentence lists."""
        figure, mine = self._figures[place], self._measures[place]
        near = self._around[place].near
        found = derive(figure, mine, near, self._fitting(place)) if may_follow(figure, mine, near) else None
        if found is not None:
            return _verdict(figure, "derived", given=found[1][0], parts=found[1], note=found[0])
        start, sentence = self._sentence(place)
        listed = count_listed(figure, mine, sentence, figure.span.start - start)
        return _verdict(figure, "derived", note=listed) if listed is not None else None

    def _fitting(self, place: int) -> list[Given]:
        """Return all figures of the facts that speak of this place, the best fitting fact first."""
        best: dict[str, float] = {}
        scores = self._fits[place].every()
        for number, score in [pair for pair in scores.items() if pair[1] >= DERIVE]:
            id = self._index.given[number].fact.id
            best[id] = max(best.get(id, 0.0), score)
        facts = sorted(best, key=lambda id: (-best[id], id))[:_MOST_FACTS]
        return [given for id in facts for given in self._index.by_fact[id]]

    def _sentence(self, place: int) -> tuple[int, str]:
        """Return where the sentence of the figure begins, and its words."""
        sentences = self._document.sentences
        start = self._figures[place].span.start
        at = bisect_right(sentences, start, key=lambda sentence: sentence.span.start) - 1
        if at < 0:
            return 0, ""
        span = sentences[at].span
        return span.start, span.of(self._document.text)

    def _swapped(self, place: int) -> Given | None:
        """Return the fact this place belongs to, where the figure here and the one that has it ask for each other's."""
        found = self._crossed(place)
        if found is None or self._crossed(self._owner[found.index]) is not self._own[place]:
            return None
        return found

    def _crossed(self, place: int) -> Given | None:
        """Return the fact whose figure would gain most, together with this one, from trading places; None for none."""
        mine = self._own.get(place)
        if mine is None or self._figures[place].kind == "ordinal":
            return None
        straight = self._fits[place].fit(mine.index)
        found, top = None, SWAP
        for number, crossed in self._fits[place].better(mine.measure.group, straight).items():
            given, partner = self._index.given[number], self._owner.get(number)
            if partner is None or partner == place:
                continue
            theirs = self._fits[partner]
            gain = crossed - straight + theirs.fit(mine.index) - theirs.fit(given.index)
            if gain > top and compare(mine.measure, given.measure) == "apart":
                found, top = given, gain
        return found

    def _slip(self, place: int) -> tuple[Given, Cause, float] | None:
        """Return the fact whose numerals are these but whose unit or magnitude is not, if one is aligned, and how well.

        Only what prints the same digits can be one: few of all the facts.
        """
        figure, mine = self._figures[place], self._measures[place]
        alike = [self._index.given[number] for number in self._index.alike(figure, mine)]
        meant = [(given, cause) for given in alike if (cause := _slipped(figure, mine, given)) is not None]
        if not meant:
            return None
        fit = self._fits[place].fit
        given, cause = max(meant, key=lambda pair: (fit(pair[0].index), -pair[0].index))
        score = fit(given.index)
        return (given, cause, score) if score > FLOOR else None

    def _reworded(self, place: int, backing: Given) -> bool:
        """Return whether the facts count the very same thing with a measure word that means another: 56场 for 56次."""
        figure, given = self._figures[place], backing.figure
        if figure.kind != "count" or not given.unit or same_word(figure.unit, given.unit):
            return False
        if not figure.noun or figure.noun != given.noun:
            return False
        return not any(same_word(figure.unit, other.figure.unit) for other in self._agreeing[place])

    def _turned(self, figure: Figure, given: Given) -> bool:
        """Return whether the report says this change rose where the fact says it fell, or the other way round."""
        here = direction(self._document.text, figure.span.start)
        return here * direction(given.fact.text, given.figure.span.start) < 0

    def verdict(self, place: int) -> Verdict:
        """Return the verdict on the figure at ``place``."""
        figure, mine = self._figures[place], self._measures[place]
        if mine.low is None:
            return _unchecked(figure, "数值无法确定")
        period = self._period
        if mine.group == "date" and period is not None and (mine.low, mine.high) == (period.start, period.end):
            return _verdict(figure, "supported", note="即报告期")
        best, best_score = self._best(place)
        if mine.group == "date":
            return _judge_date(figure, best, best_score)
        held = best is not None and best_score >= _floor(figure, place in self._own)
        other, other_score = self._other(place, best_score if held else 0.0)
        clear = other is not None and other_score >= CLEAR and self._backed[other.index] < other_score * BACKED
        if best is not None and held:
            swapped = self._swapped(place)
            if swapped is not None:
                return _verdict(figure, "contradicted", "owner", given=swapped, owner=best, score=other_score)
            margin, least = (OWN_MARGIN, OWN_CLEAR) if place in self._own else (MARGIN, CLEAR)
            if clear and other_score >= least and other_score > best_score * margin:
                return _verdict(figure, "contradicted", "owner", given=other, owner=best, score=other_score)
            backing = self._own.get(place, best)
            if self._turned(figure, backing):
                return _verdict(figure, "contradicted", "direction", given=backing, score=best_score)
            if self._reworded(place, backing):
                return _verdict(figure, "contradicted", "unit", given=backing, score=best_score)
            return _verdict(figure, "supported", given=backing, score=best_score)
        slip = self._slip(place)
        derived = self._derived(place) if slip is None or slip[2] < CLEAR else None
        # a fact that says this very thing with another value outweighs a computation it has no part in
        outweighed = clear and other_score >= OWN_CLEAR and derived is not None and other not in derived.parts
        if derived is not None and not outweighed:
            return derived
        if slip is not None and (other is None or slip[2] >= other_score * 0.9):
            return _verdict(figure, "contradicted", slip[1], given=slip[0], score=slip[2])
        if clear:
            return _verdict(figure, "contradicted", "value", given=other, owner=best, score=other_score)
        return _verdict(figure, "unsupported", "none", given=other or best, score=other_score)


def _floor(figure: Figure, own: bool) -> float:
    """Return the alignment a fact of the same value must have: small round numbers agree by chance, long ones do not.

    ``own``: no other figure of the document has a better claim to a fact of this value.
    """
    floors = OWN_FLOORS if own else ORDINAL_FLOORS if figure.kind == "ordinal" else SHARED_FLOORS
    return floors[min(max(len(digits(figure)), 1), len(floors)) - 1]


def _judge_date(figure: Figure, best: Given | None, score: float) -> Verdict:
    if best is None:
        return _verdict(figure, "unsupported", "none")
    return _verdict(figure, "supported", given=best, score=score)


def _slipped(figure: Figure, mine: Measure, given: Given) -> Cause | None:
    """Return how a fact with the same digits differs, where it does: in its magnitude, or in its unit."""
    if given.measure.group == mine.group and power_apart(mine, given.measure):
        return "magnitude"
    if given.figure.unit == figure.unit or given.figure.kind in DATES or given.figure.kind == "ordinal":
        return None
    return "unit" if digits(given.figure) == digits(figure) else None


def _verdict(
    figure: Figure,
    state: State,
    cause: Cause = "",
    *,
    given: Given | None = None,
    owner: Given | None = None,
    parts: tuple[Given, ...] = (),
    score: float = 0.0,
    note: str = "",
) -> Verdict:
    return Verdict(
        figure=figure, state=state, cause=cause, given=given, owner=owner, parts=parts, score=score, note=note
    )


def _unchecked(figure: Figure, note: str) -> Verdict:
    return _verdict(figure, "unchecked", note=note)


def _exempt(figure: Figure, note: str) -> Verdict:
    return _verdict(figure, "exempt", note=note)


def _without_facts(figure: Figure) -> Verdict:
    return _unchecked(figure, "没有给出素材") if figure.checkable else _exempt(figure, "")
