"""Effective layout: what stands on the paragraph, in its style, in the file's defaults; cells, grid, page number."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from drafter.model import Block, Page
from drafter.readers import read
from drafter.readers.layout import paragraph_layout, run_spacing

W = nsdecls("w")


def blocks_of(path: Path, word: Any) -> tuple[Block, ...]:
    word.save(str(path))
    layout = read(path).layout
    assert layout is not None
    return layout.blocks


def page_of(path: Path) -> Page:
    layout = read(path).layout
    assert layout is not None and layout.page is not None
    return layout.page


def test_each_attribute_is_inherited_on_its_own() -> None:
    own = parse_xml(f'<w:pPr {W}><w:spacing w:after="120"/></w:pPr>')
    style = parse_xml(
        f'<w:pPr {W}><w:spacing w:after="0" w:line="560" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr>'
    )
    found = paragraph_layout([own, style], 16)
    assert (found["space_after_pt"], found["line_spacing_pt"], found["line_multiple"]) == (6, 28, None)
    assert found["alignment"] == "justify" and found["space_before_pt"] is None


def test_lines_characters_and_multiples_become_points() -> None:
    words = (
        f'<w:pPr {W}><w:spacing w:beforeLines="50" w:before="999" w:line="360" w:lineRule="auto"/>'
        '<w:ind w:rightChars="200" w:right="1"/></w:pPr>'
    )
    found = paragraph_layout([parse_xml(words)], 15)
    assert (found["space_before_pt"], found["line_multiple"], found["right_indent_pt"]) == (6, 1.5, 30)
    assert run_spacing([parse_xml(f'<w:rPr {W}><w:spacing w:val="-5"/></w:rPr>')]) == -0.25


def test_styles_count_where_the_paragraph_is_silent(tmp_path: Path) -> None:
    word = docx.Document()
    word.styles["Normal"].paragraph_format.line_spacing = Pt(25)
    word.add_paragraph("召开会议。")
    assert blocks_of(tmp_path / "a.docx", word)[0].line_spacing_pt == 25


def test_cells_know_their_place_and_their_merges(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("见下表。")
    table = word.add_table(rows=3, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "合并"
    table.cell(1, 2).merge(table.cell(2, 2))
    found = blocks_of(tmp_path / "a.docx", word)
    assert found[0].cell is None
    places = [(b.cell.row, b.cell.column, b.cell.across, b.cell.merge) for b in found if b.cell is not None]
    assert places[:2] == [(0, 0, 2, None), (0, 2, 1, None)]
    assert (1, 2, 1, "restart") in places and (2, 2, 1, "continue") in places


def test_grid_and_page_number(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("正文。")
    section = word.sections[0]
    section._sectPr.append(parse_xml(f'<w:docGrid {W} w:type="lines" w:linePitch="579"/>'))
    for old in section._sectPr.findall("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}docGrid")[:-1]:
        section._sectPr.remove(old)
    footer = section.footer.paragraphs[0]
    footer.alignment = 1
    footer.add_run("第")
    footer._p.append(parse_xml(f'<w:fldSimple {W} w:instr=" PAGE "><w:r><w:t>7</w:t></w:r></w:fldSimple>'))
    footer.add_run("页")
    word.save(str(tmp_path / "a.docx"))
    page = page_of(tmp_path / "a.docx")
    assert (page.grid_line_pt, page.grid_char_pt) == (28.95, None)
    assert (page.number, page.number_align) == ("第{page}页", "center")
