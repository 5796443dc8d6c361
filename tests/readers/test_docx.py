"""Word files: numbers Word prints itself, type from styles, marks, and damage of every sort."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from drafter.errors import FormatError, InputError
from drafter.readers import read, read_facts
from drafter.readers.docx import read_docx

Build = Callable[[docx.document.Document], object]


def word(build: Build) -> bytes:
    document = docx.Document()
    build(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def numbered(
    document: docx.document.Document, kinds: tuple[tuple[str, str], ...], places: list[tuple[int, str]]
) -> None:
    """Add paragraphs numbered by a list whose levels have the given formats and patterns."""
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (kind, text) in enumerate(kinds)
    )
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for level, text in places:
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        mark = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'
        properties.append(parse_xml(mark))


def test_automatic_numbers_are_text_and_stand_outside_the_blocks(tmp_path: Path) -> None:
    kinds = (("chineseCounting", "%1、"), ("japaneseCounting", "（%2）"), ("decimal", "%3."))
    places = [(0, "成效"), (1, "抓学习"), (2, "学原文"), (2, "学案例"), (1, "抓支部"), (2, "换届"), (0, "打算")]
    path = tmp_path / "报告.docx"
    path.write_bytes(word(lambda document: numbered(document, kinds, places)))
    document = read(path)
    assert document.text.split() == [
        "一、成效",
        "（一）抓学习",
        "1.学原文",
        "2.学案例",
        "（二）抓支部",
        "1.换届",
        "二、打算",
    ]
    assert [section.level for section in document.sections] == [1, 2, 3, 3, 2, 3, 1]
    assert document.layout is not None
    assert [document.quote(block.span) for block in document.layout.blocks] == [words for _, words in places]


def test_notes_in_word_may_use_automatic_bullets(tmp_path: Path) -> None:
    def build(document: docx.document.Document) -> None:
        document.add_paragraph("报告：衡川市住房和城乡建设局2025年上半年工作总结；报告期 2025H1")
        document.add_heading("组织建设", level=1)
        document.add_paragraph("党员大会10次", style="List Bullet")
        document.add_paragraph("换届支部3个", style="List Number")
        document.add_heading("待核", level=1)
        document.add_paragraph("党员总数", style="List Bullet")

    path = tmp_path / "素材.docx"
    path.write_bytes(word(build))
    sheet = read_facts(path)
    assert [(f.text, f.section_hint) for f in sheet.facts] == [
        ("党员大会10次", "组织建设"),
        ("换届支部3个", "组织建设"),
    ]
    assert [question.text for question in sheet.open_questions] == ["党员总数"]


def test_notes_in_word_without_bullets_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "素材.docx"
    path.write_bytes(word(lambda document: document.add_paragraph("只有一段话。")))
    with pytest.raises(InputError, match="要点"):
        read_facts(path)


def test_type_comes_from_the_run_its_style_and_the_defaults() -> None:
    def build(document: docx.document.Document) -> None:
        style = document.styles["Normal"]
        style.font.size, style.font.name = Pt(16), "Times New Roman"
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋_GB2312")
        style.paragraph_format.first_line_indent = Pt(32)
        paragraph = document.add_paragraph("正文")
        run = paragraph.add_run("黑体字")
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "黑体")
        run.font.size, run.bold = Pt(22), True

    raw = read_docx(word(build), Path("a.docx"))
    assert raw.layout is not None
    block = raw.layout.blocks[0]
    body, heading = block.runs
    assert (body.font, body.east_asia_font, body.size_pt, body.bold) == ("Times New Roman", "仿宋_GB2312", 16, None)
    assert (heading.east_asia_font, heading.size_pt, heading.bold) == ("黑体", 22, True)
    assert block.first_line_indent_pt == 32
    assert raw.layout.page is not None and raw.layout.page.width_mm > 200


def test_comments_revisions_and_hidden_words_are_marks() -> None:
    def build(document: docx.document.Document) -> None:
        document.add_paragraph("第一段。")
        paragraph = document.add_paragraph("投资12.8亿元")
        document.add_comment(paragraph.runs[0], text="请核对", author="林淑芬")
        paragraph.add_run("内部口径").font.hidden = True
        for tag, text in (("ins", "<w:t>，同比增长</w:t>"), ("del", "<w:delText>，持平</w:delText>")):
            change = f'<w:{tag} {nsdecls("w")} w:author="郑怀远"><w:r>{text}</w:r></w:{tag}>'
            paragraph._p.append(parse_xml(change))

    raw = read_docx(word(build), Path("a.docx"))
    assert raw.text == "第一段。\n投资12.8亿元，同比增长\n"
    layout = raw.layout
    assert layout is not None
    comment = layout.comments[0]
    assert (comment.text, comment.author, comment.span.of(raw.text)) == ("请核对", "林淑芬", "投资12.8亿元，同比增长")
    assert [mark.text for mark in layout.hidden] == ["内部口径"]
    assert {(mark.text, mark.author) for mark in layout.revisions} == {("，同比增长", "郑怀远"), ("，持平", "郑怀远")}


def test_damage_of_any_sort_is_one_clear_line() -> None:
    whole = word(lambda document: [document.add_paragraph(f"第{i}段，投资{i}亿元。") for i in range(30)])
    chance = random.Random(7)
    for _ in range(60):
        data = bytearray(whole)
        if chance.random() < 0.4:
            del data[chance.randrange(1, len(data)) :]
        for _ in range(chance.randrange(1, 40)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        refusal = _refusal(bytes(data))
        assert "\n" not in refusal


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("word/document.xml", b"<broken"),
        ("word/document.xml", b"<a/>"),
        ("word/styles.xml", b"\0\0"),
        ("word/numbering.xml", b""),
        ("[Content_Types].xml", b"<Types/>"),
        ("word/_rels/document.xml.rels", b"nonsense"),
    ],
)
def test_a_damaged_part_is_refused(part: str, content: bytes) -> None:
    source = zipfile.ZipFile(io.BytesIO(word(lambda document: document.add_paragraph("正文"))))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            target.writestr(name, content if name == part else source.read(name))
    assert "另存为" in _refusal(stream.getvalue())


def _refusal(data: bytes) -> str:
    """Return the message a file is refused with; '' when it could be read after all."""
    try:
        read_docx(data, Path("坏.docx"))
    except FormatError as error:
        return str(error)
    return ""
