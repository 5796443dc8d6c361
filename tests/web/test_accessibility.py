"""axe-core finds no serious issue on any page."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .conftest import Running
from .test_draft_routes import written
from .test_review_routes import hand_in


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return axe-core's script, or skip where npm or its registry is not at hand."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is missing: axe-core cannot be fetched")
    folder = tmp_path_factory.mktemp("axe")
    command = [npm, "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "axe-core@4"]
    try:
        subprocess.run(command, cwd=folder, timeout=120, check=True, capture_output=True)
    except (subprocess.SubprocessError, OSError) as error:
        pytest.skip(f"axe-core cannot be fetched: {error}")
    return (folder / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture
def lens(browser: Any, running: Running) -> Iterator[Any]:
    """Return a page into which axe may be put; the policy that forbids it is proved elsewhere."""
    context = browser.new_context(viewport={"width": 1360, "height": 900}, locale="zh-CN", bypass_csp=True)
    page = context.new_page()
    page.goto(running.server.link())
    yield page
    context.close()


def serious(page: Any, axe: str) -> list[str]:
    page.wait_for_load_state("networkidle")
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']} ({one['impact']}): {node['html'][:160]} {node['failureSummary'][:300]}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"][:3]
    ]


def test_no_page_has_a_serious_issue(lens: Any, running: Running, axe: str, tmp_path: Path) -> None:
    review = hand_in(running)
    accepted = review["review"]["findings"][3]["key"]  # type: ignore[index]
    running.client.put(f"/api/reviews/{review['id']}/findings/{accepted}", json={"decision": "accept"})
    base, _ = written(running)
    draft = base.rsplit("/", 1)[1]
    start = written_text(running, base).index("86公里")
    mark = {"start": start, "end": start + 4, "old": "86公里", "text": "【待核实：86公里】"}
    running.client.post(f"{base}/edits", json=mark)
    paths = ("/", "/review", f"/review/{review['id']}", "/write", f"/write/{draft}", f"/write/{draft}?plan=true",
             "/evals", "/api")  # fmt: skip
    wrong = {}
    for path in paths:
        lens.goto(running.address + path)
        wrong[path] = serious(lens, axe)
    lens.goto(f"{running.address}/review/{review['id']}")
    for name, selector in (("reason", "[data-decide=silence]"), ("aside", "[data-aside]"), ("keys", "[data-keys]")):
        lens.locator(selector).first.click()
        lens.locator(f"#{name}[open]").wait_for()
        wrong[name] = serious(lens, axe)
        lens.keyboard.press("Escape")
    lens.set_viewport_size({"width": 390, "height": 800})
    lens.reload()
    wrong["narrow"] = serious(lens, axe)
    assert not {path: issues for path, issues in wrong.items() if issues}


def written_text(running: Running, base: str) -> str:
    return str(running.client.get(base).json()["draft"]["document"]["text"])


def test_every_paper_has_a_title_and_a_language(lens: Any, running: Running) -> None:
    for path in ("/", "/review", "/write", "/api"):
        lens.goto(running.address + path)
        assert lens.title() and lens.locator("html").get_attribute("lang") == "zh-CN"
        assert lens.locator("h1").count() == 1
