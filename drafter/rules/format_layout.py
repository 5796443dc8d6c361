"""FMT002, FMT003: type and page as Word has them, against the common reading of GB/T 9704—2012."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..model import Block, Finding, Fix, Section, Span
from .base import ReviewContext, Rule
from .format_notes import Notes
from .format_tail import tail_faults

# level → (East Asian fonts that will do, size in points); 三号 is 16 pt, 二号 22 pt
_TYPE: dict[int, tuple[tuple[str, ...], float]] = {
    0: (("方正小标宋", "小标宋"), 22.0),
    1: (("黑体",), 16.0),
    2: (("楷体",), 16.0),
}
_NAMES = {0: "标题", 1: "一级标题", 2: "二级标题"}
_PAGE_MM = (210.0, 297.0)


class HeadingAndBodyType(Rule):
    """标题与正文的字体字号不合公文惯例（只看 Word 文件）。

    做什么
        看一级标题是否黑体、二级标题是否楷体、题目是否小标宋，字号是否二号（题目）、三号（其余）；同一级标题字体前后不一的，也指出来。
    为什么
        惯例（GB/T 9704—2012 及各单位排版细则）：单位另有规定的，可在配置中停用本规则。
    例
        只对 Word 文件生效。
    改为
        只对 Word 文件生效。
    """

    code = "FMT002"
    name = "heading-and-body-type"
    severity = "W"
    preview = True
    needs = ("layout",)

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one finding for a heading whose named font or size is not its level's."""
        layout = context.document.layout
        assert layout is not None
        blocks = [block for block in layout.blocks if block.part == "body" and block.runs]
        for section in context.document.sections:
            if not isinstance(section.level, int) or section.level not in _TYPE or section.run_in:
                continue
            block = next((b for b in blocks if b.span.start <= section.span.start < b.span.end), None)
            said = _wrong_type(section, block) if block is not None else None
            if said is not None:
                yield self.finding(context, section.span, f"{_NAMES[section.level]}{said}")


def _wrong_type(section: Section, block: Block) -> str | None:
    assert isinstance(section.level, int)
    fonts, size = _TYPE[section.level]
    named = Counter[str]()
    sizes = Counter[float]()
    for run in block.runs:
        weight = run.end - run.start
        if run.east_asia_font:
            named[run.east_asia_font] += weight
        if run.size_pt:
            sizes[run.size_pt] += weight
    wrong = []
    if named and not any(font in named.most_common(1)[0][0] for font in fonts):
        wrong.append(f"字体是“{named.most_common(1)[0][0]}”，惯例用{fonts[-1]}")
    if sizes and abs(sizes.most_common(1)[0][0] - size) > 0.25:
        wrong.append(f"字号是{sizes.most_common(1)[0][0]:g}磅，惯例用{size:g}磅")
    return "；".join(wrong) or None


class PageAndNotes(Rule):
    """附件说明、署名、成文日期、页码的写法，纸张大小（Word 文件）。

    做什么
        附件说明应写“附件：1. 名称”：冒号用全角，序号用阿拉伯数字加点、从1起排，一个名称一行，
        不加书名号，后面不加标点，写在正文之后、署名之前；附件本身左上角只写“附件1”。
        单独成行的成文日期用阿拉伯数字写全年、月、日，月、日不编虚位，后面不加标点；署名在日期之上，不加标点。
        混进正文的页码也指出来。Word 文件另看纸张是不是 A4。
    为什么
        GB/T 9704—2012 对附件说明、发文机关署名、成文日期、页码都有规定；名称后的标点是最常见的多余标点。
    例
        附件：1、工作方案。
    改为
        附件：1. 工作方案
    """

    code = "FMT003"
    name = "page-and-notes"
    severity = "W"

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one finding for each line of a note or of the end that is badly written, and for a page not A4."""
        lines = list(context.paragraphs())
        notes = Notes()
        for paragraph in lines:
            line = paragraph.of(context.text)
            if not notes.listing and "附" not in line[:8]:
                continue
            for span, said, edits in notes.read(line, paragraph.start):
                yield self.finding(context, span, said, fix=Fix(edits=edits, safe=False) if edits else None)
        for span, said in tail_faults(context.text, lines):
            yield self.finding(context, span, said)
        page = context.document.layout.page if context.document.layout else None
        if page is not None and max(abs(page.width_mm - _PAGE_MM[0]), abs(page.height_mm - _PAGE_MM[1])) > 2:
            yield self.finding(
                context,
                Span(start=0, end=0),
                f"纸张是{page.width_mm:g}×{page.height_mm:g}毫米，公文用A4纸",
            )
