"""Drafter: holds the tools; `write` is the straight line from facts to draft.

facts → plan → retrieve → draft (compose or model) → review. Files are read here and handed down as values, so that no
stage needs to know where anything is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from .. import readers
from ..lexicon import Lexicon, load_lexicon
from ..model import Document, Draft, Engine, Evidence, Outline, Period, Review, Settings
from ..settings import load_settings
from ..text.asking import Watch, unwatched
from ..text.factsheet import FactSheet
from .files import read_edited, read_report, read_sheet
from .reviewing import review
from .values import CALLS, Asked, DryRun, Ingested, Progress, Refused, silent

if TYPE_CHECKING:
    from ..corpus import Corpus
    from ..model import CallRow
    from ..prompts import Prompts
    from .writing import Writer

__all__ = [
    "CALLS",
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
        self._writer: Writer | None = None

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
    def paid(self) -> Sequence[CallRow]:
        """Model calls the last `write` paid for; those found finished from an earlier run are not among them."""
        return self._writer.paid if self._writer is not None else ()

    @property
    def store(self) -> Path:
        """Folder of the catalog, the vectors and the finished calls."""
        return Path(self.settings.root) / self.settings.store

    @property
    def corpus(self) -> Corpus:
        """The store of past reports, opened on first use."""
        if self._corpus is None:
            from ..corpus import Corpus

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
        from .ingesting import take_in

        return take_in(self.corpus, paths, remove_missing=remove_missing, progress=progress)

    def search(
        self, text: str, k: int = 8, *, kind: str | None = None, organisation: str | None = None
    ) -> tuple[Evidence, ...]:
        """Return the ``k`` passages of past reports nearest to ``text``, best first."""
        return self.corpus.search(text, k=k, kind=kind, organisation=organisation)

    def plan(self, facts: FactSheet) -> Outline:
        """Return the outline for ``facts``."""
        return self._new_writer().plan(facts)

    def _new_writer(self) -> Writer:
        # what writes is loaded when something is written: reviews start without it
        from .writing import Writer

        return Writer(self.settings, self.corpus, self.store, self.prompts)

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
        self._writer = self._new_writer()
        return self._writer.write(
            facts,
            with_model=(engine or self.engine) == "model",
            section=section,
            update=update,
            resume=resume,
            progress=progress,
            watch=watch,
        )

    def prompts(self) -> Prompts:
        """Return the workspace's prompts, or those that come with the package."""
        from ..prompts import load_prompts

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
        return self._new_writer().dry_run(
            facts, with_model=(engine or self.engine) == "model", section=section, update=update
        )

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
        from ..corpus import CATALOG

        return drafter.corpus if (drafter.store / CATALOG).exists() else ()
    if name == "none":
        return ()
    from .ingesting import report_files

    return tuple(readers.read(path) for path in report_files([name]))
