"""Whether files still hold what was written: told by size and checksum, before anything is read from them."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

# what Chroma writes anew when it merely opens them
_SQLITE, _SAVED_GRAPH = "chroma.sqlite3", "index_metadata.pickle"
_RESTLESS = ("chroma.sqlite3-wal", "chroma.sqlite3-shm", "chroma.sqlite3-journal")

# size and CRC-32
Stamp = tuple[int, int]


def stamps_of(folder: Path) -> dict[str, Stamp]:
    """Return size and checksum of every file below ``folder``, by relative path."""
    return {path.relative_to(folder).as_posix(): stamp_of(path) for path in _files(folder)}


def stamp_of(path: Path) -> Stamp:
    """Return size and checksum of one file."""
    return path.stat().st_size, _crc(path)


def is_whole(folder: Path, stamps: Mapping[str, Stamp]) -> bool:
    """Return whether the files hold what was stamped; whatever their times say, for disks fail without changing these.

    Chroma's native code crashes on damaged vectors, taking the process along: they must be known before it opens them.
    What it writes anew at every opening it either refuses by itself when damaged (SQLite, looked over here so that it
    does so quietly) or does not read.
    """
    try:
        present = {path.relative_to(folder).as_posix(): path for path in _files(folder)}
        return present.keys() == stamps.keys() and all(_is_as_stamped(present[name], stamps[name]) for name in stamps)
    except OSError:  # a writer is sweeping it away
        return False


def _is_as_stamped(path: Path, stamp: Stamp) -> bool:
    if path.name == _SQLITE:
        return path.stat().st_size == stamp[0] and _is_sound(path)
    # half written by another reader that is just opening it
    if _rewritten(path):
        return True
    return path.stat().st_size == stamp[0] and stamp_of(path) == stamp


def _is_sound(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=10)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.OperationalError as error:
        # another reader is just opening it, which is no damage
        return "locked" in str(error)
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return False


def _rewritten(path: Path) -> bool:
    """Return whether Chroma writes this file at every opening: vectors that only SQLite has so far."""
    return path.suffix == ".bin" and not (path.parent / _SAVED_GRAPH).exists()


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name not in _RESTLESS]


def _crc(path: Path) -> int:
    crc = 0
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            crc = zlib.crc32(part, crc)
    return crc
