"""One case written once: by a prompt version through the chat door, or by the compose engine."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..composing import compose
from ..drafting import PASSAGES as SHOWN
from ..drafting import admitted, section_prompts
from ..errors import EvalError
from ..model import (
    Brief,
    CallRow,
    Document,
    Draft,
    EvalCase,
    Evidence,
    Fact,
    MadeWith,
    Message,
    OpenQuestion,
    Outline,
    PromptVersion,
    SectionPlan,
    Span,
)
from ..patterns import lazy
from ..planning import rank_patterns
from ..prompts import Prompts, pin_of, prompt_pin
from ..text.asking import Ask
from ..text.assembly import assemble
from ..text.disassembly import disassemble
from ..text.factsheet import FactSheet
from ..text.replies import read_sentences, schema_of

COMPOSE = "compose"
PAST_REPORTS = 8
"""Past reports compose writes by, as in the product."""
_SPEC = lazy(r"(?P<pin>[^?]+)(?:\?(?P<options>.+))?")
_OPTIONS = ("temperature", "top_p", "max_tokens")


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What writes: ``compose``, or a prompt version with the options it is asked with."""

    prompt: PromptVersion | None
    """The wording; None for compose."""
    options: Mapping[str, float | int]
    """Sampling options: the prompt's own, and those the specification overrides."""
    label: str
    """``compose``, ``draft_section@v1#57093b``, ``draft_section@v1#57093b?temperature=0.7``."""


def parse_version(spec: str, prompts: Prompts) -> Version:
    """Return the version ``spec`` names: ``compose``, a prompt pin, or a pin with ``?temperature=0.7,top_p=0.9``.

    Raises PromptError for an unknown pin and EvalError for options that are none.
    """
    if spec == COMPOSE:
        return Version(prompt=None, options={}, label=COMPOSE)
    match = _SPEC.fullmatch(spec)
    if match is None:
        raise EvalError(f"看不懂版本 {spec}；应形如 draft_section@v2、draft_section@v2?temperature=0.7 或 compose")
    prompt = prompts.get(match["pin"])
    if prompt.name != "draft_section" or prompt.output != "sentences":
        raise EvalError(f"{spec} 不是起草一节的提示词；评测只比较 draft_section 的版本和 compose")
    given = dict(_option(spec, one) for one in (match["options"] or "").split(",") if one)
    suffix = "?" + ",".join(f"{name}={value:g}" for name, value in sorted(given.items())) if given else ""
    return Version(prompt=prompt, options={**prompt.options, **given}, label=pin_of(prompt) + suffix)


def _option(spec: str, text: str) -> tuple[str, float | int]:
    name, _, value = text.partition("=")
    if name not in _OPTIONS or not re.fullmatch(r"\d+(?:\.\d+)?", value):
        raise EvalError(f"版本 {spec} 的选项 {text} 不对；可用 {'、'.join(_OPTIONS)}，值为数字")
    return name, int(value) if name == "max_tokens" else float(value)


def sheet_of(case: EvalCase) -> FactSheet:
    """Return the case's facts as a sheet."""
    questions = tuple(OpenQuestion(text=one, span=Span(start=0, end=0)) for one in case.open_questions)
    return FactSheet(
        title=case.title, organisation=case.organisation, kind=case.kind, period=case.period, facts=case.facts,
        open_questions=questions,
    )  # fmt: skip


def brief_of(case: EvalCase) -> Brief:
    """Return all that the section's writer may know."""
    evidence = tuple(Evidence(passage=one, score=1.0 / rank) for rank, one in enumerate(case.passages, 1))
    return Brief(plan=case.plan, facts=case.facts, evidence=evidence)


def outline_of(case: EvalCase) -> Outline:
    """Return the report's outline: its headings, the case's own section in its place."""
    if case.period is None:
        raise EvalError(f"用例 {case.id} 没有报告期；请补上 period")
    own = case.plan.marker + case.plan.title
    others = (_heading(number, text) for number, text in enumerate(case.outline, 2))
    sections = tuple(case.plan if one.title == own else one for one in others)
    return Outline(
        title=case.title, organisation=case.organisation, kind=case.kind, period=case.period,
        sections=sections if case.plan in sections else (*sections, case.plan), unassigned=(), pattern=None,
    )  # fmt: skip


def _heading(number: int, text: str) -> SectionPlan:
    return SectionPlan(
        id=f"S{number}", marker="", level=1, title=text, fact_ids=(), role="成绩", target_chars=0, pattern_section=None
    )


def messages_of(case: EvalCase, version: Version) -> tuple[Message, ...]:
    """Return what is asked for a case, without asking."""
    assert version.prompt is not None
    return section_prompts(outline_of(case), (brief_of(case),), {"draft_section": version.prompt})[0][1]


def schema_for(case: EvalCase, version: Version) -> dict[str, object] | None:
    """Return the JSON schema the reply must follow, with the closed lists of ids."""
    assert version.prompt is not None
    passages = [f"E{number}" for number in range(1, min(len(case.passages), SHOWN) + 1)]
    return schema_of(version.prompt.output, fact_ids=[fact.id for fact in case.facts], passage_ids=passages)


def write_with_model(case: EvalCase, version: Version, sample: int, ask: Ask, model: str) -> tuple[Draft, CallRow]:
    """Return the section as a draft of its own, before any repair: what the prompt alone brings about, and the call."""
    assert version.prompt is not None
    row = ask(
        messages_of(case, version), options={**version.options, "seed": sample}, schema=schema_for(case, version),
        pin=version.label,
    )  # fmt: skip
    brief = brief_of(case)
    made_with = MadeWith(engine="model", model=model, prompts=(prompt_pin(version.prompt),), seed=sample)
    written = admitted(read_sentences(row.reply), brief)
    if not written:
        raise EvalError("回复里没有一句可用的话")
    return assemble(_alone(case), (brief,), written, sheet=sheet_of(case), made_with=made_with), row


def write_with_compose(cases: Sequence[EvalCase], past: Sequence[Document]) -> dict[str, Draft]:
    """Return the sections of one report as the compose engine writes them together, each as a draft of its own.

    ``cases`` are all cases of the report: compose writes whole reports and never opens two sections with one sentence.
    """
    facts: list[Fact] = []
    briefs: list[Brief] = []
    for number, case in enumerate(cases, 1):
        own = tuple(replace(fact, id=f"F{len(facts) + place}") for place, fact in enumerate(case.facts, 1))
        facts += own
        plan = replace(case.plan, id=f"S{number}", fact_ids=tuple(fact.id for fact in own))
        briefs.append(replace(brief_of(case), plan=plan, facts=own))
    sheet = replace(sheet_of(cases[0]), facts=tuple(facts))
    outline = replace(_alone(cases[0]), sections=tuple(brief.plan for brief in briefs))
    near = rank_patterns(sheet, past)[:PAST_REPORTS]
    whole = compose(outline, briefs, sheet, near)
    return {case.id: _section(whole, brief, case) for case, brief in zip(cases, briefs, strict=True)}


def _section(whole: Draft, brief: Brief, case: EvalCase) -> Draft:
    """Return one section of a report as a draft of its own, ids as the case has them."""
    ids = {fact.id: own.id for fact, own in zip(brief.facts, case.facts, strict=True)}
    written = [
        replace(one, section_id=case.plan.id, fact_ids=tuple(ids[id] for id in one.fact_ids if id in ids))
        for one in disassemble(whole)
        if one.section_id == brief.plan.id
    ]
    return assemble(_alone(case), (brief_of(case),), written, sheet=sheet_of(case), made_with=whole.made_with)


def _alone(case: EvalCase) -> Outline:
    whole = outline_of(case)
    return Outline(
        title=whole.title, organisation=whole.organisation, kind=whole.kind, period=whole.period,
        sections=(case.plan,), unassigned=(), pattern=None,
    )  # fmt: skip
