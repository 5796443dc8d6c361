"""Text to vectors: a built-in embedder that needs nothing, or any OpenAI-compatible endpoint through LangChain."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from functools import cached_property
from typing import Any, Protocol
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from ..errors import ChatError, ForbiddenError
from ..model import Endpoint
from .folding import folded_codes

Vectors = NDArray[np.float32]

DIMENSIONS = 1024


class Embedder(Protocol):
    """Turns texts into vectors of length one."""

    fusion_weight: float
    """How much its cosine may add to a lexical score between 0 and 1."""

    @property
    def fingerprint(self) -> str:
        """Return the name under which its vectors are kept apart from others."""

    @property
    def leaves_machine(self) -> bool:
        """Return whether the texts go to another machine."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text, float32, each of length 1 (or 0 for a text without characters)."""


def embedder_for(endpoint: Endpoint, *, offline: bool) -> Embedder:
    """Return the embedder that ``endpoint`` asks for: the built-in one where none is configured."""
    return RemoteEmbedder(endpoint, offline=offline) if endpoint.configured else LocalEmbedder()


class LocalEmbedder:
    """Hashed one-, two- and three-character pieces in 1,024 dimensions; no download, same vectors everywhere."""

    fingerprint = f"local-ngram-{DIMENSIONS}-v1"
    leaves_machine = False
    # its cosine mostly repeats what BM25 knows better: it may only decide between near equals
    fusion_weight = 0.02

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text, float32, shape (len(texts), 1024)."""
        codes, owner = code_points(texts)
        vectors = np.zeros(len(texts) * DIMENSIONS, dtype=np.float64)
        for size, weight in ((1, 0.3), (2, 1.0), (3, 1.0)):
            if len(codes) < size:
                continue
            hashed, valid = hash_pieces(codes, owner, size)
            hashed, rows = hashed[valid], owner[: len(valid)][valid]
            # the lowest bit gives the sign, so that collisions cancel out on average
            cell = rows * DIMENSIONS + ((hashed >> np.uint64(40)) % np.uint64(DIMENSIONS)).astype(np.int64)
            sign = np.where(hashed & np.uint64(1 << 20), weight, -weight)
            vectors += np.bincount(cell, weights=sign, minlength=len(vectors))
        table = vectors.reshape(len(texts), DIMENSIONS)
        return _normalised(np.sign(table) * np.sqrt(np.abs(table)))


def graph_care(fingerprint: str) -> tuple[int, int]:
    """Return how carefully Chroma builds the graph of these vectors: candidates looked at, neighbours kept.

    Vectors of the built-in embedder only break ties between words, and words alone mostly prove that no other passage
    can come in: a careful graph of them would cost more than everything else of an ingest.
    """
    return (20, 8) if fingerprint == LocalEmbedder.fingerprint else (100, 16)


class RemoteEmbedder:
    """An OpenAI-compatible ``/embeddings`` endpoint, through `langchain_openai.OpenAIEmbeddings`."""

    fusion_weight = 0.5

    def __init__(self, endpoint: Endpoint, *, offline: bool) -> None:
        """Keep what is needed to call ``endpoint``; nothing is imported or opened before the first `embed`."""
        self._endpoint = endpoint
        self._offline = offline

    @property
    def fingerprint(self) -> str:
        """Return the model's name; the server may move without the vectors losing their worth."""
        return f"endpoint-{self._endpoint.model}"

    @property
    def leaves_machine(self) -> bool:
        """Return whether the endpoint is anywhere but on this machine."""
        return not is_loopback(self._endpoint.base_url)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text, float32; raise ForbiddenError offline, ChatError when the endpoint fails."""
        if self._offline and self.leaves_machine:
            raise ForbiddenError("已设为离线，不得调用外部向量接口；请关闭 offline，或去掉 [embedding] 改用内置向量")
        from openai import OpenAIError

        client = self._client
        try:
            rows = client.embed_documents(list(texts))
        except (OpenAIError, ValueError, TypeError) as error:
            raise ChatError(f"向量接口调用失败（{_one_line(error)}）；请检查 [embedding] 的地址、模型和密钥") from error
        vectors = np.asarray(rows, dtype=np.float32)
        if vectors.ndim != 2 or len(vectors) != len(texts) or not np.isfinite(vectors).all():
            raise ChatError("向量接口返回的内容不是向量；请检查 [embedding] 的模型是否为向量模型")
        return _normalised(vectors)

    @cached_property
    def _client(self) -> Any:
        import httpx
        from langchain_openai import OpenAIEmbeddings
        from pydantic import SecretStr

        endpoint = self._endpoint
        return OpenAIEmbeddings(
            model=endpoint.model or "",
            base_url=endpoint.base_url,
            # local servers want none, the client insists on one
            api_key=SecretStr(endpoint.api_key or "none"),
            timeout=endpoint.timeout_s,
            max_retries=3,
            # otherwise a tokenizer is downloaded, and token ids are sent where servers expect words
            check_embedding_ctx_length=False,
            http_client=httpx.Client(proxy=endpoint.proxy, timeout=endpoint.timeout_s) if endpoint.proxy else None,
            chunk_size=64,
        )


def is_loopback(url: str | None) -> bool:
    """Return whether ``url`` names this very machine; None (a vendor's default address) does not."""
    host = urlsplit(url).hostname if url else None
    if host is None:
        return False
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def code_points(texts: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Return all code points of all texts in a row, folded, and which text each belongs to."""
    parts = [folded_codes(text) for text in texts]
    owner = np.repeat(np.arange(len(parts), dtype=np.int64), [len(part) for part in parts])
    return np.concatenate(parts or [np.zeros(0, dtype=np.uint32)]).astype(np.uint64), owner


def hash_pieces(codes: NDArray[np.uint64], owner: NDArray[np.int64], size: int) -> tuple[NDArray[np.uint64], Any]:
    """Return a 64-bit hash for each piece of ``size`` code points, and which of them lie within one text."""
    count = len(codes) - size + 1
    hashed = np.full(count, size, dtype=np.uint64)
    for offset in range(size):
        hashed = (hashed ^ codes[offset : offset + count]) * np.uint64(0x9E3779B97F4A7C15)
        hashed ^= hashed >> np.uint64(29)
    return hashed, owner[:count] == owner[size - 1 :]


def _normalised(table: NDArray[Any]) -> Vectors:
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    return np.asarray(table / np.where(lengths == 0, 1, lengths), dtype=np.float32)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
