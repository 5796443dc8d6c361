from __future__ import annotations

from dataclasses import replace

import pytest

from drafter.errors import ExportError
from drafter.exporters.findings import caret_lines, render_findings, section_at
from drafter.exporters.width import columns
from drafter.model import Review, Span, from_json

from . import samples

EMPTY = Review(findings=(), ledger=(), coverage=(), skipped=(), rules=())


def test_carets_stand_below_the_words_in_full_width_text() -> None:
    document = samples.document_of()
    span = samples.span_of(document.text, "41.6万平方米")
    sentence, carets = caret_lines(document, span)
    before = sentence[: sentence.index("41.6")]
    assert len(carets) - len(carets.lstrip()) == columns(before)
    assert carets.count("^") == columns("41.6万平方米") == 12


@pytest.mark.parametrize("window", [40, 60, 76, 200])
def test_the_sentence_is_cut_to_the_window_around_the_words(window: int) -> None:
    text = "甲" * 300 + "目标12条" + "乙" * 300 + "。\n"
    document = samples.document_of(text)
    sentence, carets = caret_lines(document, samples.span_of(text, "目标12条"), window=window)
    assert columns(sentence) <= window
    assert sentence[_cell(sentence, carets.index("^")) :].startswith("目标12条")
    assert sentence.startswith("…") and sentence.endswith("…")


def _cell(text: str, column: int) -> int:
    return next(index for index in range(len(text) + 1) if columns(text[:index]) == column)


@pytest.mark.parametrize("words", ["\t乙", "𠮷祥", "\u0000", "乙\n丙"])
def test_controls_and_astral_characters_do_not_shift_the_caret(words: str) -> None:
    text = f"甲😀{words}丁。\n"
    document = samples.document_of(text)
    span = samples.span_of(text, words)
    sentence, carets = caret_lines(document, span)
    assert "\n" not in sentence and "\x00" not in sentence
    assert len(carets) - len(carets.lstrip()) == columns("甲😀") == 4


def test_findings_are_grouped_by_section_in_reading_order() -> None:
    document, review = samples.document_of(), samples.review_of()
    text = render_findings(review, document)
    groups = [line for line in text.splitlines() if line.startswith("──")]
    assert groups[0] == "── 全文 ──" and len(groups) == len(set(groups))
    assert text.index("COV001") < text.index("FIG002") < text.index("PUN001")
    assert "素材F1：“完成房地产开发投资12.5亿元，同比增长5.3%”" in text
    assert "未能判断" in text and "DAT001" in text


def test_in_brief_hints_are_counted_and_what_could_not_be_judged_takes_a_line() -> None:
    document, review = samples.document_of(), samples.review_of()
    error = next(finding for finding in review.findings if finding.severity == "E")
    hints = tuple(replace(error, severity="I", code="DUP002", message=f"#{number}#") for number in range(9))
    many = replace(review, findings=(*review.findings, *hints))
    text = render_findings(many, document, brief=True)
    assert [f"#{number}#" in text for number in range(9)] == [True] * 3 + [False] * 6
    assert "另有提示 6 条没有列出（DUP002 6 条）；加 -v 看全部" in text and error.message in text
    assert len([line for line in text.splitlines() if line.startswith("未能判断")]) == 1 and "DAT001" not in text
    assert all(f"#{number}#" in render_findings(many, document) for number in range(9))


def test_a_clean_review_says_so() -> None:
    assert "未发现问题。" in render_findings(EMPTY, samples.document_of())


def test_empty_spans_and_spans_past_the_end_do_no_harm() -> None:
    document = samples.document_of()
    size = len(document.text)
    base = samples.review_of().findings[0]
    for span in (Span(start=0, end=0), Span(start=size, end=size), Span(start=size - 1, end=size + 5)):
        review = replace(EMPTY, findings=(replace(base, span=span, quote="", message="甲"),))
        for format in ("text", "json", "sarif"):
            assert "甲" in render_findings(review, document, format)


def test_json_is_the_review() -> None:
    review = samples.review_of()
    assert from_json(Review, render_findings(review, samples.document_of(), "json")) == review


def test_an_unknown_format_gets_one_line() -> None:
    with pytest.raises(ExportError, match="text、json、sarif"):
        render_findings(EMPTY, samples.document_of(), "xml")


def test_section_path() -> None:
    document = samples.document_of()
    at = samples.span_of(document.text, "41.6万平方米")
    assert section_at(document, at) == "一、主要工作完成情况 › （一）房地产市场总体平稳"
