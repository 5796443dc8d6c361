"""ReuseIndex: which past sentences share wording with a text, from arrays that can be mapped from disk."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..model import Document, Past, PastSentence, Source, Span, from_plain, to_plain
from .reuse_grams import fold_figures, hashed_grams, text_of, units_of

FORMAT = 2
"""Version of the arrays; stored ones of another version must be built anew."""

# Postings read for one sentence, rarest shingles first: what is common to hundreds of reports tells nothing.
_BUDGET = 1500
_SHARED = 3
_SLICE = 4_000
_RAREST = 4
_EDGES = "，。；：、！？"

Arrays = Mapping[str, NDArray[Any]]


class ReuseIndex:
    """An index over past sentences; implements `model.Past`. It is never changed, `extended` returns another one."""

    def __init__(self, arrays: Arrays) -> None:
        """Take ``arrays`` as `to_arrays` gives them, in memory or mapped."""
        # slicing a memmap costs ten times what slicing a plain view of the same pages does
        arrays = {name: np.asarray(array) for name, array in arrays.items()}
        self._arrays = arrays
        self._units = arrays["units"]
        self._starts = arrays["starts"]
        self._documents = arrays["documents"]
        self._places = arrays["places"]
        self._offsets = arrays["offsets"]
        self._postings = arrays["postings"]
        self._bits = int(self._offsets.shape[0] - 1).bit_length() - 1

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> ReuseIndex:
        """Return the index that ``arrays`` hold; raise ValueError when they are of another version."""
        if int(arrays["format"][0]) != FORMAT:
            raise ValueError("文字索引的版本不符：请重新建立索引")
        return cls(arrays)

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """Return everything the index is, by name, ready for `numpy.save`."""
        return dict(self._arrays)

    def __len__(self) -> int:
        """Return how many sentences are stored."""
        return len(self._starts) - 1

    @functools.cached_property
    def sources(self) -> tuple[Source, ...]:
        """The reports, in the order they were given."""
        plain = json.loads(self._arrays["sources"].tobytes().decode("utf-8", "surrogatepass"))
        return tuple(from_plain(Source, item) for item in plain)

    @functools.cached_property
    def _organisations(self) -> tuple[str, ...]:
        return tuple(source.organisation or "" for source in self.sources)

    def organisations(self) -> int:
        """Return how many organisations are stored; reports of unknown ones do not count."""
        return len(set(self._organisations) - {""})

    def sentence(self, id: int) -> PastSentence:
        """Return the sentence with this id."""
        text = text_of(self._units[self._starts[id] : self._starts[id + 1]])
        start = int(self._places[id])
        source = self.sources[int(self._documents[id])]
        return PastSentence(id=id, text=text, source=source, span=Span(start=start, end=start + len(text)))

    def candidates(self, text: str, limit: int) -> Sequence[int]:
        """Return ids of past sentences that share masked character shingles with ``text``, best first."""
        return self.candidates_many((text,), limit)[0]

    def candidates_many(self, texts: Sequence[str], limit: int) -> tuple[tuple[int, ...], ...]:
        """Return `candidates` for each of ``texts``; far faster than one by one."""
        found: list[tuple[int, ...]] = []
        for start in range(0, len(texts), _SLICE):
            found.extend(self._search(texts[start : start + _SLICE], limit))
        return tuple(found)

    def holders(self, text: str, limit: int) -> tuple[int, ...]:
        """Return ids of sentences, ``limit`` at most, that hold ``text``, figures, white space and its edges aside."""
        folded = fold_figures(text).strip(_EDGES)
        buckets, _ = hashed_grams(units_of(folded), np.zeros(len(units_of(folded)), np.uint32), self._bits)
        ids: NDArray[np.uint32] | None = None
        for bucket in sorted(set(buckets.tolist()), key=self._size)[:_RAREST]:
            here = self._postings[self._offsets[bucket] : self._offsets[bucket + 1]]
            ids = here if ids is None else np.intersect1d(ids, here, assume_unique=True)
        found: list[int] = []
        for id in ids.tolist() if ids is not None else []:
            if len(found) == limit:
                break
            if folded in fold_figures(self._text(id)):
                found.append(id)
        return tuple(found)

    def _size(self, bucket: int) -> int:
        return int(self._offsets[bucket + 1]) - int(self._offsets[bucket])

    def document_frequency(self, shingle: str) -> int:
        """Return in how many organisations' reports ``shingle`` occurs, figures and white space aside."""
        holders = self.holders(shingle, len(self))
        return len({self._organisations[int(self._documents[id])] for id in holders} - {""})

    def extended(self, documents: Sequence[Document]) -> ReuseIndex:
        """Return an index that also holds ``documents``; sentence ids so far stay as they are."""
        return _built(documents, self)

    def without(self, sha256s: Iterable[str]) -> ReuseIndex:
        """Return an index without the reports that have one of these digests; sentence ids change."""
        gone = frozenset(sha256s)
        kept = [place for place, source in enumerate(self.sources) if source.sha256 not in gone]
        ids = np.flatnonzero(np.isin(self._documents, np.array(kept, np.uint32)))
        renumbered = {old: new for new, old in enumerate(kept)}
        return _indexed(
            texts=[self._text(int(id)) for id in ids],
            documents=[renumbered[int(self._documents[id])] for id in ids],
            places=[int(self._places[id]) for id in ids],
            sources=[self.sources[place] for place in kept],
        )

    def _text(self, id: int) -> str:
        return text_of(self._units[self._starts[id] : self._starts[id + 1]])

    def _search(self, texts: Sequence[str], limit: int) -> list[tuple[int, ...]]:
        pieces = [units_of(text) for text in texts]
        owners = np.repeat(np.arange(len(texts), dtype=np.uint32), [len(piece) for piece in pieces])
        units = np.concatenate(pieces) if pieces else np.empty(0, np.uint16)
        buckets, owners = hashed_grams(units, owners, self._bits)
        pairs = np.unique((owners.astype(np.uint64) << np.uint64(32)) | buckets)
        queries, buckets = (pairs >> np.uint64(32)).astype(np.int64), (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)
        low = self._offsets[buckets].astype(np.int64)
        sizes = self._offsets[buckets + 1].astype(np.int64) - low
        chosen = _within_budget(queries, sizes)
        return _ranked(*self._shared(queries[chosen], low[chosen], sizes[chosen]), len(texts), limit)

    def _shared(
        self, queries: NDArray[np.int64], low: NDArray[np.int64], sizes: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Return (query, sentence, shared shingles) for every pair that shares enough."""
        ends = np.cumsum(sizes)
        total = int(ends[-1]) if len(ends) else 0
        places = np.arange(total) + np.repeat(low - (ends - sizes), sizes)
        keys = (np.repeat(queries, sizes).astype(np.uint64) << np.uint64(32)) | self._postings[places]
        keys.sort()
        firsts = np.flatnonzero(np.concatenate((np.ones(min(total, 1), bool), keys[1:] != keys[:-1])))
        counts = np.diff(np.concatenate((firsts, [total])))
        enough = counts >= _SHARED
        keys = keys[firsts[enough]]
        return (keys >> np.uint64(32)).astype(np.int64), (keys & np.uint64(0xFFFFFFFF)).astype(np.int64), counts[enough]


def build_past(documents: Sequence[Document]) -> Past:
    """Return an index over the sentences of ``documents``, in memory."""
    return build_index(documents)


def build_index(documents: Sequence[Document]) -> ReuseIndex:
    """Return the index `build_past` gives, with everything it can do."""
    return _built(documents, None)


def _built(documents: Sequence[Document], old: ReuseIndex | None) -> ReuseIndex:
    texts = [old._text(id) for id in range(len(old))] if old else []
    owners = old._documents.tolist() if old else []
    places = old._places.tolist() if old else []
    sources = list(old.sources) if old else []
    for document in documents:
        for sentence in document.sentences:
            texts.append(document.quote(sentence.span))
            owners.append(len(sources))
            places.append(sentence.span.start)
        sources.append(document.source)
    return _indexed(texts, owners, places, sources)


def _indexed(
    texts: Sequence[str], documents: Sequence[int], places: Sequence[int], sources: Sequence[Source]
) -> ReuseIndex:
    pieces = [units_of(text) for text in texts]
    sizes = [len(piece) for piece in pieces]
    units = np.concatenate(pieces) if pieces else np.empty(0, np.uint16)
    # about two shingles a bucket: collisions only add candidates, which are compared word for word afterwards
    bits = min(max(len(units).bit_length() - 1, 10), 26)
    buckets, owners = hashed_grams(units, np.repeat(np.arange(len(pieces), dtype=np.uint32), sizes), bits)
    keys = (buckets.astype(np.uint64) << np.uint64(32)) | owners
    del buckets, owners
    keys.sort()
    if len(keys):
        keys = keys[np.concatenate((np.ones(1, bool), keys[1:] != keys[:-1]))]
    offsets = np.searchsorted(keys, np.arange((1 << bits) + 1, dtype=np.uint64) << np.uint64(32)).astype(np.uint32)
    plain = json.dumps(to_plain(tuple(sources)), ensure_ascii=False).encode("utf-8", "surrogatepass")
    return ReuseIndex(
        {
            "format": np.array([FORMAT], np.uint32),
            "units": units,
            "starts": np.array([0, *accumulate(sizes)], np.uint32),
            "documents": np.array(documents, np.uint32),
            "places": np.array(places, np.uint32),
            "offsets": offsets,
            "postings": (keys & np.uint64(0xFFFFFFFF)).astype(np.uint32),
            "sources": np.frombuffer(plain, np.uint8),
        }
    )


def _within_budget(queries: NDArray[np.int64], sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return which (query, bucket) pairs to read: each query's smallest buckets up to the budget, no empty ones."""
    order = np.lexsort((sizes, queries))
    order = order[sizes[order] > 0]
    if not len(order):
        return order
    ordered = queries[order]
    running = np.cumsum(sizes[order])
    first = np.concatenate((np.ones(1, bool), ordered[1:] != ordered[:-1]))
    before = np.maximum.accumulate(np.where(first, running - sizes[order], 0))
    kept: NDArray[np.int64] = order[running - before <= _BUDGET]
    return kept


def _ranked(
    queries: NDArray[np.int64], ids: NDArray[np.int64], counts: NDArray[np.int64], many: int, limit: int
) -> list[tuple[int, ...]]:
    """Return each query's best ids, most shared shingles first, ties by id."""
    order = np.lexsort((ids, -counts, queries))
    queries, ids = queries[order], ids[order]
    bounds = np.searchsorted(queries, np.arange(many + 1))
    return [tuple(ids[low : min(high, low + limit)].tolist()) for low, high in pairwise(bounds)]
