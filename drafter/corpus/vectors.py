"""Vectors in Chroma, through LangChain: ids and vectors only. The words stay in the catalog, which can refill it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from ..errors import CorpusError, ForbiddenError
from .embedding import Vectors, graph_care, is_loopback

# Chroma refuses more than 5,461 at a time; fewer keep memory small
_BATCH = 2000
# fewer than this it never saves as a graph, but reads anew at every opening
_LEAST_SAVED = 100


class VectorIndex:
    """One Chroma collection of passage vectors, by cosine, with explicit ids."""

    def __init__(self, client: Any, name: str, fingerprint: str, *, create: bool, expected: int = 0) -> None:
        """Open the collection ``name``; raise whatever Chroma raises when it is missing and not to be created.

        A new one is made for ``expected`` vectors: put in by equal batches, each saved whole, so that opening it later
        reads a graph and builds none.
        """
        from langchain_chroma import Chroma

        self.name = name
        self._batch = math.ceil(expected / math.ceil(expected / _BATCH)) if expected else _BATCH
        candidates, neighbours = graph_care(fingerprint)
        self._client = client
        self._giver = _Giver()
        try:
            self._store = Chroma(
                client=client,
                collection_name=name,
                embedding_function=self._giver,  # type: ignore[arg-type]
                collection_configuration={
                    "hnsw": {
                        # its default space is l2
                        "space": "cosine",
                        "ef_construction": candidates,
                        "max_neighbors": neighbours,
                        "sync_threshold": max(self._batch, _LEAST_SAVED),
                    }
                },
                collection_metadata={"fingerprint": fingerprint},
                create_collection_if_not_exists=create,
            )
        except BaseException:
            client.close()
            raise

    def fingerprint(self) -> str | None:
        """Return which embedding the collection was made for."""
        return (self._client.get_collection(self.name).metadata or {}).get("fingerprint")

    def count(self) -> int:
        """Return how many vectors it holds."""
        return int(self._client.get_collection(self.name).count())

    def ids(self) -> frozenset[str]:
        """Return the ids of all vectors it holds."""
        return frozenset(self._store.get(include=[])["ids"])

    def put(self, items: Iterable[tuple[str, Mapping[str, str], NDArray[np.float32]]]) -> None:
        """Add or overwrite (id, metadata, vector)."""
        waiting = iter(items)
        while batch := list(islice(waiting, self._batch)):
            ids = [identity for identity, _, _ in batch]
            self._giver.vectors = {identity: vector for identity, _, vector in batch}
            self._store.add_texts(ids, metadatas=[dict(meta) for _, meta, _ in batch], ids=ids)
        self._giver.vectors = {}

    def remove(self, ids: Sequence[str]) -> None:
        """Remove these ids; unknown ones are passed over."""
        for start in range(0, len(ids), _BATCH):
            self._store.delete(ids=list(ids[start : start + _BATCH]))

    def nearest(self, vector: NDArray[np.float32], limit: int, where: dict[str, Any] | None = None) -> tuple[str, ...]:
        """Return the ids of about the ``limit`` nearest vectors, best first; ``where`` filters by metadata.

        Raises DamagedVectors where the files, read only now, turn out damaged or the server is gone.
        """
        with damage_named():
            found = self._store.similarity_search_by_vector_with_relevance_scores(
                vector,  # type: ignore[arg-type]  # an array does, and is quicker than 1,024 floats
                k=limit,
                filter=where,
            )
        return tuple(str(document.id) for document, _ in found)

    def close(self) -> None:
        """Let go of files and connections."""
        self._client.close()


class _Giver:
    """An embedding function for LangChain that only hands out vectors made before."""

    def __init__(self) -> None:
        self.vectors: Mapping[str, NDArray[np.float32]] = {}

    def embed_documents(self, texts: list[str]) -> list[NDArray[np.float32]]:
        return [self.vectors[text] for text in texts]

    def embed_query(self, text: str) -> Vectors:
        return self.vectors[text]


def embedded_client(folder: Path) -> Any:
    """Return a Chroma client on files in ``folder``."""
    import chromadb

    return chromadb.PersistentClient(str(folder), settings=_quiet())


def server_client(url: str, *, offline: bool) -> Any:
    """Return a Chroma client for the server at ``url``; raise CorpusError when it does not answer."""
    import chromadb

    if offline and not is_loopback(url):
        raise ForbiddenError("已设为离线，不得连接外部 Chroma 服务；请关闭 offline，或去掉 chroma 设置改用内置索引")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise CorpusError(f"chroma 设置不是网址：{url}；应写成 http://主机:端口")
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 8000)
    try:
        return chromadb.HttpClient(host=parts.hostname, port=port, ssl=secure, settings=_quiet())
    except Exception as error:  # chroma raises ValueError, its own errors and httpx's alike
        raise CorpusError(f"连不上 Chroma 服务 {url}；请确认服务已启动，或去掉 chroma 设置改用内置索引") from error


class DamagedVectors(Exception):
    """Chroma could not work with what it found in its files, or its server no longer answers."""


@contextmanager
def damage_named() -> Iterator[None]:
    """Turn all that damaged files make Chroma raise into DamagedVectors; errors of our own pass."""
    from chromadb.errors import ChromaError

    try:
        yield
    # AttributeError: its clean-up trips over what was never opened
    except (ChromaError, OSError, ValueError, TypeError, KeyError, RuntimeError, EOFError, AttributeError) as error:
        raise DamagedVectors(type(error).__name__) from error
    except BaseException as error:
        # a panic of its native part: it cannot be imported, and is no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise DamagedVectors(type(error).__name__) from error


def _quiet() -> Any:
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False)
