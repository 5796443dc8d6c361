from __future__ import annotations

from pathlib import Path

from drafter.evaluation.report_plain import plain_markdown, plain_page, write_plain

from .test_report_plot import row


def test_the_page_needs_no_script_and_escapes_what_it_shows() -> None:
    page = plain_page("比<较", [row("recall", 0.1, 0.05, 0.2)], {"recall": "发现率"}, {"新发现": ("a<b",), "无": ()})
    assert "<script" not in page and "比&lt;较" in page and "a&lt;b" in page
    assert "发现率" in page and "<svg" in page and "无：" not in page
    assert page.count("<details") == 1


def test_markdown_has_what_differs_as_a_table() -> None:
    rows = [row("recall", 0.1, 0.05, 0.2), row("silence", 0.0, 0.0, 0.0, verdict="same")]
    text = plain_markdown(rows, {"recall": "发现率", "silence": "不误报率"}, {"新发现": tuple("abcd")}, most=2)
    assert "| 发现率 |" in text and "| 不误报率 |" not in text and "无差别或无法判断：不误报率。" in text
    assert "新发现 4 处：a、b 等" in text


def test_the_ending_decides_what_is_written(tmp_path: Path) -> None:
    rows = [row("recall", 0.1, 0.05, 0.2)]
    begins = {}
    for name in ("a.html", "a.md", "a.svg"):
        write_plain(tmp_path / "out" / name, "题", rows, {}, {})
        begins[name] = (tmp_path / "out" / name).read_text(encoding="utf-8")[:4]
    assert begins == {"a.html": "<!do", "a.md": "### ", "a.svg": "<svg"}
