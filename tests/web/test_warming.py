"""Warming at start: what is newest is drawn before it is opened, and nothing broken keeps a server from starting."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.model import Settings
from drafter.pipeline import Drafter
from drafter.web import draft_routes, review_routes
from drafter.web.rooms import open_rooms
from drafter.web.warming import warm

from . import papers
from .conftest import Running
from .test_draft_routes import written


def watched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the templates drawn from now on."""
    drawn: list[str] = []
    page = review_routes.page
    for routes in (review_routes, draft_routes):
        monkeypatch.setattr(routes, "page", lambda name, **values: drawn.append(name) or page(name, **values))
    return drawn


def test_opening_what_was_just_made_draws_only_the_frame(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    case = running.client.post("/api/reviews", data={"text": papers.REPORT}).json()
    base, draft = written(running)
    drawn = watched(monkeypatch)
    for path in (f"/review/{case['id']}", f"/write/{draft['id']}", f"/write/{draft['id']}?plan=true"):
        assert running.client.get(path).status_code == 200
    assert drawn == ["review.html.j2", "write.html.j2", "write_plan.html.j2"]
    # a changed plan is drawn anew
    running.client.put(f"{base}/plan", json={"moves": {"F1": ""}})
    running.client.get(f"/write/{draft['id']}?plan=true")
    running.client.get(f"/write/{draft['id']}?plan=true")
    assert drawn.count("plan_body.html.j2") == 1


def test_a_server_started_anew_draws_what_is_newest_and_passes_over_what_is_broken(
    running: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running.client.post("/api/reviews", data={"text": papers.REPORT})
    written(running)
    drawn = watched(monkeypatch)
    warm(open_rooms(Drafter(settings=Settings(root=str(tmp_path)))))
    assert drawn == ["review_body.html.j2", "write_body.html.j2"]
    next(tmp_path.rglob("review.json")).write_text("{", encoding="utf-8")
    drawn.clear()
    warm(open_rooms(Drafter(settings=Settings(root=str(tmp_path)))))
    assert drawn == ["write_body.html.j2"]
