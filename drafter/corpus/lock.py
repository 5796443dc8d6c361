"""One writer at a time, across processes; who holds the lock is written beside it."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from ..errors import LockedError

DEFAULT_WAIT_S = 30.0


@contextmanager
def writing(store: Path, *, wait: float = DEFAULT_WAIT_S) -> Iterator[None]:
    """Hold the store's write lock; raise LockedError, naming the holder, when it is not free after ``wait`` seconds."""
    store.mkdir(parents=True, exist_ok=True)
    holder = store / "write.holder"
    lock, queue = FileLock(store / "write.lock"), FileLock(store / "write.queue")
    end = time.monotonic() + wait
    try:
        # who has just written must line up again: otherwise it would always be there first, and others starve
        if wait > 0:
            queue.acquire(timeout=wait, poll_interval=0.02)
        lock.acquire(timeout=max(0.0, end - time.monotonic()), poll_interval=0.02)
    except Timeout as error:
        raise LockedError(f"资料库正由另一进程写入（{holder_of(store)}）；请等它结束后再试") from error
    finally:
        if queue.is_locked:
            queue.release()
    try:
        # the system frees the lock of a killed process; its note stays, and is overwritten here
        holder.write_text(f"进程 {os.getpid()}，主机 {socket.gethostname()}", encoding="utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def holder_of(store: Path) -> str:
    """Return who holds the write lock, for people."""
    try:
        return " ".join((store / "write.holder").read_text(encoding="utf-8").split())[:80] or "未知进程"
    except (OSError, UnicodeDecodeError):
        return "未知进程"
