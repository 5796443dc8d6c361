"""Consulting: the outline is put before a model, which may correct it; whatever it answers, there is an outline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ..errors import ChatError, ForbiddenError
from ..model import CallRow, Message, Outline, PromptVersion
from ..prompts import fill, pin_of
from ..text.asking import Ask, SectionState, Watch, unwatched
from ..text.factsheet import FactSheet
from ..text.replies import read_corrections, schema_of
from .correcting import Corrected, choices_of, corrected, prompt_values

FORM = "corrections"
"""Output form of a prompt that corrects; version 1 asked for a whole outline instead."""
ROW = "规划"
"""What the row of the live display is called."""


def plan_messages(outline: Outline, sheet: FactSheet, prompt: PromptVersion) -> tuple[Message, ...]:
    """Return what a model would be asked of ``outline``; nothing where there is nothing to choose."""
    if prompt.output != FORM or not choices_of(outline, sheet).facts:
        return ()
    return fill(prompt, prompt_values(outline, sheet))


def consult(
    outline: Outline, sheet: FactSheet, *, ask: Ask, prompt: PromptVersion, watch: Watch = unwatched
) -> Corrected:
    """Return ``outline`` as a model corrected it, or as it was, with a note that says why.

    Raises ForbiddenError when the text may not leave this machine; no other failure of a model gets out of here.
    """
    messages = plan_messages(outline, sheet, prompt)
    if not messages:
        said = "" if prompt.output == FORM else f"提示词 {pin_of(prompt)} 不是校正提纲的，没有用：提纲自动排定。"
        return Corrected(outline=replace(outline, note=said), accepted=False)
    choices = choices_of(outline, sheet)
    watch(_state(len(choices.facts), "checking"))
    schema = schema_of(
        prompt.output, fact_ids=[*choices.facts], section_ids=[*choices.homes], heading_ids=[*choices.headings]
    )
    try:
        row = ask(messages, options=prompt.options, schema=schema, pin=pin_of(prompt))
    except ForbiddenError:
        raise
    except ChatError as error:
        return _left(outline, len(choices.facts), watch, str(error))
    reply = read_corrections(row.reply)
    if reply is None:
        return _left(outline, len(choices.facts), watch, "模型的回复不是要求的 JSON", (row,))
    result = corrected(outline, sheet, reply)
    watch(_state(len(choices.facts), "done" if result.accepted else "failed", (row,), result.outline.note))
    return result


def _left(outline: Outline, facts: int, watch: Watch, why: str, spent: Sequence[CallRow] = ()) -> Corrected:
    """Return the outline as it was."""
    note = f"提纲未经模型校正，按自动排定的写（{why}）。"
    watch(_state(facts, "failed", spent, note))
    return Corrected(outline=replace(outline, note=note), accepted=False)


def _state(facts: int, state: Any, spent: Sequence[CallRow] = (), note: str = "") -> SectionState:
    return SectionState(
        section_id="plan",
        title=ROW,
        state=state,
        tokens_in=sum(row.tokens_in for row in spent),
        tokens_out=sum(row.tokens_out for row in spent),
        seconds=round(sum(row.seconds for row in spent), 3),
        facts=facts,
        covered=facts if state == "done" else 0,
        note=note,
    )
