from __future__ import annotations

import pytest

from drafter.exporters.markdown import RECORD_MARK, escape, escape_line, render_markdown
from drafter.model import Draft

from . import samples


def test_the_report_stands_clean_at_the_top() -> None:
    text = render_markdown(samples.draft_of(), samples.review_of()).decode("utf-8")
    report, record = text.split(f"\n{RECORD_MARK}\n", 1)
    assert record.startswith("\n---\n\n# 附：写作与审查记录")
    assert report.startswith(f"# {samples.TITLE}\n")
    assert "## 一、主要工作完成情况" in report
    assert "**（一）房地产市场总体平稳**。上半年" in report
    assert "FIG002" not in report and "素材F1" not in report
    for heading in ("未写入的素材", "待核事项", "上期计划", "审查发现", "数字台账", "素材覆盖", "逐句出处"):
        assert f"## {heading}" in record


def test_the_record_names_the_facts_and_the_past_of_each_sentence() -> None:
    text = render_markdown(samples.draft_of(), None).decode("utf-8")
    line = next(line for line in text.splitlines() if line.startswith("4. "))
    assert line.endswith("← 素材 F1、F2")
    assert "F1：完成房地产开发投资12.5亿元" in text
    assert "《衡川市住房和城乡建设局2024年上半年业务工作总结》" in text


def test_a_document_or_a_hand_written_draft_without_review_has_no_record() -> None:
    document = samples.document_of()
    assert b"\n---\n" not in render_markdown(document, None)
    assert render_markdown(Draft.of(document), None) == render_markdown(document, None)


@pytest.mark.parametrize(
    ("plain", "escaped"),
    [
        ("*局党建*局", "\\*局党建\\*局"),
        ("见<附件>", "见\\<附件>"),
        ("“1+N”模式", "“1+N”模式"),
        ("a_b", "a_b"),
        ("_重点_", "\\_重点\\_"),
        ("[待补]", "\\[待补\\]"),
    ],
)
def test_marks_of_the_report_stay_words(plain: str, escaped: str) -> None:
    assert escape(plain) == escaped


@pytest.mark.parametrize(
    ("plain", "escaped"),
    [
        ("1. 抓学习", "1\\. 抓学习"),
        ("1.抓学习", "1.抓学习"),
        ("# 号", "\\# 号"),
        ("- 项", "\\- 项"),
        ("---", "\\---"),
        ("平常话", "平常话"),
    ],
)
def test_a_paragraph_does_not_turn_into_a_list(plain: str, escaped: str) -> None:
    assert escape_line(plain) == escaped


def test_table_cells_keep_to_their_cell() -> None:
    from dataclasses import replace

    review = samples.review_of()
    review = replace(review, ledger=(replace(review.ledger[0], note="甲|乙\n丙"),))
    assert "甲\\|乙 丙 |" in render_markdown(samples.document_of(), review).decode("utf-8")
