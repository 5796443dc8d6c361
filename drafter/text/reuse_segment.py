"""One segment of the reuse index: sentences of some reports and their shingles, as arrays mapped from disk."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..model import Document, Source, from_plain, to_plain
from .reuse_grams import buckets_of, fold_figures, hashed_grams, text_of, units_of

# Postings read for one sentence, rarest shingles first: what is common to hundreds of reports tells nothing.
_BUDGET = 8000
SHARED = 3
"""Shingles two sentences must share to be compared."""
# shingles of a wording that are looked up, and the rarest of those that are read: what they hold is compared in full
_ASKED, _RAREST = 8, 4
_EDGES = "，。；：、！？"

Arrays = Mapping[str, NDArray[Any]]
Hits = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]


class Segment:
    """Sentences that were indexed together. It is never changed; reports can only be struck out of a copy."""

    def __init__(self, arrays: Arrays) -> None:
        """Take ``arrays`` as `indexed` makes them, in memory or mapped."""
        # slicing a memmap costs ten times what slicing a plain view of the same pages does
        arrays = {name: np.asarray(array) for name, array in arrays.items()}
        self.arrays = arrays
        self._units = arrays["units"]
        self._starts = arrays["starts"]
        self.documents = arrays["documents"]
        self.places = arrays["places"]
        self._offsets = arrays["offsets"]
        self._postings = arrays["postings"]
        self.alive = arrays["alive"]
        # single numbers are read from a plain view, many at once from the array
        self._ends = self._offsets.data
        self._bits = int(self._offsets.shape[0] - 1).bit_length() - 1
        self._all_alive = bool(self.alive.all())

    def __len__(self) -> int:
        """Return how many sentences are stored, struck out ones too."""
        return len(self._starts) - 1

    @functools.cached_property
    def sources(self) -> tuple[Source, ...]:
        """The reports, in the order they were given, struck out ones too."""
        plain = json.loads(self.arrays["sources"].tobytes().decode("utf-8", "surrogatepass"))
        return tuple(from_plain(Source, item) for item in plain)

    def text(self, id: int) -> str:
        """Return the words of a sentence."""
        return text_of(self._units[self._starts[id] : self._starts[id + 1]])

    def with_arrays(self, **changed: NDArray[Any]) -> Segment:
        """Return this segment with some arrays replaced."""
        return Segment({**self.arrays, **changed})

    def names(self, place: int) -> dict[str, NDArray[Any]]:
        """Return the arrays of the segment at ``place`` under names that tell what is in them."""
        made = hashlib.sha256("".join(source.sha256 or "" for source in self.sources).encode())
        made.update(self.arrays["starts"].tobytes())
        label = f"{place}-{made.hexdigest()[:12]}"
        named = {}
        for name, array in self.arrays.items():
            # these two may change while the sentences stay
            own = hashlib.sha256(array.tobytes()).hexdigest()[:12] if name in ("alive", "sources") else ""
            named[f"{label}.{name}{'.' if own else ''}{own}"] = array
        return named

    def search(self, pieces: Sequence[NDArray[np.uint16]]) -> Hits:
        """Return (query, sentence, shared shingles) for every pair that shares enough."""
        owners = np.repeat(np.arange(len(pieces), dtype=np.uint32), [len(piece) for piece in pieces])
        units = np.concatenate(pieces) if pieces else np.empty(0, np.uint16)
        buckets, owners = hashed_grams(units, owners, self._bits)
        pairs = np.unique((owners.astype(np.uint64) << np.uint64(32)) | buckets)
        queries, buckets = (pairs >> np.uint64(32)).astype(np.int64), (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)
        low = self._offsets[buckets].astype(np.int64)
        sizes = self._offsets[buckets + 1].astype(np.int64) - low
        chosen = _within_budget(queries, sizes)
        found = self._shared(queries[chosen], low[chosen], sizes[chosen])
        if self._all_alive:
            return found
        kept = self.alive[self.documents[found[1]]] > 0
        return found[0][kept], found[1][kept], found[2][kept]

    def holders(self, folded: str, limit: int) -> list[int]:
        """Return ids of sentences, ``limit`` at most, that hold ``folded`` (without figures and white space)."""
        found: list[int] = []
        for id in self._likely(folded).tolist():
            if len(found) == limit:
                break
            if self.alive[self.documents[id]] and folded in fold_figures(self.text(id)):
                found.append(id)
        return found

    def organisations(self, folded: str) -> frozenset[str]:
        """Return the organisations whose reports hold ``folded`` (without figures and white space)."""
        found: set[int] = set()
        for id in self._likely(folded, owned=True).tolist():
            owner = int(self._owners[id])
            if owner not in found and self.alive[self.documents[id]] and folded in fold_figures(self.text(id)):
                found.add(owner)
        return frozenset(self._named[owner] for owner in found)

    @functools.cached_property
    def _named(self) -> tuple[str, ...]:
        return tuple(sorted({source.organisation for source in self.sources if source.organisation}))

    @functools.cached_property
    def _owners(self) -> NDArray[np.int32]:
        """For each sentence, the place of its report's organisation in `_named`; -1 where nobody knows it."""
        places = {name: place for place, name in enumerate(self._named)}
        owners = np.array([places.get(source.organisation or "", -1) for source in self.sources], np.int32)
        return owners[self.documents] if len(owners) else owners

    def _likely(self, folded: str, *, owned: bool = False) -> NDArray[np.uint32]:
        """Return ids of the sentences that hold the rarest shingles of ``folded``; of known organisations, if asked."""
        ends = self._ends
        sizes = sorted((ends[bucket + 1] - ends[bucket], bucket) for bucket in buckets_of(folded, self._bits, _ASKED))
        ids: NDArray[np.uint32] | None = None
        for _, bucket in sizes[:_RAREST]:
            here = self._postings[ends[bucket] : ends[bucket + 1]]
            if ids is not None:
                # both in order, the fewer looked for among the more
                here = ids[here[here.searchsorted(ids).clip(max=len(here) - 1)] == ids]
            elif owned:
                here = here[self._owners[here] >= 0]
            ids = here
            if not len(ids):
                break
        return ids if ids is not None else np.empty(0, np.uint32)

    def mentions(self, word: str, limit: int) -> list[int]:
        """Return ids of sentences, ``limit`` at most, that hold a short ``word`` to the letter."""
        letters = units_of(word)
        if not len(letters) or len(self._units) < len(letters):
            return []
        at = np.flatnonzero(self._units[: len(self._units) - len(letters) + 1] == letters[0])
        for place, letter in enumerate(letters[1:], 1):
            at = at[self._units[at + place] == letter]
        found: dict[int, None] = {}
        for id, start in zip((np.searchsorted(self._starts, at, side="right") - 1).tolist(), at.tolist(), strict=True):
            whole = start + len(letters) <= int(self._starts[id + 1])
            if whole and self.alive[self.documents[id]] and len(found) < limit:
                found[id] = None
        return list(found)

    def _shared(self, queries: NDArray[np.int64], low: NDArray[np.int64], sizes: NDArray[np.int64]) -> Hits:
        ends = np.cumsum(sizes)
        total = int(ends[-1]) if len(ends) else 0
        places = np.arange(total) + np.repeat(low - (ends - sizes), sizes)
        keys = (np.repeat(queries, sizes).astype(np.uint64) << np.uint64(32)) | self._postings[places]
        keys.sort()
        firsts = np.flatnonzero(np.concatenate((np.ones(min(total, 1), bool), keys[1:] != keys[:-1])))
        counts = np.diff(np.concatenate((firsts, [total])))
        enough = counts >= SHARED
        keys = keys[firsts[enough]]
        return (keys >> np.uint64(32)).astype(np.int64), (keys & np.uint64(0xFFFFFFFF)).astype(np.int64), counts[enough]


def of_documents(documents: Sequence[Document]) -> Segment:
    """Return the sentences of ``documents`` as one segment."""
    rows = [(n, document, sentence) for n, document in enumerate(documents) for sentence in document.sentences]
    return indexed(
        texts=[document.quote(sentence.span) for _, document, sentence in rows],
        documents=[number for number, _, _ in rows],
        places=[sentence.span.start for _, _, sentence in rows],
        sources=[document.source for document in documents],
    )


def merged(segments: Sequence[Segment]) -> Segment:
    """Return the reports of ``segments`` that are not struck out as one segment, in their order."""
    texts: list[str] = []
    documents: list[int] = []
    places: list[int] = []
    sources: list[Source] = []
    for segment in segments:
        renumbered: dict[int, int] = {}
        for number, source in enumerate(segment.sources):
            if segment.alive[number]:
                renumbered[number] = len(sources)
                sources.append(source)
        for id, number in enumerate(segment.documents.tolist()):
            if number in renumbered:
                texts.append(segment.text(id))
                documents.append(renumbered[number])
                places.append(int(segment.places[id]))
    return indexed(texts, documents, places, sources)


def indexed(
    texts: Sequence[str], documents: Sequence[int], places: Sequence[int], sources: Sequence[Source]
) -> Segment:
    """Return a segment of ``texts``, each of report ``documents[i]`` at ``places[i]``; ``sources`` are the reports."""
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
    return Segment(
        {
            "units": units,
            "starts": np.array([0, *accumulate(sizes)], np.uint32),
            "documents": np.array(documents, np.uint32),
            "places": np.array(places, np.uint32),
            "offsets": offsets,
            "postings": (keys & np.uint64(0xFFFFFFFF)).astype(np.uint32),
            "alive": np.ones(len(sources), np.uint8),
            "sources": packed(sources),
        }
    )


def packed(sources: Sequence[Source]) -> NDArray[np.uint8]:
    """Return ``sources`` as the bytes of their JSON."""
    plain = json.dumps(to_plain(tuple(sources)), ensure_ascii=False).encode("utf-8", "surrogatepass")
    return np.frombuffer(plain, np.uint8)


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
