"""The search index as one published whole: made aside, swapped in by name, never written again.

A published index is a folder ``index/<name>`` with the lexical arrays and (unless a server holds them) the vectors.
The catalog says which one counts, which generation of passages it covers and how large its files are. Writers copy
it, change the copy and publish that; readers in other processes go on with the one they have open.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import FormatError
from ..model import from_json, to_json
from .catalog import Catalog, set_meta
from .lexical import REPORTS, LexicalIndex
from .stamps import Stamp, is_whole, stamps_of
from .vectors import DamagedVectors, VectorIndex, damage_named, embedded_client, server_client
from ..patterns import lazy

_LEXICAL, _REPORTS, _VECTORS, _COLLECTION = "lexical", "reports", "vectors", "passages"


# counts up when what the files hold, or how they are weighed, changes: an index of another format is built anew
FORMAT = 3
_NAME = lazy("[0-9a-f]{12}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What the catalog says of the published index."""

    name: str
    """Folder below ``index``."""
    generation: int
    """Passages covered, as `Catalog.generation` counted then."""
    fingerprint: str
    """Embedding its vectors come from."""
    count: int
    """How many passages it holds."""
    files: Mapping[str, Stamp]
    """Size and checksum of each file."""
    collection: str
    """Name of the Chroma collection."""
    server: str | None
    """Address of the Chroma server that holds the vectors; None when they are in the folder."""
    format: int
    """How its files are to be read; of another format than `FORMAT` it is as good as none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """An index opened for searching."""

    notice: Notice
    """What it claims to be."""
    lexical: LexicalIndex
    """BM25 arrays of the passages, mapped."""
    reports: LexicalIndex | None
    """The same of whole reports, for questions that ask which report; None for a makeshift index."""
    vectors: VectorIndex | None
    """Chroma collection; None for a makeshift index that knows words only."""

    @classmethod
    def makeshift(cls, catalog: Catalog) -> Published:
        """Return an index of the words alone, in memory, for a search while nothing is published yet."""
        notice = Notice(
            name="", generation=catalog.generation(), fingerprint=catalog.meta("embedding") or "", count=0, files={},
            collection="", server=None, format=FORMAT,
        )  # fmt: skip
        return cls(notice=notice, lexical=LexicalIndex.build(catalog.words()), reports=None, vectors=None)

    def close(self) -> None:
        """Let go of the vectors' files or connection."""
        if self.vectors is not None:
            self.vectors.close()


def read_notice(catalog: Catalog) -> Notice | None:
    """Return what is published; None when nothing is, or nothing this version can read."""
    return _notice(catalog.meta("index") or "")


@lru_cache(maxsize=8)
def _notice(text: str) -> Notice | None:
    try:
        notice = from_json(Notice, text)
    except (FormatError, RecursionError):
        return None
    # the name becomes a path that is written to and swept
    return notice if notice.format == FORMAT and _NAME.fullmatch(notice.name) else None


def open_published(store: Path, notice: Notice, *, offline: bool) -> Published | str:
    """Return the index opened and checked, or, in Chinese, why it cannot be used."""
    folder = store / "index" / notice.name
    if not folder.is_dir():
        return "索引不见了"
    if not is_whole(folder, notice.files):
        return "索引文件残缺"
    # a server that does not answer is a CorpusError and goes on
    try:
        with damage_named():
            lexical, reports = LexicalIndex.load(folder / _LEXICAL), LexicalIndex.load(folder / _REPORTS)
            vectors = _opened_vectors(folder, notice, offline=offline)
    except DamagedVectors as error:
        return f"索引已损坏（{error}）"
    if vectors is None:
        return "索引与资料库不符"
    return Published(notice=notice, lexical=lexical, reports=reports, vectors=vectors)


def _opened_vectors(folder: Path, notice: Notice, *, offline: bool) -> VectorIndex | None:
    """Return the vectors ``notice`` speaks of; None when there are more or fewer, or of another embedding."""
    client = _client(folder, notice.server, offline=offline)
    vectors = VectorIndex(client, notice.collection, notice.fingerprint, create=False)
    try:
        found = (vectors.count(), vectors.fingerprint())
    except BaseException:
        vectors.close()
        raise
    if found == (notice.count, notice.fingerprint):
        return vectors
    vectors.close()
    return None


def publish(
    store: Path, catalog: Catalog, *, fingerprint: str, server: str | None, offline: bool, fresh: bool
) -> Notice:
    """Build the index for all that is in the catalog and make it the published one; needs the write lock.

    Vectors come from the catalog, never from the embedder. Unless a ``fresh`` one is wanted, an index of the same
    embedding is copied and only brought up to date.
    """
    old = read_notice(catalog)
    generation = catalog.generation()
    name = secrets.token_hex(6)
    folder = store / "index" / name
    # one after the other: together they would take twice the memory
    LexicalIndex.build(catalog.words()).save(folder / _LEXICAL)
    LexicalIndex.build(catalog.texts(), REPORTS).save(folder / _REPORTS)
    collection = _COLLECTION if server is None else f"drafter-{name}"
    if old is not None and not fresh and (old.fingerprint, old.server) == (fingerprint, server):
        collection = old.collection
        if server is None:
            shutil.copytree(store / "index" / old.name / _VECTORS, folder / _VECTORS)
    count = _fill(folder, catalog, collection, fingerprint, server, offline=offline)
    notice = Notice(
        name=name,
        generation=generation,
        fingerprint=fingerprint,
        count=count,
        files=stamps_of(folder),
        collection=collection,
        server=server,
        format=FORMAT,
    )
    with catalog.transaction() as connection:
        set_meta(connection, {"index": to_json(notice)})
    _sweep(store, keep={name, old.name if old else name})
    return notice


def _fill(
    folder: Path, catalog: Catalog, collection: str, fingerprint: str, server: str | None, *, offline: bool
) -> int:
    """Bring the collection to exactly what the catalog holds; return how many vectors that is."""
    wanted: dict[str, int] = dict(catalog.rows("SELECT id, number FROM passages"))
    client = _client(folder, server, offline=offline)
    index = VectorIndex(client, collection, fingerprint, create=True, expected=len(wanted))
    try:
        present = index.ids()
        index.remove(sorted(present - wanted.keys()))
        index.put(_vectors(catalog, [wanted[identity] for identity in wanted if identity not in present]))
        return index.count()
    finally:
        index.close()


def _client(folder: Path, server: str | None, *, offline: bool) -> Any:
    return embedded_client(folder / _VECTORS) if server is None else server_client(server, offline=offline)


def _vectors(catalog: Catalog, numbers: list[int]) -> Iterator[tuple[str, Mapping[str, str], NDArray[np.float32]]]:
    sql = """SELECT p.id, p.role, d.sha256, v.vector FROM passages p JOIN vectors v ON v.passage = p.number
             JOIN documents d ON d.id = p.document WHERE p.number IN ({})"""
    for start in range(0, len(numbers), 500):
        part = numbers[start : start + 500]
        for identity, role, sha256, blob in catalog.rows(sql.format(",".join("?" * len(part))), part):
            yield identity, {"role": role, "document": sha256}, np.frombuffer(blob, dtype=np.float32)


def _sweep(store: Path, keep: set[str]) -> None:
    """Remove index folders nobody should still be reading: all but the published one and the one before it."""
    for folder in (store / "index").iterdir():
        if folder.name not in keep:
            shutil.rmtree(folder, ignore_errors=True)
