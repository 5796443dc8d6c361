"""A server of its own for each test, and a browser where there is one."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from drafter.model import Settings
from drafter.pipeline import Drafter
from drafter.web.server import Server

CHROMIUM = Path("/usr/bin/chromium")


class Running:
    """A server that answers, with a client that holds its API key."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.address = server.address
        self.client = httpx.Client(
            base_url=server.address, headers={"authorization": f"Bearer {server.keys.api}"}, timeout=60, trust_env=False
        )
        self.stranger = httpx.Client(base_url=server.address, timeout=60, trust_env=False)
        self._thread = threading.Thread(target=server.run, daemon=True)

    def start(self) -> Running:
        self._thread.start()
        for _ in range(400):
            try:
                self.client.get("/api/health")
                return self
            except httpx.TransportError:
                time.sleep(0.02)
        raise AssertionError("the server does not answer")

    def stop(self) -> None:
        self.client.close()
        self.stranger.close()
        self.server.stop()
        self._thread.join(20)


Serve = Callable[..., Running]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Return what starts a server on a workspace (the test's own unless given)."""
    started: list[Running] = []

    def start(drafter: Drafter | None = None) -> Running:
        started.append(Running(Server(drafter or Drafter(settings=Settings(root=str(tmp_path))))).start())
        return started[-1]

    yield start
    for one in started:
        one.stop()


@pytest.fixture
def running(serve: Serve) -> Running:
    return serve()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Return Debian's Chromium, driven; skip where it or the driver is missing."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip("no /usr/bin/chromium here")
    with api.sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """Return a page of a browser profile of its own; a test fails on any script error or request that leaves."""
    context = browser.new_context(viewport={"width": 1360, "height": 900}, locale="zh-CN", accept_downloads=True)
    tab = context.new_page()
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    tab.on(
        "request",
        lambda one: None if one.url.startswith(("http://127.0.0.1:", "blob:", "data:")) else errors.append(one.url),
    )
    tab.errors = errors
    yield tab
    context.close()
    assert not errors
