"""What a draft's sentences name as their source: a figure those facts state is theirs, whoever else has its value."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from ..model import Span
from .grounding_claims import AGREE
from .grounding_index import FactIndex, Given
from .grounding_judge import Verdict
from .grounding_values import compare, measure

Named = Sequence[tuple[Span, frozenset[str]]]
"""Sentences in reading order, each with the ids of the facts it names."""


def by_names(verdicts: Sequence[Verdict], index: FactIndex, named: Named) -> tuple[Verdict, ...]:
    """Return ``verdicts`` with those figures supported that a fact named by their own sentence states.

    A figure stays contradicted where it is another figure of a named fact that it contradicts: a draft that swaps two
    of them names the right fact all the same.
    """
    starts = [span.start for span, _ in named]
    held = frozenset(one.given.index for one in verdicts if one.given is not None and one.state == "supported")
    found = []
    for verdict in verdicts:
        place = bisect_right(starts, verdict.figure.span.start) - 1
        inside = place >= 0 and named[place][0].contains(verdict.figure.span)
        ids = named[place][1] if inside else frozenset()
        found.append(_settled(verdict, index, ids, held) if ids else verdict)
    return tuple(found)


def _settled(verdict: Verdict, index: FactIndex, ids: frozenset[str], held: frozenset[int]) -> Verdict:
    if verdict.state not in ("supported", "derived", "unsupported", "contradicted"):
        return verdict
    if verdict.given is not None and verdict.given.fact.id in ids and verdict.state != "unsupported":
        # 4个支部…，其中3个支部先开…: the 4 has its figure, so the 3 does not stand in its place
        taken = verdict.state == "contradicted" and verdict.cause == "owner" and verdict.given.index in held
        if not taken:
            return verdict
    given = _stating(verdict, index, ids)
    if given is None:
        return verdict
    return verdict._replace(state="supported", cause="", given=given, owner=None, parts=(), note="")


def _stating(verdict: Verdict, index: FactIndex, ids: frozenset[str]) -> Given | None:
    mine = measure(verdict.figure)
    given = (one for id in sorted(ids) for one in index.by_fact.get(id, ()) if one.measure.group == mine.group)
    return next((one for one in given if compare(mine, one.measure) in AGREE), None)
