from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from drafter.model import Settings
from drafter.pipeline import Drafter

from .conftest import Running, Serve


@pytest.fixture
def measured(serve: Serve, tmp_path: Path, root: Path) -> Running:
    """Return a server on a copy of the project's own suite, run once from its recordings."""
    shutil.copytree(root / "evals", tmp_path / "evals", ignore=shutil.ignore_patterns("results", "*.py"))
    shutil.copytree(root / "corpus", tmp_path / "corpus")
    running = serve(Drafter(settings=Settings(root=str(tmp_path))))
    job = running.client.post("/api/evals/run").json()["job"]
    stream = running.client.get(f"/api/jobs/{job}/events").text
    assert "event: done" in stream, stream[-500:]
    return running


def sides(running: Running) -> tuple[str, str]:
    found = running.client.get("/api/evals").json()["sides"]
    first, second = (next(one for one in found if one.startswith(f"draft_section@{v}#")) for v in ("v1", "v2"))
    return first, second


def test_runs_versions_and_comparisons(measured: Running) -> None:
    seen: dict[str, Any] = measured.client.get("/api/evals").json()
    assert seen["ran"] and len(seen["sides"]) == len(seen["columns"]) - 1 >= 2
    a, b = sides(measured)
    rows = measured.client.get("/api/evals/compare", params={"a": a, "b": b}).json()
    assert {"metric", "difference", "low", "high", "verdict"} <= set(rows[0])
    assert measured.client.get("/api/evals/compare", params={"a": a, "b": "none@v9"}).status_code == 400


def test_the_page_shows_plot_cases_side_by_side_and_wording(measured: Running) -> None:
    a, b = sides(measured)
    shown = measured.client.get("/evals", params={"a": a, "b": b}).text
    assert "<svg" in shown and "class='pair'" in shown and "提示词改了什么" in shown
    assert shown.index("最差的在前") < shown.index("class='pair'")
    assert "style=" not in shown  # the page's policy would not let it work


def test_prompts_and_their_difference(running: Running) -> None:
    found = running.client.get("/api/prompts").json()
    assert {"draft_section"} <= {one["name"] for one in found}
    answer = running.client.get("/api/prompts/diff", params={"a": "draft_section@v1", "b": "draft_section@v2"})
    assert "\n+" in answer.json()["diff"]
    assert running.client.get("/api/prompts/diff", params={"a": "x@v1", "b": "draft_section@v2"}).status_code == 400


def test_a_workspace_without_a_suite_says_so(running: Running) -> None:
    shown = running.client.get("/evals")
    assert shown.status_code == 200 and "没有评测用例" in shown.text and "draft_section" in shown.text
    assert running.client.post("/api/evals/run").status_code == 400


def test_in_the_browser(page: Any, measured: Running) -> None:
    page.goto(measured.server.link())
    page.click("nav >> text=评测")
    assert page.locator("tbody tr").count() > 5
    page.click("text=比较")
    page.wait_for_selector("#versus svg")
    assert page.locator("#versus details[open] .pair").count() >= 1
    page.click("text=提示词改了什么")
    assert page.locator(".wording .add").count() > 0
    page.locator("[data-diff] [name=a]").select_option("draft_section@v1")
    page.locator("[data-diff] [name=b]").select_option("draft_section@v2")
    page.click("text=看差别")
    page.locator("#diff .add").first.wait_for()
    with page.expect_navigation(timeout=60_000):  # it reloads when the run is done
        page.click("text=按录音重放一遍")
    assert json.loads(measured.client.get("/api/evals").text)["ran"]
