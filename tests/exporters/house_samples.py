"""Word files as houses set them, made with python-docx alone: nothing of our own writer is in them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

LINES = (
    ("title", "衡川市住房和城乡建设局2025年上半年工作总结"),
    ("addressee", "市政府办公室："),
    ("body", "2025年上半年，衡川市住房和城乡建设局围绕年度目标任务抓落实，各项工作平稳推进。现将有关情况报告如下。"),
    ("heading1", "一、主要工作情况"),
    ("heading2", "（一）保障性住房建设稳步推进"),
    ("body", "上半年，筹集保障性租赁住房1580套，发放租赁补贴820户，惠及群众2400余人。"),
    ("heading2", "（二）老旧小区改造提速"),
    ("body", "开工改造老旧小区36个，加装电梯21部，改造管网64公里，群众满意度持续提高。"),
    ("heading1", "二、下一步打算"),
    ("body", "年底前完成老旧小区改造52个，确保全年任务如期完成。"),
    ("signature", "衡川市住房和城乡建设局"),
    ("date", "2025年7月8日"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """How one house sets its reports."""

    margins_mm: tuple[float, float, float, float] = (37, 35, 28, 26)
    """Top, bottom, left, right."""
    fonts: tuple[str, str, str, str] = ("方正小标宋简体", "黑体", "楷体", "仿宋")
    """Title, level 1, level 2, body."""
    sizes: tuple[float, float, float, float] = (22, 16, 16, 16)
    """The same order, points."""
    latin: str = "Times New Roman"
    """Font of figures."""
    line_pt: float | None = 28
    """Exact line spacing, or None for ``multiple``."""
    multiple: float = 1.5
    """Multiple line spacing."""
    title_after_pt: float = 20
    """Space below the title."""
    heading_before_pt: float = 0
    """Space above a level 1 heading."""
    bold_headings: bool = False
    """Whether level 1 is bold."""
    heading_align: str = "justify"
    """How level 1 stands."""
    indent_chars: float = 2
    """First-line indent of body and headings."""
    by_style: bool = False
    """Whether the values stand in styles (as careful houses have it) or on every paragraph."""


HOUSES = {
    "standard": House(),
    "song, one and a half lines": House(
        fonts=("宋体", "宋体", "宋体", "宋体"), sizes=(18, 14, 14, 12), line_pt=None,
        margins_mm=(25.4, 25.4, 31.8, 31.8),
        bold_headings=True, latin="Arial", heading_before_pt=12,
    ),
    "tight, centred headings, in styles": House(
        fonts=("华文中宋", "微软雅黑", "楷体_GB2312", "仿宋_GB2312"), sizes=(26, 15, 15, 15), line_pt=25.5,
        margins_mm=(30, 30, 25, 25), heading_align="center", by_style=True, title_after_pt=6,
    ),
}  # fmt: skip
_ALIGN = {"justify": WD_ALIGN_PARAGRAPH.JUSTIFY, "center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}


def make_sample(path: Path, house: House) -> Path:
    """Write the report as ``house`` would set it."""
    word = docx.Document()
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    top, bottom, left, right = house.margins_mm
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    for role, text in LINES:
        place = {"title": 0, "heading1": 1, "heading2": 2}.get(role, 3)
        paragraph = word.add_paragraph()
        run = paragraph.add_run(text)
        target = paragraph
        if house.by_style and role in ("title", "heading1", "heading2", "body"):
            name = {"title": "标题", "heading1": "大标题", "heading2": "小标题", "body": "文"}[role]
            known = [style.name for style in word.styles]
            style = word.styles[name] if name in known else word.styles.add_style(name, 1)
            paragraph.style = style
            target = style
        font = target.font if target is not paragraph else run.font
        font.name, font.size = house.latin, Pt(house.sizes[place])
        font.bold = role == "heading1" and house.bold_headings
        font.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), house.fonts[place])
        shape = target.paragraph_format
        if house.line_pt is None:
            shape.line_spacing = house.multiple
        else:
            shape.line_spacing, shape.line_spacing_rule = Pt(house.line_pt), WD_LINE_SPACING.EXACTLY
        shape.space_before = Pt(house.heading_before_pt if role == "heading1" else 0)
        shape.space_after = Pt(house.title_after_pt if role == "title" else 0)
        align = {"title": "center", "heading1": house.heading_align, "signature": "right", "date": "right"}
        shape.alignment = _ALIGN[align.get(role, "justify")]
        if role in ("heading1", "heading2", "body"):
            indent = OxmlElement("w:ind")
            indent.set(qn("w:firstLineChars"), str(round(house.indent_chars * 100)))
            indent.set(qn("w:firstLine"), str(round(house.indent_chars * house.sizes[place] * 20)))
            shape.element.get_or_add_pPr().append(indent)
    word.save(str(path))
    return path
