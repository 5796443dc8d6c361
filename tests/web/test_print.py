"""What the page prints: the report with its findings and tables, none of the page's own furniture."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from .conftest import Running
from .test_draft_routes import written
from .test_review_routes import hand_in


def printed(page: Any, url: str, path: Path) -> str:
    """Return the words of the PDF the browser makes of a page."""
    page.goto(url)
    page.locator("#rest[data-there]").wait_for()
    page.pdf(path=path, prefer_css_page_size=True, print_background=True)
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
    return "".join(done.stdout.split())


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is missing")
def test_a_report_prints_with_findings_and_tables_and_without_buttons(
    page: Any, running: Running, tmp_path: Path
) -> None:
    case: dict[str, Any] = hand_in(running)
    page.goto(running.server.link())
    words = printed(page, f"{running.address}/review/{case['id']}", tmp_path / "a.pdf")
    assert "开工改造老旧小区47" in words and "FIG002" in words and "数字台账" in words and "素材覆盖" in words
    for furniture in ("取回Word", "静音…", "采纳", "上一处", "写稿"):
        assert furniture not in words
    assert words.index("开工改造老旧小区") < words.index("数字台账")


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is missing")
def test_a_draft_prints_as_a_draft(page: Any, running: Running, tmp_path: Path) -> None:
    base, _ = written(running)
    page.goto(running.server.link())
    words = printed(page, f"{running.address}/write/{base.rsplit('/', 1)[1]}", tmp_path / "b.pdf")
    assert "开工改造老旧小区41个" in words and "逐句出处" in words
    for furniture in ("补素材", "撤回", "改这一段", "取走Word"):
        assert furniture not in words
