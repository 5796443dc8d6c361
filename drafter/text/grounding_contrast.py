"""What tells two like facts apart, and which of them a place speaks of: 城镇 or 农村, 申请 or 授权."""

from __future__ import annotations

from ..patterns import lazy
from .grounding_context import ANY_METRIC, Context, pairs
from .grounding_index import Given

_STRONG, _CLAUSE = lazy("[；;。！？\\n]"), lazy("[，,：:（(]")
_REACH = 60


def tells_apart(here: Context, mine: Given, other: Given) -> bool:
    """Return whether ``here`` holds what only ``other`` says of the two facts, and nothing that only ``mine`` says.

    Both must be of one kind, and so must this place: they share words with it, or it names what only ``other`` does.
    """
    first, second = mine.context.close.keys(), other.context.close.keys()
    theirs = (second - first) - ANY_METRIC
    ours = (first - second) - ANY_METRIC
    near = here.close.keys()
    # a list names every item of it in one sentence: beside the figure only its own stands
    if not theirs or ours & (near if theirs & near else here.weights.keys()):
        return False
    common = len((first & second & near) - ANY_METRIC)
    said = len(theirs & near)
    if said:
        return common > 0 or said > 1
    return common > 1 and bool(theirs & here.weights.keys())


def before_apart(here: frozenset[str], mine: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether ``here`` holds what only ``other`` says of two facts, and nothing that only ``mine`` says.

    Each is what `clause_before` returns: 采集食品样品452份，合格率98.6% is of food, whatever is said of water before.
    """
    return bool(here & (other - mine) - ANY_METRIC) and not here & (mine - other) - ANY_METRIC


def clause_before(text: str, first: int) -> frozenset[str]:
    """Return the character pairs of the clause before that of the figure at ``first``, in its part of the sentence."""
    said = _STRONG.split(text[max(0, first - _REACH) : first])[-1]
    clauses = _CLAUSE.split(said)
    return frozenset(pairs(clauses[-2])) if len(clauses) > 1 else frozenset()
