"""Revise a draft by its review: at most two repairs, failing sentences only; what remains becomes an open mark."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from .errors import ChatError, ForbiddenError, InputError, PromptError
from .model import Brief, Draft, Outline, PromptVersion, Review, Unused
from .prompts import fill, pin_of
from .text.asking import Ask
from .text.assembly import Written, assemble
from .text.disassembly import as_written, disassemble
from .text.factsheet import FactSheet
from .text.faults import Fault, completed_ids, find_faults, marked, uncarried
from .text.parallel import in_parallel
from .text.replies import ReplySentence, read_sentences, schema_of

ROUNDS = 2
"""Repairs of a section at most."""
PASSES = 3
"""How often what is left is marked at most: once one of two exchanged figures is marked, the other stands alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """What one section's rewrite is asked for."""

    brief: Brief
    sentences: tuple[Written, ...]
    faults: Mapping[int, tuple[Fault, ...]]
    """By place in ``sentences``."""
    missing: tuple[str, ...]


def revise(
    draft: Draft,
    review: Review,
    *,
    ask: Ask,
    prompt: PromptVersion,
    check: Callable[[Draft], Review],
    sheet: FactSheet,
    rounds: int = ROUNDS,
    concurrency: int = 4,
) -> Draft:
    """Return ``draft`` with its failing sentences rewritten; every other sentence stays as it is, to the byte.

    Facts that no sentence carries are asked for once. After ``rounds`` rewrites, whatever still has no support is
    replaced by 【待核实：…】, sentences that rest on nothing are dropped, and facts still not carried are listed in
    ``unused``. When the model fails, the marks are set at once. Raises InputError for a text written by hand,
    PromptError when ``prompt`` does not serve, ForbiddenError when the text may not leave this machine.
    """
    if draft.outline is None:
        raise InputError("这份稿子没有提纲和依据（不是由本工具起草的），不能自动修改；请按审核意见手工修改")
    if prompt.output != "repairs":
        raise PromptError(f"{pin_of(prompt)} 的 output 应为 repairs；请检查 prompts/active.toml")
    for number in range(rounds):
        orders = _orders(draft, review, first=number == 0)
        if not orders:
            break
        answers = in_parallel([partial(_answer, draft, order, ask, prompt) for order in orders], concurrency)
        _raise_unless_chat(answers)
        changed = {
            order.brief.plan.id: _applied(order, answer)
            for order, answer in zip(orders, answers, strict=True)
            if isinstance(answer, tuple)
        }
        if not changed:
            break
        draft = _rebuilt(draft, sheet, changed)
        review = check(draft)
    return _settled(draft, review, sheet, check)


def _orders(draft: Draft, review: Review, *, first: bool) -> list[_Order]:
    """Return one order for each section that needs a rewrite; facts not (wholly) written are asked for once."""
    completed = completed_ids(draft, review)
    now = replace(draft, sentences=completed)
    faults = find_faults(now, review, incomplete=first)
    missing = uncarried(now, review) if first else ()
    orders = []
    for brief in draft.briefs:
        places = [number for number, one in enumerate(draft.sentences) if one.section_id == brief.plan.id]
        of_section = {
            place: tuple(fault for fault in faults if fault.sentence == number) for place, number in enumerate(places)
        }
        wanted = tuple(id for section, id in missing if section == brief.plan.id)
        failing = {place: found for place, found in of_section.items() if found}
        if failing or wanted:
            sentences = tuple(as_written(draft, completed[number]) for number in places)
            orders.append(_Order(brief=brief, sentences=sentences, faults=failing, missing=wanted))
    return orders


def _answer(draft: Draft, order: _Order, ask: Ask, prompt: PromptVersion) -> tuple[ReplySentence, ...]:
    outline = draft.outline
    facts = {fact.id: fact for fact in order.brief.facts}
    values: dict[str, Any] = {
        "report": outline.title if outline else "",
        "period": _period(outline) if outline else "",
        "section": order.brief.plan.title or order.brief.plan.role,
        "facts": [{"id": fact.id, "text": fact.text} for fact in order.brief.facts],
        "evidence": [],
        "sentences": [
            {"number": str(place), "text": one.text, "ids": ",".join(one.fact_ids)}
            for place, one in enumerate(order.sentences, 1)
        ],
        "faults": [
            {"number": str(place + 1), "complaint": fault.complaint}
            for place, found in order.faults.items()
            for fault in found
        ],
        "missing": [{"id": id, "text": facts[id].text} for id in order.missing if id in facts],
    }
    row = ask(
        fill(prompt, values),
        options=prompt.options,
        schema=schema_of(prompt.output, fact_ids=list(facts)),
        pin=pin_of(prompt),
    )
    return read_sentences(row.reply)


def _applied(order: _Order, answer: Sequence[ReplySentence]) -> tuple[Written, ...]:
    """Return the section's sentences with the answer's repairs in; only failing numbers are taken from it."""
    known = {fact.id for fact in order.brief.facts}
    elsewhere = [one.fact_ids for place, one in enumerate(order.sentences) if place not in order.faults]
    carried = {id for ids in elsewhere for id in ids}
    result: list[tuple[int, Written]] = []
    for place, old in enumerate(order.sentences):
        repairs = [one for one in answer if one.number == place + 1]
        if place not in order.faults or not repairs:
            result.append((place, old))
            continue
        text = "".join(_ended(one.text) for one in repairs if one.text)
        ids = tuple(dict.fromkeys(id for one in repairs for id in one.fact_ids if id in known))
        if not text and not set(old.fact_ids) <= carried:
            # an answer may not delete the only sentence that carries a fact
            result.append((place, old))
        elif text:
            result.append((place, replace(old, text=text, fact_ids=ids)))
    for one in answer:
        ids = tuple(id for id in one.fact_ids if id in known)
        if one.number == 0 and one.text and set(ids) & set(order.missing):
            result.append((_place_for(order, ids), _new(order, _ended(one.text), ids)))
    # sorting is stable: a new sentence follows the one it was placed by
    return tuple(written for _, written in sorted(result, key=lambda pair: pair[0]))


def _place_for(order: _Order, ids: Sequence[str]) -> int:
    """Return the place of the last sentence whose facts come before the new one's in the notes."""
    rank = {fact.id: number for number, fact in enumerate(order.brief.facts)}
    first = min(rank[id] for id in ids)
    before = [
        place
        for place, one in enumerate(order.sentences)
        if any(rank.get(id, len(rank)) < first for id in one.fact_ids)
    ]
    return before[-1] if before else len(order.sentences)


def _settled(draft: Draft, review: Review, sheet: FactSheet, check: Callable[[Draft], Review]) -> Draft:
    """Return the draft with open marks where support is still missing, and what was not written listed."""
    for _ in range(PASSES):
        now = _marked(draft, review, sheet)
        if now is draft:
            break
        draft, review = now, check(now)
    unused = {one.fact_id: one for one in draft.unused}
    named = {id for one in draft.sentences for id in one.fact_ids}
    for _, id in uncarried(draft, review):
        reason = "有句子注明依据它，但核对不到内容，请复核" if id in named else "补写一次后仍没有句子写到"
        unused.setdefault(id, Unused(fact_id=id, reason=reason))
    return replace(draft, unused=tuple(unused.values()))


def _marked(draft: Draft, review: Review, sheet: FactSheet) -> Draft:
    """Return the draft with open marks in place of what its review cannot let stand; ``draft`` itself where all can."""
    completed = completed_ids(draft, review)
    draft_now = replace(draft, sentences=completed)
    faults = find_faults(draft_now, review)
    kept: dict[str, list[Written]] = {brief.plan.id: [] for brief in draft.briefs}
    touched = False
    for number, sentence in enumerate(completed):
        own = [fault for fault in faults if fault.sentence == number]
        text = marked(sentence.text, own)
        # words that rest on nothing and say nothing checkable are worth less than no words
        drop = any(fault.rootless for fault in own) and text == sentence.text
        touched = touched or drop or text != sentence.text or sentence.fact_ids != draft.sentences[number].fact_ids
        if not drop:
            kept[sentence.section_id].append(replace(as_written(draft, sentence), text=text))
    if not touched:
        return draft
    return _rebuilt(draft, sheet, {id: tuple(sentences) for id, sentences in kept.items()})


def _rebuilt(draft: Draft, sheet: FactSheet, changed: Mapping[str, Sequence[Written]]) -> Draft:
    if draft.outline is None:
        return draft
    as_now = disassemble(draft)
    written: list[Written] = []
    for brief in draft.briefs:
        written += changed.get(brief.plan.id, [one for one in as_now if one.section_id == brief.plan.id])
    return assemble(
        draft.outline,
        draft.briefs,
        written,
        sheet=sheet,
        made_with=draft.made_with,
        unused=draft.unused,
        carried_over=draft.carried_over,
    )


def _raise_unless_chat(answers: Sequence[object]) -> None:
    """Raise what is not a failing model: a bug, a bad prompt, text that may not leave, Ctrl-C."""
    if None in answers:
        raise KeyboardInterrupt
    for answer in answers:
        if isinstance(answer, BaseException) and (
            not isinstance(answer, ChatError) or isinstance(answer, ForbiddenError)
        ):
            raise answer


def _new(order: _Order, text: str, fact_ids: tuple[str, ...]) -> Written:
    return Written(section_id=order.brief.plan.id, text=text, fact_ids=fact_ids, passage_ids=())


def _ended(text: str) -> str:
    return text if not text or text[-1] in "。！？；：…”】" else text + "。"


def _period(outline: Outline) -> str:
    start, end = outline.period.start, outline.period.end
    return f"{start.year}年{start.month}月{start.day}日至{end.year}年{end.month}月{end.day}日"
