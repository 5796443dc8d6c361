"""What tells two like facts apart, and which of them a place speaks of: 城镇 or 农村, 申请 or 授权."""

from __future__ import annotations

from .grounding_context import ANY_METRIC, Context
from .grounding_index import Given


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
