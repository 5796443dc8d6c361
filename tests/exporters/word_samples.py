"""Word files as offices hand them over, made by python-docx, and the Documents they read as."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from pathlib import Path

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from drafter.model import Block, Document, Layout, Run, Source, Span

from .samples import sections_of, sentences_of

LINES = (
    "衡川市住房和城乡建设局工作汇报",
    "一、工作情况",
    "截止6月底，全局完成投资12.8亿元，办结件３个，群众满意率98%。",
    "（一）资金压力较大。林淑芬说：“项目𠮷祥里进度滞后’，需协调。",
)


def png() -> bytes:
    """Return a picture of one grey pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")
    )


def make_word(path: Path) -> Path:
    """Write a file with bold runs, a table, a picture, a header, a footnote, a tracked change and a comment."""
    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = "衡川市住房和城乡建设局文件"
    word.add_heading(LINES[0], 0)
    word.add_paragraph(LINES[1], style="Heading 1")
    body = word.add_paragraph("截止6月底，全局完成投资")
    body.add_run("12.8").bold = True
    body.add_run("亿元，办结件３个，群众满意率98%。")
    last = word.add_paragraph()
    for piece in re.findall(".{1,7}", LINES[3]):
        last.add_run(piece)
    word.add_comment(last.runs[0], "请核", author="周启明", initials="Z")
    word.add_picture(io.BytesIO(png()))
    table = word.add_table(rows=2, cols=2)
    for cell, words in zip(
        (c for row in table.rows for c in row.cells), ("项目", "数量", "老旧小区", "36个"), strict=True
    ):
        cell.text = words
    kept = word.add_paragraph("会议听取了汇报")
    kept._p.append(
        parse_xml(f'<w:del {nsdecls("w")} w:id="7" w:author="郑怀远"><w:r><w:delText>旧话</w:delText></w:r></w:del>')
    )
    kept._p.append(
        parse_xml(f'<w:ins {nsdecls("w")} w:id="8" w:author="郑怀远"><w:r><w:t>，作出部署。</w:t></w:r></w:ins>')
    )
    buffer = io.BytesIO()
    word.save(buffer)
    path.write_bytes(_with_footnote(buffer.getvalue()))
    return path


def _with_footnote(data: bytes) -> bytes:
    ns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    notes = (
        f'<w:footnotes {ns}><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p>'
        "</w:footnote>"
        '<w:footnote w:id="2"><w:p><w:r><w:t>数据来自住房保障科。</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    content = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/_rels/document.xml.rels":
                link = f'<Relationship Id="rIdNotes" Type="{kind}" Target="footnotes.xml"/></Relationships>'
                part = part.replace(b"</Relationships>", link.encode())
            if name == "[Content_Types].xml":
                override = f'<Override PartName="/word/footnotes.xml" ContentType="{content}"/></Types>'
                part = part.replace(b"</Types>", override.encode())
            if name == "word/document.xml":
                mark = '<w:r><w:footnoteReference w:id="2"/></w:r><w:ins w:id="8"'
                part = part.replace(b'<w:ins w:id="8"', mark.encode())
            target.writestr(name, part)
        target.writestr("word/footnotes.xml", notes)
    return buffer.getvalue()


def read_word(path: Path) -> Document:
    """Return the file as a Document: body paragraphs, then table cells, one line each."""
    word = docx.Document(str(path))
    cells = [p for table in word.tables for row in table.rows for cell in row.cells for p in cell.paragraphs]
    text, blocks = "", []
    for part, paragraphs in (("body", word.paragraphs), ("table", cells)):
        for index, paragraph in enumerate(paragraphs):
            words = "".join(node.text or "" for node in paragraph._p.xpath(".//w:t"))
            if words:
                blocks.append(_block(len(text), words, part, index))
                text += words + "\n"
    source = Source(path=str(path), title=LINES[0])
    layout = Layout(blocks=tuple(blocks), page=None)
    return Document(
        text=text, source=source, sections=sections_of(text), sentences=sentences_of(text), figures=(), layout=layout
    )


def _block(start: int, words: str, part: str, index: int) -> Block:
    run = Run(start=start, end=start + len(words), index=0, font=None, east_asia_font=None, size_pt=None, bold=None)
    return Block(
        span=Span(start=start, end=start + len(words)),
        part=part,
        paragraph=index,
        runs=(run,),
        style=None,
        first_line_indent_pt=None,
        line_spacing_pt=None,
        alignment=None,
    )
