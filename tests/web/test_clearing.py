from __future__ import annotations

from typing import Any

import pytest

from drafter.web import clearing, desk_routes
from drafter.web.rooms import Rooms

from . import papers
from .conftest import Running, Serve
from .test_draft_routes import text_of, written
from .test_review_routes import hand_in


def rooms_of(running: Running) -> Rooms:
    rooms: Rooms = running.server._app.app.state.rooms  # type: ignore[attr-defined]
    return rooms


def review(running: Running, number: int) -> str:
    case: dict[str, Any] = hand_in(running, name=f"报告{number}.txt", data=papers.REPORT.encode())
    return str(case["id"])


def test_the_newest_stay_and_every_draft_a_hand_has_changed(running: Running) -> None:
    reviews = [review(running, number) for number in range(3)]
    edited, case = written(running)
    start = text_of(case).index("86公里")
    change = {"start": start, "end": start + 4, "old": "86公里", "text": "87公里"}
    assert running.client.post(f"{edited}/edits", json=change).status_code == 200
    plain, newest = written(running)[0], written(running)[0]
    rooms = rooms_of(running)
    found = clearing.clear(rooms, keep=1)
    assert set(found.reviews) == set(reviews[:2]) and found.drafts == (plain.rsplit("/", 1)[1],)
    assert running.client.get(plain).status_code == 404 and running.client.get(newest).status_code == 200
    assert "87公里" in text_of(running.client.get(edited).json())
    assert [one["id"] for one in running.client.get("/api/reviews").json()] == reviews[2:]
    # what a page still shows keeps its record: the draft, and how its sections arrived
    assert running.client.get(f"/api/jobs/{case['job']}").status_code == 200
    assert not rooms.desk.root.joinpath("reviews", reviews[0]).exists()
    assert clearing.clear(rooms, keep=1).counts() == {"reviews": 0, "drafts": 0, "jobs": 0}


def test_records_of_jobs_nobody_shows_go_and_running_ones_stay(running: Running) -> None:
    from threading import Event

    rooms, hold = rooms_of(running), Event()
    busy = rooms.jobs.start("draft", "/write/x", lambda job: hold.wait(20) and None)
    done = [rooms.jobs.start("draft", "/write/x", lambda job: None) for _ in range(4)]
    for job in done:
        assert job.over.wait(10)
    found = clearing.clear(rooms, keep=1)
    assert busy.id not in found.jobs and len(found.jobs) >= 3
    assert running.client.get(f"/api/jobs/{busy.id}").json()["state"] == "running"
    assert running.client.get(f"/api/jobs/{found.jobs[0]}").status_code == 404
    hold.set()
    assert busy.over.wait(10)


def test_the_api_says_what_it_would_clear_and_clears_it(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        review(running, number)
    assert running.client.get("/api/desk").json()["clearable"] == {"reviews": 0, "drafts": 0, "jobs": 0}
    monkeypatch.setattr(desk_routes, "old", lambda rooms: clearing.old(rooms, keep=1))
    monkeypatch.setattr(desk_routes, "clear", lambda rooms: clearing.clear(rooms, keep=1))
    lying = running.client.get("/api/desk").json()
    assert lying["reviews"] == 3 and lying["clearable"]["reviews"] == 2 and lying["bytes"] > 0
    after = running.client.delete("/api/desk").json()
    assert after["removed"]["reviews"] == 2 and after["reviews"] == 1


def test_old_records_of_jobs_go_when_the_server_starts(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    from drafter.web import app

    first = serve()
    for _ in range(3):
        rooms_of(first).jobs.start("draft", "/write/x", lambda job: None).over.wait(10)
    monkeypatch.setattr(app, "old", lambda rooms: clearing.old(rooms, keep=1))
    assert serve().client.get("/api/desk").json()["jobs"] == 1


def test_clearing_in_the_browser(page: Any, running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = [review(running, number) for number in range(3)]
    monkeypatch.setattr(desk_routes, "old", lambda rooms: clearing.old(rooms, keep=1))
    monkeypatch.setattr(desk_routes, "clear", lambda rooms: clearing.clear(rooms, keep=1))
    page.goto(running.server.link())
    with page.expect_navigation():
        page.click("text=清理（审稿 2 份")
    assert page.locator(".recent li").count() == 1
    assert page.locator(f'a[href="/review/{ids[2]}"]').count() == 1 and page.get_by_text("没有可清理的").count() == 1
