"""The reviewer's job from start to finish, in Chromium."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

from . import papers
from .conftest import Running


def hand_in(page: Any, running: Running, tmp_path: Path, report: bytes | None = None) -> None:
    paper, facts, past = tmp_path / "报告.docx", tmp_path / "素材.md", tmp_path / "往年稿.txt"
    paper.write_bytes(report or papers.word(papers.REPORT))
    facts.write_text(papers.FACTS, encoding="utf-8")
    past.write_text(papers.PAST, encoding="utf-8")
    page.goto(running.server.link())
    page.click("nav >> text=审稿")
    page.set_input_files("#report", paper)
    page.set_input_files("#facts", facts)
    page.set_input_files("#past", past)
    page.click("text=审这份稿")
    page.wait_for_selector(".note")


def test_from_a_word_file_to_the_commented_word_file(page: Any, running: Running, tmp_path: Path) -> None:
    hand_in(page, running, tmp_path)
    # notes stand beside their words
    wrong = page.locator(".note", has_text="FIG002")
    mark = page.locator(f'mark[data-findings~="{wrong.get_attribute("data-number")}"]').first
    assert abs(wrong.bounding_box()["y"] - mark.bounding_box()["y"]) < 900
    # filter by family and severity
    before = page.locator(".note:visible").count()
    page.locator("label.chip", has_text="格式").click()
    fewer = page.locator(".note:visible").count()
    assert 0 < fewer < before and page.locator(".note[data-family=FMT]:visible").count() == 0
    page.reload()
    page.wait_for_selector("body.settled")  # notes come with the second frame
    assert page.locator(".note:visible").count() == fewer  # the filter survives a reload
    # the keyboard walks, accepts, silences with a reason
    while "FIG002" not in (page.locator(".note.lit").inner_text() if page.locator(".note.lit").count() else ""):
        page.keyboard.press("j")
    page.keyboard.press("a")
    page.wait_for_selector(".note.accept")
    page.keyboard.press("j")
    silenced = page.locator(".note.lit .code").inner_text()
    page.keyboard.press("s")
    page.fill("#why", "上级文件原文如此")
    page.keyboard.press("Enter")
    page.wait_for_selector(".note.silence", state="attached")
    assert page.locator(".note.silence:visible").count() == 0
    page.locator("label.chip", has_text="已静音").click()
    assert "上级文件原文如此" in page.locator(".note.silence").inner_text()
    # side by side, ledger, download
    page.locator(".note", has_text="并排看").first.locator("text=并排看").click()
    page.wait_for_selector("#aside[open] b")
    page.click("#aside [data-close]")
    assert page.locator("#ledger tbody tr").count() >= 8
    with page.expect_download() as taken:
        page.click("text=取回 Word")
    assert taken.value.suggested_filename == "报告（审核）.docx"
    archive = zipfile.ZipFile(io.BytesIO(Path(taken.value.path()).read_bytes()))
    comments = archive.read("word/comments.xml").decode()
    assert "规则 FIG002" in comments and "w:del " in archive.read("word/document.xml").decode()
    assert f"规则 {silenced}" not in comments or silenced == "PUN003"


def test_script_in_a_report_never_runs(page: Any, running: Running, tmp_path: Path) -> None:
    evil = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">12处。\n"
    hand_in(page, running, tmp_path, papers.word(papers.REPORT + evil))
    assert "owned" not in page.title() and "<img src=x" in page.locator(".sheet").inner_text()


def test_a_used_link_is_refused_in_words(page: Any, running: Running) -> None:
    link = running.server.link()
    page.goto(link)
    page.context.clear_cookies()
    answer = page.goto(link)
    assert answer.status == 403 and "按回车" in page.inner_text("body")
    page.wait_for_timeout(200)
    page.errors.clear()  # the browser, too, says that it was refused
