"""The two jobs on a telephone: a tap shows sources, another edits, nothing needs a mouse or a key."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from .conftest import Running
from .test_draft_routes import text_of, written
from .test_review_routes import hand_in


@pytest.fixture
def phone(browser: Any, running: Running) -> Iterator[Any]:
    """Return a page on a telephone that is let in; a test fails on any script error."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, device_scale_factor=2, locale="zh-CN"
    )
    tab = context.new_page()
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    tab.goto(running.server.link())
    yield tab
    context.close()
    assert not errors


def test_a_tap_shows_the_sources_of_a_sentence_and_another_edits_it(phone: Any, running: Running) -> None:
    base, _ = written(running)
    phone.goto(f"{running.address}/write/{base.rsplit('/', 1)[1]}")
    sentence = phone.locator(".s", has_text="1260套").first
    sentence.tap()
    panel = sentence.locator(".src")
    panel.wait_for()
    assert "素材 F2" in panel.inner_text() and "筹集保障性租赁住房1260套" in panel.inner_text()
    phone.get_by_role("button", name="改这一段").tap()
    pen = phone.locator(".pen textarea")
    assert "1260套" in pen.input_value() and "改这一段" not in pen.input_value()
    pen.fill(pen.input_value().replace("1260套", "【待核实：套数】"))
    phone.locator(".pen .yes").tap()
    mark = phone.locator("[data-open]", has_text="套数").first
    mark.wait_for()
    mark.tap()
    phone.fill("#filled", "1270套")
    phone.locator("#fill button[type=submit]").tap()
    phone.locator(".fig.supported", has_text="1270套").wait_for()
    assert "1270套" in text_of(running.client.get(base).json())


def test_nothing_is_wider_than_the_screen(phone: Any, running: Running) -> None:
    case: dict[str, Any] = hand_in(running)
    base, _ = written(running)
    draft = base.rsplit("/", 1)[1]
    for path in ("/", "/write", "/review", f"/review/{case['id']}", f"/write/{draft}", f"/write/{draft}?plan=true"):
        phone.goto(running.address + path)
        phone.wait_for_load_state("networkidle")
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390, path


def test_a_finding_is_settled_by_tapping(phone: Any, running: Running) -> None:
    case: dict[str, Any] = hand_in(running)
    phone.goto(f"{running.address}/review/{case['id']}")
    note = phone.locator(".note", has_text="FIG002")
    note.get_by_role("button", name="采纳").tap()
    phone.locator(".note.accept", has_text="FIG002").wait_for()
    copied = phone.locator(".note", has_text="DUP").get_by_role("button", name="并排看").first
    copied.tap()
    phone.locator("#aside[open] b").first.wait_for()
    assert phone.locator("#aside[open]").count() == 1
