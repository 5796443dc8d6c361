from __future__ import annotations

import os
import signal
import threading
import time

from drafter.text.parallel import in_parallel


def test_results_come_in_the_order_of_the_jobs() -> None:
    def job(number: int) -> int:
        time.sleep((5 - number) * 0.01)
        return number

    assert in_parallel([lambda n=n: job(n) for n in range(5)], 5) == [0, 1, 2, 3, 4]


def test_one_failing_job_takes_no_other_with_it() -> None:
    def fail() -> int:
        raise ValueError("two")

    first, second, third = in_parallel([lambda: 1, fail, lambda: 3], 2)
    assert (first, third) == (1, 3)
    assert isinstance(second, ValueError)


def test_no_more_run_at_a_time_than_asked_for() -> None:
    running, most, lock = 0, 0, threading.Lock()

    def job() -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.01)
        with lock:
            running -= 1

    in_parallel([job] * 12, 3)
    assert most == 3


def test_an_interrupt_returns_what_is_finished() -> None:
    hang = threading.Event()

    def interrupt() -> str:
        time.sleep(0.05)
        os.kill(os.getpid(), signal.SIGINT)
        hang.wait(5)
        return "late"

    assert in_parallel([lambda: "done", interrupt], 2) == ["done", None]
    hang.set()
