"""What the writer of a section is told: its facts, a few blinded passages, the outline, and how long it may be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from ..model import Brief, Fact, Message, Outline, PromptVersion, SectionPlan
from ..patterns import lazy
from ..prompts import fill
from ..text.masking import mask_heading

MUST = "〔必写〕"
"""How a fact that an opening itself must state is marked in its prompt."""
PASSAGES = 4
"""Passages shown to the writer of a section."""
PASSAGE_CHARS = 500
"""Characters shown of each."""
STRETCH = 2.5
"""How many times the length of its notes a section is asked for at most."""
FRAME = ("开头", "结尾")
"""Roles that are written last, from the finished sections."""
_DIGITS = lazy(r"[0-9０-９]+(?:[.．,，][0-9０-９]+)*")


def section_prompts(
    outline: Outline, briefs: Sequence[Brief], prompts: Mapping[str, PromptVersion]
) -> tuple[tuple[SectionPlan, tuple[Message, ...]], ...]:
    """Return what would be asked for each section of the body, without asking (for a dry run)."""
    problems = problems_of(briefs)
    return tuple(
        (brief.plan, fill(prompts["draft_section"], values_of(outline, brief, problems)))
        for brief in briefs
        if brief.plan.role not in FRAME and brief.facts
    )


def problems_of(briefs: Sequence[Brief]) -> Mapping[str, tuple[str, ...]]:
    """Return the problems a report owns up to, by the id of the section that tells them: plans answer them."""
    return {
        brief.plan.id: tuple(fact.text for fact in brief.facts if fact.id in brief.plan.fact_ids)
        for brief in briefs
        if brief.plan.role == "问题"
    }


def values_of(
    outline: Outline, brief: Brief, problems: Mapping[str, tuple[str, ...]] = MappingProxyType({})
) -> dict[str, Any]:
    """Return everything a prompt for this section may ask for; plans are shown the ``problems`` they answer."""
    plan = brief.plan
    titles: list[str] = []
    for one in outline.sections:
        if one.title:
            titles.append(f"{one.marker}{one.title}")
        if plan.role == "打算":
            titles += [f"  · {problem}" for problem in problems.get(one.id, ())]
    told = sum(len(fact.text) for fact in brief.facts)
    length = plan.target_chars or round(told * 1.5)
    if plan.role not in FRAME:
        # as long as the past section only where the notes have as much to say: a length is an invitation to pad
        length = min(length, round(told * STRETCH))
    period = outline.period
    return {
        "report": outline.title,
        "organisation": outline.organisation or "本单位",
        "period": f"{_day(period.start)}至{_day(period.end)}",
        "section": plan.title or plan.role,
        "role": plan.role,
        "length": str(max(60, round(length, -1))),
        "outline": "\n".join(titles) or "（无）",
        "facts": [_fact(fact, brief) for fact in brief.facts],
        "evidence": [
            {"id": f"E{number}", "heading": mask_heading(one.passage), "text": blind(one.passage.masked_text)}
            for number, one in enumerate(brief.evidence[:PASSAGES], 1)
        ],
    }  # fmt: skip


def blind(masked_text: str) -> str:
    """Return a masked passage, cut to size, with whatever digits the masking left blanked as well."""
    return _DIGITS.sub("〔数〕", masked_text[:PASSAGE_CHARS])


def _fact(fact: Fact, brief: Brief) -> dict[str, str]:
    """Return a fact for the prompt; an opening is told which facts are its own, and not only there to be summed up."""
    own = MUST if fact.id in brief.plan.fact_ids else ""
    return {"id": fact.id, "text": fact.text, "hint": own if brief.plan.role in FRAME else fact.section_hint or ""}


def passage_ids(brief: Brief) -> dict[str, str]:
    """Return the short ids the model sees, each with the passage's own."""
    return {f"E{number}": one.passage.id for number, one in enumerate(brief.evidence[:PASSAGES], 1)}


def _day(day: Any) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
