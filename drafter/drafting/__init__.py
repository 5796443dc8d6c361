"""Draft a report with a model: sections in parallel, then opening and closing; every sentence owned by facts.

What a writer of a section may know is its brief: facts with ids, and passages of past reports without figures, dates
or names. What comes back is admitted only with ids from that closed list, checked by the rules, repaired (the callable
`repair` is `revising.revise`, handed in by the pipeline) and marked where nobody can support it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, Protocol

from ..errors import ChatError, ForbiddenError, PromptError
from ..model import (
    Brief,
    CallRow,
    Draft,
    MadeWith,
    Message,
    Outline,
    PromptVersion,
    Review,
    Unused,
)
from ..prompts import fill, pin_of, prompt_pin
from ..text.asking import Ask, SectionState, Watch, unwatched
from ..text.assembly import Written, assemble
from ..text.disassembly import disassemble
from ..text.doubts import Doubts
from ..text.factsheet import FactSheet
from ..text.faults import OPEN_MARK, is_open
from ..text.parallel import in_parallel
from ..text.replies import ReplySentence, read_sentences, schema_of
from .telling import FRAME, PASSAGES, passage_ids, problems_of, section_prompts, values_of

__all__ = ["FRAME", "PASSAGES", "PROMPTS", "Repair", "admitted", "draft", "section_prompts"]

PROMPTS = ("draft_section", "opening_closing")
"""Prompts this stage uses."""

_DRESSING = re.compile(r"^(?:#{1,6}\s+|[-*•]\s+)|\*\*|\[(?:[FE]\d+[,，、\s]*)+\]")


class Repair(Protocol):
    """What `revising.revise` is to this stage."""

    def __call__(self, draft: Draft, review: Review, *, ask: Ask) -> Draft:
        """Return the draft with its failing sentences repaired or marked, all others unchanged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """All that the writing of one report needs."""

    outline: Outline
    sheet: FactSheet
    ask: Ask
    prompts: Mapping[str, PromptVersion]
    check: Callable[[Draft], Review]
    repair: Repair
    made_with: MadeWith
    watch: Watch
    problems: Mapping[str, tuple[str, ...]]
    answered: dict[str, Draft]
    """Sections as first answered, by id: what an interrupt leaves of those that were being repaired."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One finished section."""

    brief: Brief
    sentences: tuple[Written, ...]
    unused: tuple[Unused, ...]


def draft(
    outline: Outline,
    briefs: Sequence[Brief],
    sheet: FactSheet,
    *,
    ask: Ask,
    prompts: Mapping[str, PromptVersion],
    check: Callable[[Draft], Review],
    repair: Repair,
    model: str | None = None,
    seed: int | None = None,
    concurrency: int = 4,
    kept: Mapping[str, Sequence[Written]] | None = None,
    carried_over: Sequence[str] = (),
    allow: Callable[[Iterable[str]], None] | None = None,
    watch: Watch = unwatched,
) -> Draft:
    """Return the report, every fact written or listed as unused with the reason.

    ``prompts`` holds a version for each name in `PROMPTS` (and any others whose pins belong to the draft). ``kept``
    gives sections that stand as they are, by section id (`text.disassembly` makes them): they are not written again.
    ``allow`` is called with the text of every prompt before the first is sent and may raise.

    A section whose model fails lists its facts as open marks, as does every unfinished one after Ctrl-C. Raises
    ChatError when no section at all could be written, PromptError when a prompt does not serve, and ForbiddenError
    when the text may not leave this machine.
    """
    for name in PROMPTS:
        if name not in prompts or prompts[name].output != "sentences":
            raise PromptError(f"起草需要提示词 {name}，其 output 应为 sentences；请检查 prompts/active.toml")
    pins = tuple(prompt_pin(prompts[name]) for name in sorted(prompts))
    made_with = MadeWith(engine="model", model=model, prompts=pins, seed=seed)
    desk = _Desk(
        outline=outline, sheet=sheet, ask=ask, prompts=prompts, check=check, repair=repair,
        made_with=made_with, watch=watch, problems=problems_of(briefs), answered={},
    )  # fmt: skip
    standing = {id: tuple(sentences) for id, sentences in (kept or {}).items()}
    if allow is not None:
        allow(message.content for _, messages in section_prompts(outline, briefs, prompts) for message in messages)

    body = [brief for brief in briefs if brief.plan.role not in FRAME]
    parts, whole = _write_all(desk, body, standing, (), concurrency)
    frame = [brief for brief in briefs if brief.plan.role in FRAME]
    finished = tuple(parts[brief.plan.id] for brief in body if brief.plan.id in parts)
    more, _ = _write_all(desk, frame, standing, finished, concurrency if whole else 0)
    parts |= more
    return _joined(desk, briefs, parts, carried_over, frozenset(standing))


def _write_all(
    desk: _Desk,
    briefs: Sequence[Brief],
    standing: Mapping[str, tuple[Written, ...]],
    finished: Sequence[_Part],
    concurrency: int,
) -> tuple[dict[str, _Part], bool]:
    """Return the parts by section id, and whether none was cut off; ``concurrency`` 0 means: ask nothing more."""
    todo = [_given(brief, finished) for brief in briefs if brief.plan.id not in standing]
    done = {
        brief.plan.id: _Part(brief=brief, sentences=standing[brief.plan.id], unused=())
        for brief in briefs
        if brief.plan.id in standing
    }
    for brief in todo:
        if brief.facts or brief.plan.role in FRAME:
            desk.watch(_state(brief, "waiting"))
    jobs = [partial(_written, desk, brief, finished) for brief in todo]
    outcomes: Sequence[_Part | BaseException | None]
    outcomes = in_parallel(jobs, concurrency) if concurrency else [None] * len(jobs)
    failures = [one for one in outcomes if isinstance(one, BaseException)]
    for error in failures:
        if not isinstance(error, ChatError) or isinstance(error, ForbiddenError):
            raise error
    written = [brief for brief, one in zip(todo, outcomes, strict=True) if isinstance(one, _Part) and brief.facts]
    if failures and not written and not finished and not standing:
        raise failures[0]
    for brief, outcome in zip(todo, outcomes, strict=True):
        if isinstance(outcome, _Part):
            done[brief.plan.id] = outcome
        elif outcome is None and brief.plan.id in desk.answered:
            done[brief.plan.id] = _as_answered(desk, brief)
        else:
            desk.watch(_state(brief, "failed", note=str(outcome or "起草被中断")))
            done[brief.plan.id] = _listed(brief)
    return done, None not in outcomes


def _given(brief: Brief, finished: Sequence[_Part]) -> Brief:
    """Return the brief; for an opening or closing, with the facts of the finished sections, which it may sum up."""
    if brief.plan.role not in FRAME:
        return brief
    own = {fact.id for fact in brief.facts}
    said = {id for part in finished for one in part.sentences if not is_open(one.text) for id in one.fact_ids}
    more = [fact for part in finished for fact in part.brief.facts if fact.id in said and fact.id not in own]
    return replace(brief, facts=(*brief.facts, *dict.fromkeys(more)))


def _written(desk: _Desk, brief: Brief, finished: Sequence[_Part]) -> _Part:
    """Return one section: asked for, admitted, checked, repaired."""
    if not brief.facts and not (brief.plan.role in FRAME and brief.evidence):
        return _without_facts(desk.outline, brief)
    spent: list[CallRow] = []

    def ask(messages: Sequence[Message], **how: Any) -> CallRow:
        row = desk.ask(messages, **how)
        spent.append(row)
        return row

    desk.watch(_state(brief, "writing"))
    prompt = desk.prompts["opening_closing" if brief.plan.role in FRAME else "draft_section"]
    values = values_of(desk.outline, brief, desk.problems) | (
        {"written": _summary(finished)} if brief.plan.role in FRAME else {}
    )
    passages = passage_ids(brief)
    schema = schema_of(prompt.output, fact_ids=[fact.id for fact in brief.facts], passage_ids=list(passages))
    row = ask(fill(prompt, values), options=prompt.options, schema=schema, pin=pin_of(prompt))
    sentences = admitted(read_sentences(row.reply), brief)
    part = desk.answered[brief.plan.id] = _assembled(desk, brief, sentences)
    desk.watch(_state(brief, "checking", spent=spent))
    review = desk.check(part)
    desk.watch(_state(brief, "repairing", spent=spent, review=review))
    part = desk.repair(part, review, ask=ask)
    written = disassemble(part)
    lost = {one.fact_id for one in part.unused}
    covered = len(brief.plan.fact_ids) - len(lost & set(brief.plan.fact_ids))
    text = "".join(one.text for one in written)
    desk.watch(_state(brief, "done", spent=spent, review=review, covered=covered, text=text))
    return _Part(brief=brief, sentences=written, unused=part.unused)


def admitted(sentences: Iterable[ReplySentence], brief: Brief) -> tuple[Written, ...]:
    """Return what a model wrote with only those ids that its brief holds; empty and repeated sentences are left out."""
    facts, passages = {fact.id for fact in brief.facts}, passage_ids(brief)
    found: dict[str, Written] = {}
    for one in sentences:
        text = _DRESSING.sub("", one.text).strip()
        if not text:
            continue
        text = text if text[-1] in "。！？；：…”】" else text + "。"
        found.setdefault(
            text,
            Written(
                section_id=brief.plan.id,
                text=text,
                fact_ids=tuple(id for id in one.fact_ids if id in facts),
                passage_ids=tuple(passages[id] for id in one.passage_ids if id in passages),
                new_paragraph=one.paragraph,
            ),
        )
    return tuple(found.values())


def _assembled(desk: _Desk, brief: Brief, sentences: Sequence[Written]) -> Draft:
    alone = replace(desk.outline, sections=(brief.plan,), unassigned=(), salutation="", announcement="", signature=())
    return assemble(alone, (brief,), sentences, sheet=desk.sheet, made_with=desk.made_with)


def _joined(
    desk: _Desk, briefs: Sequence[Brief], parts: Mapping[str, _Part], carried_over: Sequence[str], kept_ids: Set[str]
) -> Draft:
    """Return all parts as one report, without sentences that repeat an earlier one; questioned figures are marked."""
    said: set[str] = set()
    doubts = Doubts(desk.sheet.open_questions, desk.sheet.facts)
    kept: list[Written] = []
    unused = [one for brief in briefs for one in parts[brief.plan.id].unused]
    carrying = {id for part in parts.values() for one in part.sentences for id in one.fact_ids}
    for brief in briefs:
        for one in parts[brief.plan.id].sentences:
            if is_open(one.text) or _plain(one.text) not in said:
                said.add(_plain(one.text))
                fresh = brief.plan.id not in kept_ids and not is_open(one.text)
                summing_up = brief.plan.role in FRAME
                text = doubts.marked(one.text, one.fact_ids, summing_up=summing_up) if fresh else one.text
                kept.append(replace(one, text=text))
    lost = carrying - {id for one in kept for id in one.fact_ids} - {one.fact_id for one in unused}
    unused += [Unused(fact_id=id, reason="所在句子与前文重复，未再写入") for id in sorted(lost)]
    unused += [Unused(fact_id=id, reason="没有找到合适的章节") for id in desk.outline.unassigned]
    given = tuple(parts[brief.plan.id].brief for brief in briefs)
    unique = {one.fact_id: one for one in reversed(unused)}
    return assemble(
        desk.outline,
        given,
        kept,
        sheet=desk.sheet,
        made_with=desk.made_with,
        unused=tuple(unique[id] for id in dict.fromkeys(one.fact_id for one in unused)),
        carried_over=tuple(carried_over),
    )


def _summary(finished: Sequence[_Part]) -> list[dict[str, str]]:
    return [
        {"section": part.brief.plan.title, "ids": ",".join(one.fact_ids), "text": one.text}
        for part in finished
        for one in part.sentences
        if not is_open(one.text)
    ]


def _without_facts(outline: Outline, brief: Brief) -> _Part:
    """Return nothing for a heading that only holds others, an open mark for a section nobody gave facts for."""
    plans = outline.sections
    place = next((number for number, one in enumerate(plans) if one.id == brief.plan.id), len(plans))
    holds_others = place + 1 < len(plans) and plans[place + 1].level > brief.plan.level > 0
    if holds_others or brief.plan.role in FRAME:
        return _Part(brief=brief, sentences=(), unused=())
    mark = OPEN_MARK.format("本节没有素材，请补充")
    return _Part(brief=brief, sentences=(_mark(brief, mark, ()),), unused=())


def _as_answered(desk: _Desk, brief: Brief) -> _Part:
    """Return an interrupted section as it was first answered, what cannot stand marked, without asking any more."""

    def silent(messages: Sequence[Message], **how: Any) -> CallRow:
        raise ChatError("起草被中断")

    part = desk.answered[brief.plan.id]
    part = desk.repair(part, desk.check(part), ask=silent)
    desk.watch(_state(brief, "done", note="中断时未及修改", text="".join(one.text for one in part.sentences)))
    return _Part(brief=brief, sentences=disassemble(part), unused=part.unused)


def _listed(brief: Brief) -> _Part:
    """Return a section that could not be written: its facts as open marks."""
    own = [fact for fact in brief.facts if fact.id in brief.plan.fact_ids]
    marks = [_mark(brief, OPEN_MARK.format("本节未能写成，以下是素材原文"), ())] if own else []
    marks += [_mark(brief, OPEN_MARK.format(fact.text.replace("】", "］")), (fact.id,)) for fact in own]
    return _Part(brief=brief, sentences=tuple(marks), unused=())


def _mark(brief: Brief, text: str, fact_ids: tuple[str, ...]) -> Written:
    return Written(section_id=brief.plan.id, text=text, fact_ids=fact_ids, passage_ids=(), new_paragraph=True)


def _plain(text: str) -> str:
    return re.sub(r"[\s，。、；：！？,.;:!?“”]", "", text)


def _state(
    brief: Brief,
    state: Any,
    *,
    spent: Sequence[CallRow] = (),
    review: Review | None = None,
    covered: int = 0,
    note: str = "",
    text: str = "",
) -> SectionState:
    return SectionState(
        section_id=brief.plan.id,
        title=brief.plan.title or brief.plan.role,
        state=state,
        tokens_in=sum(row.tokens_in for row in spent),
        tokens_out=sum(row.tokens_out for row in spent),
        seconds=round(sum(row.seconds for row in spent), 3),
        facts=len(brief.plan.fact_ids),
        covered=covered,
        figures=len(review.ledger) if review else 0,
        note=note,
        text=text,
    )
