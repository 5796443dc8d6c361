"""Carried over: what the last report set out to do (下一步) and the new notes do not speak of."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from ..lexicon.short_forms import in_full
from ..model import Document, Section
from ..patterns import lazy
from ..text.factsheet import FactSheet

_PLANS = lazy(r"下一?步|下半年|打算|计划|安排|思路|明年|20\d\d年.{0,4}(?:工作|任务|重点)")
_PIECES = lazy(r"[，。、；：！？（）()《》“”‘’\s\d%.—-]+")
_CLAUSES = lazy(r"[，。；：]")
# When a thing is due, and how much of it, is not what it is.
_WHEN = lazy(
    r"(?:上|下)半年|[一二三四]季度|\d{1,2}月?底?前?|年(?:底|内|末)前?|全年|力争|以上|以内|不少于|左右|全部|全面|进一步|持续|深入|着力"
    r"|切实|不断|大力|积极|扎实|推动|推进|加强|加快|完善|健全|提升|开展|做好|落实|强化|完成|工作"
)
# A clause is spoken of when one fact holds this share of its words, by weight, and as many of them at least.
TITLE_SHARE, BODY_SHARE, PIECE_SHARE, FEWEST = 0.5, 0.55, 0.8, 3
_LONGEST = 60
# So many characters in a row name the same thing: 业主开放日.
RUN = 5


class _Words:
    """The bigrams of a fact, and its runs of characters."""

    def __init__(self, text: str) -> None:
        self.grams, self.runs = _grams(text), _grams(text, RUN)


def carried_over(past: Sequence[Document], sheet: FactSheet) -> tuple[str, ...]:
    """Return what the report before this one planned and no fact of ``sheet`` speaks of, as that report headed it.

    ``past`` are past reports in any order. The report before is the latest one of the house, of the kind if there is
    one, that ended before the new period began; without one there is nothing to hold the notes against.
    """
    before = report_before(past, sheet)
    if before is None:
        return ()
    facts = [_Words(in_full(f"{fact.section_hint or ''}，{fact.text}", sheet.period)) for fact in sheet.facts]
    weights = _weights(before)
    return tuple(title for title, body in plans_of(before) if not _spoken_of(title, body, facts, weights))


def report_before(past: Sequence[Document], sheet: FactSheet) -> Document | None:
    """Return the latest report of the same house and kind that ended before the period of ``sheet`` began."""
    period, house = sheet.period, sheet.organisation
    if period is None:
        return None
    found = [
        (document.source.period.end, document.source.sha256 or "", document)
        for document in past
        if document.source.period is not None
        and document.source.period.end < period.start
        and (house is None or document.source.organisation in (None, house))
        and (sheet.kind is None or document.source.kind == sheet.kind)
    ]
    return max(found, key=lambda one: one[:2])[2] if found else None


def plans_of(document: Document) -> tuple[tuple[str, str], ...]:
    """Return (heading, what stands below it) of everything ``document`` plans, in its order."""
    tops = [s for s in document.sections if s.level == 1 and _PLANS.search(s.title)]
    found: list[tuple[str, str]] = []
    for index, section in enumerate(document.sections):
        if section.level not in (2, 3, "item") or not any(_inside(section, top) for top in tops):
            continue
        if any(other.parent == index for other in document.sections):
            continue
        # the unit's name and the day below the last plan are no part of it
        lines = document.text[section.span.start : section.extent.end].splitlines()
        body = "".join(line for line in lines if line.rstrip().endswith(("。", "；")))
        # an item (一是…) has no heading of its own: its first clause names it
        title = section.title.strip("。；，") or _CLAUSES.split(body)[0]
        found.append((title[:_LONGEST], body))
    return tuple(found)


def _inside(section: Section, top: Section) -> bool:
    return top.extent.start <= section.span.start < top.extent.end


def _spoken_of(title: str, body: str, facts: Sequence[_Words], weights: Mapping[str, float]) -> bool:
    """Return whether some fact names what ``title`` or a clause of ``body`` sets out to do."""
    named = [(clause, TITLE_SHARE) for clause in _CLAUSES.split(title)]
    named += [(clause, BODY_SHARE) for clause in _CLAUSES.split(body)]
    named += [(piece, PIECE_SHARE) for piece in re.split("[，。；：、]", body)]
    for clause, least in named:
        words = _WHEN.sub("，", clause)
        wanted = _grams(words)
        runs = _grams(words, RUN)
        total = sum(weights.get(gram, 0.0) for gram in wanted)
        for fact in facts:
            if runs & fact.runs:
                return True
            shared = wanted & fact.grams
            if len(shared) >= FEWEST and sum(weights.get(gram, 0.0) for gram in shared) >= least * total:
                return True
    return False


def _weights(document: Document) -> Mapping[str, float]:
    """Return how much a bigram tells: the less often the report says it, the more."""
    counts = Counter(gram for sentence in document.sentences for gram in _grams(document.quote(sentence.span)))
    return {gram: math.log(1 + len(document.sentences) / count) for gram, count in counts.items()}


def _grams(text: str, size: int = 2) -> frozenset[str]:
    return frozenset(p[i : i + size] for p in _PIECES.split(text) for i in range(len(p) - size + 1))
