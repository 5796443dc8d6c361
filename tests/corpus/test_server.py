"""The tests of the corpus once more, against a real `chroma run` on loopback."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

# these damage the files of an embedded index, copy them, or open the store with other settings
EMBEDDED_ONLY = "damaged or garbled or copied_store or never_mixes or neither_chroma"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    chroma = Path(sys.executable).with_name("chroma")
    if not chroma.exists():
        pytest.skip("no chroma program beside this Python")
    command = [str(chroma), "run", "--path", str(tmp_path / "server"), "--port", str(port)]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(150):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait()


@pytest.mark.slow
def test_the_same_suite_passes_against_a_server(server: str) -> None:
    here = Path(__file__).parent
    suite = [str(here / name) for name in ("test_store.py", "test_twins.py", "test_past.py")]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:xdist", *suite, "-k", f"not ({EMBEDDED_ONLY})"],
        env={**os.environ, "DRAFTER_TEST_CHROMA": server}, capture_output=True, text=True, check=False,
        cwd=here.parents[1],
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-3000:]
