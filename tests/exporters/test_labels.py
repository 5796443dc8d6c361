from __future__ import annotations

import typing
from dataclasses import replace

from drafter.exporters.labels import (
    FAMILY,
    GROUND,
    SEVERITY,
    STATE,
    comment_lines,
    counts_line,
    draft_notes,
    family,
    fix_line,
    ground_line,
    made_with_line,
    quoted,
)
from drafter.model import Edit, Fix, Ground, Severity, Span, State

from . import samples


def test_every_state_severity_and_kind_of_evidence_has_a_name() -> None:
    assert set(STATE) == set(typing.get_args(State))
    assert set(SEVERITY) == set(typing.get_args(Severity))
    assert set(GROUND) == set(typing.get_args(typing.get_type_hints(Ground)["kind"]))


def test_families_are_the_letters_of_the_code() -> None:
    assert family("FIG002") == "FIG" and FAMILY["FIG"] == "数字"


def test_evidence_says_where_it_comes_from() -> None:
    assert ground_line(Ground(kind="fact", quote="投资12.5亿元", fact_id="F3")) == "素材F3：“投资12.5亿元”"
    assert ground_line(Ground(kind="past", quote="原\n话", source="去年总结")) == "往年稿《去年总结》：“原 话”"
    assert ground_line(Ground(kind="derivation", quote="114÷120＝95%")) == "推算：114÷120＝95%"


def test_words_with_quotation_marks_are_quoted_by_others() -> None:
    assert quoted("甲") == "“甲”" and quoted("“甲’") == "「“甲’」"


def test_a_fix_in_words() -> None:
    document = samples.document_of()
    finding = samples.finding(document.text, "DAT004", "W", "截止", "。", to="截至", safe=True)
    assert fix_line(finding, document) == "可直接改：“截止”改为“截至”"
    at = finding.span
    both = Fix(edits=(Edit(span=at, text=""), Edit(span=Span(start=at.end, end=at.end), text="至")), safe=False)
    assert fix_line(replace(finding, fix=both), document) == "建议改（请确认）：删去“截止”；此处补“至”"
    assert fix_line(replace(finding, fix=None), document) == ""


def test_a_comment_says_what_why_and_on_what_ground() -> None:
    document, review = samples.document_of(), samples.review_of()
    lines = comment_lines(review.findings[1], document)
    assert lines[0].startswith("【错误】开发投资与素材不一致")
    assert any(line.startswith("素材F1") for line in lines) and any(line.startswith("往年稿《") for line in lines)
    assert lines[-1] == "规则 FIG002"


def test_summary_lines() -> None:
    assert counts_line(samples.review_of()) == "错误2 警告5 提示0"
    draft = samples.draft_of()
    assert made_with_line(draft.made_with) == "模型起草；qwen-plus；提示词 draft_section@v1#c0ffee"
    assert [heading for heading, _ in draft_notes(draft)] == ["未写入的素材", "待核事项", "上期计划、本期素材未提及"]
