"""The desk: what people are working on, as folders in the store; everything on it survives the server."""

from __future__ import annotations

import json
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from ..errors import InputError
from ..exporters.base import write_atomically
from ..patterns import lazy

Room = Literal["reviews", "drafts", "jobs"]
_ID = lazy(r"[0-9a-f]{16}\Z")
STATE = "case.json"


class Missing(InputError):
    """What was asked for is not on the desk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """One piece of work: a folder with its state and its files."""

    id: str
    """Sixteen hexadecimal digits; also the folder's name."""
    path: Path
    """Where it lies."""

    def state(self) -> dict[str, Any]:
        """Return what is known of it."""
        state: dict[str, Any] = json.loads(self.text(STATE))
        return state

    def save(self, state: dict[str, Any]) -> None:
        """Keep ``state``, whole or not at all."""
        self.put(STATE, json.dumps(state, ensure_ascii=False, indent=1))

    def text(self, name: str) -> str:
        """Return a file of it as text; raise Missing when there is none."""
        try:
            return (self.path / name).read_text(encoding="utf-8")
        except OSError as error:
            raise Missing("没有找到：它可能已被删除，请回到列表再看") from error

    def has(self, name: str) -> bool:
        """Return whether it has a file called ``name``."""
        return (self.path / name).is_file()

    def put(self, name: str, data: str | bytes) -> Path:
        """Write a file of it, whole or not at all, and return its path."""
        return write_atomically(self.path / name, data.encode("utf-8") if isinstance(data, str) else data)

    def remove(self) -> None:
        """Delete it with all its files."""
        shutil.rmtree(self.path, ignore_errors=True)


class Desk:
    """All pieces of work of one workspace."""

    def __init__(self, store: Path) -> None:
        self.root = store / "desk"

    def new(self, room: Room) -> Folder:
        """Return a new, empty folder."""
        id = secrets.token_hex(8)
        path = self.root / room / id
        path.mkdir(parents=True)
        return Folder(id=id, path=path)

    def folder(self, room: Room, id: str) -> Folder:
        """Return a folder by its id; raise Missing when there is none."""
        path = self.root / room / id
        if not _ID.fullmatch(id) or not (path / STATE).is_file():
            raise Missing("没有找到：它可能已被删除，请回到列表再看")
        return Folder(id=id, path=path)

    def folders(self, room: Room) -> Iterator[Folder]:
        """Yield the folders of a room, the newest first."""
        states = (self.root / room).glob(f"*/{STATE}") if (self.root / room).is_dir() else ()
        for state in sorted(states, key=lambda path: (path.stat().st_mtime_ns, path.parent.name), reverse=True):
            if _ID.fullmatch(state.parent.name):
                yield Folder(id=state.parent.name, path=state.parent)


def now() -> str:
    """Return the local time to the second, as pages show it."""
    return datetime.now().strftime("%Y-%m-%d %H:%M:%S")
