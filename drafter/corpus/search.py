"""Finding passages: BM25 leads, vectors refine, filters and the cap per report apply to both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..model import Evidence, Passage, Period
from .catalog import Catalog, searched
from .fusion import Scores, fuse
from .lexical import LexicalIndex, bigram_codes
from .published import Published

# how many of the best of each kind are compared by the fused score
_LEXICAL_POOL, _VECTOR_POOL = 150, 60
# what stands beside a passage tells what it is about: measured with sentences taken out of reports and news
# (evals/search_known_item.py)
_NEIGHBOUR = 0.3
# of what was judged relevant 1 in 100 holds less of its question than this; of what comes up for questions that have no
# answer in the sample reports, 6 in 7 (evals/search_floor.py)
WORTH_SHOWING = 0.15
# above this many reports, a filter is cheaper applied afterwards than handed to Chroma
_MANY_REPORTS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is looked for."""

    text: str
    """The words."""
    vector: NDArray[np.float32] | None
    """Their vector; None when no embedder could be reached: then words alone decide."""
    weight: float
    """How much the cosine may add to a lexical score between 0 and 1."""
    k: int
    """How many passages at most."""
    per_report: int
    """How many of one report at most."""
    role: str | None
    """Only passages of this role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Which report and role each row of the lexical index belongs to; rows gone from the catalog belong to none."""

    documents: NDArray[np.int64]
    """Row number of the report, -1 for none."""
    roles: NDArray[np.str_]
    """Role of the passage."""
    row_of: Mapping[str, int]
    """Row of each passage id."""

    @classmethod
    def read(cls, catalog: Catalog, numbers: NDArray[np.int64]) -> Shelf:
        """Return the shelf for the rows ``numbers`` of a lexical index."""
        documents = np.full(len(numbers), -1, dtype=np.int64)
        roles = np.full(len(numbers), "", dtype="<U2")
        row_of: dict[str, int] = {}
        for number, identity, document, role in catalog.rows("SELECT number, id, document, role FROM passages"):
            row = int(np.searchsorted(numbers, number))
            if row < len(numbers) and numbers[row] == number:
                documents[row], roles[row], row_of[identity] = document, role, row
        return cls(documents=documents, roles=roles, row_of=row_of)


def matching_documents(
    catalog: Catalog, *, organisation: str | None, kind: str | None, period: Period | None
) -> list[tuple[int, str]] | None:
    """Return (row number, digest) of the reports that pass the filters; None when there is no filter.

    Organisation and kind match where the stored one contains what is asked for; a period where both overlap.
    """
    clauses: list[str] = []
    values: list[str] = []
    for column, wanted in (("organisation", organisation), ("kind", kind)):
        if wanted:
            clauses.append(f"instr({column}, ?) > 0")
            values.append(wanted)
    if period is not None:
        clauses.append("period_start <= ? AND period_end >= ?")
        values += [period.end.isoformat(), period.start.isoformat()]
    if not clauses:
        return None
    return catalog.rows(f"SELECT id, sha256 FROM documents WHERE {' AND '.join(clauses)}", values)


def find(
    catalog: Catalog,
    index: Published,
    shelf: Shelf,
    query: Query,
    documents: list[tuple[int, str]] | None,
) -> tuple[Evidence, ...]:
    """Return the best passages for ``query`` among ``documents`` (None: all), best first."""
    allowed = shelf.documents >= 0
    if documents is not None:
        allowed &= np.isin(shelf.documents, [identity for identity, _ in documents])
    if query.role is not None:
        allowed &= shelf.roles == query.role
    lexical = np.where(allowed, with_neighbours(index.lexical.scores(query.text), shelf.documents), 0)
    # a role asks for a section, whatever the rest of its report says
    if query.per_report == 1 and query.role is None and index.reports is not None:
        lexical = by_report(lexical, shelf.documents, index.reports.scores(query.text), index.reports.numbers)
    rows, complete = contenders(lexical, shelf.documents, query)
    if query.vector is not None and not complete:
        near = _near_rows(index, shelf, query.vector, query.role, documents)
        rows = np.union1d(rows, near[allowed[near]])
    numbers = index.lexical.numbers[rows]
    cosine = _cosines(catalog, numbers, query.vector)
    scores = fuse(lexical[rows], cosine, query.weight)
    # ties: the older passage first, so that the same question always gets the same answer
    order = np.lexsort((numbers, -scores))
    places = _capped(shelf.documents[rows[order]], query)
    chosen = [int(i) for i in order[places] if scores[i] > 0]
    passages = catalog.passages(numbers[chosen].tolist())
    share = Shares(index.lexical, query.text)
    return tuple(
        # a cosine counts as much as it does for the rank: that of an endpoint finds what is said in other words
        Evidence(passage=passage, score=float(scores[i]), share=max(share.of(passage), query.weight * float(cosine[i])))
        for i in chosen
        if (passage := passages.get(int(numbers[i]))) is not None
    )


def contenders(lexical: Scores, documents: NDArray[np.int64], query: Query) -> tuple[NDArray[np.int64], bool]:
    """Return the rows, ascending, that may be among the best by the fused score, and whether no other row can be.

    A cosine is at most 1: a row that lies more than its weight behind the last one that would be chosen by words alone
    cannot catch up. Mostly only a few rows can, and Chroma need not be asked.
    """
    hits = np.flatnonzero(lexical > 0)
    pool = _best_rows(lexical, hits, _LEXICAL_POOL)
    chosen = pool[_capped(documents[pool], query)]
    if len(chosen) < query.k:
        return np.sort(pool), False
    weight = query.weight if query.vector is not None else 0.0
    # a little lower, since the scores are sums of 32-bit numbers
    reach = float(lexical[chosen[-1]]) - (weight + 1e-4) * float(lexical[chosen[0]])
    left_out = float(lexical[pool[-1]]) if len(pool) < len(hits) else 0.0
    return np.sort(pool[lexical[pool] >= reach]), reach > left_out


class Shares:
    """How much of a question stands in a passage: 0 to 1, each pair of characters by how rare it is."""

    def __init__(self, index: LexicalIndex, text: str) -> None:
        """Weigh what the question consists of."""
        self._terms = np.unique(bigram_codes(text))
        self._weights = index.rarity(self._terms)

    def of(self, passage: Passage) -> float:
        """Return the share for one passage; 1 for a question too short to be in parts."""
        if not len(self._terms):
            return 1.0
        held = np.isin(self._terms, bigram_codes(searched(passage.heading_path, passage.text)))
        return float(self._weights[held].sum() / self._weights.sum())


def with_neighbours(scores: Scores, documents: NDArray[np.int64]) -> Scores:
    """Return each score plus a share of the better one of the passages before and after it in the same report.

    A passage without a hit of its own stays at 0.
    """
    beside = np.zeros_like(scores)
    same = documents[1:] == documents[:-1]
    beside[1:] = np.where(same, scores[:-1], 0)
    beside[:-1] = np.maximum(beside[:-1], np.where(same, scores[1:], 0))
    return np.where(scores > 0, scores + np.float32(_NEIGHBOUR) * beside, np.float32(0))


def by_report(
    scores: Scores, documents: NDArray[np.int64], report_scores: Scores, report_numbers: NDArray[np.int64]
) -> Scores:
    """Return each report's best passage with the score of the whole report, all other passages 0.

    One passage a report asks which report: what is said all over it counts, not only in one place. Any share of the
    passage's own score was measured to find reports less often (evals/search_peer.py).
    """
    hits = np.flatnonzero(scores > 0)
    # best first, so that the first of each report is its best
    hits = hits[np.argsort(-scores[hits], kind="stable")]
    owners, first = np.unique(documents[hits], return_index=True)
    best = hits[first]
    found = np.zeros_like(scores)
    if len(best):
        places = np.minimum(np.searchsorted(report_numbers, owners), len(report_numbers) - 1)
        whole = np.where(report_numbers[places] == owners, report_scores[places], 0)
        found[best] = whole
    return found


def _best_rows(scores: Scores, hits: NDArray[np.int64], limit: int) -> NDArray[np.int64]:
    """Return the ``limit`` best of the rows ``hits``, best first, the older one before an equal."""
    if len(hits) > limit:
        hits = hits[np.argpartition(scores[hits], -limit)[-limit:]]
    return hits[np.lexsort((hits, -scores[hits]))]


def _near_rows(
    index: Published,
    shelf: Shelf,
    vector: NDArray[np.float32],
    role: str | None,
    documents: list[tuple[int, str]] | None,
) -> NDArray[np.int64]:
    clauses: list[dict[str, object]] = []
    if documents is not None and len(documents) <= _MANY_REPORTS:
        clauses.append({"document": {"$in": [sha256 for _, sha256 in documents]}})
    if role is not None:
        clauses.append({"role": role})
    if documents == [] or index.vectors is None or index.notice.count == 0:
        return np.zeros(0, dtype=np.int64)
    where = {"$and": clauses} if len(clauses) > 1 else clauses[0] if clauses else None
    ids = index.vectors.nearest(vector, min(_VECTOR_POOL, index.notice.count), where)
    return np.array([shelf.row_of[i] for i in ids if i in shelf.row_of], dtype=np.int64)


def _cosines(catalog: Catalog, numbers: NDArray[np.int64], vector: NDArray[np.float32] | None) -> Scores:
    """Return the exact cosine of each passage, from the catalog's own vectors."""
    cosine = np.zeros(len(numbers), dtype=np.float32)
    if vector is None or not len(numbers):
        return cosine
    stored = catalog.vectors(numbers.tolist())
    table = np.frombuffer(b"".join(blob for _, blob in stored), dtype=np.float32).reshape(len(stored), -1)
    places = np.searchsorted(numbers, np.array([number for number, _ in stored], dtype=np.int64))
    cosine[places] = table @ vector
    return cosine


def _capped(documents: NDArray[np.int64], query: Query) -> list[int]:
    """Return the places of the first ``k`` of these rows, at most ``per_report`` of one report."""
    taken: Counter[int] = Counter()
    chosen: list[int] = []
    for place, document in enumerate(documents.tolist()):
        if taken[document] < query.per_report:
            taken[document] += 1
            chosen.append(place)
        if len(chosen) == query.k:
            break
    return chosen
