"""Statements in a text that can be worked out: parts and totals, growth, shares, points, doublings.

Every printed value is the interval its digits allow, so a statement fails only when no values that round to what is
printed could satisfy it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Context as Arithmetic
from decimal import localcontext

from ..model import Document, Figure, Span
from ..patterns import lazy
from .arithmetic_compared import compared
from .arithmetic_growth import directions, growth
from .arithmetic_items import clause_groups
from .arithmetic_levels import levels
from .arithmetic_lists import lists, lists_above
from .arithmetic_partitions import partitions
from .arithmetic_portions import portions
from .arithmetic_rates import multiples, points, shares
from .arithmetic_roles import changes
from .arithmetic_sums import sums
from .arithmetic_terms import ANY, DOWN, UP, Relation, RelationKind, Term, extent, terms_by_sentence, without_dates
from .arithmetic_totals import totals
from .arithmetic_wording import DOWN_WORDS, UP_WORDS

__all__ = ["Relation", "fewer_by_multiples", "relations"]

_ARITHMETIC = Arithmetic(prec=28)
_CLAIM = lazy(
    r"[由从率占共较翻倍（(=＝]|[上去]年|其中|分别|相加|总和|之和|合计|总计|累计|增收|减收|[，、][未不没]|完成[^，。；]{2,8}的"
    rf"|高出|超出|[高低]于|尚未|在建|正在推进|{UP}|{DOWN}"
)
_MULTIPLE = lazy("倍")
_LESS = lazy(
    rf"(?:(?:{DOWN_WORDS.replace('低于|', '')}|降幅|跌幅|减幅)(?:(?!{UP_WORDS}|[到至的])[^，。；]){{0,6}}"
    r"|(?:降|减|缩|跌|省|轻|(?<=[比较均数])(?:[低慢短]|(?<!不)少)|(?<![不至多减缺])少|(?<=[^最较])低)了?)"
    "(?:近|约|将近|接近|整整|足足|大约|达到?|高达|超过?|逾|至少)?$"
)
_OF_LESS = lazy("^[多余]?的(?:降幅|下降|减少|缩减|压减|跌幅)")
_LEAST = lazy("不低于|不少于|低于|至少|[最至]少")


def relations(document: Document) -> tuple[Relation, ...]:
    """Return every statement of ``document`` that can be worked out, in reading order, holding or not."""
    told: list[Relation] = []
    likely: list[Relation] = []
    with localcontext(_ARITHMETIC):
        sentences = [*terms_by_sentence(document, ANY)]
        for terms in sentences:
            if len(terms) > 1 and _CLAIM.search(document.text, *extent(terms)):
                told.extend(_in_set_words(terms))
        told.extend(lists_above(document.text, sentences))
        for now, before in clause_groups(document.text, sentences):
            likely.extend(levels(now, before))
            likely.extend(totals(now, before))
            likely.extend(portions(now, before))
    return tuple(sorted(_one_a_claim(told, likely), key=lambda r: (r.total.span, r.kind)))


def _in_set_words(terms: Sequence[Term]) -> Iterator[Relation]:
    """Yield what the narrow grammars find in one sentence."""
    yield from sums(terms)
    numbers = [*without_dates(terms)]
    yield from partitions(numbers)
    yield from lists(numbers)
    for find in (growth, directions, shares, points, multiples, changes, compared):
        yield from find(numbers)


def _one_a_claim(told: Iterable[Relation], likely: Iterable[Relation]) -> Iterable[Relation]:
    """Return one statement a claim: the narrower grammar first, unless it is not sure; what holds in any is likely.

    A number that follows from others in one reading is not held against the writer in a merely likely one.
    """
    known: dict[tuple[Span, RelationKind], Relation] = {}
    for relation in told:
        key = (relation.total.span, relation.kind)
        if key not in known or (relation.sure and not known[key].sure):
            known[key] = relation
    likely = list(likely)
    settled = {relation.total.span for relation in (*known.values(), *likely) if relation.holds}
    for relation in likely:
        key = (relation.total.span, relation.kind)
        if key in known and known[key].sure and (known[key].holds or not relation.holds):
            continue
        if relation.holds or relation.total.span not in settled:
            known[key] = relation
    return known.values()


def fewer_by_multiples(document: Document) -> Iterator[Figure]:
    """Yield every 倍 that something is said to have fallen by: nothing falls by more than the whole of itself."""
    for terms in terms_by_sentence(document, _MULTIPLE):
        for term in without_dates(terms):
            if term.figure.unit == "倍" and term.high >= 1 and _falls(term):
                yield term.figure


def _falls(term: Term) -> bool:
    if _OF_LESS.match(term.after):
        return True
    return _LESS.search(term.before) is not None and _LEAST.search(term.before[-8:]) is None
