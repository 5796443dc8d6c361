"""The first steps: an empty workspace says what to do, and past reports come in through the page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from . import papers
from .conftest import Running


def test_past_reports_come_in_over_http_and_what_cannot_be_read_is_named(running: Running) -> None:
    files = [
        ("past", ("去年.docx", papers.word(papers.PAST))),
        ("past", ("坏的.docx", b"not a zip")),
    ]
    answer = running.client.post("/api/past", files=files)
    assert answer.status_code == 201
    said = answer.json()
    assert (said["added"], said["stored"]) == (1, 1) and [one["name"] for one in said["refused"]] == ["坏的.docx"]
    assert ".drafter" not in answer.text and "坏的.docx" in said["refused"][0]["reason"]
    again = running.client.post("/api/past", files=files[:1]).json()
    assert (again["added"], again["stored"]) == (0, 1)
    kept = list(Path(running.server.key_file.parent / "past").iterdir())
    assert len(kept) == 1 and kept[0].name != "去年.docx"
    assert running.client.post("/api/past", files=[("past", ("../a.txt", b"x"))]).status_code == 400
    assert running.client.post("/api/past").status_code == 400


def test_an_empty_workspace_says_what_to_do_first_and_takes_it(page: Any, running: Running, tmp_path: Path) -> None:
    page.goto(running.server.link())
    assert "先放进几份往年的报告" in page.inner_text(".first")
    paper = tmp_path / "去年的总结.docx"
    paper.write_bytes(papers.word(papers.PAST))
    page.set_input_files("#past", paper)
    assert "去年的总结.docx" in page.inner_text(".chosen")
    with page.expect_navigation():
        page.click("text=放进库里")
    assert page.locator(".first").count() == 0 and "库里有 1 份" in page.inner_text("main")
    # the plan now follows it
    page.click("nav >> text=写稿")
    page.fill("#text", papers.FACTS)
    page.click("text=看提纲")
    page.wait_for_selector(".plan")
    assert "衡川市住房和城乡建设局2024年上半年业务工作总结" in page.inner_text(".lead")


def test_a_page_that_is_gone_says_so_in_words(page: Any, running: Running) -> None:
    page.goto(running.server.link())
    answer = page.goto(f"{running.address}/write/{'0' * 16}")
    assert answer.status == 404 and "没有找到" in page.inner_text(".lead")
    page.errors.clear()  # the browser tells of the 404 too
    assert running.client.get(f"/api/drafts/{'0' * 16}", headers={"accept": "text/html"}).json()["error"]
