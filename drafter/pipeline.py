"""Drafter: holds the tools; `write` is the straight line from facts to draft.

facts → plan → retrieve → draft (compose or model) → review. Files are read here and handed down as values, so that no
stage needs to know where anything is stored.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from . import drafting, readers
from .calls import CallLedger
from .chat import Chat
from .composing import compose
from .composing.lists import carried_over
from .corpus import CATALOG, Corpus, IngestReport
from .errors import InputError, SettingsError
from .lexicon import Lexicon
from .model import Brief, Document, Draft, Engine, Evidence, Outline, Past, Period, Review, SectionPlan, Settings
from .planning import plan, rank_patterns
from .prompts import load_prompts
from .retrieval import retrieve
from .revising import revise
from .rules import review_draft
from .settings import load_settings
from .text.asking import Watch, unwatched
from .text.factsheet import FactSheet
from .text.periods import parse_period
from .text.reuse import build_past

Progress = Callable[[str, int, int], None]
"""Called as (what is being done, done, total); total 0 means unknown."""

# Past reports that planning and composing look at: the nearest of the kind, and enough others to vary wording.
NEAR_REPORTS = 8
CALLS = "calls.sqlite"


def silent(stage: str, done: int, total: int) -> None:
    """Take progress and show nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A file that could not be taken in, and why."""

    path: str
    """The file, as given."""
    reason: str
    """One line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What an ingest did."""

    report: IngestReport
    """What the store says: added, replaced, unchanged."""
    refused: tuple[Refused, ...]
    """Files that could not be read."""
    skipped: int
    """Files whose bytes were already stored: not even read."""


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

    @classmethod
    def from_settings(cls, folder: str | Path = ".") -> Drafter:
        """Return the Drafter of the workspace at ``folder`` (its drafter.toml and the environment)."""
        return cls(settings=load_settings(Path(folder)))

    @property
    def engine(self) -> Engine:
        """The engine `write` uses unless told otherwise: model where an endpoint is configured, else compose."""
        return "model" if self.settings.chat.configured else "compose"

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

    def ingest(self, paths: Iterable[str | Path], *, progress: Progress = silent) -> Ingested:
        """Take past reports in and return what was done; files that cannot be read are listed, not fatal.

        Raises InputError when a path does not exist or nothing readable was found.
        """
        corpus, refused, fresh, skipped = self.corpus, [], [], 0
        files = list(_report_files(paths))
        if not files:
            raise InputError("没有找到可以读取的报告文件：请给出 txt、md 或 docx 文件，或装有这些文件的文件夹")
        for number, path in enumerate(files):
            progress("读取", number, len(files))
            if corpus.known(hashlib.sha256(path.read_bytes()).hexdigest(), path=str(path)):
                skipped += 1
                continue
            try:
                fresh.append(_past_report(path))
            except InputError as error:
                refused.append(Refused(path=str(path), reason=str(error)))
        report = corpus.ingest(fresh, progress=lambda done, total: progress("入库", done, total))
        return Ingested(report=report, refused=tuple(refused), skipped=skipped)

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
        progress: Progress = silent,
        watch: Watch = unwatched,
    ) -> Draft:
        """Return a draft of the report ``facts`` ask for, every sentence with its provenance.

        ``engine`` is compose (no model, no network) or model; by default `engine`. ``watch`` is told how far each
        section is, from the threads that write. Raises InputError when the notes name no period, ChatError when no
        section could be written.
        """
        chosen = engine or self.engine
        progress("规划", 0, 0)
        past = self.near_reports(facts)
        outline = plan(facts, past)
        progress("检索", 0, 0)
        briefs = retrieve(outline, facts, self._passages)
        progress("起草", 0, 0)
        if chosen == "model":
            return self._write_with_model(outline, briefs, facts, past, watch)
        return compose(outline, briefs, facts, past)

    def _write_with_model(
        self, outline: Outline, briefs: Sequence[Brief], facts: FactSheet, past: Sequence[Document], watch: Watch
    ) -> Draft:
        """Return the draft the configured model writes; every finished call is kept and never paid twice."""
        settings = self.settings
        prompts = load_prompts(Path(settings.root) / settings.prompts if settings.prompts else None)
        self.store.mkdir(parents=True, exist_ok=True)
        ledger = CallLedger(self.store / CALLS)
        chat = Chat(
            settings.chat,
            offline=settings.offline,
            ledger=ledger,
            forms=ledger.forms(),
            concurrency=settings.concurrency,
        )

        def check(draft: Draft) -> Review:
            return review(draft, facts=facts, past=self.corpus)

        return drafting.draft(
            outline,
            briefs,
            facts,
            ask=chat.ask,
            prompts={name: prompts.active(name) for name in (*drafting.PROMPTS, "revise_section")},
            check=check,
            repair=partial(revise, prompt=prompts.active("revise_section"), check=check, sheet=facts),
            model=settings.chat.model,
            concurrency=settings.concurrency,
            carried_over=carried_over(past[0] if past else None, facts),
            allow=chat.require_allowed,
            watch=watch,
        )

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
            lexicon=lexicon,
        )


def review(
    document_or_draft: Document | Draft,
    *,
    facts: FactSheet | None = None,
    past: Sequence[Document] | Corpus = (),
    period: str | Period | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    lexicon: Lexicon | None = None,
) -> Review:
    """Return the review of a report; a pure function of what it is given.

    ``facts`` default to the draft's own notes; without any, the rules that need them say they could not judge.
    ``past`` are Documents or a Corpus. ``period`` (2025H1, 2025, 2025-01-01/2025-06-30) defaults to what the report
    says of itself. Raises SettingsError for a period that cannot be read or an unknown rule code.
    """
    draft = document_or_draft if isinstance(document_or_draft, Draft) else Draft.of(document_or_draft)
    return review_draft(
        draft,
        facts=facts if facts is not None else _own_facts(draft),
        past=_past(past),
        period=_period(period),
        select=tuple(select),
        ignore=tuple(ignore),
        lexicon=lexicon,
    )


def _own_facts(draft: Draft) -> FactSheet | None:
    if not draft.facts:
        return None
    source = draft.document.source
    return FactSheet(
        title=source.title,
        organisation=source.organisation,
        kind=source.kind,
        period=source.period,
        facts=draft.facts,
        open_questions=draft.open_questions,
    )


def _past(past: Sequence[Document] | Corpus) -> Past | None:
    if isinstance(past, Corpus):
        return past.past()
    return build_past(past) if past else None


def _period(period: str | Period | None) -> Period | None:
    if period is None or isinstance(period, Period):
        return period
    parsed = parse_period(period)
    if parsed is None:
        raise SettingsError(f"看不懂报告期“{period}”：请写成 2025H1、2025、2025Q3 或 2025-01-01/2025-06-30")
    return parsed


def _past_report(path: Path) -> Document:
    """Return the report at ``path`` with what its folder's manifest knows of it."""
    document = readers.read(path)
    entry = readers.read_manifest(path.parent).get(path.name)
    if entry is None or entry.sha256 not in (None, document.source.sha256):
        return document
    source = document.source
    period = entry.period or source.period
    known = replace(
        source,
        kind=entry.kind or source.kind,
        organisation=entry.organisation or source.organisation,
        period=period,
        year=period.end.year if period else source.year,
    )
    return replace(document, source=known)


def _report_files(paths: Iterable[str | Path]) -> Iterator[Path]:
    """Yield the report files named by ``paths``, folders searched through, hidden files left out."""
    for given in paths:
        path = Path(given)
        if not path.exists():
            raise InputError(f"找不到 {given}：请检查路径")
        if path.is_file():
            yield path
            continue
        yield from sorted(
            file
            for file in path.rglob("*")
            if file.is_file() and file.suffix.lower() in readers.ENDINGS and not file.name.startswith((".", "~$"))
        )


def read_sheet(path: str | Path, period: str | None = None) -> FactSheet:
    """Return the notes at ``path``; ``period`` (2025H1 …) takes the place of what their header says."""
    sheet = readers.read_facts(Path(path))
    return replace(sheet, period=_period(period)) if period else sheet


def read_report(path: str | Path, period: str | None = None) -> Document | Draft:
    """Return the report at ``path``: a Draft where it is a draft's JSON, else a Document."""
    if Path(path).suffix.lower() == ".json":
        return readers.read_draft(Path(path))
    return readers.read(Path(path), period=_period(period))


def read_past(name: str | None, drafter: Drafter) -> Sequence[Document] | Corpus:
    """Return the past reports a review compares with: a folder's, none for ``none``, the workspace's own by default."""
    if name is None:
        return drafter.corpus if (drafter.store / CATALOG).exists() else ()
    if name == "none":
        return ()
    return tuple(readers.read(path) for path in _report_files([name]))
