"""Drafter: holds the tools; `write` is the straight line from facts to draft.

facts → plan → retrieve → draft (compose or model) → review. Files are read here and handed down as values, so that no
stage needs to know where anything is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from .. import drafting, readers
from ..calls import CallLedger
from ..chat import Chat
from ..composing import compose
from ..composing.carried import carried_over
from ..corpus import CATALOG, Corpus
from ..errors import ForbiddenError
from ..lexicon import Lexicon, load_lexicon
from ..model import (
    Brief,
    CallRow,
    Document,
    Draft,
    Engine,
    Evidence,
    Message,
    Outline,
    Period,
    Review,
    SectionPlan,
    Settings,
)
from ..planning import plan, rank_patterns
from ..planning.updating import one_section, replan
from ..prompts import Prompts, load_prompts
from ..retrieval import retrieve
from ..revising import revise
from ..settings import load_settings
from ..text.asking import Watch, unwatched
from ..text.assembly import Written
from ..text.documents import build_document
from ..text.factsheet import FactSheet
from ..text.tokens import count_tokens
from .files import read_edited, read_report, read_sheet
from .ingesting import report_files, take_in
from .reviewing import review
from .values import Asked, DryRun, Ingested, Refused

__all__ = [
    "Asked",
    "Drafter",
    "DryRun",
    "Ingested",
    "Progress",
    "Refused",
    "read_edited",
    "read_past",
    "read_report",
    "read_sheet",
    "review",
]

Progress = Callable[[str, int, int], None]
"""Called as (what is being done, done, total); total 0 means unknown."""

# Past reports that planning and composing look at: the nearest of the kind, and enough others to vary wording.
NEAR_REPORTS = 8
CALLS = "calls.sqlite"


def silent(stage: str, done: int, total: int) -> None:
    """Take progress and show nothing."""


class Drafter:
    """The tools of one workspace, opened when first needed.

    ``chat`` is the model's name, or None for the compose engine (no model, no network); ``corpus`` is a folder of past
    reports that is taken in before first use (unchanged files cost nothing). Use `from_settings` for a workspace's own.
    """

    def __init__(
        self, chat: str | None = None, corpus: str | Path | None = None, *, settings: Settings | None = None
    ) -> None:
        base = settings if settings is not None else load_settings(Path.cwd())
        self.settings = (
            replace(base, chat=replace(base.chat, model=chat)) if chat is not None or settings is None else base
        )
        self._folder = Path(corpus) if corpus is not None else None
        self._corpus: Corpus | None = None
        self.paid: Sequence[CallRow] = ()
        """Model calls the last `write` paid for; those found finished from an earlier run are not among them."""

    @classmethod
    def from_settings(cls, folder: str | Path = ".") -> Drafter:
        """Return the Drafter of the workspace at ``folder`` (its drafter.toml and the environment)."""
        return cls(settings=load_settings(Path(folder)))

    @property
    def engine(self) -> Engine:
        """The engine `write` uses unless told otherwise: model where an endpoint is configured, else compose."""
        return "model" if self.settings.chat.configured else "compose"

    @property
    def lexicon(self) -> Lexicon | None:
        """The package's lexicon with the house's own files added; None where the house has none."""
        files = [Path(self.settings.root) / name for name in self.settings.lexicon]
        return load_lexicon(*files) if files else None

    @property
    def store(self) -> Path:
        """Folder of the catalog, the vectors and the finished calls."""
        return Path(self.settings.root) / self.settings.store

    @property
    def corpus(self) -> Corpus:
        """The store of past reports, opened on first use."""
        if self._corpus is None:
            settings = self.settings
            self._corpus = Corpus(
                self.store, embedding=settings.embedding, chroma=settings.chroma, offline=settings.offline
            )
            if self._folder is not None:
                self.ingest([self._folder])
        return self._corpus

    def ingest(
        self, paths: Iterable[str | Path], *, remove_missing: bool = False, progress: Progress = silent
    ) -> Ingested:
        """Take past reports in (files, folders, globs, zip files) and return what was done; bad files are listed.

        ``remove_missing`` forgets the stored reports below ``paths`` whose files are gone. Raises InputError when a
        path does not exist or nothing readable was found.
        """
        return take_in(self.corpus, paths, remove_missing=remove_missing, progress=progress)

    def search(
        self, text: str, k: int = 8, *, kind: str | None = None, organisation: str | None = None
    ) -> tuple[Evidence, ...]:
        """Return the ``k`` passages of past reports nearest to ``text``, best first."""
        return self.corpus.search(text, k=k, kind=kind, organisation=organisation)

    def near_reports(self, sheet: FactSheet) -> tuple[Document, ...]:
        """Return the past reports planning and composing look at, the best model first."""
        rows = self.corpus.documents()
        if not rows:
            return ()
        same = [row for row in rows if sheet.kind and row.source.kind == sheet.kind]
        chosen = same if len(same) >= 3 else rows
        documents = [self.corpus.document(row.sha256) for row in chosen[: NEAR_REPORTS * 4]]
        return tuple(rank_patterns(sheet, documents)[:NEAR_REPORTS])

    def plan(self, facts: FactSheet) -> Outline:
        """Return the outline for ``facts``."""
        return plan(facts, self.near_reports(facts))

    def write(
        self,
        facts: FactSheet,
        *,
        engine: Engine | None = None,
        section: str | None = None,
        update: Draft | None = None,
        resume: bool = True,
        progress: Progress = silent,
        watch: Watch = unwatched,
    ) -> Draft:
        """Return a draft of the report ``facts`` ask for, every sentence with its provenance.

        ``engine`` is compose (no model, no network) or model; by default `engine`. ``section`` writes only the section
        whose title holds these words. ``update`` is an earlier draft: only sections whose facts have changed are
        written again, all others stay as they are. ``resume`` pays no finished call twice. ``watch`` is told how far
        each section is, from the threads that write. Raises InputError when the notes name no period or no such
        section is planned, ChatError when no section could be written.
        """
        chat = self._chat(resume) if (engine or self.engine) == "model" else None
        if chat is not None:
            chat.warm()
        progress("规划", 0, 0)
        past = self.near_reports(facts)
        outline, kept = self._planned(facts, past, section, update)
        progress("检索", 0, 0)
        briefs = retrieve(outline, facts, self._passages)
        progress("起草", 0, 0)
        if chat is not None:
            return self._write_with_model(chat, outline, briefs, facts, past, kept, watch)
        return compose(outline, briefs, facts, past, kept=kept, watch=watch)

    def _chat(self, resume: bool) -> Chat:
        """Return the configured model; every finished call is kept, and looked up first where ``resume`` says so."""
        settings = self.settings
        self.store.mkdir(parents=True, exist_ok=True)
        ledger = CallLedger(self.store / CALLS)
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

    def _write_with_model(
        self,
        chat: Chat,
        outline: Outline,
        briefs: Sequence[Brief],
        facts: FactSheet,
        past: Sequence[Document],
        kept: Mapping[str, Sequence[Written]],
        watch: Watch,
    ) -> Draft:
        """Return the draft the configured model writes; `paid` then holds the calls this run paid for."""
        settings = self.settings
        prompts = self.prompts()
        self.paid = chat.rows

        def check(draft: Draft) -> Review:
            return review(draft, facts=facts, past=self.corpus)

        # what a first review loads (word lists, the past) is loaded before answers wait for it
        check(Draft.of(build_document(outline.title, period=outline.period)))
        return drafting.draft(
            outline,
            briefs,
            facts,
            ask=chat.ask,
            prompts={name: prompts.active(name) for name in (*drafting.PROMPTS, "revise_section")},
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

    def prompts(self) -> Prompts:
        """Return the workspace's prompts, or those that come with the package."""
        settings = self.settings
        return load_prompts(Path(settings.root) / settings.prompts if settings.prompts else None)

    def dry_run(
        self,
        facts: FactSheet,
        *,
        engine: Engine | None = None,
        section: str | None = None,
        update: Draft | None = None,
    ) -> DryRun:
        """Return what `write` would do with these, without asking a model: the plan, the prompts, where they would go.

        Without a model the prompts are those a model would be asked.
        """
        outline, kept = self._planned(facts, self.near_reports(facts), section, update)
        briefs = retrieve(outline, facts, self._passages)
        prompts = self.prompts()
        chosen = {name: prompts.active(name) for name in drafting.PROMPTS}
        asked = drafting.section_prompts(outline, [one for one in briefs if one.plan.id not in kept], chosen)
        model = (engine or self.engine) == "model"
        chat = self.settings.chat
        return DryRun(
            outline=outline,
            prompts=tuple(Asked(section=section, messages=messages) for section, messages in asked),
            destination=chat.base_url if model else None,
            model=chat.model if model else None,
            tokens=sum(count_tokens(message.content) for _, messages in asked for message in messages),
            forbidden=self._forbidden(asked) if model else None,
        )

    def _forbidden(self, asked: Sequence[tuple[SectionPlan, Sequence[Message]]]) -> str | None:
        """Return why the prompts may not leave this machine, or None where they may."""
        try:
            self._chat(False).require_allowed(message.content for _, messages in asked for message in messages)
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
            outline, kept = again.outline, again.kept
        else:
            outline = plan(facts, past)
        return (outline if section is None else one_section(outline, section)), kept

    def _passages(self, query: str, section: SectionPlan, k: int) -> Sequence[Evidence]:
        role = None if section.role in ("开头", "结尾") else section.role
        return self.corpus.search(query, k=k, role=role)

    def review(
        self,
        report: Document | Draft,
        *,
        facts: FactSheet | None = None,
        past: Sequence[Document] | Corpus | None = None,
        period: str | Period | None = None,
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        lexicon: Lexicon | None = None,
    ) -> Review:
        """Return the review of ``report`` against ``facts`` (a draft's own by default) and the stored past reports."""
        return review(
            report,
            facts=facts,
            past=self.corpus if past is None else past,
            period=period,
            select=tuple(select) or self.settings.select,
            ignore=(*self.settings.ignore, *ignore),
            lexicon=lexicon or self.lexicon,
        )


def read_past(name: str | None, drafter: Drafter) -> Sequence[Document] | Corpus:
    """Return the past reports a review compares with: a folder's, none for ``none``, the workspace's own by default."""
    if name is None:
        return drafter.corpus if (drafter.store / CATALOG).exists() else ()
    if name == "none":
        return ()
    return tuple(readers.read(path) for path in report_files([name]))
