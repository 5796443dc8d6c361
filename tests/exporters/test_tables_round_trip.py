"""Word → read → Word → read: text, headings and tables of twenty documents come back as they were."""

from __future__ import annotations

import random
from pathlib import Path

import docx
import pytest
from docx.table import _Cell

from drafter.exporters import export
from drafter.model import Document
from drafter.readers import read

UNITS = ("衡川市", "石岭县", "云溪县", "沙屏县")
HEADINGS = ("一、主要工作情况", "（一）住房保障", "1.公租房管理", "二、存在的问题", "三、下一步打算")
WORDS = (
    "筹集保障性租赁住房1580套。",
    "开工改造老旧小区36个，惠及1.2万户。",
    "约谈企业11家，立案4起。",
    "３个项目进度滞后。",
)


def nest(cell: _Cell, dice: random.Random, depth: int) -> None:
    """Put a table into a cell, after its words or before any, another one in that, and words after it."""
    if dice.random() < 0.3:
        cell._tc.remove(cell.paragraphs[0]._p)
    inner = cell.add_table(rows=2, cols=2)
    for row in inner.rows:
        for one in row.cells:
            one.text = dice.choice(("", "其中：", *UNITS))
    if depth > 1:
        nest(inner.cell(0, 1), dice, depth - 1)
    cell.add_paragraph(dice.choice(("", "以上为小计。")))


def make(path: Path, seed: int) -> Path:
    """Write a report with headings, paragraphs and tables, some with merged, empty and many-line cells."""
    dice = random.Random(seed)
    word = docx.Document()
    word.add_paragraph("衡川市住房和城乡建设局2025年上半年工作总结")
    for heading in HEADINGS:
        word.add_paragraph(heading)
        for _ in range(dice.randrange(1, 4)):
            word.add_paragraph(dice.choice(WORDS))
        if dice.random() < 0.6:
            rows, columns = dice.randrange(2, 5), dice.randrange(2, 5)
            table = word.add_table(rows=rows, cols=columns)
            for row in range(rows):
                for column in range(columns):
                    table.cell(row, column).text = dice.choice(("", "合计", "41.6", *UNITS, *WORDS))
            if dice.random() < 0.5:
                table.cell(0, 0).merge(table.cell(0, 1))
            if dice.random() < 0.5:
                table.cell(rows - 2, columns - 1).merge(table.cell(rows - 1, columns - 1))
            table.cell(0, 0).add_paragraph("单位：套")
            if dice.random() < 0.6:
                nest(table.cell(dice.choice((0, rows - 1)), 0), dice, depth=dice.randrange(1, 3))
            word.add_paragraph("以上为各地情况。")
    word.save(str(path))
    return path


def lines(document: Document) -> list[str]:
    return [line.strip() for line in document.text.splitlines() if line.strip()]


def cells(document: Document) -> list[tuple[object, ...]]:
    """Return every cell paragraph with its place in the grid."""
    assert document.layout is not None
    return [
        (b.cell.table, b.cell.row, b.cell.column, b.cell.across, b.cell.merge, document.quote(b.span).strip())
        for b in document.layout.blocks
        if b.cell is not None
    ]


@pytest.mark.parametrize("seed", range(20))
def test_text_headings_and_tables_come_back(seed: int, tmp_path: Path) -> None:
    before = read(make(tmp_path / "a.docx", seed))
    after = read(export(before, tmp_path / "b.docx"))
    assert lines(after) == lines(before)
    assert [(s.marker, s.level, s.title, s.run_in) for s in after.sections] == [
        (s.marker, s.level, s.title, s.run_in) for s in before.sections
    ]
    assert cells(after) == cells(before)
    # the order of all paragraphs, those of nested tables among their cells'
    assert [after.quote(b.span).strip() for b in after.layout.blocks] == [  # type: ignore[union-attr]
        before.quote(b.span).strip()
        for b in before.layout.blocks  # type: ignore[union-attr]
    ]


def test_the_twenty_have_tables_with_merges(tmp_path: Path) -> None:
    found = [cell for seed in range(20) for cell in cells(read(make(tmp_path / f"{seed}.docx", seed)))]
    assert len(found) > 200
    numbers = [[cell[0] for cell in cells(read(tmp_path / f"{seed}.docx"))] for seed in range(20)]
    assert sum(one != sorted(one) for one in numbers) >= 5, "tables inside cells of others"
    assert {cell[4] for cell in found} == {None, "restart", "continue"} and any(cell[3] == 2 for cell in found)
