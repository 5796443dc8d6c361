"""How a Word report looks: GB/T 9704—2012 as values a house can change."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from ..model import Page

MM_TO_TWIPS = 1440 / 25.4
MM_TO_PT = 72 / 25.4


Align = Literal["left", "center", "right", "justify"]
NumberAlign = Literal["left", "center", "right", "outer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """How one kind of text is set."""

    font: str
    """East Asian font by the name Word shows; named only, the machine that opens the file supplies it."""
    size_pt: float
    """Size in points: 二号 22, 三号 16, 四号 14."""
    bold: bool = False
    """Whether it is set bold."""
    latin_font: str | None = None
    """Font of its Latin letters and figures; None means the profile's."""
    align: Align | None = None
    """How its lines stand; None means as the standard has this kind of text."""
    line_pt: float | None = None
    """Exact line spacing in points; None means the profile's."""
    line_multiple: float | None = None
    """Line spacing in multiples of a line, in place of an exact one."""
    before_pt: float | None = None
    """Space above in points; None means as the standard has it."""
    after_pt: float | None = None
    """Space below in points; None means as the standard has it."""
    first_line_chars: float | None = None
    """First-line indent in characters of its own size; None means the profile's for headings and body, else none."""
    right_chars: float | None = None
    """Right indent in characters of its own size; for signature and date None means the standard's rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Page, grid and faces of a report."""

    name: str
    """What the profile is called."""
    page: Page
    """Paper and margins in millimetres."""
    footer_mm: float
    """From the paper's lower edge to the page number's line."""
    lines_per_page: int | None
    """Lines of the document grid; None means no grid."""
    chars_per_line: int | None
    """Characters of the document grid; None means that none are counted."""
    line_pt: float
    """Exact line spacing of body and headings, in points."""
    first_line_chars: float
    """First-line indent of body and headings, in characters."""
    latin_font: str
    """Font of Latin letters and Arabic figures."""
    title: Face
    """The title."""
    subtitle: Face
    """The note in brackets below the title."""
    headings: tuple[Face, Face, Face, Face]
    """Levels 一、（一）1.（1）."""
    body: Face
    """Everything else."""
    page_number: Face
    """The number at the foot."""
    number: str | None = "— {page} —"
    """What stands around the page number; None means no page numbers."""
    number_align: NumberAlign = "outer"
    """Where it stands; ``outer`` is right on odd pages and left on even ones."""
    line_multiple: float | None = None
    """Line spacing of body and headings in multiples of a line, in place of ``line_pt``."""
    char_spacing_pt: float | None = None
    """What each character gains in width in points; None means what ``chars_per_line`` asks for."""
    addressee: Face | None = None
    """Who is addressed; None means like the body, without indent."""
    signature: Face | None = None
    """The unit's name at the end; None means like the body, placed by the standard's rule."""
    date: Face | None = None
    """The date at the end; None likewise."""
    table: Face | None = None
    """Text in tables; None means the body's font in 四号, single-spaced."""
    substitutes: tuple[tuple[str, str], ...] = ()
    """(font, its stand-in on machines that lack it), written to the file's font table."""

    @property
    def text_width_pt(self) -> float:
        """Width of the type area in points."""
        return (self.page.width_mm - self.page.left_mm - self.page.right_mm) * MM_TO_PT

    @property
    def text_height_pt(self) -> float:
        """Height of the type area in points."""
        return (self.page.height_mm - self.page.top_mm - self.page.bottom_mm) * MM_TO_PT

    @property
    def grid_line_twips(self) -> int | None:
        """Pitch of the grid's lines in twentieths of a point; None without a grid."""
        return int(self.text_height_pt * 20 / self.lines_per_page) if self.lines_per_page else None

    @property
    def char_spacing_twips(self) -> int:
        """What each character gives up so that a line holds ``chars_per_line``, in twentieths of a point.

        Word could also do it by the grid (``w:charSpace``), but LibreOffice reads a negative one wrongly.
        """
        if self.char_spacing_pt is not None:
            return round(self.char_spacing_pt * 20)
        if self.chars_per_line is None:
            return 0
        return math.floor((self.text_width_pt / self.chars_per_line - self.body.size_pt) * 20)


SIZES = {
    "初号": 42, "小初": 36, "一号": 26, "小一": 24, "二号": 22, "小二": 18, "三号": 16, "小三": 15, "四号": 14,
    "小四": 12, "五号": 10.5, "小五": 9, "六号": 7.5, "小六": 6.5,
}  # fmt: skip
"""Points of the sizes as Word and WPS name them."""

GB9704 = Profile(
    name="GB/T 9704—2012",
    page=Page(width_mm=210, height_mm=297, top_mm=37, bottom_mm=35, left_mm=28, right_mm=26),
    footer_mm=25,
    lines_per_page=22,
    chars_per_line=28,
    line_pt=28,
    first_line_chars=2,
    latin_font="Times New Roman",
    title=Face(font="方正小标宋简体", size_pt=22, line_pt=36),
    subtitle=Face(font="楷体_GB2312", size_pt=16),
    headings=(
        Face(font="黑体", size_pt=16),
        Face(font="楷体_GB2312", size_pt=16),
        Face(font="仿宋_GB2312", size_pt=16, bold=True),
        Face(font="仿宋_GB2312", size_pt=16),
    ),
    body=Face(font="仿宋_GB2312", size_pt=16),
    page_number=Face(font="宋体", size_pt=14),
    substitutes=(
        ("方正小标宋简体", "FZXiaoBiaoSong-B05S"),
        ("仿宋_GB2312", "仿宋"),
        ("楷体_GB2312", "楷体"),
        ("黑体", "SimHei"),
        ("宋体", "SimSun"),
    ),
)
