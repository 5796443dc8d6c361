"""CallLedger: every finished model call in SQLite, keyed by all that went in, so that none is paid twice."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, MutableMapping
from pathlib import Path

from .errors import CorpusError
from .model import CallRow
from .text.callkey import call_key

__all__ = ["CallLedger", "call_key"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS calls (
    key TEXT PRIMARY KEY, model TEXT NOT NULL, prompt TEXT NOT NULL, tokens_in INTEGER NOT NULL,
    tokens_out INTEGER NOT NULL, seconds REAL NOT NULL, reply TEXT NOT NULL, finish TEXT NOT NULL,
    at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP);
CREATE TABLE IF NOT EXISTS forms (endpoint TEXT PRIMARY KEY, form TEXT NOT NULL);
"""
_COLUMNS = "key, model, prompt, tokens_in, tokens_out, seconds, reply, finish"


class CallLedger:
    """Finished calls on disk; safe for many threads and many processes at once."""

    def __init__(self, path: Path | str) -> None:
        """Open the ledger at ``path``, making it where it is missing; raise CorpusError when that cannot be."""
        self._lock = threading.Lock()
        self._kept: dict[str, CallRow] = {}
        path = Path(path)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._base = sqlite3.connect(path, timeout=30, check_same_thread=False, isolation_level=None)
            self._base.execute("PRAGMA journal_mode=WAL")
            self._base.execute("PRAGMA synchronous=NORMAL")
            self._base.executescript(_SCHEMA)
        except (OSError, sqlite3.Error) as error:
            raise CorpusError(f"打不开调用记录 {path}：{error}；请检查目录权限，或删去这个文件重来") from error

    def get(self, key: str) -> CallRow | None:
        """Return the finished call with this key, or None."""
        with self._lock:
            found = self._base.execute(f"SELECT {_COLUMNS} FROM calls WHERE key = ?", (key,)).fetchone()
            return _row(found) if found else self._kept.get(key)

    def put(self, row: CallRow) -> CallRow:
        """Store a finished call and return what is stored: the first answer to a key stays.

        A full disk does not lose the answer: the row is kept in memory and counted in `unstored`.
        """
        values = tuple(getattr(row, name.strip()) for name in _COLUMNS.split(","))
        with self._lock:
            try:
                self._base.execute(f"INSERT OR IGNORE INTO calls ({_COLUMNS}) VALUES (?,?,?,?,?,?,?,?)", values)
            except sqlite3.Error:
                self._kept.setdefault(row.key, row)
        return self.get(row.key) or row

    @property
    def unstored(self) -> int:
        """Return how many finished calls could not be written to disk."""
        return len(self._kept)

    def rows(self) -> tuple[CallRow, ...]:
        """Return all finished calls, in the order in which they were stored."""
        with self._lock:
            found = self._base.execute(f"SELECT {_COLUMNS} FROM calls ORDER BY rowid").fetchall()
        return tuple(_row(values) for values in found)

    def forms(self) -> MutableMapping[str, str]:
        """Return what is remembered of endpoints: which structured form each accepts."""
        return _Forms(self._base, self._lock)

    def close(self) -> None:
        """Close the file; the ledger cannot be used afterwards."""
        with self._lock:
            self._base.close()


class _Forms(MutableMapping[str, str]):
    """A mapping endpoint → form that lives in the ledger's file; a write that fails is merely not remembered."""

    def __init__(self, base: sqlite3.Connection, lock: threading.Lock) -> None:
        self._base, self._lock = base, lock

    def __getitem__(self, endpoint: str) -> str:
        with self._lock:
            found = self._base.execute("SELECT form FROM forms WHERE endpoint = ?", (endpoint,)).fetchone()
        if found is None:
            raise KeyError(endpoint)
        return str(found[0])

    def __setitem__(self, endpoint: str, form: str) -> None:
        with self._lock:
            try:
                self._base.execute("INSERT OR REPLACE INTO forms VALUES (?, ?)", (endpoint, form))
            except sqlite3.Error:
                return

    def __delitem__(self, endpoint: str) -> None:
        with self._lock:
            self._base.execute("DELETE FROM forms WHERE endpoint = ?", (endpoint,))

    def __iter__(self) -> Iterator[str]:
        with self._lock:
            found = self._base.execute("SELECT endpoint FROM forms ORDER BY endpoint").fetchall()
        return iter([str(values[0]) for values in found])

    def __len__(self) -> int:
        return len(list(iter(self)))


def _row(values: tuple[str, str, str, int, int, float, str, str]) -> CallRow:
    key, model, prompt, tokens_in, tokens_out, seconds, reply, finish = values
    return CallRow(
        key=key, model=model, prompt=prompt, tokens_in=tokens_in, tokens_out=tokens_out,
        seconds=seconds, reply=reply, finish=finish,
    )  # fmt: skip
