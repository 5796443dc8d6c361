"""Which figure of a report has which figure of the facts, and whether two of them ask for each other's."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from ..model import Document, Figure
from .grounding_index import FactIndex, Given
from .grounding_marks import contexts_beside_marks
from .grounding_roles import roles
from .grounding_values import compare, measure
from .grounding_when import NEVER, When, when_of

SWAP = 0.05
"""How much better two figures must fit each other's facts, both gains added, to be called swapped.

Chosen by `evals/planted.py --choose` on the tuned half alone: of 0.05–0.5 it finds most swapped figures (.901; .877 at
0.3) with as few false alarms (.20 %) and FIG004 as often right (.993).
"""
LIKE = 0.8
"""How nearly as well as its own fact a figure must fit another for that to be looked at."""
MAYBE, NEARLY = 0.5, 0.9
"""How well a figure without a fact must fit, as a share of how well another does, to be what stands in its place."""
AGREE = ("same", "rounded")
"""Agreements that support a figure."""
FEW = 6
"""How many facts are tried in a place one by one."""


class Claims:
    """All figures of a document against all figures of the facts: who fits whom is decided both ways."""

    def __init__(self, document: Document, figures: Sequence[Figure], index: FactIndex) -> None:
        """Pair the ``figures`` of ``document`` with those of ``index``."""
        self._figures = figures
        self._index = index
        self._measures = [measure(figure) for figure in figures]
        self._document = document
        self._starts = [sentence.span.start for sentence in document.sentences]
        self._around = contexts_beside_marks(document.text, figures, document.sentences, headings(document))
        self._fits = [index.align(context) for context in self._around]
        # for each figure of the facts, how well the figures of the document that have its value fit it at best
        self._backed = [0.0] * len(index.given)
        self._agreeing: list[list[Given]] = [[] for _ in figures]
        self._bests: dict[int, tuple[Given | None, float]] = {}
        self._times = index.times
        self._here: dict[int, When] = {}
        self._roles: dict[int, frozenset[str]] = {}
        self._facts_roles = index.roles
        self._own = self._pair_off()
        self._owner = {given.index: place for place, given in self._own.items()}

    def _pair_off(self) -> dict[int, Given]:
        """Give each figure of the facts to one figure of the document that has its value, best fitting first."""
        agreeing: list[tuple[float, int, int]] = []
        for place, (mine, fits) in enumerate(zip(self._measures, self._fits, strict=True)):
            if mine.group == "date":
                self._agreeing[place] = self._index.days_of(mine)
                continue
            found = [given for given in self._index.within(mine) if compare(mine, given.measure) in AGREE]
            self._agreeing[place] = found
            if len(found) > FEW:
                fits.know(mine.group)
            elif found:
                # asked for all of a class sooner or later: who fits better than its own
                fits.beside(mine.group)
            for given in found:
                number = given.index
                score = fits.fit(number)
                agreeing.append((-score, place, number))
                if score > self._backed[number]:
                    self._backed[number] = score
        own: dict[int, Given] = {}
        taken: set[int] = set()
        for _, place, number in sorted(agreeing):
            if place not in own and number not in taken:
                own[place] = self._index.given[number]
                taken.add(number)
        return own

    def _best(self, place: int) -> tuple[Given | None, float]:
        """Return the best fitting figure of the facts with this value, and how well it fits."""
        known = self._bests.get(place)
        if known is not None:
            return known
        agreeing, fits = self._agreeing[place], self._fits[place]
        if len(agreeing) > FEW:
            # 2024年 holds every day the facts name: all of a class at once is cheaper than one by one
            fits.know(self._measures[place].group)
        best, top = None, -1.0
        # of those that fit alike the first
        for given in agreeing:
            score = fits.fit(given.index)
            if best is None or score > top or (score == top and given.index < best.index):
                best, top = given, score
        self._bests[place] = best, top
        return best, top

    def _sentence(self, place: int) -> tuple[int, str]:
        """Return where the sentence of the figure begins, and its words."""
        at = bisect_right(self._starts, self._figures[place].span.start) - 1
        if at < 0:
            return 0, ""
        span = self._document.sentences[at].span
        return span.start, span.of(self._document.text)

    def _swapped(self, place: int) -> Given | None:
        """Return the fact this place belongs to, where the figure here and the one that has it ask for each other's."""
        found = self._crossed(place)
        if found is not None and self._in_order(place, found):
            return None
        if found is None or self._crossed(self._owner[found.index]) is not self._own[place]:
            return None
        return found

    def _in_order(self, place: int, given: Given) -> bool:
        """Return whether this place and that of ``given`` stand as one fact tells them: 14个乡镇覆盖12个."""
        mine = self._own.get(place)
        if mine is None or mine.fact.id != given.fact.id:
            return False
        return (place < self._owner[given.index]) == (mine.index < given.index)

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
            apart = gain > top and compare(mine.measure, given.measure) == "apart"
            if apart and not self._keeps(place, mine, given):
                found, top = given, gain
        return found

    def _keeps(self, place: int, mine: Given, given: Given) -> bool:
        """Return whether the words right before this place give it what ``mine`` is told as and ``given`` is not.

        6.2亿元，比上年增加0.4亿元: an increase belongs to no fact that tells a level.
        """
        ours = self._roles.get(place)
        if ours is None:
            ours = self._roles[place] = roles(self._document.text, self._figures[place].span.start)
        ours = ours and ours & self._roles_given(mine)
        kept = bool(ours) and not ours & self._roles_given(given)
        return kept or self._has_its_time(place, mine, given)

    def _roles_given(self, given: Given) -> frozenset[str]:
        known = self._facts_roles.get(given.index)
        if known is None:
            known = self._facts_roles[given.index] = roles(given.fact.text, given.figure.span.start)
        return known

    def _wanted(self, place: int, given: Given) -> bool:
        """Return whether another figure, out of its own place too, fits ``given`` as well."""
        least = self._fits[place].fit(given.index)
        return any(
            other != place
            and measured.group == given.measure.group
            and self._fits[other].fit(given.index) >= least
            and (not self._agreeing[other] or self._best(other)[1] < self._fits[other].fit(given.index))
            for other, measured in enumerate(self._measures)
        ) or self._misprinted(place, given)

    def _misprinted(self, place: int, given: Given) -> bool:
        """Return whether the very number of ``given`` stands elsewhere with another unit: 60个 for 60家."""
        least, low, group = self._fits[place].fit(given.index) * MAYBE, given.figure.low, given.measure.group
        return any(
            measured.group != group
            and figure.low == low
            and other != place
            and self._fits[other].fit(given.index) >= least
            for other, (figure, measured) in enumerate(zip(self._figures, self._measures, strict=True))
        )

    def _has_its_time(self, place: int, mine: Given, given: Given) -> bool:
        """Return whether this place says when, its own fact says the same time, and ``given`` another or none."""
        here = self._when(place)
        return here != NEVER and here == self._when_given(mine) != self._when_given(given)

    def _missing(self, place: int, given: Given, share: float) -> bool:
        """Return whether another figure that no fact backs stands where ``given`` is meant: 118 for 120.

        It may fit less well than the one at ``place``: ``share`` of that is enough. Its unit may be another.
        """
        least = self._fits[place].fit(given.index) * share
        return any(
            other != place
            and measured.group != "date"
            and not self._agreeing[other]
            and self._fits[other].fit(given.index) >= least
            for other, measured in enumerate(self._measures)
        )

    def _when(self, place: int) -> When:
        known = self._here.get(place)
        if known is None:
            known = self._here[place] = when_of(self._document.text, self._figures[place].span.start)
        return known

    def _when_given(self, given: Given) -> When:
        known = self._times.get(given.index)
        if known is None:
            known = self._times[given.index] = when_of(given.fact.text, given.figure.span.start)
        return known

    def _sibling(self, place: int, best: Given) -> Given | None:
        """Return the fact's other figure where two of a sentence rest on ``best``: 由6个增至6个 for 由6个增至7个."""
        at = self._owner.get(best.index)
        if at is None or self._sentence(at)[0] != self._sentence(place)[0]:
            return None
        fit = self._fits[place].fit
        others = [
            given
            for given in self._index.by_fact[best.fact.id]
            if given.measure.group == best.measure.group
            and not self._backed[given.index]
            and fit(given.index) >= fit(best.index) * LIKE
        ]
        return others[0] if len(others) == 1 else None


def headings(document: Document) -> list[str]:
    """Return for each sentence the heading it stands under."""
    found: list[str] = []
    place = -1
    for sentence in document.sentences:
        while place + 1 < len(document.sections) and document.sections[place + 1].span.start <= sentence.span.start:
            place += 1
        found.append(document.sections[place].title if place >= 0 else "")
    return found
