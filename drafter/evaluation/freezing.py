"""Freeze: give every case the passages of past reports nearest to it, once; from then on they are part of the case."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from ..model import Document, EvalCase, Passage
from ..text.grounding_context import pairs
from ..text.passages import cut_passages
from .cases import plain_passage

PASSAGES = 4
"""Passages a case is given: as many as drafting shows to a writer."""


def freeze(cases: Sequence[EvalCase], past: Sequence[Document], path: Path) -> int:
    """Write the passages of each case to ``path`` and return how many there are; every case is chosen anew.

    Nearness is the cosine of character pairs, rare ones weighing more, between a case's heading and facts and the
    masked passage; passages of the same role only, at most two of one report. No store and no vectors are needed.
    """
    passages = [passage for document in past for passage in cut_passages(document)]
    words = [Counter(pairs(passage.masked_text)) for passage in passages]
    seen = Counter(pair for one in words for pair in one)
    weights = {pair: math.log(len(passages) / count) for pair, count in seen.items()}
    lengths = [math.sqrt(sum((weights[pair] * n) ** 2 for pair, n in one.items())) or 1.0 for one in words]
    given: dict[str, list[str]] = {}
    kept: dict[str, Passage] = {}
    for case in cases:
        asked = set(pairs(case.plan.title + "".join(fact.text for fact in case.facts)))
        scores = [
            sum(weights[pair] ** 2 * words[place][pair] for pair in asked if pair in words[place]) / lengths[place]
            for place in range(len(passages))
        ]
        chosen = _best(case, passages, scores)
        given[case.id] = [passage.id for passage in chosen]
        kept |= {passage.id: passage for passage in chosen}
    plain = {"passages": {id: plain_passage(kept[id]) for id in sorted(kept)}, "cases": given}
    path.write_text(json.dumps(plain, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return len(kept)


def _best(case: EvalCase, passages: Sequence[Passage], scores: Sequence[float]) -> list[Passage]:
    chosen: list[Passage] = []
    for place in sorted(range(len(passages)), key=lambda n: (-scores[n], passages[n].id)):
        passage = passages[place]
        same = sum(1 for one in chosen if one.source.sha256 == passage.source.sha256)
        if passage.role == case.plan.role and same < 2 and scores[place] > 0:
            chosen.append(passage)
        if len(chosen) == PASSAGES:
            break
    return chosen
