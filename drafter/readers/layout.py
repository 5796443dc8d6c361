"""How Word lays a paragraph, a cell and a page out, as effective values in points and millimetres. Plain XML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypedDict

from lxml import etree  # type: ignore[import-untyped]

from ..model import Cell, Page
from ..patterns import lazy
from .docx_type import TypeOf

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_EMU_MM = 36000
_DEFAULT_PT = 10.5
_ALIGNMENTS = {"start": "left", "end": "right", "both": "justify", "distribute": "justify"}
_PAGE_FIELD = lazy(r"\bPAGE\b")


class ParagraphLayout(TypedDict):
    """The layout fields of a Block that come from paragraph properties."""

    line_spacing_pt: float | None
    line_multiple: float | None
    alignment: str | None
    space_before_pt: float | None
    space_after_pt: float | None
    right_indent_pt: float | None


def paragraph_layout(properties: Sequence[Any], size_pt: float | None) -> ParagraphLayout:
    """Return spacing, alignment and right indent from ``w:pPr`` elements, the strongest first.

    Values in lines and characters are turned into points: a line is 12 pt as in Word, a character ``size_pt`` wide.
    """
    line = _number(_attribute(properties, "spacing", "line"))
    rule = _attribute(properties, "spacing", "lineRule") or "auto"
    multiple = line / 240 if line is not None and rule == "auto" else None
    exact = line / 20 if line is not None and rule != "auto" else None
    alignment = _attribute(properties, "jc", "val")
    return ParagraphLayout(
        line_spacing_pt=exact,
        line_multiple=multiple,
        alignment=_ALIGNMENTS.get(alignment, alignment) if alignment else None,
        space_before_pt=_space(properties, "before"),
        space_after_pt=_space(properties, "after"),
        right_indent_pt=_right(properties, size_pt or _DEFAULT_PT),
    )


def run_spacing(properties: Iterable[Any]) -> float | None:
    """Return what each character gains in width in points, from ``w:rPr`` elements, the strongest first."""
    twips = _number(_attribute(list(properties), "spacing", "val"))
    return twips / 20 if twips is not None else None


def cell_of(paragraph: Any, tables: list[Any]) -> Cell | None:
    """Return the innermost cell ``paragraph`` stands in; ``tables`` collects the tables in the order they are met."""
    cell = next((a for a in paragraph.iterancestors() if a.tag == f"{_W}tc"), None)
    row = next((a for a in cell.iterancestors() if a.tag == f"{_W}tr"), None) if cell is not None else None
    table = next((a for a in row.iterancestors() if a.tag == f"{_W}tbl"), None) if row is not None else None
    if cell is None or row is None or table is None:
        return None
    # a table that begins with another one is still met first
    for outer in (*reversed([a for a in table.iterancestors() if a.tag == f"{_W}tbl"]), table):
        if not any(outer is known for known in tables):
            tables.append(outer)
    rows = [one for one in table.iter(f"{_W}tr") if next(one.iterancestors(f"{_W}tbl")) is table]
    cells = [one for one in row.iter(f"{_W}tc") if next(one.iterancestors(f"{_W}tr")) is row]
    before = cells[: next(n for n, one in enumerate(cells) if one is cell)]
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    return Cell(
        table=next(n for n, known in enumerate(tables) if known is table),
        row=next(n for n, one in enumerate(rows) if one is row),
        column=sum(_across(one) for one in before),
        across=_across(cell),
        merge=None if merge is None else "restart" if merge.get(f"{_W}val") == "restart" else "continue",
    )


def page_of(document: Any, type_of: TypeOf) -> Page | None:
    """Return paper, margins, grid and page number of the first section of a python-docx document."""
    if not document.sections:
        return None
    section = document.sections[0]
    sides = (
        section.page_width, section.page_height, section.top_margin, section.bottom_margin, section.left_margin,
        section.right_margin,
    )  # fmt: skip
    width, height, top, bottom, left, right = (round((side or 0) / _EMU_MM, 1) for side in sides)
    grid = section._sectPr.find(f"{_W}docGrid")
    kind = grid.get(f"{_W}type") if grid is not None else None
    pitch = _number(grid.get(f"{_W}linePitch")) if kind in ("lines", "linesAndChars", "snapToChars") else None
    extra = _number(grid.get(f"{_W}charSpace")) if kind in ("linesAndChars", "snapToChars") else None
    words, align, font, size = _page_number(document, section, type_of)
    return Page(
        width_mm=width,
        height_mm=height,
        top_mm=top,
        bottom_mm=bottom,
        left_mm=left,
        right_mm=right,
        footer_mm=round(section.footer_distance / _EMU_MM, 1) if section.footer_distance is not None else None,
        grid_line_pt=pitch / 20 if pitch else None,
        grid_char_pt=(extra or 0.0) / 4096 if kind in ("linesAndChars", "snapToChars") else None,
        number=words,
        number_align=align,
        number_font=font,
        number_size_pt=size,
    )


def theme_fonts(part: Any) -> Mapping[str, str]:
    """Return the fonts behind ``minorEastAsia``, ``majorHAnsi`` …; empty when the file has no theme."""
    related = (rel for rel in part.rels.values() if not rel.is_external and rel.reltype.endswith("/theme"))
    theme = next((rel.target_part.blob for rel in related), None)
    if theme is None:
        return {}
    root = etree.fromstring(theme, etree.XMLParser(resolve_entities=False, no_network=True))
    fonts: dict[str, str] = {}
    for kind in ("major", "minor"):
        scheme = root.find(f".//{_A}{kind}Font")
        if scheme is None:
            continue
        latin = scheme.find(f"{_A}latin")
        hans = scheme.find(f"{_A}font[@script='Hans']")
        asian = scheme.find(f"{_A}ea")
        named = (asian.get("typeface") if asian is not None else "") or (
            hans.get("typeface") if hans is not None else ""
        )
        found = {"HAnsi": latin.get("typeface") if latin is not None else "", "EastAsia": named}
        found["Ascii"] = found["HAnsi"]
        fonts |= {f"{kind}{name}": font for name, font in found.items() if font}
    return fonts


def _typeface(element: Any) -> str:
    return str(element.get("typeface") or "") if element is not None else ""


def _page_number(
    document: Any, section: Any, type_of: TypeOf
) -> tuple[str | None, str | None, str | None, float | None]:
    """Return the page number's words, place, font and size from the first section's footer."""
    shown = _numbered(section.footer._element) if not section.footer.is_linked_to_previous else None
    if shown is None:
        return None, None, None, None
    words, paragraph = shown
    align = paragraph_layout(list(type_of.paragraph_properties(paragraph)), None)["alignment"] or "left"
    even = section.even_page_footer
    if document.settings.odd_and_even_pages_header_footer and not even.is_linked_to_previous:
        other = _numbered(even._element)
        if other is not None:
            there = paragraph_layout(list(type_of.paragraph_properties(other[1])), None)["alignment"] or "left"
            align = "outer" if there != align else align
    run = next(paragraph.iter(f"{_W}r"))
    _, asian, size, _ = type_of.run(run, paragraph)
    return words, align, asian, size


def _numbered(footer: Any) -> tuple[str, Any] | None:
    """Return the words around the PAGE field, and the paragraph it stands in."""
    for paragraph in footer.iter(f"{_W}p"):
        words, depth, is_page, showing = "", 0, False, False
        for node in paragraph.iter():
            if node.tag == f"{_W}fldChar":
                kind = node.get(f"{_W}fldCharType")
                depth += {"begin": 1, "end": -1}.get(kind, 0)
                showing = kind == "separate"
            elif _PAGE_FIELD.search(_instruction(node)):
                is_page, words = True, words + "{page}"
            elif node.tag == f"{_W}t" and not depth and not showing and not _in_simple_field(node):
                words += node.text or ""
        if is_page:
            return words.strip(), paragraph
    return None


def _instruction(node: Any) -> str:
    """Return the field code a node holds, '' for all others."""
    if node.tag == f"{_W}fldSimple":
        return str(node.get(f"{_W}instr") or "")
    return str(node.text or "") if node.tag == f"{_W}instrText" else ""


def _in_simple_field(node: Any) -> bool:
    return next(node.iterancestors(f"{_W}fldSimple"), None) is not None


def _across(cell: Any) -> int:
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    return int(_number(span.get(f"{_W}val")) or 1) if span is not None else 1


def _attribute(properties: Iterable[Any], element: str, name: str) -> str | None:
    """Return the strongest value of an attribute: each attribute is inherited on its own, as in Word."""
    for one in properties:
        found = one.find(f"{_W}{element}")
        value = found.get(f"{_W}{name}") if found is not None else None
        if value is not None:
            return str(value)
    return None


def _number(text: str | None) -> float | None:
    """Return a count of twips (or of anything) as Word writes it; None where it is none."""
    return float(text) if text is not None and re.fullmatch(r"[+-]?\d+(?:\.\d+)?", text) else None


def _space(properties: Sequence[Any], side: str) -> float | None:
    lines = _number(_attribute(properties, "spacing", f"{side}Lines"))
    if lines:
        return lines / 100 * 12
    twips = _number(_attribute(properties, "spacing", side))
    return twips / 20 if twips is not None else None


def _right(properties: Sequence[Any], size_pt: float) -> float | None:
    characters = _number(_attribute(properties, "ind", "rightChars"))
    if characters:
        return characters / 100 * size_pt
    twips = _number(_attribute(properties, "ind", "right"))
    return twips / 20 if twips is not None else None
