from __future__ import annotations

from drafter.exporters.paragraphs import paragraphs

from . import samples


def roles(text: str = samples.TEXT) -> list[tuple[str, int, str]]:
    document = samples.document_of(text)
    return [(p.role, p.level, document.quote(p.span)[:9]) for p in paragraphs(document)]


def test_every_part_of_a_report_is_known() -> None:
    found = roles()
    assert found[0] == ("title", 0, samples.TITLE[:9])
    assert found[1] == ("addressee", 0, "市委、市政府：")
    assert ("heading", 1, "一、主要工作完成情") in found
    assert ("heading", 3, "1.筹集保障性租赁") in found
    assert ("body", 2, "（一）房地产市场总") in found
    assert [role for role, _, _ in found[-2:]] == ["signature", "date"]


def test_a_run_in_heading_ends_where_its_words_end() -> None:
    document = samples.document_of()
    run_in = next(p for p in paragraphs(document) if p.role == "body" and p.level == 2)
    assert run_in.heading is not None
    assert document.quote(run_in.heading) == "（一）房地产市场总体平稳"


def test_spans_leave_blanks_out_and_keep_offsets() -> None:
    document = samples.document_of("　　甲乙。 \n\n\n丙丁。")
    found = paragraphs(document)
    assert [document.quote(p.span) for p in found] == ["甲乙。", "丙丁。"]
    assert [p.role for p in found] == ["body", "body"]


def test_a_last_sentence_is_no_signature() -> None:
    assert [role for role, _, _ in roles("甲。\n乙乙乙。\n2025年7月8日\n")] == ["body", "body", "date"]
    assert [role for role, _, _ in roles("甲。\n办公室\n二〇二五年七月八日\n")][-2:] == ["signature", "date"]


def test_an_empty_document_has_no_paragraphs() -> None:
    assert roles("") == [] and roles("\n \n") == []
