"""FMT002, FMT003 and SEC003 on Word files as Word has them: made with python-docx, read by the reader."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from drafter.model import Draft, Finding
from drafter.readers import read
from drafter.rules import review_draft

RIGHT = {"一、主要工作": ("黑体", 16), "（一）抓学习": ("楷体", 16)}


def word(
    folder: Path, types: dict[str, tuple[str, float]], *, size: tuple[int, int] = (210, 297), tail: str = ""
) -> Path:
    """Write a report whose headings are set in these types; the body is in 仿宋, 16 pt."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(size[0]), Mm(size[1])
    lines = ["一、主要工作", "（一）抓学习", "全年集中学习24次。", "（二）抓制度", "修订制度6项。", "二、下一步打算"]
    lines += ["继续抓好整改。", *([tail] if tail else [])]
    for line in lines:
        run = document.add_paragraph().add_run(line)
        level = "黑体" if line[1] == "、" else "楷体" if line.startswith("（") else "仿宋"
        font, points = types.get(line, (level, 16))
        run.font.size = Pt(points)
        run.font.name = font
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    path = folder / "报告.docx"
    document.save(str(path))
    return path


def found(path: Path, code: str) -> tuple[Finding, ...]:
    return review_draft(Draft.of(read(path)), select=(code,)).findings


def test_the_customary_type_is_left_alone(tmp_path: Path) -> None:
    assert found(word(tmp_path, RIGHT), "FMT002") == ()
    assert (
        found(word(tmp_path, {"一、主要工作": ("方正黑体简体", 16), "（一）抓学习": ("楷体_GB2312", 16)}), "FMT002")
        == ()
    )


@pytest.mark.parametrize(
    ("line", "font", "points", "said"),
    [
        ("一、主要工作", "宋体", 16, "黑体"),
        ("一、主要工作", "仿宋", 16, "黑体"),
        ("一、主要工作", "黑体", 14, "16磅"),
        ("一、主要工作", "楷体", 22, "黑体"),
        ("二、下一步打算", "微软雅黑", 16, "黑体"),
        ("二、下一步打算", "黑体", 15, "16磅"),
        ("（一）抓学习", "仿宋", 16, "楷体"),
        ("（一）抓学习", "黑体", 16, "楷体"),
        ("（一）抓学习", "楷体", 12, "16磅"),
        ("（二）抓制度", "宋体", 14, "楷体"),
        ("（二）抓制度", "楷体", 18, "16磅"),
        ("（二）抓制度", "等线", 16, "楷体"),
    ],
)
def test_a_heading_in_another_type_is_told(tmp_path: Path, line: str, font: str, points: float, said: str) -> None:
    (finding,) = found(word(tmp_path, {line: (font, points)}), "FMT002")
    assert finding.quote.startswith(line) or line.endswith(finding.quote)
    assert said in finding.message


def test_fmt002_is_off_unless_asked_for(tmp_path: Path) -> None:
    done = review_draft(Draft.of(read(word(tmp_path, {"一、主要工作": ("宋体", 10)}))))
    assert all(finding.code != "FMT002" for finding in done.findings)


@pytest.mark.parametrize("size", [(216, 279), (182, 257), (148, 210), (297, 420), (297, 210)])
def test_a_page_that_is_not_a4_is_told(tmp_path: Path, size: tuple[int, int]) -> None:
    (finding,) = found(word(tmp_path, RIGHT, size=size), "FMT003")
    assert "A4" in finding.message


def test_an_a4_page_is_left_alone(tmp_path: Path) -> None:
    assert found(word(tmp_path, RIGHT), "FMT003") == ()


@pytest.mark.parametrize(
    "note",
    [
        "附件：1、工作方案",
        "附件：1. 工作方案。",
        "附件:1、工作方案。",
        "附件：2．责任分工表",
        "附件：1、方案；",
        "附件:1. 方案",
    ],
)
def test_an_attachment_note_written_badly_is_told(tmp_path: Path, note: str) -> None:
    (finding,) = found(word(tmp_path, RIGHT, tail=note), "FMT003")
    assert finding.quote == note


def test_an_attachment_note_written_well_is_left_alone(tmp_path: Path) -> None:
    assert found(word(tmp_path, RIGHT, tail="附件：1. 工作方案"), "FMT003") == ()


def test_hidden_words_are_told(tmp_path: Path) -> None:
    document = docx.Document()
    run = document.add_paragraph("全年集中学习24次。").add_run("此处数字待核。")
    run.font.hidden = True
    document.save(str(tmp_path / "隐.docx"))
    assert any("隐藏文字" in finding.message for finding in found(tmp_path / "隐.docx", "SEC003"))
