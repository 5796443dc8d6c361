"""Files in: reports to Document, notes to FactSheet, drafts back from JSON."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from ..errors import FormatError, InputError
from ..lexicon import Lexicon
from ..model import Document, Draft, Period, Source, from_plain
from ..text.documents import build_document
from ..text.factsheet import FactSheet, parse_notes
from ..text.periods import parse_period
from .archive import ENDING
from .archive import INSIDE as INSIDE
from .archive import Member as Member
from .archive import listing as listing
from .archive import members as members
from .base import RawText, Reader
from .encoding import decode
from .encoding import read_bytes as read_bytes
from .html import read_html
from .manifest import MANIFEST as MANIFEST
from .manifest import Entry as Entry
from .manifest import read_manifest as read_manifest
from .tables import read_csv, read_workbook
from .text import read_markdown, read_plain


def _docx(data: bytes, path: Path) -> RawText:
    from .docx import read_docx  # a report in plain text need not wait for what only Word files take

    return read_docx(data, path)


def _office(data: bytes, path: Path) -> RawText:
    from .office import read_office

    return read_office(data, path)


def _pdf(data: bytes, path: Path) -> RawText:
    from .pdf import read_pdf

    return read_pdf(data, path)


READERS: tuple[Reader, ...] = (
    Reader(name="text", endings=(".txt", ".text"), read=read_plain),
    Reader(name="markdown", endings=(".md", ".markdown"), read=read_markdown),
    Reader(name="docx", endings=(".docx",), read=_docx),
    Reader(name="office", endings=(".doc", ".wps"), read=_office),
    Reader(name="pdf", endings=(".pdf",), read=_pdf),
    Reader(name="html", endings=(".html", ".htm"), read=read_html),
)
"""Every format a report can be read from."""

TABLES: tuple[Reader, ...] = (
    Reader(name="workbook", endings=(".xlsx",), read=read_workbook),
    Reader(name="csv", endings=(".csv",), read=read_csv),
)
"""Formats that hold facts only."""

# a book has half as many; a report one in a hundred
MAX_CHARS = 1_000_000

ENDINGS = frozenset(ending for reader in READERS for ending in reader.endings)
"""All endings a report can have."""

ARCHIVES = frozenset((ENDING,))
"""Endings of files that hold reports."""


def read(path: str | Path, *, period: Period | None = None, lexicon: Lexicon | None = None) -> Document:
    """Return the report at ``path`` as a Document; ``period`` takes the place of what it says of itself.

    Raises InputError, FormatError or EncodingError, one line each, when it cannot be read.
    """
    return read_data(read_bytes(Path(path)), path, period=period, lexicon=lexicon)


def read_data(
    data: bytes, path: str | Path, *, period: Period | None = None, lexicon: Lexicon | None = None
) -> Document:
    """Return the report in ``data`` as a Document, its format told by the ending of ``path``.

    Raises what `read` does.
    """
    file = Path(path)
    if not data:
        raise InputError(f"{path} 是空的：请检查是否给错了文件")
    raw = _reader(file, READERS).read(data, file)
    if not raw.text.strip():
        raise InputError(f"{path} 里没有文字：请检查是否给错了文件")
    if len(raw.text) > MAX_CHARS:
        raise InputError(f"{path} 有 {len(raw.text)} 字，过长：请按报告拆开再试（上限 {MAX_CHARS} 字）")
    source = Source(path=str(path), sha256=hashlib.sha256(data).hexdigest(), encoding=raw.encoding)
    return build_document(raw.text, source=source, layout=raw.layout, period=period, lexicon=lexicon)


def read_text(text: str, *, title: str | None = None, period: str | Period | None = None) -> Document:
    """Return ``text`` as a Document. Raises InputError for an empty text or a period that cannot be read."""
    if not text.strip():
        raise InputError("文本是空的：请给出报告正文")
    covers = parse_period(period) if isinstance(period, str) else period
    if isinstance(period, str) and covers is None:
        raise InputError(f"看不懂报告期“{period}”：请写成 2025H1、2025 或 2025-01-01/2025-06-30")
    return build_document(text, title=title, period=covers)


def read_facts(path: str | Path) -> FactSheet:
    """Return the notes at ``path``: one fact a bullet, in a table one a row.

    Raises InputError when there is no bullet, and what `read` raises when the file cannot be read.
    """
    file = Path(path)
    data = read_bytes(file)
    reader = _reader(file, (*READERS, *TABLES))
    # Markdown stays as it is here: its headings are the notes' hints.
    if reader.name in ("text", "markdown"):
        text = decode(data, file.name).text
    else:
        raw = reader.read(data, file)
        text = raw.notes if raw.notes is not None else raw.text
    try:
        return parse_notes(text, title=_first_heading(text))
    except InputError as error:
        raise InputError(f"{file.name}：{error}") from error


def read_draft(path: str | Path) -> Draft:
    """Return the draft that was written to ``path`` as JSON, with its review or without."""
    file = Path(path)
    decoded = decode(read_bytes(file), file.name)
    try:
        plain = json.loads(decoded.text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise FormatError(f"{file.name} 不是有效的 JSON：{error}；请检查文件是否完整") from error
    try:
        value: Draft = from_plain(Draft, plain.get("draft", plain) if isinstance(plain, dict) else plain)
        return value
    except FormatError as error:
        raise FormatError(f"{file.name} 不是 drafter 写出的稿件：{error}") from error


def _first_heading(text: str) -> str | None:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    # a sheet's name stands above the title of its table
    line = next((line for line in lines if line.startswith("# ")), lines[0] if lines else "")
    # a bullet is a fact, never the title
    return None if re.match(r"[-*+•·\d]", line) else line.lstrip("# ").strip() or None


def _reader(path: Path, readers: Sequence[Reader]) -> Reader:
    for reader in readers:
        if path.suffix.lower() in reader.endings:
            return reader
    if any(path.suffix.lower() in table.endings for table in TABLES):
        raise FormatError(f"{path.name} 是表格，只能作素材（drafter draft {path.name}），不能当报告读")
    takes = "、".join(sorted(ending for reader in readers for ending in reader.endings))
    raise FormatError(f"不会读 {path.name}（{path.suffix or '没有扩展名'}）：现在能读 {takes}，请另存后再试")
