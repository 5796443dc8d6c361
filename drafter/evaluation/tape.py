"""Tape: recorded replies at the chat door, one file for each prompt version and model, replayed without a network.

A line is ``{key, model, text, in, out, seconds, finish}``; the key (`text.callkey`) holds all that changes an answer
and nothing else. Lines are sorted by key, so that git shows what changed and editing one prompt touches one file.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..errors import EvalError
from ..model import CallRow


class Missing(EvalError):
    """A reply that was never recorded, asked for in a replay."""


class Tape:
    """The replies of one prompt version and one model; serves `chat.Chat` as its ledger."""

    def __init__(self, path: Path, pin: str, *, record: bool = False) -> None:
        """Open the tape at ``path``; with ``record`` a reply that is missing may be asked for and is kept."""
        self.path, self.pin, self.record = path, pin, record
        self._rows = {row.key: row for row in _read(path, pin)}
        self._asked: set[str] = set()
        self._lock = threading.Lock()

    def get(self, key: str) -> CallRow | None:
        """Return the recorded reply, or None while recording; raise Missing in a replay."""
        with self._lock:
            self._asked.add(key)
            row = self._rows.get(key)
        if row is None and not self.record:
            raise Missing(f"{self.path} 里没有这次调用的录音；请加 --record 录制")
        return row

    def put(self, row: CallRow) -> CallRow:
        """Keep a fresh reply, on disk at once, and return it."""
        with self._lock:
            self._rows[row.key] = row
            self._write(self._rows)
        return row

    def holds(self, key: str) -> bool:
        """Return whether a reply is recorded, without asking for it."""
        return key in self._rows

    def forget(self) -> None:
        """Drop what is recorded, so that everything is asked anew."""
        with self._lock:
            self._rows = {}

    def prune(self) -> int:
        """Drop the lines nobody asked for in this run, write the file, and return how many were dropped."""
        with self._lock:
            kept = {key: row for key, row in self._rows.items() if key in self._asked}
            dropped = len(self._rows) - len(kept)
            self._rows = kept
            self._write(kept)
        return dropped

    def mean_out(self) -> float | None:
        """Return the mean length of a recorded reply in tokens; None where nothing is recorded."""
        rows = list(self._rows.values())
        return sum(row.tokens_out for row in rows) / len(rows) if rows else None

    def _write(self, rows: Mapping[str, CallRow]) -> None:
        if not rows and not self.path.exists():
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        lines = [json.dumps(_plain(rows[key]), ensure_ascii=False, separators=(",", ":")) for key in sorted(rows)]
        half = self.path.with_suffix(".part")
        half.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
        half.replace(self.path)


def tape_path(folder: Path, prompt: str, version: str, model: str) -> Path:
    """Return the file of a prompt version and a model: ``recordings/draft_section/v1/hand-written.jsonl``."""
    return folder / "recordings" / prompt / version / (re.sub(r"[^\w.-]+", "_", model) + ".jsonl")


def _plain(row: CallRow) -> dict[str, Any]:
    return {
        "key": row.key, "model": row.model, "text": row.reply, "in": row.tokens_in, "out": row.tokens_out,
        "seconds": round(row.seconds, 2), "finish": row.finish,
    }  # fmt: skip


def _read(path: Path, pin: str) -> list[CallRow]:
    if not path.is_file():
        return []
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            one = json.loads(line)
            row = CallRow(
                key=one["key"], model=one["model"], prompt=pin, tokens_in=one["in"], tokens_out=one["out"],
                seconds=float(one["seconds"]), reply=one["text"], finish=one["finish"],
            )  # fmt: skip
        except (ValueError, KeyError, TypeError) as error:
            raise EvalError(f"录音 {path} 第{number}行读不了：{error}；请从版本库恢复，或重新录制") from error
        rows.append(row)
    return rows
