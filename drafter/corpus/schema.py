"""The catalog's tables, and how an older catalog becomes a current one."""

from __future__ import annotations

import sqlite3

from ..errors import CorpusError

# written into every catalog, so that another program's SQLite file is never mistaken for one
APPLICATION_ID = 0x44524654

_FIRST = """
CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256 TEXT NOT NULL UNIQUE,
    place TEXT,
    source TEXT NOT NULL,
    by_hand TEXT NOT NULL DEFAULT '{}',
    text TEXT NOT NULL,
    organisation TEXT,
    kind TEXT,
    period_start TEXT,
    period_end TEXT
);
CREATE INDEX documents_place ON documents (place);
CREATE TABLE passages (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    heading_path TEXT NOT NULL,
    role TEXT NOT NULL,
    text TEXT NOT NULL,
    masked_text TEXT NOT NULL
);
CREATE INDEX passages_document ON passages (document);
CREATE TABLE vectors (
    passage INTEGER PRIMARY KEY REFERENCES passages (number) ON DELETE CASCADE,
    vector BLOB NOT NULL
);
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO meta VALUES ('generation', '0');
"""

# what near-identical reports are told by; filled for older reports at the next ingest
_SKETCHES = """
CREATE TABLE sketches (
    document INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    sketch BLOB NOT NULL
);
"""

# what the manifest of its folder says of a report: kept apart, so that an edited manifest counts at the next ingest
_TOLD = "ALTER TABLE documents ADD COLUMN told TEXT NOT NULL DEFAULT '{}';"

MIGRATIONS: tuple[str, ...] = (_FIRST, _SKETCHES, _TOLD)
"""Script ``n`` takes a catalog from version ``n`` to ``n + 1``; version 0 is an empty file."""

VERSION = len(MIGRATIONS)


def version_of(connection: sqlite3.Connection) -> int:
    """Return the catalog's version, 0 for an empty file; raise CorpusError where it is newer, or no catalog."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    owner = int(connection.execute("PRAGMA application_id").fetchone()[0])
    tables = int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    if tables and owner != APPLICATION_ID:
        raise CorpusError("资料库文件 catalog.sqlite 不是本程序所写；请换一个存放目录（store）")
    if version > VERSION:
        raise CorpusError(
            f"资料库由更新版本的程序写成（格式 {version}，本程序只认到 {VERSION}）；请升级 drafter，或换一个存放目录"
        )
    return version


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the catalog to the current version, each step in a transaction of its own; others may do it meanwhile."""
    while version_of(connection) < VERSION:
        connection.execute("BEGIN IMMEDIATE")
        try:
            # now that no other process can write: which step is still to be done
            number = version_of(connection)
            for statement in MIGRATIONS[number].split(";") if number < VERSION else ():
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {min(number + 1, VERSION)}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
