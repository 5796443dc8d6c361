"""The catalog: one SQLite file that holds everything that cannot be made again; the store's only truth."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from threading import RLock
from typing import Any, cast

from ..errors import CorpusError
from ..model import Passage, Role, Source, Span, from_json, to_json
from .schema import VERSION, migrate, version_of
from .sources import corrected

FILE_NAME = "catalog.sqlite"
_BUSY_S = 60.0
_DOCUMENT = "SELECT id, sha256, place, source, told, by_hand, length(text) FROM documents"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecord:
    """One report as stored."""

    id: int
    """Row number."""
    sha256: str
    """Digest of its file."""
    place: str | None
    """Its file, relative to the store; what decides that a new text replaces an old one."""
    source: Source
    """As read from its text and file name."""
    told: Mapping[str, str]
    """What a manifest says of it."""
    by_hand: Mapping[str, str]
    """Corrections."""
    chars: int
    """Length of its text."""

    def described(self) -> Source:
        """Return what is known of it: by hand before the manifest, the manifest before the text."""
        return corrected(corrected(self.source, self.told), self.by_hand)


class Catalog:
    """Reads and writes the tables; one connection, guarded for use by several threads."""

    def __init__(self, store: Path) -> None:
        """Keep where the catalog is; it is opened on first use."""
        self.path = store / FILE_NAME
        self._connection: sqlite3.Connection | None = None
        self._in_memory = False
        self._current = False
        self._lock = RLock()

    def close(self) -> None:
        """Close the connection; the next use opens it again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection, self._current = None, False

    def create(self) -> None:
        """Make the file, or bring an older one to the current version; needs the write lock."""
        with self._lock:
            self.close()
            self.path.parent.mkdir(parents=True, exist_ok=True)
            migrate(self._opened(str(self.path)))

    # --- reading -----------------------------------------------------------------------------------------------

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """Return all rows of a query; raise CorpusError when the file is damaged."""
        with self._lock:
            try:
                return self._reader().execute(sql, values).fetchall()
            except sqlite3.DatabaseError as error:
                raise _damaged(error) from error

    def value(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """Return the first column of the first row, None when there is none."""
        rows = self.rows(sql, values)
        return rows[0][0] if rows else None

    def meta(self, key: str) -> str | None:
        """Return a value kept under a name, such as the embedding's fingerprint."""
        return cast("str | None", self.value("SELECT value FROM meta WHERE key = ?", (key,)))

    def generation(self) -> int:
        """Return a number that grows whenever passages are added or removed; 0 for an empty store."""
        return int(self.meta("generation") or 0)

    def documents(self) -> Iterator[DocumentRecord]:
        """Yield what is stored of each report but its text, in the order of taking in."""
        for row in self.rows(f"{_DOCUMENT} ORDER BY id"):
            yield _document(row)

    def document(self, sha256: str) -> DocumentRecord | None:
        """Return one report's record, None when it is not stored."""
        rows = self.rows(f"{_DOCUMENT} WHERE sha256 = ?", (sha256,))
        return _document(rows[0]) if rows else None

    def text(self, sha256: str) -> str:
        """Return the full text of a stored report."""
        return str(self.value("SELECT text FROM documents WHERE sha256 = ?", (sha256,)))

    def passages(self, numbers: Sequence[int]) -> dict[int, Passage]:
        """Return the passages with these numbers, by number, their sources with corrections applied."""
        sql = f"""SELECT p.number, p.id, p.start, p.end, p.heading_path, p.role, p.text, p.masked_text,
                         d.source, d.told, d.by_hand
                  FROM passages p JOIN documents d ON d.id = p.document WHERE p.number IN ({_marks(numbers)})"""
        return {row[0]: _passage(row) for row in self.rows(sql, numbers)}

    def words(self) -> Iterator[tuple[int, str]]:
        """Yield (passage number, what of it is searched and embedded), by number, a part at a time."""
        last = 0
        while part := self.words_after(last, 2000):
            yield from part
            last = part[-1][0]

    def texts(self) -> Iterator[tuple[int, str]]:
        """Yield (row number, full text) of every report, by number, one at a time."""
        for (number,) in self.rows("SELECT id FROM documents ORDER BY id"):
            yield number, str(self.value("SELECT text FROM documents WHERE id = ?", (number,)))

    def words_after(self, number: int, limit: int) -> list[tuple[int, str]]:
        """Return the next ``limit`` passages after ``number`` as `words` does."""
        sql = "SELECT number, heading_path, text FROM passages WHERE number > ? ORDER BY number LIMIT ?"
        return [(row[0], searched(json.loads(row[1]), row[2])) for row in self.rows(sql, (number, limit))]

    def vectors(self, numbers: Sequence[int]) -> list[tuple[int, bytes]]:
        """Return (passage number, float32 vector) for these passages, in no order."""
        return self.rows(f"SELECT passage, vector FROM vectors WHERE passage IN ({_marks(numbers)})", numbers)

    # --- writing; callers hold the write lock ------------------------------------------------------------------

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Give the connection inside one transaction, undone when anything is raised."""
        with self._lock:
            try:
                connection = self._reader()
                connection.execute("BEGIN IMMEDIATE")
            except sqlite3.DatabaseError as error:
                raise _damaged(error) from error
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException as error:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                if isinstance(error, sqlite3.DatabaseError):
                    raise _damaged(error) from error
                raise

    def _reader(self) -> sqlite3.Connection:
        if self._connection is not None and self._in_memory and self.path.exists():
            self.close()
        if self._connection is None and not self.path.exists():
            # nothing stored yet: every question gets the answer of an empty catalog, and no file appears
            migrate(self._opened(":memory:"))
        connection = self._opened(str(self.path))
        # asked once a connection: a catalog that has its tables keeps them, and every search comes by here often
        if not self._current and not self._in_memory:
            version = version_of(connection)
            if version == 0:
                # whoever began it was killed before its first table: an empty catalog too
                self.close()
                migrate(connection := self._opened(":memory:"))
            elif version < VERSION:
                migrate(connection)
            self._current = version > 0
        return connection

    def _opened(self, target: str) -> sqlite3.Connection:
        if self._connection is not None:
            return self._connection
        connection = sqlite3.connect(target, timeout=_BUSY_S, isolation_level=None, check_same_thread=False)
        self._in_memory = target == ":memory:"
        try:
            version_of(connection)
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.DatabaseError as error:
            connection.close()
            raise _damaged(error) from error
        except CorpusError:
            connection.close()
            raise
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        self._connection = connection
        return connection


def searched(heading_path: Sequence[str], text: str) -> str:
    """Return what of a passage is searched and embedded: the headings above it and its own words."""
    return "\n".join([*heading_path, text])


def set_meta(connection: sqlite3.Connection, values: Mapping[str, str]) -> None:
    """Keep values under their names."""
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", list(values.items()))


def next_generation(connection: sqlite3.Connection) -> None:
    """Record that passages changed."""
    connection.execute("UPDATE meta SET value = value + 1 WHERE key = 'generation'")


def next_edition(connection: sqlite3.Connection) -> None:
    """Record that what reports say of themselves was corrected."""
    connection.execute("INSERT OR IGNORE INTO meta VALUES ('edition', '0')")
    connection.execute("UPDATE meta SET value = value + 1 WHERE key = 'edition'")


def insert_document(
    connection: sqlite3.Connection, text: str, source: Source, *, place: str | None, by_hand: Mapping[str, str]
) -> int:
    """Write one report's row; return its number."""
    cursor = connection.execute(
        "INSERT INTO documents (sha256, place, source, by_hand, text) VALUES (?, ?, ?, ?, ?)",
        (source.sha256, place, to_json(source), json.dumps(dict(by_hand), ensure_ascii=False), text),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def set_described(
    connection: sqlite3.Connection, record: DocumentRecord, *, told: Mapping[str, str], by_hand: Mapping[str, str]
) -> Source:
    """Write what a manifest and people say of a report; return the Source it has now."""
    said = [json.dumps(dict(values), ensure_ascii=False) for values in (told, by_hand)]
    connection.execute("UPDATE documents SET told = ?, by_hand = ? WHERE id = ?", (*said, record.id))
    source = replace(record, told=told, by_hand=by_hand).described()
    index_source(connection, record.id, source)
    return source


def index_source(connection: sqlite3.Connection, document: int, source: Source) -> None:
    """Write the columns by which searches are filtered, from the Source with corrections applied."""
    start, end = (source.period.start, source.period.end) if source.period else (None, None)
    connection.execute(
        "UPDATE documents SET organisation = ?, kind = ?, period_start = ?, period_end = ? WHERE id = ?",
        (
            source.organisation,
            source.kind,
            start.isoformat() if start else f"{source.year:04d}-01-01" if source.year else None,
            end.isoformat() if end else f"{source.year:04d}-12-31" if source.year else None,
            document,
        ),
    )


def insert_passages(
    connection: sqlite3.Connection, document: int, passages: Iterable[Passage], vectors: Iterable[bytes]
) -> None:
    """Write a report's passages, each with its vector."""
    taken = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'passages'").fetchone()
    numbered = list(enumerate(passages, taken[0] + 1 if taken else 1))
    connection.executemany(
        "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                number,
                passage.id,
                document,
                passage.span.start,
                passage.span.end,
                json.dumps(passage.heading_path, ensure_ascii=False),
                passage.role,
                passage.text,
                passage.masked_text,
            )
            for number, passage in numbered
        ],
    )
    numbers = [number for number, _ in numbered]
    connection.executemany("INSERT INTO vectors VALUES (?, ?)", list(zip(numbers, vectors, strict=True)))


def _document(row: Sequence[Any]) -> DocumentRecord:
    identity, sha256, place, source, told, by_hand, chars = row
    return DocumentRecord(
        id=identity,
        sha256=sha256,
        place=place,
        source=from_json(Source, source),
        told=json.loads(told),
        by_hand=json.loads(by_hand),
        chars=chars,
    )


def _passage(row: Sequence[Any]) -> Passage:
    _, identity, start, end, path, role, text, masked, source, told, by_hand = row
    return Passage(
        id=identity,
        source=_source(source, told, by_hand),
        heading_path=tuple(json.loads(path)),
        text=text,
        masked_text=masked,
        span=Span(start=start, end=end),
        role=cast(Role, role),
    )


@lru_cache(maxsize=4096)
def _source(source: str, told: str, by_hand: str) -> Source:
    """Return a stored source with its corrections; hits of one search are often of one report."""
    return corrected(corrected(from_json(Source, source), json.loads(told)), json.loads(by_hand))


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


def _damaged(error: sqlite3.DatabaseError) -> CorpusError:
    if "locked" in str(error) or "readonly" in str(error):
        return CorpusError(f"资料库暂时不能写入（{error}）；请确认没有其他程序占用，且目录可写")
    if "full" in str(error) or "disk I/O" in str(error):
        return CorpusError(f"磁盘已满或读写出错（{error}），本批未入库；请腾出空间后重新运行，已入库的不受影响")
    return CorpusError(f"资料库文件 catalog.sqlite 已损坏（{error}）；请从备份恢复，或移走该文件后重新入库")
