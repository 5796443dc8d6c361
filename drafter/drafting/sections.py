"""Sections: each is asked for, admitted, checked and repaired, several at a time; one that fails is listed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from ..errors import ChatError, ForbiddenError
from ..model import (
    Brief,
    CallRow,
    Draft,
    Message,
)
from ..prompts import fill, pin_of
from ..text.assembly import Written, assemble
from ..text.disassembly import disassemble
from ..text.faults import is_open
from ..text.parallel import in_parallel
from ..text.replies import read_sentences, schema_of
from .admitting import admitted
from .desk import Desk, Part
from .marking import listed, without_facts
from .states import state_of
from .telling import FRAME, passage_ids, values_of


def write_all(
    desk: Desk,
    briefs: Sequence[Brief],
    standing: Mapping[str, tuple[Written, ...]],
    finished: Sequence[Part],
    concurrency: int,
) -> tuple[dict[str, Part], bool]:
    """Return the parts by section id, and whether none was cut off; ``concurrency`` 0 means: ask nothing more."""
    todo = [_given(brief, finished) for brief in briefs if brief.plan.id not in standing]
    done = {
        brief.plan.id: Part(brief=brief, sentences=standing[brief.plan.id], unused=())
        for brief in briefs
        if brief.plan.id in standing
    }
    for brief in todo:
        if brief.facts or brief.plan.role in FRAME:
            desk.watch(state_of(brief, "waiting"))
    jobs = [partial(_written, desk, brief, finished) for brief in todo]
    outcomes: Sequence[Part | BaseException | None]
    outcomes = in_parallel(jobs, concurrency) if concurrency else [None] * len(jobs)
    failures = [one for one in outcomes if isinstance(one, BaseException)]
    for error in failures:
        if not isinstance(error, ChatError) or isinstance(error, ForbiddenError):
            raise error
    written = [brief for brief, one in zip(todo, outcomes, strict=True) if isinstance(one, Part) and brief.facts]
    if failures and not written and not finished and not standing:
        raise failures[0]
    for brief, outcome in zip(todo, outcomes, strict=True):
        if isinstance(outcome, Part):
            done[brief.plan.id] = outcome
        elif outcome is None and brief.plan.id in desk.answered:
            done[brief.plan.id] = _as_answered(desk, brief)
        else:
            desk.watch(state_of(brief, "failed", note=str(outcome or "起草被中断")))
            done[brief.plan.id] = listed(brief)
    return done, None not in outcomes


def _given(brief: Brief, finished: Sequence[Part]) -> Brief:
    """Return the brief; for an opening or closing, with the facts of the finished sections, which it may sum up."""
    if brief.plan.role not in FRAME:
        return brief
    own = {fact.id for fact in brief.facts}
    said = {id for part in finished for one in part.sentences if not is_open(one.text) for id in one.fact_ids}
    more = [fact for part in finished for fact in part.brief.facts if fact.id in said and fact.id not in own]
    return replace(brief, facts=(*brief.facts, *dict.fromkeys(more)))


def _written(desk: Desk, brief: Brief, finished: Sequence[Part]) -> Part:
    """Return one section: asked for, admitted, checked, repaired."""
    if not brief.facts and not (brief.plan.role in FRAME and brief.evidence):
        return without_facts(desk.outline, brief)
    spent: list[CallRow] = []

    def ask(messages: Sequence[Message], **how: Any) -> CallRow:
        row = desk.ask(messages, **how)
        spent.append(row)
        return row

    desk.watch(state_of(brief, "writing"))
    prompt = desk.prompts["opening_closing" if brief.plan.role in FRAME else "draft_section"]
    values = values_of(desk.outline, brief, desk.problems) | (
        {"written": _summary(finished)} if brief.plan.role in FRAME else {}
    )
    passages = passage_ids(brief)
    schema = schema_of(prompt.output, fact_ids=[fact.id for fact in brief.facts], passage_ids=list(passages))
    row = ask(fill(prompt, values), options=prompt.options, schema=schema, pin=pin_of(prompt))
    sentences = admitted(read_sentences(row.reply), brief)
    part = desk.answered[brief.plan.id] = _assembled(desk, brief, sentences)
    desk.watch(state_of(brief, "checking", spent=spent))
    review = desk.check(part)
    desk.watch(state_of(brief, "repairing", spent=spent, review=review))
    part = desk.repair(part, review, ask=ask)
    written = disassemble(part)
    lost = {one.fact_id for one in part.unused}
    covered = len(brief.plan.fact_ids) - len(lost & set(brief.plan.fact_ids))
    text = "".join(one.text for one in written)
    desk.watch(state_of(brief, "done", spent=spent, review=review, covered=covered, text=text))
    return Part(brief=brief, sentences=written, unused=part.unused)


def _assembled(desk: Desk, brief: Brief, sentences: Sequence[Written]) -> Draft:
    alone = replace(desk.outline, sections=(brief.plan,), unassigned=(), salutation="", announcement="", signature=())
    return assemble(alone, (brief,), sentences, sheet=desk.sheet, made_with=desk.made_with)


def _as_answered(desk: Desk, brief: Brief) -> Part:
    """Return an interrupted section as it was first answered, what cannot stand marked, without asking any more."""

    def silent(messages: Sequence[Message], **how: Any) -> CallRow:
        raise ChatError("起草被中断")

    part = desk.answered[brief.plan.id]
    part = desk.repair(part, desk.check(part), ask=silent)
    desk.watch(state_of(brief, "done", note="中断时未及修改", text="".join(one.text for one in part.sentences)))
    return Part(brief=brief, sentences=disassemble(part), unused=part.unused)


def _summary(finished: Sequence[Part]) -> list[dict[str, str]]:
    return [
        {"section": part.brief.plan.title, "ids": ",".join(one.fact_ids), "text": one.text}
        for part in finished
        for one in part.sentences
        if not is_open(one.text)
    ]
