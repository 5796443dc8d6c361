"""Spreadsheets in, as facts: one bullet a row, each value after the heading of its column."""

from __future__ import annotations

import csv
import datetime
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from ..errors import FormatError
from ..patterns import lazy
from .base import RawText
from .encoding import decode
from .package import require_package

MAX_ROWS, MAX_COLUMNS, MAX_SHEETS = 5_000, 60, 40
_DEFAULT_SHEET = lazy(r"(?i)sheet ?\d*|工作表 ?\d*|表 ?\d+")
_UNIT_HEADING = lazy(r"(?:计量)?单位")
_VALUE_HEADING = lazy(r".{0,8}(?:数值|数量|数据|完成数|完成值|完成情况|值|数)")
_SERIAL_HEADING = lazy(r"序号|编号|№|No\.?", re.IGNORECASE)
_SUMS = frozenset(("合计", "总计", "小计", "共计"))
_NOTE_HEADING = lazy(r"备注|说明")
_NUMBER = lazy(r"[-+－]?\d[\d,，]*(?:\.\d+)?%?")
# what notes call open: it must stand in brackets to be seen
_OPEN = lazy(r"待(?:核|查|定|补|确认)|存疑|未核实")
_UNIT_IN_NAME = lazy(r"(?P<name>.+?)[（(](?:单位[：:])?(?P<unit>[^（()）\d]{1,6})[)）]$")

Row = tuple[str, ...]


def read_workbook(data: bytes, path: Path) -> RawText:
    """Return the sheets of an .xlsx file as notes; formulas count with the value Excel last saved."""
    require_package(data, path, part="xl/workbook.xml", kind="Excel", ending=".xlsx")
    try:
        sheets = list(_sheets(data))
    # what openpyxl raises on damaged parts has no common base
    except (LookupError, ValueError, TypeError, AttributeError, SyntaxError, OSError, EOFError, ArithmeticError,
            RuntimeError, zlib.error, zipfile.BadZipFile) as error:  # fmt: skip
        raise FormatError(f"{path.name} 不是完好的 Excel 文件：请用 Excel 或 WPS 打开后另存为 .xlsx 再试") from error
    notes = "\n".join(part for name, rows in sheets if (part := _notes(name, rows)))
    return RawText(text=notes, encoding=None, notes=notes)


def read_csv(data: bytes, path: Path) -> RawText:
    """Return a table of comma- or tab-separated values as notes."""
    decoded = decode(data, path.name)
    first = decoded.text.split("\n", 1)[0]
    separator = max(",\t;", key=first.count)
    try:
        rows = list(_bounded(csv.reader(io.StringIO(decoded.text), delimiter=separator)))
    except csv.Error as error:
        raise FormatError(f"{path.name} 不是完好的 CSV（{error}）：请用 Excel 或 WPS 另存为 .xlsx 再试") from error
    notes = _notes("", rows)
    return RawText(text=notes, encoding=decoded.encoding, notes=notes)


def _sheets(data: bytes) -> Iterator[tuple[str, list[Row]]]:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        for sheet in book.worksheets[:MAX_SHEETS]:
            if sheet.sheet_state == "visible":
                rows = sheet.iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS)
                yield sheet.title, list(_bounded([_as_shown(cell) for cell in row] for row in rows))
    finally:
        book.close()


def _as_shown(cell: Any) -> Any:
    """Return a cell's value; a share is kept as 0.079 and shown as 7.9%, which is what its writer means."""
    share = "%" in (getattr(cell, "number_format", None) or "") and type(cell.value) in (int, float)
    return f"{cell.value * 100:.12g}%" if share else cell.value


def _bounded(rows: Iterable[Sequence[Any]]) -> Iterator[Row]:
    for number, row in enumerate(rows):
        if number >= MAX_ROWS:
            raise FormatError(f"表格超过 {MAX_ROWS} 行：素材请只留本期要写的，分成几个文件")
        yield tuple(_shown(cell) for cell in row[:MAX_COLUMNS])


def _shown(value: Any) -> str:
    """Return a cell as people write it: whole numbers without a point, dates in Chinese, one line."""
    if value is None or isinstance(value, bool):
        return "" if value is None else "是" if value else "否"
    if isinstance(value, float):
        # what the cell shows: binary noise behind the fifteenth digit is Excel's, not the writer's
        return f"{value:.15g}" if abs(value) < 1e15 else str(int(value)) if value == value else ""
    if isinstance(value, datetime.datetime | datetime.date):
        return f"{value.year}年{value.month}月{value.day}日"
    return " ".join(str(value).split())


def _notes(name: str, rows: Sequence[Row]) -> str:
    """Return one sheet as notes: a lone cell above the table is the title, one within it a heading."""
    lines = [] if not name or _DEFAULT_SHEET.fullmatch(name) else [f"## {name}"]
    heading: Row | None = None
    facts = False
    for row in rows:
        filled = [cell for cell in row if cell]
        if not filled:
            continue
        if heading is None:
            if len(filled) == 1 and (len(row) > 1 or len(rows) == 1):
                lines.append(filled[0] if _says(filled[0]) else f"# {filled[0]}")
            elif any(_NUMBER.fullmatch(cell) for cell in filled):
                # a table without headings: its cells are read as they stand
                heading = ("",) * len(row)
                lines.append(f"- {'，'.join(filled)}")
            else:
                heading = row
        elif all(cell in _SUMS for cell in filled):
            # a sum that was never worked out
            continue
        elif not facts and _is_second_heading(heading, row):
            heading = _joined(heading, row)
        elif len(filled) == 1 and not _NUMBER.fullmatch(filled[0]) and len(row) > 1:
            lines.append(f"## {filled[0]}" if len(filled[0]) <= 20 else f"- {filled[0]}")
        elif fact := _fact(heading, row):
            facts = True
            lines.append(f"- {fact}")
    return "\n".join(lines) + "\n" if lines else ""


def _is_second_heading(heading: Row, row: Row) -> bool:
    """Return whether a row goes on with the headings: words alone, some of them below a cell that spans columns."""
    words = [bool(cell) for cell in row]
    spanned = any(words[at] and not heading[at] for at in range(1, min(len(row), len(heading))))
    return spanned and any(heading) and not any(_NUMBER.match(cell) or _OPEN.match(cell) for cell in row if cell)


def _joined(heading: Row, row: Row) -> Row:
    """Return two rows of headings as one: 上半年 above 开工 and 投资 is 上半年开工 and 上半年投资."""
    joined: list[str] = []
    above = ""
    for head, below in zip(heading, row, strict=False):
        above = head or above
        joined.append(f"{above}{below}" if below else head)
    return tuple(joined)


def _says(cell: str) -> bool:
    """Return whether a lone cell is a line of particulars (报告期：2025H1) rather than a title."""
    return bool(re.match(r"[^：:]{2,6}[：:]", cell))


def _fact(heading: Row, row: Row) -> str:
    """Return a row as one sentence: the first words name it, every value follows its column's heading."""
    columns = [(head, cell) for head, cell in zip(heading, row, strict=False) if cell and not _serial(head)]
    unit = next((cell for head, cell in columns if _UNIT_HEADING.fullmatch(head)), "")
    columns = [(head, cell) for head, cell in columns if not _UNIT_HEADING.fullmatch(head)]
    if not columns:
        return ""
    # a row is named by its first words; a row of numbers alone has no name
    named = not _NUMBER.fullmatch(columns[0][1])
    name, values = (columns[0][1], columns[1:]) if named else ("", columns)
    said: list[str] = []
    for head, cell in values:
        if _NOTE_HEADING.fullmatch(head):
            said.append(cell)
        elif _VALUE_HEADING.fullmatch(head) and not said and (unit or not _NUMBER.fullmatch(cell)):
            said.append(_valued("", cell, unit))
        else:
            said.append(_valued(head, cell, unit))
    # 开工小区41个 reads on; other values follow a colon
    reads_on = not said or not values[0][0] or bool(_VALUE_HEADING.fullmatch(values[0][0]))
    return f"{name}{'' if reads_on or not name else '：'}{'，'.join(said)}".rstrip("，。；") + "。"


def _valued(head: str, cell: str, unit: str) -> str:
    """Return heading and value as words; a unit in the heading's brackets goes behind the number."""
    found = _UNIT_IN_NAME.match(head)
    if found is not None:
        head, unit = found["name"], found["unit"]
    if _OPEN.match(cell):
        return f"{head}（{cell}）"
    if not _NUMBER.fullmatch(cell):
        return f"{head}{'为' if head and len(cell) <= 11 else '：' if head else ''}{cell}"
    return f"{head}{cell}{'' if cell.endswith('%') else unit}"


def _serial(head: str) -> bool:
    return bool(_SERIAL_HEADING.fullmatch(head))
