"""Statements in a text that can be worked out: parts and totals, growth, shares, points, doublings.

Every printed value is the interval its digits allow, so a statement fails only when no values that round to what is
printed could satisfy it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Context as Arithmetic
from decimal import localcontext

from ..model import Document, Figure, Span
from .arithmetic_compared import compared
from .arithmetic_growth import directions, growth
from .arithmetic_lists import lists, lists_above
from .arithmetic_partitions import partitions
from .arithmetic_rates import multiples, points, shares
from .arithmetic_roles import changes
from .arithmetic_sums import sums
from .arithmetic_terms import DOWN, UP, Relation, RelationKind, terms_by_sentence, without_dates

__all__ = ["Relation", "fewer_by_multiples", "relations"]

_ARITHMETIC = Arithmetic(prec=28)
_CLAIM = re.compile(
    r"[由从率占共较翻倍（(=＝]|[上去]年|其中|分别|相加|总和|之和|合计|总计|累计|增收|减收|[，、][未不没]|完成[^，。；]{2,8}的"
    rf"|高出|超出|[高低]于|尚未|在建|正在推进|{UP}|{DOWN}"
)
_MULTIPLE = re.compile("倍")
_LESS = re.compile(rf"({DOWN}|缩小|缩短|精简|压缩|节省|低|(?<!不)少)[^，。；]{{0,6}}$")


def relations(document: Document) -> tuple[Relation, ...]:
    """Return every statement of ``document`` that can be worked out, in reading order, holding or not."""
    found: list[Relation] = []
    with localcontext(_ARITHMETIC):
        for terms in terms_by_sentence(document, _CLAIM, 2):
            found.extend(sums(terms))
            numbers = [*without_dates(terms)]
            found.extend(partitions(numbers))
            found.extend(lists(numbers))
            for find in (growth, directions, shares, points, multiples, changes, compared):
                found.extend(find(numbers))
        found.extend(lists_above(document))
    # one claim, one statement: the narrower grammar first, unless it is not sure
    known: dict[tuple[Span, RelationKind], Relation] = {}
    for relation in found:
        key = (relation.total.span, relation.kind)
        if key not in known or (relation.sure and not known[key].sure):
            known[key] = relation
    return tuple(sorted(known.values(), key=lambda r: (r.total.span, r.kind)))


def fewer_by_multiples(document: Document) -> Iterator[Figure]:
    """Yield every 倍 that something is said to have fallen by: nothing falls by more than the whole of itself."""
    for terms in terms_by_sentence(document, _MULTIPLE):
        for term in terms:
            if term.figure.unit == "倍" and term.high >= 1 and _LESS.search(term.before):
                yield term.figure
