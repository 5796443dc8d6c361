"""Keeping the store whole: whether it is, and vectors made again for another embedding, aside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from .catalog import Catalog, next_generation, set_meta
from .embedding import Embedder
from .ingest import embedding_meta
from .published import read_notice
from .records import StoreState
from .stamps import is_whole

_BATCH = 256


def state_of(store: Path, catalog: Catalog) -> StoreState:
    """Return how much is stored and whether the search index covers it all."""
    notice = read_notice(catalog)
    current = (
        notice is not None
        and notice.generation == catalog.generation()
        and notice.fingerprint == catalog.meta("embedding")
        and is_whole(store / "index" / notice.name, notice.files)
    )
    passages = int(catalog.value("SELECT count(*) FROM passages"))
    return StoreState(
        documents=int(catalog.value("SELECT count(*) FROM documents")),
        passages=passages,
        embedding=catalog.meta("embedding"),
        index_current=current or passages == 0,
    )


def problems_of(catalog: Catalog) -> list[str]:
    """Return what is wrong, one Chinese line each: every passage must stand where it says and have its vector."""
    found = [f"SQLite 检查：{row[0]}" for row in catalog.rows("PRAGMA integrity_check") if row[0] != "ok"]
    found += [f"表 {row[0]} 有一行指向不存在的记录" for row in catalog.rows("PRAGMA foreign_key_check")]
    for (sha256,) in catalog.rows("SELECT sha256 FROM documents"):
        text = catalog.text(sha256)
        rows = catalog.rows(
            """SELECT p.id, p.start, p.end, p.text, v.vector FROM passages p
               LEFT JOIN vectors v ON v.passage = p.number JOIN documents d ON d.id = p.document
               WHERE d.sha256 = ?""",
            (sha256,),
        )
        if not rows:
            found.append(f"报告 {sha256[:12]} 没有段落")
        for identity, start, end, words, vector in rows:
            if text[start:end] != words:
                found.append(f"段落 {identity} 与原文不符")
            if vector is None or not _is_unit(vector):
                found.append(f"段落 {identity} 的向量缺失或损坏")
    return found


def _is_unit(blob: bytes) -> bool:
    if len(blob) % 4 or not blob:
        return False
    length = float(np.linalg.norm(np.frombuffer(blob, dtype=np.float32)))
    return abs(length - 1) < 1e-3 or length == 0


def embed_again(catalog: Catalog, embedder: Embedder, progress: Callable[[int, int], None] | None = None) -> None:
    """Make all vectors again with ``embedder``, aside, and swap them in; an interrupted run is taken up again."""
    with catalog.transaction() as connection:
        connection.execute(
            "CREATE TABLE IF NOT EXISTS vectors_aside (passage INTEGER PRIMARY KEY, vector BLOB NOT NULL)"
        )
        if catalog.meta("aside") != embedder.fingerprint:
            connection.execute("DELETE FROM vectors_aside")
        set_meta(connection, {"aside": embedder.fingerprint})
    total = int(catalog.value("SELECT count(*) FROM passages"))
    done = int(catalog.value("SELECT max(passage) FROM vectors_aside") or 0)
    while part := catalog.words_after(done, _BATCH):
        vectors = embedder.embed([words for _, words in part])
        made = [(number, vector.tobytes()) for (number, _), vector in zip(part, vectors, strict=True)]
        with catalog.transaction() as connection:
            connection.executemany("INSERT INTO vectors_aside VALUES (?, ?)", made)
        done = part[-1][0]
        if progress is not None:
            progress(int(catalog.value("SELECT count(*) FROM vectors_aside")), total)
    meta = embedding_meta(embedder)
    with catalog.transaction() as connection:
        connection.execute("DELETE FROM vectors")
        connection.execute(
            """INSERT INTO vectors SELECT a.passage, a.vector FROM vectors_aside a
               JOIN passages p ON p.number = a.passage"""
        )
        connection.execute("DROP TABLE vectors_aside")
        connection.execute("DELETE FROM meta WHERE key = 'aside'")
        set_meta(connection, meta)
        next_generation(connection)
