"""Near-identical reports: told by sketches of their five-character pieces, then counted exactly."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from .catalog import Catalog
from .embedding import code_points, hash_pieces

PIECE = 5
# two drafts of one report share nine tenths of their pieces, last year's and this year's about half
NEARLY = 0.8
_BINS, _BANDS = 64, 16

Sketch = NDArray[np.uint32]


class Twins:
    """The sketches of all stored reports, by which a new one finds those it nearly repeats."""

    def __init__(self, catalog: Catalog) -> None:
        """Read what is stored; reports of an older catalog get their sketches now (needs the write lock)."""
        self._catalog = catalog
        self._bands: defaultdict[bytes, list[int]] = defaultdict(list)
        self._sketches: dict[int, Sketch] = {}
        _complete(catalog)
        for document, blob in catalog.rows("SELECT document, sketch FROM sketches ORDER BY document"):
            self._keep(document, np.frombuffer(blob, dtype=np.uint32))

    def add(self, connection: sqlite3.Connection, document: int, text: str) -> tuple[int, float] | None:
        """Keep a new report's sketch; return the stored report it nearly repeats, with the share, or None."""
        sketch = sketch_of(text)
        connection.execute("INSERT INTO sketches VALUES (?, ?)", (document, sketch.tobytes()))
        nearest = max(self._alike(sketch), key=lambda found: found[1], default=None)
        self._keep(document, sketch)
        if nearest is None:
            return None
        stored = self._catalog.value("SELECT text FROM documents WHERE id = ?", (nearest[0],))
        # removed in the meantime: an older text of the same file is no twin
        share = shared(text, str(stored)) if stored is not None else 0.0
        return (nearest[0], share) if share >= NEARLY else None

    def forget(self, document: int) -> None:
        """Pass over a report that is no longer stored."""
        self._sketches.pop(document, None)

    def _alike(self, sketch: Sketch) -> Iterator[tuple[int, float]]:
        candidates = {document for band in _bands(sketch) for document in self._bands.get(band, ())}
        for document in sorted(candidates & self._sketches.keys()):
            agreement = float((self._sketches[document] == sketch).mean())
            # the sketch errs by .05 either way
            if agreement >= NEARLY - 0.15:
                yield document, agreement

    def _keep(self, document: int, sketch: Sketch) -> None:
        self._sketches[document] = sketch
        for band in _bands(sketch):
            self._bands[band].append(document)


def sketch_of(text: str) -> Sketch:
    """Return 64 numbers whose agreement between two texts is about the share of pieces they have in common."""
    pieces = _pieces(text)
    sketch = np.full(_BINS, 0xFFFFFFFF, dtype=np.uint32)
    bins = (pieces >> np.uint64(58)).astype(np.int64)
    np.minimum.at(sketch, bins, (pieces & np.uint64(0xFFFFFFFE)).astype(np.uint32))
    # short texts leave bins empty: they borrow from the next one that is not
    filled = np.flatnonzero(np.bincount(bins, minlength=_BINS))
    if len(filled) and len(filled) < _BINS:
        places = np.searchsorted(filled, np.arange(_BINS)) % len(filled)
        sketch = sketch[filled[places]]
    return sketch


def shared(one: str, other: str) -> float:
    """Return the share of five-character pieces both texts have, of those either has."""
    first, second = np.unique(_pieces(one)), np.unique(_pieces(other))
    common = len(np.intersect1d(first, second, assume_unique=True))
    either = len(first) + len(second) - common
    return common / either if either else 1.0


def _pieces(text: str) -> NDArray[np.uint64]:
    codes, owner = code_points(["".join(text.split())])
    if len(codes) < PIECE:
        return codes
    pieces, _ = hash_pieces(codes, owner, PIECE)
    # the hash is made for its middle bits; the top ones choose the bin
    mixed: NDArray[np.uint64] = (pieces ^ (pieces >> np.uint64(32))) * np.uint64(0xD6E8FEB86659FD93)
    return mixed ^ (mixed >> np.uint64(32))


def _bands(sketch: Sketch) -> Iterator[bytes]:
    width = _BINS // _BANDS
    for number in range(_BANDS):
        # the number keeps equal bands of different places apart
        yield bytes((number,)) + sketch[number * width : (number + 1) * width].tobytes()


def _complete(catalog: Catalog) -> None:
    missing = catalog.rows(
        "SELECT d.id FROM documents d LEFT JOIN sketches s ON s.document = d.id WHERE s.document IS NULL"
    )
    if not missing:
        return
    with catalog.transaction() as connection:
        for (document,) in missing:
            text = str(catalog.value("SELECT text FROM documents WHERE id = ?", (document,)))
            connection.execute("INSERT INTO sketches VALUES (?, ?)", (document, sketch_of(text).tobytes()))
