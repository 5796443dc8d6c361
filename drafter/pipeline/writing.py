"""From facts to draft: plan, retrieve, draft. Loaded when something is written: a review needs none of it."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from .. import drafting
from ..calls import CallLedger
from ..chat import Chat
from ..composing import compose
from ..composing.carried import carried_over
from ..corpus import Corpus
from ..errors import ForbiddenError
from ..model import (
    Brief,
    CallRow,
    Document,
    Draft,
    Evidence,
    Outline,
    PromptVersion,
    Review,
    Role,
    Settings,
    Source,
)
from ..planning import plan, rank_patterns
from ..planning.consulting import consult, plan_messages
from ..planning.updating import one_section, replan
from ..prompts import Prompts
from ..retrieval import Search, retrieve
from ..revising import revise
from ..text.asking import Watch, unwatched
from ..text.assembly import Written
from ..text.documents import build_document
from ..text.factsheet import FactSheet
from ..text.masking import for_prompt, mask
from ..text.naming import Names, names_of
from ..text.tokens import count_tokens
from .reviewing import review
from .values import CALLS, Asked, DryRun, Progress, silent

# Past reports that planning and composing look at: the nearest of the kind, and enough others to vary wording.
NEAR_REPORTS = 8


class Writer:
    """Writes drafts with the tools of one workspace."""

    def __init__(self, settings: Settings, corpus: Corpus, store: Path, prompts: Callable[[], Prompts]) -> None:
        self._settings, self._corpus, self._store = settings, corpus, store
        self._prompts = functools.cache(prompts)
        self.paid: Sequence[CallRow] = ()
        """Model calls `write` paid for; those found finished from an earlier run are not among them."""

    def plan(self, facts: FactSheet) -> Outline:
        """Return the outline for ``facts``."""
        return plan(facts, self._near_reports(facts))

    def write(
        self,
        facts: FactSheet,
        *,
        with_model: bool,
        section: str | None = None,
        update: Draft | None = None,
        resume: bool = True,
        progress: Progress = silent,
        watch: Watch = unwatched,
    ) -> Draft:
        """Return the draft, as `Drafter.write` says."""
        chat = self._chat(resume) if with_model else None
        if chat is not None:
            chat.warm()
        progress("规划", 0, 0)
        past = self._near_reports(facts)
        outline, kept = self._planned(facts, past, section, update)
        progress("检索", 0, 0)
        search = self._searching()
        briefs = retrieve(outline, facts, search)
        if chat is None:
            progress("起草", 0, 0)
            return compose(outline, briefs, facts, past, kept=kept, watch=watch)
        self.paid = chat.rows
        # what a first review loads (word lists, the past) is loaded before answers wait for it
        review(Draft.of(build_document(outline.title, period=outline.period)), facts=facts, past=self._corpus)
        followed: Mapping[str, PromptVersion] = {}
        if section is None and update is None:
            progress("规划", 0, 0)
            outline, followed = self._consulted(chat, outline, briefs, facts, watch)
            progress("检索", 0, 0)
            briefs = retrieve(outline, facts, search)
        progress("起草", 0, 0)
        return self._write_with_model(chat, outline, briefs, facts, past, kept, followed, watch)

    def dry_run(
        self, facts: FactSheet, *, with_model: bool, section: str | None = None, update: Draft | None = None
    ) -> DryRun:
        """Return what `write` would do, as `Drafter.dry_run` says."""
        outline, kept = self._planned(facts, self._near_reports(facts), section, update)
        briefs = [one for one in retrieve(outline, facts, self._searching()) if one.plan.id not in kept]
        asked = self._asked(outline, briefs, facts, whole=section is None and update is None)
        chat = self._settings.chat
        return DryRun(
            outline=outline,
            prompts=asked,
            destination=chat.base_url if with_model else None,
            model=chat.model if with_model else None,
            tokens=sum(count_tokens(message.content) for one in asked for message in one.messages),
            forbidden=self._forbidden(asked) if with_model else None,
        )

    def _asked(self, outline: Outline, briefs: Sequence[Brief], facts: FactSheet, *, whole: bool) -> tuple[Asked, ...]:
        """Return what a model would be asked: the plan, where a whole report is planned, then the sections."""
        prompts = self._prompts()
        chosen = {name: prompts.active(name) for name in drafting.PROMPTS}
        plan_prompt = self._plan_prompt() if whole else None
        planning = plan_messages(outline, facts, plan_prompt) if plan_prompt is not None else ()
        sections = drafting.section_prompts(outline, briefs, chosen)
        return (
            *((Asked(section=None, messages=planning),) if planning else ()),
            *(Asked(section=section, messages=messages) for section, messages in sections),
        )

    def _near_reports(self, sheet: FactSheet) -> tuple[Document, ...]:
        """Return the past reports planning and composing look at, the best model first."""
        rows = self._corpus.documents()
        if not rows:
            return ()
        same = [row for row in rows if sheet.kind and row.source.kind == sheet.kind]
        chosen = same if len(same) >= 3 else rows
        documents = [self._corpus.document(row.sha256) for row in chosen[: NEAR_REPORTS * 4]]
        return tuple(rank_patterns(sheet, documents)[:NEAR_REPORTS])

    def _chat(self, resume: bool) -> Chat:
        """Return the configured model; every finished call is kept, and looked up first where ``resume`` says so."""
        settings = self._settings
        self._store.mkdir(parents=True, exist_ok=True)
        ledger = CallLedger(self._store / CALLS)
        return Chat(
            settings.chat,
            offline=settings.offline,
            ledger=ledger if resume else None,
            forms=ledger.forms(),
            concurrency=settings.concurrency,
            context_tokens=settings.context_tokens,
            budget_tokens=settings.budget_tokens,
            seed=settings.seed,
        )

    def _consulted(
        self, chat: Chat, outline: Outline, briefs: Sequence[Brief], facts: FactSheet, watch: Watch
    ) -> tuple[Outline, Mapping[str, PromptVersion]]:
        """Return the outline as the model corrected it, and the prompt it followed, by name; none where it did not."""
        prompt = self._plan_prompt()
        if prompt is None:
            return outline, {}
        # all that is known to be sent is looked at before the first call
        chat.require_allowed(_texts(self._asked(outline, briefs, facts, whole=True)))
        result = consult(outline, facts, ask=chat.ask, prompt=prompt, watch=watch)
        return result.outline, {prompt.name: prompt} if result.accepted else {}

    def _write_with_model(
        self,
        chat: Chat,
        outline: Outline,
        briefs: Sequence[Brief],
        facts: FactSheet,
        past: Sequence[Document],
        kept: Mapping[str, Sequence[Written]],
        followed: Mapping[str, PromptVersion],
        watch: Watch,
    ) -> Draft:
        """Return the draft the configured model writes; ``followed`` are prompts that shaped it before this."""
        settings = self._settings
        prompts = self._prompts()

        def check(draft: Draft) -> Review:
            return review(draft, facts=facts, past=self._corpus)

        return drafting.draft(
            outline,
            briefs,
            facts,
            ask=chat.ask,
            prompts={**followed, **{name: prompts.active(name) for name in (*drafting.PROMPTS, "revise_section")}},
            check=check,
            repair=partial(revise, prompt=prompts.active("revise_section"), check=check, sheet=facts),
            model=settings.chat.model,
            seed=settings.seed,
            concurrency=settings.concurrency,
            kept=kept,
            carried_over=carried_over(past, facts),
            allow=chat.require_allowed,
            watch=watch,
        )

    def _plan_prompt(self) -> PromptVersion | None:
        """Return the prompt that corrects plans; None where the workspace has put it away."""
        prompts = self._prompts()
        return prompts.active("plan") if "plan" in prompts.names() else None

    def _forbidden(self, asked: Sequence[Asked]) -> str | None:
        """Return why the prompts may not leave this machine, or None where they may."""
        try:
            self._chat(False).require_allowed(_texts(asked))
        except ForbiddenError as error:
            return str(error)
        return None

    def _planned(
        self, facts: FactSheet, past: Sequence[Document], section: str | None, update: Draft | None
    ) -> tuple[Outline, Mapping[str, Sequence[Written]]]:
        """Return the outline, and the sections that stand as they are."""
        kept: Mapping[str, Sequence[Written]] = {}
        if update is not None:
            again = replan(update, facts)
            # what was said of the plan named facts by ids that late notes have moved
            outline, kept = replace(again.outline, note=""), again.kept
        else:
            outline = plan(facts, past)
        return (outline if section is None else one_section(outline, section)), kept

    def _searching(self) -> Search:
        """Return the search of the stored reports that asks for nothing twice: a corrected plan repeats most of it."""

        @functools.cache
        def found(query: str, role: Role | None, k: int) -> Sequence[Evidence]:
            return [nameless(one) for one in self._corpus.search(query, k=k, role=role)]

        @functools.cache
        def names(source: Source) -> Names:
            return names_of(self._corpus.text(source.sha256), source.organisation) if source.sha256 else Names()

        def nameless(evidence: Evidence) -> Evidence:
            # stored by an older program, or before somebody said whose report it is: names are blanked as of now
            passage = evidence.passage
            masked = for_prompt(mask(passage.masked_text, (), names(passage.source)))
            return replace(evidence, passage=replace(passage, masked_text=masked))

        return lambda query, section, k: found(query, None if section.role in ("开头", "结尾") else section.role, k)


def _texts(asked: Sequence[Asked]) -> list[str]:
    return [message.content for one in asked for message in one.messages]
