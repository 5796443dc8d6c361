"""ReuseIndex: which past sentences share wording with a text, from arrays that can be mapped from disk."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..model import Document, Past, PastSentence, Source, Span
from .reuse_grams import fold_figures, units_of
from .reuse_segment import Arrays, Segment, merged, of_documents, packed

FORMAT = 3
"""Version of the arrays; stored ones of another version must be built anew."""
VARYING = ("format", "order")
"""Arrays that hold something else after every change."""

_SLICE = 4_000
_EDGES = "，。；：、！？"
_SEGMENTS = 4
_SHARE = 4
# of a segment's reports, so many may be struck out before it is made anew
_DEAD = 0.25


class ReuseIndex:
    """An index over past sentences; implements `model.Past`. It is never changed, `extended` returns another one.

    It consists of segments: a new report makes a small one of its own, and small ones are made one now and then, so
    that adding a report to thousands touches its own sentences only.
    """

    def __init__(self, segments: Sequence[Segment]) -> None:
        """Take ``segments``, the oldest first."""
        self.segments = tuple(segments)
        self._bounds = [0, *accumulate(len(segment) for segment in self.segments)]

    @classmethod
    def from_arrays(cls, arrays: Arrays) -> ReuseIndex:
        """Return the index that ``arrays`` hold; raise ValueError when they are of another version."""
        if int(arrays["format"][0]) != FORMAT:
            raise ValueError("文字索引的版本不符：请重新建立索引")
        labels = arrays["order"].tobytes().decode().split()
        parts: dict[str, dict[str, NDArray[Any]]] = {label: {} for label in labels}
        for name, array in arrays.items():
            label, _, rest = name.partition(".")
            if rest and label in parts:
                parts[label][rest.partition(".")[0]] = array
        return cls([Segment(parts[label]) for label in labels])

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """Return everything the index is, by name, ready for `numpy.save`.

        But for those of `VARYING` an array of one name always holds the same: files there are stay as they are.
        """
        found: dict[str, NDArray[Any]] = {"format": np.array([FORMAT], np.uint32)}
        labels = []
        for place, segment in enumerate(self.segments):
            named = segment.names(place)
            labels.append(next(iter(named)).partition(".")[0])
            found.update(named)
        found["order"] = np.frombuffer(" ".join(labels).encode(), np.uint8)
        return found

    def __len__(self) -> int:
        """Return how many sentences have an id; those of struck out reports keep theirs."""
        return self._bounds[-1]

    @property
    def sources(self) -> tuple[Source, ...]:
        """The reports, in the order they were given."""
        return tuple(
            source
            for segment in self.segments
            for source, alive in zip(segment.sources, segment.alive, strict=True)
            if alive
        )

    def organisations(self) -> int:
        """Return how many organisations are stored; reports of unknown ones do not count."""
        return len({source.organisation for source in self.sources} - {"", None})

    def sentence(self, id: int) -> PastSentence:
        """Return the sentence with this id."""
        place = bisect_right(self._bounds, id) - 1
        if id < 0 or place >= len(self.segments):
            raise IndexError(id)
        segment, local = self.segments[place], id - self._bounds[place]
        text, start = segment.text(local), int(segment.places[local])
        source = segment.sources[int(segment.documents[local])]
        return PastSentence(id=id, text=text, source=source, span=Span(start=start, end=start + len(text)))

    def candidates(self, text: str, limit: int) -> Sequence[int]:
        """Return ids of past sentences that share masked character shingles with ``text``, best first."""
        return self.candidates_many((text,), limit)[0]

    def candidates_many(self, texts: Sequence[str], limit: int) -> tuple[tuple[int, ...], ...]:
        """Return `candidates` for each of ``texts``; far faster than one by one."""
        found: list[tuple[int, ...]] = []
        for start in range(0, len(texts), _SLICE):
            pieces = [units_of(text) for text in texts[start : start + _SLICE]]
            hits = [segment.search(pieces) for segment in self.segments]
            if not hits:
                found.extend(() for _ in pieces)
                continue
            queries, counts = np.concatenate([hit[0] for hit in hits]), np.concatenate([hit[2] for hit in hits])
            ids = np.concatenate([hit[1] + base for hit, base in zip(hits, self._bounds, strict=False)])
            found.extend(_ranked(queries, ids, counts, len(pieces), limit))
        return tuple(found)

    def holders(self, text: str, limit: int) -> tuple[int, ...]:
        """Return ids of sentences, ``limit`` at most, that hold ``text``, figures, white space and its edges aside."""
        folded = fold_figures(text).strip(_EDGES)
        found: list[int] = []
        for segment, base in zip(self.segments, self._bounds, strict=False):
            found.extend(id + base for id in segment.holders(folded, limit - len(found)))
        return tuple(found)

    def mentions(self, word: str, limit: int) -> tuple[int, ...]:
        """Return ids of sentences, ``limit`` at most, that hold a short ``word`` (a name) to the letter."""
        found: list[int] = []
        for segment, base in zip(self.segments, self._bounds, strict=False):
            found.extend(id + base for id in segment.mentions(word, limit - len(found)))
        return tuple(found)

    def document_frequency(self, shingle: str) -> int:
        """Return in how many organisations' reports ``shingle`` occurs, figures and white space aside."""
        folded = fold_figures(shingle).strip(_EDGES)
        return len(frozenset[str]().union(*(segment.organisations(folded) for segment in self.segments)))

    def extended(self, documents: Sequence[Document]) -> ReuseIndex:
        """Return an index that also holds ``documents``; sentence ids may change."""
        segments = [*self.segments, of_documents(documents)]
        if len(segments) > _SEGMENTS:
            segments = [segments[0], merged(segments[1:])]
        while len(segments) > 1 and len(segments[-1]) * _SHARE > len(segments[-2]):
            segments[-2:] = [merged(segments[-2:])]
        return ReuseIndex(segments)

    def without(self, sha256s: Iterable[str]) -> ReuseIndex:
        """Return an index without the reports that have one of these digests; sentence ids may change."""
        gone = frozenset(sha256s)
        kept: list[Segment] = []
        for segment in self.segments:
            alive = segment.alive * np.array([source.sha256 not in gone for source in segment.sources], np.uint8)
            if alive.all() or (alive == segment.alive).all():
                kept.append(segment)
            elif alive.any():
                struck = segment.with_arrays(alive=alive)
                kept.append(struck if 1 - alive.mean() <= _DEAD else merged([struck]))
        return ReuseIndex(kept)

    def described(self, sources: Mapping[str, Source]) -> ReuseIndex:
        """Return an index whose reports are described anew, by their digests; no sentence is touched."""
        kept = []
        for segment in self.segments:
            told = [sources.get(source.sha256 or "", source) for source in segment.sources]
            kept.append(segment if tuple(told) == segment.sources else segment.with_arrays(sources=packed(told)))
        return ReuseIndex(kept)


def build_past(documents: Sequence[Document]) -> Past:
    """Return an index over the sentences of ``documents``, in memory."""
    return build_index(documents)


def build_index(documents: Sequence[Document]) -> ReuseIndex:
    """Return the index `build_past` gives, with everything it can do."""
    return ReuseIndex([of_documents(documents)] if documents else [])


def _ranked(
    queries: NDArray[np.int64], ids: NDArray[np.int64], counts: NDArray[np.int64], many: int, limit: int
) -> list[tuple[int, ...]]:
    """Return each query's best ids, most shared shingles first, ties by id."""
    order = np.lexsort((ids, -counts, queries))
    queries, ids = queries[order], ids[order]
    bounds = np.searchsorted(queries, np.arange(many + 1))
    return [tuple(ids[low : min(high, low + limit)].tolist()) for low, high in pairwise(bounds)]
