"""Corpus: the store of past reports, by the verbs others need of it."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from threading import RLock
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from ..errors import ChatError, CorpusError, ForbiddenError, LockedError
from ..model import Document, Endpoint, Evidence, Past, Period, Role, Source, Span
from ..text.documents import build_document
from ..text.secrecy import find_sensitive
from ..text.sentences import split_sentences
from .catalog import Catalog, DocumentRecord, next_edition, next_generation, set_described
from .embedding import embedder_for
from .ingest import Ingest, file_at, place_of
from .lock import DEFAULT_WAIT_S, writing
from .past import past_of
from .published import Published, open_published, publish, read_notice
from .records import CorpusWarning, IngestReport, StoredReport, StoreState
from .search import Query, Shelf, find, matching_documents
from .sources import checked, period_named
from .upkeep import embed_again, problems_of, state_of
from .vectors import DamagedVectors


class Corpus:
    """Past reports in a folder: taken in, found again, never lost.

    The SQLite catalog is the truth; the search index beside it is made from the catalog whenever it is missing,
    damaged or behind. Any number of processes may read while one writes. Opening is free: nothing is read, made or
    imported before the first question, and only `search`, `ingest` and what changes passages import Chroma.
    """

    def __init__(
        self,
        store: Path,
        *,
        embedding: Endpoint | None = None,
        chroma: str | None = None,
        offline: bool = False,
        wait: float = DEFAULT_WAIT_S,
    ) -> None:
        """Keep the settings; ``wait`` is how many seconds a writer waits for another before LockedError."""
        self.store = Path(store)
        self._embedder = embedder_for(embedding or Endpoint(), offline=offline)
        self._server = chroma
        self._offline = offline
        self._wait = wait
        self._catalog = Catalog(self.store)
        self._index: Published | None = None
        self._shelf: tuple[tuple[int, str], Shelf] | None = None
        self._lock = RLock()

    def __enter__(self) -> Corpus:
        """Return itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Close what is open."""
        self.close()

    def close(self) -> None:
        """Let go of all files; the next question opens them again."""
        with self._lock:
            self._drop_index()
            self._catalog.close()

    # --- reading without Chroma --------------------------------------------------------------------------------

    def known(self, sha256: str, *, path: str | None = None) -> bool:
        """Return whether a report with this digest is stored, and nothing older under ``path``: no need to read it."""
        stale = "SELECT 1 FROM documents WHERE place = ? AND sha256 <> ?"
        older = self._catalog.value(stale, (place_of(path, self.store), sha256)) if path is not None else None
        return older is None and self._catalog.document(sha256) is not None

    def documents(self) -> tuple[StoredReport, ...]:
        """Return a row for each stored report, in the order of taking in."""
        counts = dict(self._catalog.rows("SELECT document, count(*) FROM passages GROUP BY document"))
        return tuple(
            StoredReport(
                sha256=record.sha256,
                source=record.described(),
                chars=record.chars,
                passages=counts.get(record.id, 0),
                by_hand=record.by_hand,
                file=file_at(record.place, self.store),
            )
            for record in self._catalog.documents()
        )

    def document(self, sha256: str) -> Document:
        """Return a stored report, read anew from its stored text; the start of a digest will do, if it is unique."""
        record = self._record(sha256)
        return build_document(self._catalog.text(record.sha256), source=record.described())

    def text(self, sha256: str) -> str:
        """Return the text of a stored report as it was taken in."""
        return self._catalog.text(sha256)

    def past(self) -> Past:
        """Return the past for a review: mapped from disk where it is current, else made from the catalog and kept."""
        return past_of(self.store, self._catalog)

    def past_sentences(self) -> Iterator[tuple[str, Source, Span]]:
        """Yield every sentence of every stored report, with where it stands."""
        for record in self._catalog.documents():
            source, text = record.described(), self._catalog.text(record.sha256)
            for sentence in split_sentences(text):
                yield sentence.span.of(text), source, sentence.span

    def generation(self) -> int:
        """Return a number that grows whenever stored passages change, by which others may keep what they derive."""
        return self._catalog.generation()

    def verify(self) -> tuple[str, ...]:
        """Return what is wrong with the catalog, one Chinese line each; nothing when it is whole."""
        return tuple(problems_of(self._catalog))

    def state(self) -> StoreState:
        """Return how much is stored and whether the search index covers it (a search brings it up to date)."""
        return state_of(self.store, self._catalog)

    # --- writing -----------------------------------------------------------------------------------------------

    def ingest(
        self, documents: Iterable[Document], *, progress: Callable[[int, int], None] | None = None
    ) -> IngestReport:
        """Take in reports (a generator will do); what is stored already costs nothing, an edited file replaces itself.

        ``progress`` is called after each with (done, all or 0 where that is not known). Raises LockedError,
        CorpusError when another embedding made the stored vectors, ChatError or ForbiddenError from the embedding
        endpoint; what was committed before stays.
        """
        with self._lock, writing(self.store, wait=self._wait):
            self._catalog.create()
            run = Ingest(catalog=self._catalog, store=self.store, embedder=self._embedder, progress=progress)
            report = run.run(documents)
            self._publish_if_behind()
        return report

    def remove(self, *reports: str) -> None:
        """Forget these reports, all or none; each by its file or the start of its digest, if that is unique."""
        with self._lock, writing(self.store, wait=self._wait):
            records = [self._record(report) for report in reports]
            with self._catalog.transaction() as connection:
                connection.executemany("DELETE FROM documents WHERE id = ?", [(record.id,) for record in records])
                next_generation(connection)
            self._publish_if_behind()

    def set(
        self,
        sha256: str,
        *,
        title: str | None = None,
        organisation: str | None = None,
        kind: str | None = None,
        period: str | None = None,
        year: str | None = None,
    ) -> Source:
        """Correct what a report (its file, or the start of its digest) says of itself; return the Source it has now.

        '' makes a field unknown, None leaves it.
        Corrections outlive an edit of the file.
        """
        changes = checked({"title": title, "organisation": organisation, "kind": kind, "period": period, "year": year})
        with self._lock, writing(self.store, wait=self._wait):
            self._catalog.create()
            record = self._record(sha256)
            with self._catalog.transaction() as connection:
                by_hand = {**record.by_hand, **changes}
                source = set_described(connection, record, told=record.told, by_hand=by_hand)
                next_edition(connection)
        return source

    def tell(self, told: Mapping[str, Mapping[str, str]]) -> int:
        """Keep what manifests say of the files ``told`` names; return of how many stored reports that is news.

        It takes the place of what they said before, an empty mapping included; corrections by hand stand above it.
        """
        said = {place_of(path, self.store): checked(values) for path, values in told.items()}
        if not self._unlike(said):
            return 0
        with self._lock, writing(self.store, wait=self._wait):
            self._catalog.create()
            news = self._unlike(said)
            with self._catalog.transaction() as connection:
                for record in news:
                    set_described(connection, record, told=said[record.place], by_hand=record.by_hand)
                next_edition(connection)
        return len(news)

    def rebuild(self, *, progress: Callable[[int, int], None] | None = None) -> None:
        """Make the index anew from the catalog; vectors too, aside, when another embedding is set than made them.

        ``progress`` is called with (vectors made, all). An interrupted rebuild leaves the old index in place.
        """
        with self._lock, writing(self.store, wait=self._wait):
            self._catalog.create()
            if self._catalog.meta("embedding") not in (None, self._embedder.fingerprint):
                embed_again(self._catalog, self._embedder, progress)
            self._publish(fresh=True)

    # --- searching ---------------------------------------------------------------------------------------------

    def search(
        self,
        text: str,
        *,
        k: int = 8,
        organisation: str | None = None,
        kind: str | None = None,
        period: Period | str | None = None,
        role: Role | None = None,
        per_report: int = 3,
    ) -> tuple[Evidence, ...]:
        """Return at most ``k`` passages, best first, at most ``per_report`` of one report.

        All there is, however little it has to do with ``text``: `WORTH_SHOWING` is the least `Evidence.share` to show
        to people. ``organisation`` and ``kind`` match where the stored one contains them, ``period`` (or its label:
        2023H1) where both overlap. Warns with CorpusWarning where the index had to be repaired or the embedding cannot
        be used.
        """
        period = period_named(period) if isinstance(period, str) else period
        if k < 1 or per_report < 1:
            raise CorpusError("检索条数 k 和每篇条数 per_report 都须至少为 1")
        with self._lock:
            index = self._ready() if text.strip() else None
            if index is None:
                return ()
            vector = self._query_vector(text, index.notice.fingerprint)
            weight = self._embedder.fusion_weight
            query = Query(text=text, vector=vector, weight=weight, k=k, per_report=per_report, role=role)
            documents = matching_documents(self._catalog, organisation=organisation, kind=kind, period=period)
            try:
                return find(self._catalog, index, self._shelf_of(index), query, documents)
            except DamagedVectors as error:
                index = self._mended(index, str(error))
            return find(self._catalog, index, self._shelf_of(index), query, documents)

    # --- inside ------------------------------------------------------------------------------------------------

    def _record(self, sha256: str) -> DocumentRecord:
        place = place_of(sha256, self.store)
        rows = self._catalog.rows("SELECT sha256 FROM documents WHERE place = ?", (place,)) or self._catalog.rows(
            "SELECT sha256 FROM documents WHERE substr(sha256, 1, ?) = ?", (len(sha256), sha256)
        )
        if len(rows) != 1 or not sha256:
            reason = "有多篇报告以此开头" if rows and sha256 else "没有这篇报告"
            raise CorpusError(f"{reason}：{sha256 or '（空）'}；请用 drafter corpus 查看已入库的报告")
        record = self._catalog.document(rows[0][0])
        assert record is not None
        return record

    def _unlike(self, said: Mapping[str | None, Mapping[str, str]]) -> list[DocumentRecord]:
        """Return the stored reports of which something else is said now."""
        return [r for r in self._catalog.documents() if r.place in said and dict(r.told) != dict(said[r.place])]

    def _query_vector(self, text: str, fingerprint: str) -> NDArray[np.float32] | None:
        if self._embedder.fingerprint != fingerprint:
            _warn(f"库中向量由 {fingerprint} 生成，与当前设置不同，本次只按字面检索；请运行 drafter corpus rebuild")
            return None
        if self._embedder.leaves_machine and (found := find_sensitive(text)):
            raise ForbiddenError(f"检索词含{found[0].kind}，不得发往外部向量接口；请改用内置向量，或删去该内容")
        try:
            vectors = self._embedder.embed([text])
        except ForbiddenError:
            raise
        except ChatError as error:
            _warn(f"{error}；本次只按字面检索")
            return None
        row: NDArray[np.float32] = vectors[0]
        return row

    def _ready(self) -> Published | None:
        """Return the index, made good where it is missing, damaged or behind; None when nothing is stored."""
        state = (self._catalog.generation(), self._catalog.meta("embedding"))
        if self._catalog.value("SELECT 1 FROM passages LIMIT 1") is None:
            return None
        reason = self._open_index()
        if self._index is not None and (self._index.notice.generation, self._index.notice.fingerprint) == state:
            return self._index
        reason = reason or "索引落后于资料库"
        try:
            with writing(self.store, wait=0):
                if self._publish_if_behind():
                    _warn(f"{reason}，已按资料库重建")
        except LockedError:
            # a writer is at work and will publish: what was published before is still right, only older
            if self._index is None:
                _warn(f"{reason}，且另一进程正在写入，本次只按字面检索")
                return Published.makeshift(self._catalog)
        return self._index

    def _mended(self, index: Published, reason: str) -> Published:
        """Return an index for one that failed while it was searched: built anew, or of the words alone."""
        self._drop_index()
        if index.notice.server is not None:
            _warn(f"Chroma 服务 {index.notice.server} 出错（{reason}），本次只按字面检索；请检查服务")
            return Published.makeshift(self._catalog)
        try:
            with writing(self.store, wait=0):
                self._publish(fresh=True)
        except LockedError:
            _warn(f"索引已损坏（{reason}），且另一进程正在写入，本次只按字面检索")
            return Published.makeshift(self._catalog)
        _warn(f"索引已损坏（{reason}），已按资料库重建")
        assert self._index is not None
        return self._index

    def _open_index(self) -> str | None:
        """Open what is published unless it is open already; return why it cannot be used, if so."""
        patience = 3
        # a busy writer of small batches may sweep away what was about to be opened, more than once
        for _ in range(20):
            notice = read_notice(self._catalog)
            if notice is None or notice.server != self._server:
                self._drop_index()
                return "还没有检索索引"
            if self._index is not None and self._index.notice == notice:
                return None
            self._drop_index()
            opened = open_published(self.store, notice, offline=self._offline)
            if isinstance(opened, Published):
                self._index = opened
                return None
            # a writer may have published the next one and swept this one away in the meantime
            if read_notice(self._catalog) == notice:
                # or another reader be just opening it, which writes a little
                patience -= 1
                if not patience or not (self.store / "index" / notice.name).is_dir():
                    return opened
                time.sleep(0.1)
        return "索引正被反复更新"

    def _publish_if_behind(self) -> bool:
        """Publish unless what is published is whole and covers everything; needs the write lock."""
        self._open_index()
        state = (self._catalog.generation(), self._catalog.meta("embedding"))
        if self._index is not None and (self._index.notice.generation, self._index.notice.fingerprint) == state:
            return False
        self._publish(fresh=self._index is None)
        return True

    def _publish(self, *, fresh: bool) -> None:
        fingerprint = self._catalog.meta("embedding")
        if fingerprint is None:
            return
        self._drop_index()
        publish(
            self.store, self._catalog, fingerprint=fingerprint, server=self._server, offline=self._offline, fresh=fresh
        )
        if reason := self._open_index():
            raise CorpusError(
                f"检索索引建成后打不开（{reason}）；请检查磁盘空间和目录权限，再运行 drafter corpus rebuild"
            )

    def _drop_index(self) -> None:
        if self._index is not None:
            self._index.close()
        self._index = self._shelf = None

    def _shelf_of(self, index: Published) -> Shelf:
        # reports may have been removed since the index was published, or another index be in use
        state = (self._catalog.generation(), index.notice.name)
        if self._shelf is None or self._shelf[0] != state:
            self._shelf = (state, Shelf.read(self._catalog, index.lexical.numbers))
        return self._shelf[1]


def _warn(message: str) -> None:
    warnings.warn(message, CorpusWarning, stacklevel=3)
