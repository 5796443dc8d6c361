from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from drafter.exporters import export
from drafter.exporters.docx import render_docx
from drafter.exporters.profile import GB9704
from drafter.model import Draft, Review

from . import samples
from .programs import converted, page_lines


def opened(value: Any = None, review: Review | None = None) -> Any:
    return docx.Document(io.BytesIO(render_docx(value or samples.document_of(), review)))


def anchored(word: Any) -> dict[str, str]:
    """Return the words each comment stands on, by the comment's first line."""
    words: dict[str, str] = {}
    for comment in word.comments:
        key = str(comment.comment_id)
        inside, text = False, ""
        for node in word.element.body.iter():
            if node.tag == qn("w:commentRangeStart") and node.get(qn("w:id")) == key:
                inside = True
            elif node.tag == qn("w:commentRangeEnd") and node.get(qn("w:id")) == key:
                inside = False
            elif node.tag == qn("w:t") and inside:
                text += node.text
        words[comment.paragraphs[0].text] = text
    return words


def test_the_text_comes_back_word_for_word() -> None:
    document = samples.document_of()
    assert "\n".join(p.text for p in opened(document).paragraphs) + "\n" == document.text


def test_page_margins_and_grid_are_those_of_the_standard() -> None:
    section = opened().sections[0]
    page = [section.page_width, section.page_height, section.top_margin, section.bottom_margin]
    assert [round(length.mm) for length in page] == [210, 297, 37, 35]
    assert [round(section.left_margin.mm), round(section.right_margin.mm)] == [28, 26]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid.get(qn("w:type")) == "linesAndChars"
    assert 22 * int(grid.get(qn("w:linePitch"))) <= 225 / 25.4 * 1440 < 23 * int(grid.get(qn("w:linePitch")))


@pytest.mark.parametrize(
    ("style", "font", "size"),
    [
        ("Normal", "仿宋_GB2312", "32"),
        ("Title", "方正小标宋简体", "44"),
        ("Heading1", "黑体", "32"),
        ("Heading2", "楷体_GB2312", "32"),
        ("Heading3", "仿宋_GB2312", "32"),
        ("Heading2Char", "楷体_GB2312", "32"),
    ],
)
def test_styles_name_their_east_asian_font_and_no_theme(style: str, font: str, size: str) -> None:
    styles = opened().styles.element
    found = next(node for node in styles.iter(qn("w:style")) if node.get(qn("w:styleId")) == style)
    assert found.find(f".//{qn('w:rFonts')}").get(qn("w:eastAsia")) == font
    assert found.find(f".//{qn('w:sz')}").get(qn("w:val")) == size
    assert not any("Theme" in name for node in styles.iter(qn("w:rFonts")) for name in node.attrib)


def test_paragraphs_have_the_style_of_their_role() -> None:
    word = opened()
    found = {p.text[:6]: p._p.pPr.pStyle.val for p in word.paragraphs}
    assert found["一、主要工作"] == "Heading1" and found["1.筹集保障"] == "Heading3"
    assert found["市委、市政府"] == "Salutation" and found["2025年7"] == "Date"
    run_in = next(p for p in word.paragraphs if p.text.startswith("（一）房地产"))
    assert run_in._p.pPr.pStyle.val == "BodyText"
    assert run_in.runs[0].text == "（一）房地产市场总体平稳。"
    assert run_in.runs[0]._r.rPr.find(qn("w:rStyle")).get(qn("w:val")) == "Heading2Char"


def test_quotes_and_dashes_are_hinted_to_the_east_asian_font() -> None:
    for paragraph in opened().paragraphs:
        for run in (run for run in paragraph.runs if run.text):
            assert run._r.rPr.find(qn("w:rFonts")).get(qn("w:hint")) == "eastAsia"


def test_indents_and_line_spacing() -> None:
    styles = {node.get(qn("w:styleId")): node for node in opened().styles.element.iter(qn("w:style"))}
    assert styles["BodyText"].find(f".//{qn('w:ind')}").get(qn("w:firstLineChars")) == "200"
    spacing = styles["Normal"].find(f".//{qn('w:pPr')}/{qn('w:spacing')}")
    assert (spacing.get(qn("w:line")), spacing.get(qn("w:lineRule"))) == ("560", "exact")


def test_page_numbers_stand_at_the_outer_foot() -> None:
    word = opened()
    section = word.sections[0]
    assert word.settings.odd_and_even_pages_header_footer
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]
        assert paragraph.text == "— 1 —"
        assert paragraph._p.find(f".//{qn('w:jc')}").get(qn("w:val")) == side
        assert "PAGE" in paragraph._p.find(f".//{qn('w:instrText')}").text


def test_the_date_begins_two_characters_after_the_name() -> None:
    ends = {p.text[:4]: p._p.find(f".//{qn('w:ind')}").get(qn("w:rightChars")) for p in opened().paragraphs[-2:]}
    assert ends == {"衡川市住": "200", "2025": "500"}  # the name takes 11 ems, the date 6: 11 - 6


def test_findings_are_comments_on_the_exact_words() -> None:
    document, review = samples.document_of(), samples.review_of()
    word = opened(document, review)
    found = anchored(word)
    for finding in review.findings:
        key = next(key for key in found if finding.message in key)
        assert found[key] == finding.quote
    contradicted = next(c for c in word.comments if "开发投资与素材不一致" in c.text)
    assert "素材F1：“完成房地产开发投资12.5亿元" in contradicted.text and "往年稿《" in contradicted.text
    assert all(comment.author == "drafter" for comment in word.comments)


def test_open_marks_and_what_a_draft_left_open_are_comments_too() -> None:
    found = anchored(opened(samples.draft_of(), samples.review_of()))
    assert "【待核实：加装电梯台数】" in found.values()
    notes = next(c for c in opened(samples.draft_of()).comments if "本稿说明" in c.text)
    assert "F9 物业投诉办结率97%" in notes.text and "加装电梯台数：等保障科报数" in notes.text


def test_a_clean_document_has_no_comments() -> None:
    assert list(opened(Draft.of(samples.document_of("甲。\n"))).comments) == []


def test_characters_word_cannot_carry_do_not_break_the_file() -> None:
    text = "项目\x00\ud800𠮷祥里，12条。\n"
    document = samples.document_of(text)
    review = Review(
        findings=(samples.finding(text, "FIG001", "E", "12条", "无据\x01。"),),
        ledger=(),
        coverage=(),
        skipped=(),
        rules=(),
    )
    word = opened(document, review)
    assert word.paragraphs[0].text == "项目��𠮷祥里，12条。"
    assert list(anchored(word).values()) == ["12条"]


def test_the_page_in_print_has_22_lines_of_28_characters(tmp_path: Path) -> None:
    body = "全局上下坚持稳中求进工作总基调统筹推进各项重点工作任务落地见效" * 60 + "。\n"
    path = export(samples.document_of(body * 2), tmp_path / "a.docx")
    pages = page_lines(converted(path, "pdf"))
    inner = pages[1]
    assert inner[-1] == "—2—"
    lines = [line for line in inner[:-1] if not re.fullmatch(r"—\d+—", line)]
    assert len(lines) == GB9704.lines_per_page
    assert {len(line) for line in lines[1:-1]} == {GB9704.chars_per_line}


def test_no_page_begins_with_the_signature() -> None:
    kept = [p.text[:4] for p in opened().paragraphs if p._p.find(f".//{qn('w:keepNext')}") is not None]
    above, name = opened().paragraphs[-3:-1]
    assert name.text.startswith("衡川市住") and above.text[:4] in kept
