"""FMT002, FMT003: type and page as Word has them, against the common reading of GB/T 9704—2012."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..model import Block, Edit, Finding, Fix, Section, Span
from .base import ReviewContext, Rule

# level → (East Asian fonts that will do, size in points); 三号 is 16 pt, 二号 22 pt
_TYPE: dict[int, tuple[tuple[str, ...], float]] = {
    0: (("方正小标宋", "小标宋"), 22.0),
    1: (("黑体",), 16.0),
    2: (("楷体",), 16.0),
}
_NAMES = {0: "标题", 1: "一级标题", 2: "二级标题"}
_NOTE = re.compile(r"[ \u3000]*附[ \u3000]*件[ \u3000]*(?P<colon>[:：])?[ \u3000]*(?=\S)")
_CN = "[一二三四五六七八九十]"
_ITEM = re.compile(
    rf"[ \u3000]*(?:(?P<number>\d{{1,2}})(?P<mark>[、.．，,：:）)])(?!\d)"
    rf"|(?P<word>第{_CN}[，,、]|{_CN}是|{_CN}、|（{_CN}）))?"
    r"[ \u3000]*(?P<name>[^\n]{1,60}?)(?P<stop>[。；;，,、！!：:.])?[ \u3000]*$"
)
_PADDED = re.compile(r"[ \u3000]*(?:19|20)\d{2}年(?:0\d月\d{1,2}日|\d{1,2}月0\d日)[ \u3000]*$")
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
    """附件说明、成文日期的写法，纸张大小（Word 文件）。

    做什么
        附件说明应写“附件：1. 名称”：冒号用全角，序号后用点，名称不加书名号，后面不加标点；接着的几行附件名也看。
        单独成行的成文日期月、日不编虚位。Word 文件另看纸张是不是 A4。
    为什么
        惯例（GB/T 9704—2012 附件说明）：名称后的标点是最常见的多余标点。
    例
        附件：1、工作方案。
    改为
        附件：1. 工作方案
    """

    code = "FMT003"
    name = "page-and-notes"
    severity = "W"

    def check(self, context: ReviewContext) -> Iterator[Finding]:
        """Yield one finding for each badly written attachment or padded date, and one for a page that is not A4."""
        listing = False
        for paragraph in context.paragraphs():
            line = paragraph.of(context.text)
            note = _NOTE.match(line)
            begins = note.end() if note is not None else 0
            item = _ITEM.match(line, begins)
            numbered = item is not None and (item["number"] is not None or item["word"] is not None)
            if note is not None:
                listing = item is not None and (note["colon"] is not None or item["number"] is not None)
            elif not numbered:
                listing = False
            if listing and item is not None and (note is not None or numbered):
                yield from self._item(context, paragraph.start, item, note)
            elif _PADDED.match(line):
                yield self.finding(context, paragraph, "成文日期的月、日不编虚位：1月5日，不写01月05日")
        page = context.document.layout.page if context.document.layout else None
        if page is not None and max(abs(page.width_mm - _PAGE_MM[0]), abs(page.height_mm - _PAGE_MM[1])) > 2:
            yield self.finding(
                context,
                Span(start=0, end=0),
                f"纸张是{page.width_mm:g}×{page.height_mm:g}毫米，公文用A4纸",
            )

    def _item(
        self, context: ReviewContext, shift: int, item: re.Match[str], note: re.Match[str] | None
    ) -> Iterator[Finding]:
        """Yield a finding when one name of an attachment note, in the line at ``shift``, is not written as usual."""
        title = re.fullmatch(r"《([^《》]+)》", item["name"])
        edits = []
        if note is not None and note["colon"] == ":":
            edits.append(Edit(span=Span(start=shift + note.start("colon"), end=shift + note.end("colon")), text="："))
        for name, right in (("mark", "."), ("word", ""), ("stop", "")):
            if item[name] and item[name] != right:
                edits.append(Edit(span=Span(start=shift + item.start(name), end=shift + item.end(name)), text=right))
        if title is not None:
            ends = (item.start("name"), item.end("name") - 1)
            edits.extend(Edit(span=Span(start=shift + at, end=shift + at + 1), text="") for at in ends)
        if edits:
            edits.sort(key=lambda edit: edit.span.start)
            line = (note or item).group()
            start = (note or item).start() + len(line) - len(line.lstrip())
            span = Span(start=shift + start, end=shift + item.start() + len(item.group().rstrip()))
            said = "附件说明宜写作“附件：1. 名称”，名称不加书名号，后面不加标点"
            yield self.finding(context, span, said, fix=Fix(edits=tuple(edits), safe=False))
