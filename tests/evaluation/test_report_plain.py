from __future__ import annotations

from drafter.evaluation.report_plain import plain_page

from .test_report_plot import row


def test_the_page_needs_no_script_and_escapes_what_it_shows() -> None:
    page = plain_page("比<较", [row("recall", 0.1, 0.05, 0.2)], {"recall": "发现率"}, {"新发现": ("a<b",), "无": ()})
    assert "<script" not in page and "比&lt;较" in page and "a&lt;b" in page
    assert "发现率" in page and "<svg" in page and "无：" not in page
    assert page.count("<details") == 1
