"""Tables of a report that was read from Word, written again cell by cell, merges included."""

from __future__ import annotations

from collections.abc import Sequence
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
        self._of = {offset: block for block in blocks if block.cell for offset in _offsets(block)}
        self._made: dict[int, dict[int, WordParagraph]] = {}

    def paragraph_at(self, start: int) -> WordParagraph | None:
        """Return the empty cell paragraph for the words at ``start``, None where they stand in no table.

        A second line of one cell paragraph gets a paragraph of its own after it.
        """
        block = self._of.get(start)
        if block is None or block.cell is None:
            return None
        number = block.cell.table
        if number not in self._made:
            self._made[number] = self._make(self._blocks[number])
        place = self._made[number]
        if place[block.paragraph].runs:
            extra = parse_xml(f"<w:p {nsdecls('w')}/>")
            place[block.paragraph]._p.addnext(extra)
            place[block.paragraph] = WordParagraph(extra, self._word._body)
        return place[block.paragraph]

    def _make(self, blocks: Sequence[Block]) -> dict[int, WordParagraph]:
        """Write the table with empty paragraphs; return them by the number of the paragraph they were read from."""
        widths = self._widths(blocks)
        table = _empty_table(self._word, widths)
        found: dict[int, WordParagraph] = {}
        rows: dict[int, Any] = {}
        cells: dict[tuple[int, int], Any] = {}
        for block in blocks:
            cell = block.cell
            assert cell is not None
            if cell.row not in rows:
                rows[cell.row] = parse_xml(f"<w:tr {nsdecls('w')}/>")
                table.append(rows[cell.row])
            place = (cell.row, cell.column)
            if place not in cells:
                cells[place] = _new_cell(block, sum(widths[cell.column : cell.column + cell.across]))
                rows[cell.row].append(cells[place])
            empty = not self._document.quote(block.span).strip()
            style = f'<w:pPr><w:pStyle w:val="{TABLE_STYLE}"/></w:pPr>' if empty else ""
            paragraph = parse_xml(f"<w:p {nsdecls('w')}>{style}</w:p>")
            cells[place].append(paragraph)
            found[block.paragraph] = WordParagraph(paragraph, self._word._body)
        return found

    def _widths(self, blocks: Sequence[Block]) -> list[int]:
        """Return the columns' widths in twips: as their words need, together the type area."""
        count = max(block.cell.column + block.cell.across for block in blocks if block.cell is not None)
        needs = [_NARROWEST] * count
        for block in blocks:
            assert block.cell is not None
            if block.cell.across == 1:
                need = em_width(self._document.quote(block.span)) + 1
                needs[block.cell.column] = max(needs[block.cell.column], min(need, _WIDEST))
        room = self._profile.text_width_pt * 20
        return [int(room * need / sum(needs)) for need in needs]


def new_table(word: WordDocument, widths: Sequence[int], rows: int) -> list[list[Any]]:
    """Append a table of ``rows`` rows, the first repeated on every page; return its empty ``w:tc`` row by row.

    Each cell still needs a paragraph. ``widths`` are in twips.
    """
    table = _empty_table(word, widths)
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


def _empty_table(word: WordDocument, widths: Sequence[int]) -> Any:
    """Append a table with borders and a grid, without rows."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    table = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{_SIDES}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        "</w:tbl>"
    )
    body = word.element.body
    body.insert(len(body) - 1 if body.find(qn("w:sectPr")) is not None else len(body), table)
    return table


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
