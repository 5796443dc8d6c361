"""Retrieve: an Outline → one Brief a section, with passages of past reports that show how such things were said."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .model import Brief, Evidence, Fact, Outline, SectionPlan
from .text.factsheet import FactSheet

Search = Callable[[str, SectionPlan, int], Sequence[Evidence]]
"""Called as (query, section, k); returns passages, best first."""

PER_FACT, PER_SECTION = 4, 3
FRAME = ("开头", "结尾")


def retrieve(outline: Outline, sheet: FactSheet, search: Search) -> tuple[Brief, ...]:
    """Return a brief for every section of ``outline``, in its order.

    A section's evidence is the best passages for its heading and for each of its facts, every passage once, best
    score first. Evidence is empty where nothing is stored.
    """
    facts = {fact.id: fact for fact in sheet.facts}
    return tuple(
        _brief(section, [facts[id] for id in section.fact_ids], outline, search) for section in outline.sections
    )


def _brief(section: SectionPlan, facts: Sequence[Fact], outline: Outline, search: Search) -> Brief:
    heading = section.title or f"{outline.title}{section.role}"
    found: dict[str, Evidence] = {}
    queries = [(heading, PER_SECTION), *((f"{fact.text}", PER_FACT) for fact in facts)]
    for query, k in queries:
        for evidence in search(query, section, k):
            known = found.get(evidence.passage.id)
            if known is None or known.score < evidence.score:
                found[evidence.passage.id] = evidence
    ranked = sorted(found.values(), key=lambda e: (-e.score, e.passage.id))
    if section.role in FRAME:
        # An opening is learnt from openings; what stands below a heading only leads away from it.
        ranked = [one for one in ranked if not one.passage.heading_path] or ranked[:PER_SECTION]
    return Brief(plan=section, facts=tuple(facts), evidence=tuple(ranked))
