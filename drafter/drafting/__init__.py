"""Draft a report with a model: sections in parallel, then opening and closing; every sentence owned by facts.

What a writer of a section may know is its brief: facts with ids, and passages of past reports without figures, dates
or names. What comes back is admitted only with ids from that closed list, checked by the rules, repaired (the callable
`repair` is `revising.revise`, handed in by the pipeline) and marked where nobody can support it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from ..errors import PromptError
from ..model import Brief, Draft, MadeWith, Outline, PromptVersion, Review
from ..prompts import prompt_pin
from ..text.asking import Ask, Watch, unwatched
from ..text.assembly import Written
from ..text.factsheet import FactSheet
from .admitting import admitted
from .desk import Desk, Repair
from .joining import joined
from .sections import write_all
from .telling import FRAME, PASSAGES, problems_of, section_prompts

__all__ = ["FRAME", "PASSAGES", "PROMPTS", "Repair", "admitted", "draft", "section_prompts"]

PROMPTS = ("draft_section", "opening_closing")
"""Prompts this stage uses."""


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
    _require(prompts)
    pins = tuple(prompt_pin(prompts[name]) for name in sorted(prompts))
    made_with = MadeWith(engine="model", model=model, prompts=pins, seed=seed)
    desk = Desk(
        outline=outline, sheet=sheet, ask=ask, prompts=prompts, check=check, repair=repair,
        made_with=made_with, watch=watch, problems=problems_of(briefs), answered={},
    )  # fmt: skip
    standing = {id: tuple(sentences) for id, sentences in (kept or {}).items()}
    if allow is not None:
        allow(message.content for _, messages in section_prompts(outline, briefs, prompts) for message in messages)

    body = [brief for brief in briefs if brief.plan.role not in FRAME]
    parts, whole = write_all(desk, body, standing, (), concurrency)
    frame = [brief for brief in briefs if brief.plan.role in FRAME]
    finished = tuple(parts[brief.plan.id] for brief in body if brief.plan.id in parts)
    more, _ = write_all(desk, frame, standing, finished, concurrency if whole else 0)
    parts |= more
    return joined(desk, briefs, parts, carried_over, frozenset(standing))


def _require(prompts: Mapping[str, PromptVersion]) -> None:
    """Raise PromptError where a prompt this stage uses is missing or asks for something else than sentences."""
    for name in PROMPTS:
        if name not in prompts or prompts[name].output != "sentences":
            raise PromptError(f"起草需要提示词 {name}，其 output 应为 sentences；请检查 prompts/active.toml")
