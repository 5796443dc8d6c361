"""Every figure of the facts, indexed by the words around it, so that aligning a report's figure costs a few look-ups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt

from ..model import Fact, Figure
from .grounding_context import Context, contexts
from .grounding_values import Measure, measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One figure of the facts."""

    index: int
    """Place in `FactIndex.given`."""
    fact: Fact
    """The fact it stands in."""
    figure: Figure
    """The figure; offsets into the fact's text."""
    measure: Measure
    """Its value."""
    context: Context
    """What the fact says of it."""


class FactIndex:
    """All figures of some facts, to be asked which of them a context speaks of."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        """Index every checkable figure of ``facts``."""
        found: list[Given] = []
        for fact in facts:
            figures = [figure for figure in fact.figures if figure.checkable]
            around = contexts(fact.text, figures, (), [fact.section_hint or ""])
            for figure, context in zip(figures, around, strict=True):
                found.append(
                    Given(index=len(found), fact=fact, figure=figure, measure=measure(figure), context=context)
                )
        self.given = tuple(found)
        """Every figure, in the order of the facts."""
        self.by_group: dict[str, list[Given]] = {}
        """The same by unit class."""
        for given in found:
            self.by_group.setdefault(given.measure.group, []).append(given)
        self._postings: dict[str, list[tuple[int, float]]] = {}
        for given in found:
            for pair, weight in given.context.weights.items():
                self._postings.setdefault(pair, []).append((given.index, weight))
        self._rarity = {
            pair: log(1 + len(found) / len(posting)) for pair, posting in self._postings.items()
        }
        self._rarest = log(1 + len(found)) if found else 1.0
        self._mass = [self._weight(given.context) for given in found]

    def _weight(self, context: Context) -> float:
        rarity, rarest = self._rarity, self._rarest
        return sum(rarity.get(pair, rarest) for pair in context.close) or rarest

    def align(self, context: Context) -> dict[int, float]:
        """Return how well ``context`` fits each figure of the facts, by its index: about 0 for none, 1 for the same words.

        Figures that share no words are left out.
        """
        score: dict[int, float] = {}
        for pair, weight in context.weights.items():
            posting = self._postings.get(pair)
            if posting is None:
                continue
            worth = self._rarity[pair] * weight
            for index, other in posting:
                score[index] = score.get(index, 0.0) + worth * other
        mine = self._weight(context)
        return {index: total / sqrt(mine * self._mass[index]) for index, total in score.items()}
