"""Taking reports in: cut, masked, embedded and written, a batch a transaction; the index follows."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Sequence, Sized
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from ..errors import CorpusError
from ..model import Document, Passage, Source, from_json
from ..text.passages import cut_passages
from ..text.secrecy import find_sensitive
from .catalog import Catalog, index_source, insert_document, insert_passages, next_generation, searched, set_meta
from .embedding import Embedder, Vectors
from .records import IngestReport, Refusal, Twin
from .sources import corrected
from .twins import Twins
from ..patterns import lazy

_BROKEN = lazy("[\ud800-\udfff]")
# passages embedded and committed together: what a kill can cost at most
_BATCH = 256
# the same words are embedded at every ingest, to notice a model exchanged under its old name
_PROBE = "局党组召开会议，研究部署下一步工作。"
_PROBE_COSINE = 0.99


@dataclass(slots=True)
class Ingest:
    """One run of taking reports in; callers hold the write lock."""

    catalog: Catalog
    store: Path
    embedder: Embedder
    progress: Callable[[int, int], None] | None = None
    added: int = 0
    replaced: int = 0
    unchanged: int = 0
    refused: list[Refusal] = field(default_factory=list)
    _waiting: list[tuple[Document, tuple[Passage, ...]]] = field(default_factory=list)
    _checked: bool = False
    _twins: Twins | None = None
    _found: list[Twin] = field(default_factory=list)

    def run(self, documents: Iterable[Document]) -> IngestReport:
        """Take in ``documents``, which may be a generator; return what was done with each."""
        total = len(documents) if isinstance(documents, Sized) else 0
        for number, document in enumerate(documents, 1):
            self._take(with_digest(document))
            if self.progress is not None:
                self.progress(number, total)
        self._flush()
        return IngestReport(
            added=self.added,
            replaced=self.replaced,
            unchanged=self.unchanged,
            refused=tuple(self.refused),
            documents=int(self.catalog.value("SELECT count(*) FROM documents")),
            passages=int(self.catalog.value("SELECT count(*) FROM passages")),
            twins=tuple(self._found),
        )

    def _take(self, document: Document) -> None:
        reason = self._objection(document)
        if reason is not None:
            self.refused.append(Refusal(path=document.source.path, reason=reason))
            return
        waiting = any(other.source.sha256 == document.source.sha256 for other, _ in self._waiting)
        if waiting or self.catalog.document(document.source.sha256 or "") is not None:
            self._forget_older(document)
            self.unchanged += 1
            return
        self._waiting.append((document, cut_passages(document)))
        if sum(len(passages) for _, passages in self._waiting) >= _BATCH:
            self._flush()

    def _forget_older(self, document: Document) -> None:
        """Drop what the same file said before, when it now says what another file is stored for."""
        place = place_of(document.source.path, self.store)
        stale = "FROM documents WHERE place = ? AND sha256 <> ?"
        if self.catalog.value(f"SELECT 1 {stale}", (place, document.source.sha256)) is not None:
            with self.catalog.transaction() as connection:
                connection.execute(f"DELETE {stale}", (place, document.source.sha256))
                next_generation(connection)

    def _objection(self, document: Document) -> str | None:
        if not document.text.strip():
            return "没有文字；请检查文件内容"
        if _BROKEN.search(document.text):
            return "文字中有残缺的字符（不成对的代理码位），无法保存；请重新导出该文件"
        if self.embedder.leaves_machine and (found := find_sensitive(document.text)):
            return f"含{found[0].kind}，不得发往外部向量接口；请改用内置向量，或先处理该内容"
        return None

    def _flush(self) -> None:
        if not self._waiting:
            return
        if not self._checked:
            check_embedding(self.catalog, self.embedder)
            self._checked = True
        twins = self._twins = self._twins or Twins(self.catalog)
        found: list[tuple[Document, int, float]] = []
        passages = [passage for _, cut in self._waiting for passage in cut]
        vectors = iter(self.embedder.embed([searched(passage.heading_path, passage.text) for passage in passages]))
        with self.catalog.transaction() as connection:
            for document, cut in self._waiting:
                place = place_of(document.source.path, self.store)
                by_hand, displaced = _displace(self.catalog, place)
                for older in displaced:
                    twins.forget(older)
                row = insert_document(connection, document.text, document.source, place=place, by_hand=by_hand)
                index_source(connection, row, corrected(document.source, by_hand))
                insert_passages(connection, row, cut, [next(vectors).tobytes() for _ in cut])
                if twin := twins.add(connection, row, document.text):
                    found.append((document, *twin))
                self.replaced += bool(displaced)
                self.added += not displaced
            next_generation(connection)
        self._found += [self._twin(*each) for each in found]
        self._waiting.clear()

    def _twin(self, document: Document, other: int, share: float) -> Twin:
        rows = self.catalog.rows("SELECT source FROM documents WHERE id = ?", (other,))
        source = from_json(Source, rows[0][0]) if rows else Source()
        return Twin(path=document.source.path, other=source.path or source.title, shared=round(share, 3))


def with_digest(document: Document) -> Document:
    """Return ``document`` with a digest in its source: of the file if known, else of the text."""
    if document.source.sha256 is not None:
        return document
    digest = hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
    return replace(document, source=replace(document.source, sha256=digest))


def place_of(path: str | None, store: Path) -> str | None:
    """Return ``path`` relative to the store, so that a workspace may move as a whole; None for no file."""
    if path is None:
        return None
    try:
        return Path(os.path.relpath(path, store)).as_posix()
    except ValueError:  # another drive
        return str(Path(path).resolve())


def file_at(place: str | None, store: Path) -> str | None:
    """Return the absolute path of what `place_of` made relative to the store; None for no file."""
    return None if place is None else os.path.abspath(store / place)


def check_embedding(catalog: Catalog, embedder: Embedder) -> None:
    """Raise CorpusError unless ``embedder`` makes the same vectors as those stored; for an empty store, record it."""
    stored = catalog.meta("embedding")
    empty = catalog.value("SELECT 1 FROM vectors LIMIT 1") is None
    if not empty and stored != embedder.fingerprint:
        raise CorpusError(
            f"库中向量由 {stored} 生成，与当前的 {embedder.fingerprint} 不能混用；请先运行 drafter corpus rebuild"
        )
    probe = embedder.embed([_PROBE])[0]
    known = catalog.meta("probe")
    if not empty and known is not None:
        before = np.frombuffer(bytes.fromhex(known), dtype=np.float32)
        if before.shape != probe.shape or float(before @ probe) < _PROBE_COSINE:
            raise CorpusError("向量接口换了模型（同名而结果不同），不能与库中向量混用；请先运行 drafter corpus rebuild")
        return
    with catalog.transaction() as connection:
        set_meta(connection, embedding_meta(embedder, probe))


def embedding_meta(embedder: Embedder, probe: Vectors | None = None) -> dict[str, str]:
    """Return what the catalog keeps of the embedding its vectors come from."""
    vector = embedder.embed([_PROBE])[0] if probe is None else probe
    return {"embedding": embedder.fingerprint, "probe": vector.tobytes().hex()}


def _displace(catalog: Catalog, place: str | None) -> tuple[dict[str, str], list[int]]:
    """Remove the older text of the same file; return what was corrected by hand, and the rows that are gone."""
    if place is None:
        return {}, []
    old: Sequence[tuple[int, str]] = catalog.rows("SELECT id, sha256 FROM documents WHERE place = ?", (place,))
    by_hand: dict[str, str] = {}
    for identity, sha256 in old:
        record = catalog.document(sha256)
        by_hand |= dict(record.by_hand) if record else {}
        catalog.rows("DELETE FROM documents WHERE id = ?", (identity,))
    return by_hand, [identity for identity, _ in old]
