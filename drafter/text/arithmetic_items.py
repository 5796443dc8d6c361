"""The numbers between two stops as items: each with the words of its own clause, when it holds, and what it changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..patterns import lazy
from .arithmetic_terms import DATED, STOPS, Term, extent, segments, without_dates
from .arithmetic_wording import DOWN_WORDS, UP_WORDS, Direction, Time, change_of, compared_with, time_of

_CLAUSE = lazy("[，,；;。：:！？（()）、“”]")
_CLAIM = lazy(f"[率占共较比翻倍幅降减增缩余度总两三四少多低高升]|其中|合计|相加|加起来|分别|{UP_WORDS}|{DOWN_WORDS}")
_LASTING = lazy("[由从到至为达]$")
_RATES = ("percent", "points", "multiple")


class Item(NamedTuple):
    """One number of a clause group with what its words say of it."""

    term: Term
    """The number itself."""
    place: int
    """Its place among the items it stands with."""
    lead: str
    """Words of its own clause before it, as far as the number before."""
    tail: str
    """Words of its own clause behind it, as far as the next number."""
    change: Direction | None
    """Which way it goes, if it tells a change."""
    time: Time | None
    """When it holds, if it is a level and its words say so."""
    compared: bool
    """Whether another is held against it."""

    @property
    def group(self) -> str:
        """What it may be reckoned with."""
        return self.term.measure.group


def items(terms: Sequence[Term]) -> list[Item]:
    """Return ``terms``, without dates and in reading order, as items."""
    return [_item(term, place) for place, term in enumerate(terms)]


def _item(term: Term, place: int) -> Item:
    start = last = 0
    for mark in _CLAUSE.finditer(term.before):
        start, last = mark.end(), start
    # 新疆淖毛湖（45.3℃）: what stands before the bracket is said of the number in it
    lead = term.before[start:]
    if not lead and term.before.endswith(("（", "(", "：", ":", "“")):
        lead = term.before[last:-1]
    end = _CLAUSE.search(term.after)
    tail = term.after[: end.start()] if end else term.after
    change = change_of(lead, tail)
    return Item(
        term=term,
        place=place,
        lead=lead,
        tail=tail,
        change=change,
        time=None if change else time_of(_since_stop(term.before), tail),
        compared=change is None and compared_with(lead, tail),
    )


def _since_stop(before: str) -> str:
    return before[max(map(before.rfind, STOPS)) + 1 :]


def clause_groups(text: str, sentences: Iterable[Sequence[Term]]) -> Iterator[tuple[list[Item], list[Item]]]:
    """Yield the numbers between two stops of ``sentences``, each time with those of the group before in its paragraph.

    Only where the sentence says something that can be worked out.
    """
    last: Sequence[Term] = ()
    known: list[Item] | None = None
    for terms in sentences:
        numbers = [*without_dates([_as_time(term) for term in terms])]
        if not numbers:
            continue
        if last and "\n" in text[last[-1].figure.span.end : numbers[0].figure.span.start]:
            last, known = (), []
        speaks = _CLAIM.search(text, *extent(terms))
        for group in segments(numbers):
            now = None
            if len(group) > 2 or (speaks and len(group) + len(last) > 2):
                now = items(group)
                yield now, items(last) if known is None else known
            last, known = group, now


def _as_time(term: Term) -> Term:
    """Return ``term``, a span of years as a date: 五年增加2.4% has one number."""
    spans = term.figure.unit == "年" and not _LASTING.search(term.before)
    return term._replace(measure=DATED) if spans else term


def joined(item: Item) -> bool:
    """Return whether ``item`` goes on a list: 、甲‖, 和乙‖."""
    mark = item.term.before.removesuffix(item.lead)[-1:]
    return mark == "、" or item.lead.startswith(("和", "与", "及", "以及"))


def is_level(item: Item) -> bool:
    """Return whether ``item`` tells how much there is or was, as a number somebody can reckon with."""
    return (
        item.change is None
        and item.group not in ("date", "points", "multiple", "number", "ratio")
        and item.term.low > 0
    )


def is_count(item: Item) -> bool:
    """Return whether ``item`` is a level that is no rate."""
    return is_level(item) and item.group not in _RATES and not item.group.startswith("ordinal")
