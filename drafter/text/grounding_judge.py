"""The verdict on one figure: what the facts say of it, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import cached_property
from typing import Literal, NamedTuple

from ..model import Document, Figure, Period, State
from ..patterns import lazy
from .grounding_claims import NEARLY
from .grounding_derive import count_listed, derive, may_follow, rest_of
from .grounding_index import FactIndex, Given
from .grounding_rivals import Rivals
from .grounding_tokens import tokens, weight
from .grounding_values import DATES, Measure, digits, is_water, power_apart, same_word
from .grounding_when import set_by_others

Cause = Literal["", "none", "value", "unit", "magnitude", "owner", "direction"]

OWN_FLOORS, SHARED_FLOORS, ORDINAL_FLOORS = (0.01, 0.005, 0.0), (0.2, 0.12, 0.05), (0.05, 0.05, 0.05)
"""Alignment below which a fact of the same value is thought to speak of something else, by digits printed: for a fact
no other figure has a better claim to, and for one that has its figure already."""
FLOOR = 0.15
"""Alignment from which a fact with the same numerals but another unit is thought to be meant."""
BACKED = 0.9
"""A fact whose own value stands in the document, fitting it this nearly as well, accuses nobody."""
OWN_MARGIN, OWN_CLEAR = 2.5, 0.4
"""Margin and alignment for a figure whose value stands in a fact nobody else has a claim to."""
DAY_CLEAR = 0.15
"""Alignment from which a fact that gives another day is taken to be the one that is meant."""
DERIVE = 0.15
"""Alignment from which facts are looked at for sums, differences, shares and growth."""
_MOST_FACTS, _BEFORE = 6, 6
# characters behind a sentence in which what it announces may be listed: 存在三个方面的不足。一是…
_LISTED = 1500
_UP_TO = lazy("截[至止]|到$|至$")
_ROSE = lazy(r"(?:增长|增加|上升|提高|提升|上涨|增幅达?|净增|(?<!净)增)(?:了|约|近|超)?$|[+＋]$")
_FELL = lazy(r"(?:下降|减少|降低|回落|下滑|下跌|降幅达?|(?<!下)降|净减)(?:了|约|近|超)?$|[-−]$")
_FEW_IN_WORDS = frozenset(f"{number}个" for number in "两二三四五六")
_FRAME = lazy("方面|层面|环节|维度|角度|渠道|途径|抓手|着力点|关键|重点|突破口|步骤")
ALIKE = 2
"""How much the clause of a place and a fact of its very value must have in common to speak of one thing."""
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


def direction(text: str, start: int) -> int:
    """Return 1 where the words right before ``start`` say that something rose by it, -1 for fell, 0 for neither."""
    before = text[max(0, start - 8) : start]
    return 1 if _ROSE.search(before) else -1 if _FELL.search(before) else 0


class Judge(Rivals):
    """All figures of a document, each to be judged."""

    def __init__(self, document: Document, figures: Sequence[Figure], index: FactIndex, period: Period | None) -> None:
        """Hold ``figures`` of a document that covers ``period`` against ``index``."""
        super().__init__(document, figures, index)
        self._period = period

    def verdict(self, place: int) -> Verdict:
        """Return the verdict on the figure at ``place``."""
        figure, mine = self._figures[place], self._measures[place]
        if mine.low is None:
            return plain(figure, "unchecked", "数值无法确定")
        period = self._period
        if mine.group == "date" and period is not None and (mine.low, mine.high) == (period.start, period.end):
            return _verdict(figure, "supported", note="即报告期")
        best, best_score = self._best(place)
        if mine.group == "date":
            if best is None and period is not None and figure.kind == "period" and _follows(mine, period):
                return _verdict(figure, "supported", note="即下一个报告期，属打算")
            before = self._document.text[max(0, figure.span.start - 2) : figure.span.start]
            if best is None and period is not None and mine.high == period.end and _UP_TO.search(before):
                return _verdict(figure, "supported", note="即报告期末")
            return self._dated(place, best, best_score)
        rival = self._misplaced(place)
        if rival is not None:
            return _verdict(figure, "contradicted", "owner", given=rival[0], owner=rival[1], score=best_score)
        own = place in self._own and not (best is not None and _vaguely(mine, best.measure))
        held = best is not None and (best_score >= SHARED_FLOORS[0] or best_score >= _floor(figure, own))
        held = held or (own and best is not None and digits(figure)[1:] != "" and self._means(place, best))
        if held and place in self._own:
            # asked for at once: what is better than its own, and better than the best
            self._fits[place].better(mine.group, self._fits[place].fit(self._own[place].index))
        other, other_score = self._other(place, best_score if held else 0.0)
        clear = other is not None and other_score >= CLEAR and self._backed[other.index] < other_score * BACKED
        if best is not None and held:
            return self._resting(place, best, best_score, other if clear else None, other_score, own)
        water = self._water(place)
        if water is not None:
            return _verdict(figure, "supported", given=water, score=self._fits[place].fit(water.index))
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
        if _frames(figure, self._document.text):
            return plain(figure, "unchecked", "行文分列所用，素材不必写")
        if best is not None and other is not None and digits(figure)[1:] and other_score > best_score * MARGIN:
            # 东坪村拆除860平方米, where 860 is what 李湾村 has
            return _verdict(figure, "contradicted", "owner", given=other, owner=best, score=other_score)
        return _verdict(figure, "unsupported", "none", given=other or best, score=other_score)

    def _resting(
        self, place: int, best: Given, best_score: float, other: Given | None, other_score: float, own: bool
    ) -> Verdict:
        """Return the verdict on a figure whose value ``best`` has: it may be out of its place, or turned around.

        ``other`` is a fact of another value that fits better and whose value is missing; ``own``: nobody else asks for
        a fact of this value.
        """
        figure = self._figures[place]
        meant = self._swapped(place)
        if meant is not None:
            return _verdict(figure, "contradicted", "owner", given=meant, owner=best, score=other_score)
        if other is not None and self._outdone(place, best, best_score, other, other_score, own):
            return _verdict(figure, "contradicted", "owner", given=other, owner=best, score=other_score)
        sibling = None if place in self._own else self._sibling(place, best)
        if sibling is not None:
            return _verdict(figure, "contradicted", "value", given=sibling, owner=best, score=best_score)
        backing = self._own.get(place, best)
        if self._turned(figure, backing):
            return _verdict(figure, "contradicted", "direction", given=backing, score=best_score)
        if self._reworded(place, backing):
            return _verdict(figure, "contradicted", "unit", given=backing, score=best_score)
        return _verdict(figure, "supported", given=backing, score=best_score)

    def _outdone(self, place: int, best: Given, best_score: float, other: Given, other_score: float, own: bool) -> bool:
        """Return whether ``other`` fits this place so much better than ``best`` that its value belongs elsewhere."""
        figure, mine = self._figures[place], self._measures[place]
        margin, least = (OWN_MARGIN, OWN_CLEAR) if own else (MARGIN, CLEAR)
        if _vaguely(mine, best.measure):
            margin = 1.0
        if other_score < least or other_score <= best_score * margin:
            return False
        if own and (other.index in self._owner or self._missing(place, other, NEARLY) or self._wanted(place, other)):
            return False
        # 7%左右 is what a fact of 7%左右 tells, whatever the words beside it
        hedged = figure.hedge is not None and figure.hedge == best.figure.hedge != other.figure.hedge
        return not (hedged or self._keeps(place, best, other))

    def _means(self, place: int, given: Given) -> bool:
        """Return whether the clause of a place says what ``given`` says, be it in other words: 更新草坪, 更换草皮."""
        return weight(tokens(self._around[place].near) & said_of(given)) >= ALIKE

    def _dated(self, place: int, best: Given | None, score: float) -> Verdict:
        """Return the verdict on a date: some fact's day, unless a fact that says this very thing gives another."""
        figure = self._figures[place]
        if figure.kind == "date" and score < CLEAR:
            other, other_score = self._other(place, DAY_CLEAR)
            if (
                other is not None
                and other.figure.kind == "date"
                and other.index not in self._stated
                and other_score > score * OWN_MARGIN
            ):
                return _verdict(figure, "contradicted", "value", given=other, owner=best, score=other_score)
        if best is not None:
            return _verdict(figure, "supported", given=best, score=score)
        if set_by_others(self._sentence(place)[1], figure.text):
            return plain(figure, "unchecked", "上级规定的时点，素材不必写")
        return _verdict(figure, "unsupported", "none")

    @cached_property
    def _stated(self) -> frozenset[int]:
        days = (place for place, figure in enumerate(self._figures) if figure.kind == "date")
        return frozenset(given.index for place in days for given in self._agreeing[place])

    def _other(self, place: int, than: float) -> tuple[Given | None, float]:
        """Return the best fitting figure of the facts with another value, where it fits better than ``than``."""
        found, top = None, -1.0
        better = self._fits[place].better(self._measures[place].group, than)
        same = self._numbers(place) if better else ()
        for number, score in better.items():
            if score > top and number not in same:
                found, top = self._index.given[number], score
        return found, top

    def _derived(self, place: int) -> Verdict | None:
        """Return the verdict where the figure follows from facts that speak of it, or from what its sentence lists."""
        figure, mine = self._figures[place], self._measures[place]
        near = self._around[place].near
        found = derive(figure, mine, near, self._fitting(place)) if may_follow(figure, mine, near) else None
        found = found or rest_of(figure, self._document.text, self._told_before(place))
        if found is not None:
            return _verdict(figure, "derived", given=found[1][0], parts=found[1], note=found[0])
        start, sentence = self._sentence(place)
        behind = self._document.text[start + len(sentence) : start + len(sentence) + _LISTED]
        listed = count_listed(figure, mine, sentence, figure.span.start - start, behind)
        return _verdict(figure, "derived", note=listed) if listed is not None else None

    def _told_before(self, place: int) -> list[tuple[Figure, Given]]:
        """Return the figures before this one that count the same, each with its fact, the nearest last."""
        found = []
        for other in range(max(0, place - _BEFORE), place):
            given = self._own.get(other) or self._best(other)[0]
            if given is not None and self._measures[other].group == self._measures[place].group:
                found.append((self._figures[other], given))
        return found

    def _water(self, place: int) -> Given | None:
        """Return the fact that gives this water in cubic metres where the report gives tonnes, or in tonnes."""
        figure = self._figures[place]
        if "水" not in self._around[place].near:
            return None
        given = (self._index.given[number] for number in self._index.alike(figure, self._measures[place]))
        return next((one for one in given if is_water(figure, one.figure) and "水" in one.context.near), None)

    def _fitting(self, place: int) -> list[Given]:
        """Return all figures of the facts that speak of this place, the best fitting fact first."""
        best: dict[str, float] = {}
        scores = self._fits[place].every()
        for number, score in [pair for pair in scores.items() if pair[1] >= DERIVE]:
            id = self._index.given[number].fact.id
            best[id] = max(best.get(id, 0.0), score)
        facts = sorted(best, key=lambda id: (-best[id], id))[:_MOST_FACTS]
        return [given for id in facts for given in self._index.by_fact[id]]

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
        known = self._index.directions.get(given.index)
        if known is None:
            known = self._index.directions[given.index] = direction(given.fact.text, given.figure.span.start)
        return known != 0 and known == -direction(self._document.text, figure.span.start)


def said_of(given: Given) -> frozenset[str]:
    """Return the tokens of the clause of ``given`` and of what its note begins with: 刑庭：收案486件，结案412件."""
    before = given.fact.text[: given.figure.span.start]
    head = before.partition("：")[0] if "：" in before else ""
    return tokens(f"{head}，{given.context.near}")


def _frames(figure: Figure, text: str) -> bool:
    """Return whether a small count in words only says how the text goes on: 围绕三个方面, 通过两个渠道."""
    end = figure.span.end
    # where a list follows, the count is held against it
    return figure.text in _FEW_IN_WORDS and _FRAME.match(text, end) is not None and "一是" not in text[end : end + 60]


def _vaguely(mine: Measure, given: Measure) -> bool:
    """Return whether only a hedge or a range makes ``mine`` agree: 突破100家 with 110家."""
    return (mine.loose or mine.printed is None) and (mine.printed is None or mine.printed != given.printed)


def _floor(figure: Figure, own: bool) -> float:
    """Return the alignment a fact of the same value must have: small round numbers agree by chance, long ones do not.

    ``own``: no other figure of the document has a better claim to a fact of this value.
    """
    floors = OWN_FLOORS if own else ORDINAL_FLOORS if figure.kind == "ordinal" else SHARED_FLOORS
    return floors[min(max(len(digits(figure)), 1), len(floors)) - 1]


def _follows(mine: Measure, period: Period) -> bool:
    """Return whether a date begins right after ``period``: what is planned for 下半年 needs no fact that names it."""
    return mine.low == period.end + timedelta(days=1)


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


def plain(figure: Figure, state: State, note: str = "") -> Verdict:
    """Return the verdict on a figure that is held against no fact."""
    return _verdict(figure, state, note=note)
