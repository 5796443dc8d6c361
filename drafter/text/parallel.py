"""Run jobs in daemon threads: results in the order of the jobs, and Ctrl-C ends the wait at once."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


def in_parallel(jobs: Sequence[Callable[[], T]], width: int) -> list[T | BaseException | None]:
    """Return what each job returned or raised, in order; None for jobs that Ctrl-C cut off.

    At most ``width`` run at a time. A pool of the standard library would make the interpreter wait for its running
    threads at exit; daemon threads let an interrupted run end while an endpoint still thinks.
    """
    results: list[T | BaseException | None] = [None] * len(jobs)
    waiting: queue.SimpleQueue[int] = queue.SimpleQueue()
    for number in range(len(jobs)):
        waiting.put(number)
    finished: queue.SimpleQueue[int] = queue.SimpleQueue()
    stopped = threading.Event()

    def work() -> None:
        while not stopped.is_set():
            try:
                number = waiting.get_nowait()
            except queue.Empty:
                return
            with _Caught() as caught:
                results[number] = jobs[number]()
            if caught.error is not None:
                results[number] = caught.error
            finished.put(number)

    for _ in range(min(width, len(jobs))):
        threading.Thread(target=work, daemon=True).start()
    try:
        for _ in jobs:
            finished.get()
    except KeyboardInterrupt:
        stopped.set()
        # a copy: a thread that ends late must not change what was returned
        return list(results)
    return results


class _Caught:
    """Keeps what its block raises: in a thread nobody else would see it; who waits for the results judges it."""

    def __init__(self) -> None:
        self.error: BaseException | None = None

    def __enter__(self) -> _Caught:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> bool:
        self.error = error
        return True
