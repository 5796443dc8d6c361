"""Saying: a fact as sentences — in a past mould as a whole, else clause by clause, else by the grammar of the genre."""

from __future__ import annotations

import re
from dataclasses import replace

from ..lexicon.short_forms import in_full
from ..model import Fact
from ..patterns import lazy
from ..text.figures import find_figures
from .house import House
from .notes import realise
from .shorthand import keeps_every_word, without_thousands

# 企业25家 in a note is 25家企业 in many a report.
_NOUN_FIRST = lazy(r"(?<![^，、])([^\d，、；：（）《》“”]{2,8})(\d+)(家|名|个|户|人)(?![^，、])")


def say(fact: Fact, house: House, *, before: str = "") -> tuple[str, tuple[str, ...]]:
    """Return a fact as prose ending in 。, and the passages whose moulds it was poured into.

    ``before`` is the text of the fact said just before it in the same section.
    """
    note = without_thousands(in_full(fact.text, house.period))
    figures = fact.figures if note == fact.text else find_figures(note)
    poured = house.moulds.pour(note, figures)
    if poured is not None:
        return poured.text + "。", (poured.passage_id,)
    pourer = _Pourer(house, note)
    return realise(note, replace(house.speech, pour=pourer), before=in_full(before, house.period)), pourer.used()


class _Pourer:
    """Pours parts of one note into the moulds of its prototypes, and remembers whose moulds they were."""

    def __init__(self, house: House, note: str) -> None:
        self._house = house
        self._near = house.prototypes.of(note)
        self._sources: dict[str, None] = {}

    def __call__(self, clauses: str) -> str | None:
        """Return ``clauses`` in a past mould, or None."""
        if not self._near or not re.search(r"\d", clauses):
            return None
        for wording in dict.fromkeys((clauses, _NOUN_FIRST.sub(r"\2\3\1", clauses))):
            poured = self._house.moulds.pour(wording, find_figures(wording), among=self._near)
            if poured is not None and keeps_every_word(clauses, poured.text):
                self._sources[poured.passage_id] = None
                return poured.text
        return None

    def used(self) -> tuple[str, ...]:
        """Return the passages poured from, in order of use."""
        return tuple(self._sources)
