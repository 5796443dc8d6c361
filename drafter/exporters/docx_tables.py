"""Tables of a report that was read from Word, written again cell by cell, merges included."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph as WordParagraph

from ..model import Block, Document
from .docx_styles import TABLE_STYLE
from .profile import Profile
from .width import em_width

_NARROWEST, _WIDEST = 3.0, 16.0
_CELL_SIDES = 216  # twips a cell keeps free left and right
_SIDES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


class Tables:
    """Makes each table when its first words are met, and knows the paragraph that belongs to an offset."""

    def __init__(self, word: WordDocument, document: Document, profile: Profile) -> None:
        """Prepare for ``document``; one without a layout has no tables."""
        self._word, self._document, self._profile = word, document, profile
        blocks = document.layout.blocks if document.layout is not None else ()
        self._blocks: dict[int, list[Block]] = {}
        for block in blocks:
            if block.cell is not None:
                self._blocks.setdefault(block.cell.table, []).append(block)
        self._outer = _outer_tables(blocks)
        self._of = {offset: block for block in blocks if block.cell for offset in _offsets(block)}
        self._made: set[int] = set()
        self._places: dict[int, WordParagraph] = {}

    def paragraph_at(self, start: int) -> WordParagraph | None:
        """Return the empty cell paragraph for the words at ``start``, None where they stand in no table.

        A second line of one cell paragraph gets a paragraph of its own after it.
        """
        block = self._of.get(start)
        if block is None or block.cell is None:
            return None
        top = block.cell.table
        while top in self._outer:
            top = self._outer[top]
        if top not in self._made:
            self._make(top)
        place = self._places[block.paragraph]
        if place.runs:
            extra = parse_xml(f"<w:p {nsdecls('w')}/>")
            place._p.addnext(extra)
            self._places[block.paragraph] = WordParagraph(extra, self._word._body)
        return self._places[block.paragraph]

    def _make(self, top: int) -> None:
        """Write table ``top`` and those inside it, with empty paragraphs, remembered by their numbers as read."""
        body = self._word.element.body
        self._add(top, self._profile.text_width_pt * 20, lambda table: _append(body, table))

    def _add(self, number: int, room: float, put: Callable[[Any], None]) -> None:
        """Write table ``number`` in ``room`` twips; a table inside a cell comes where its paragraphs stand."""
        self._made.add(number)
        blocks = self._blocks[number]
        widths = self._widths(blocks, room)
        table = _empty_table(widths)
        put(table)
        inner = [one for one, outer in self._outer.items() if outer == number]
        rows: dict[int, Any] = {}
        cells: dict[tuple[int, int], Any] = {}
        for block in blocks:
            cell = block.cell
            assert cell is not None
            if cell.row not in rows:
                rows[cell.row] = parse_xml(f"<w:tr {nsdecls('w')}/>")
                table.append(rows[cell.row])
            place, width = (cell.row, cell.column), sum(widths[cell.column : cell.column + cell.across])
            if place not in cells:
                cells[place] = _new_cell(block, width)
                rows[cell.row].append(cells[place])
            # every cell ends with a paragraph, so a table inside stands before one of its own cell's
            for one in [one for one in inner if one not in self._made]:
                if self._blocks[one][0].paragraph < block.paragraph:
                    self._add(one, width - _CELL_SIDES, cells[place].append)
            self._add_paragraph(cells[place], block)

    def _add_paragraph(self, tc: Any, block: Block) -> None:
        empty = not self._document.quote(block.span).strip()
        style = f'<w:pPr><w:pStyle w:val="{TABLE_STYLE}"/></w:pPr>' if empty else ""
        paragraph = parse_xml(f"<w:p {nsdecls('w')}>{style}</w:p>")
        tc.append(paragraph)
        self._places[block.paragraph] = WordParagraph(paragraph, self._word._body)

    def _widths(self, blocks: Sequence[Block], room: float) -> list[int]:
        """Return the columns' widths in twips: as their words need, together ``room``."""
        count = max(block.cell.column + block.cell.across for block in blocks if block.cell is not None)
        needs = [_NARROWEST] * count
        for block in blocks:
            assert block.cell is not None
            if block.cell.across == 1:
                need = em_width(self._document.quote(block.span)) + 1
                needs[block.cell.column] = max(needs[block.cell.column], min(need, _WIDEST))
        return [int(room * need / sum(needs)) for need in needs]


def new_table(word: WordDocument, widths: Sequence[int], rows: int) -> list[list[Any]]:
    """Append a table of ``rows`` rows, the first repeated on every page; return its empty ``w:tc`` row by row.

    Each cell still needs a paragraph. ``widths`` are in twips.
    """
    table = _empty_table(widths)
    _append(word.element.body, table)
    made = []
    for number in range(rows):
        header = "<w:tblHeader/>" if number == 0 else ""
        row = parse_xml(f"<w:tr {nsdecls('w')}><w:trPr><w:cantSplit/>{header}</w:trPr></w:tr>")
        cells = [
            parse_xml(f'<w:tc {nsdecls("w")}><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr></w:tc>')
            for width in widths
        ]
        row.extend(cells)
        table.append(row)
        made.append(cells)
    return made


def _empty_table(widths: Sequence[int]) -> Any:
    """Return a table with borders and a grid, without rows."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_SIDES}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        "</w:tbl>"
    )


def _append(body: Any, table: Any) -> None:
    body.insert(len(body) - 1 if body.find(qn("w:sectPr")) is not None else len(body), table)


def _outer_tables(blocks: Sequence[Block]) -> dict[int, int]:
    """Return, for each table inside a cell of another, which one that is: it begins earlier and ends later."""
    last = {block.cell.table: block.paragraph for block in blocks if block.cell is not None}
    around = {one: [other for other in last if other < one and last[other] > last[one]] for one in last}
    return {one: max(others) for one, others in around.items() if others}


def _offsets(block: Block) -> range:
    return range(block.span.start, block.span.end + 1)


def _new_cell(block: Block, width: int) -> Any:
    assert block.cell is not None
    across = f'<w:gridSpan w:val="{block.cell.across}"/>' if block.cell.across > 1 else ""
    merge = ""
    if block.cell.merge is not None:
        merge = '<w:vMerge w:val="restart"/>' if block.cell.merge == "restart" else "<w:vMerge/>"
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>{across}{merge}<w:vAlign w:val="center"/>'
    return parse_xml(f"<w:tc {nsdecls('w')}><w:tcPr>{properties}</w:tcPr></w:tc>")
