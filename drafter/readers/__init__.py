"""Files in: reports to Document, notes to FactSheet, drafts back from JSON."""

from __future__ import annotations

import hashlib
import json
import re
from decimal import Decimal
from pathlib import Path

from ..errors import FormatError, InputError
from ..model import Document, Draft, Period, Source, from_plain
from ..text.documents import build_document
from ..text.factsheet import FactSheet, parse_notes
from ..text.periods import parse_period
from .base import Reader
from .docx import read_docx
from .encoding import decode, read_bytes
from .manifest import read_manifest as read_manifest
from .text import read_markdown, read_plain

READERS: tuple[Reader, ...] = (
    Reader(name="text", endings=(".txt", ".text"), read=read_plain),
    Reader(name="markdown", endings=(".md", ".markdown"), read=read_markdown),
    Reader(name="docx", endings=(".docx",), read=read_docx),
)
"""Every format a report can be read from."""

ENDINGS = frozenset(ending for reader in READERS for ending in reader.endings)
"""All endings that can be read."""


def read(path: str | Path, *, period: Period | None = None) -> Document:
    """Return the report at ``path`` as a Document; ``period`` takes the place of what it says of itself.

    Raises InputError, FormatError or EncodingError, one line each, when it cannot be read.
    """
    file = Path(path)
    data = read_bytes(file)
    raw = _reader(file).read(data, file)
    if not raw.text.strip():
        raise InputError(f"{file} 里没有文字：请检查是否给错了文件")
    source = Source(path=str(path), sha256=hashlib.sha256(data).hexdigest(), encoding=raw.encoding)
    return build_document(raw.text, source=source, layout=raw.layout, period=period)


def read_text(text: str, *, title: str | None = None, period: str | Period | None = None) -> Document:
    """Return ``text`` as a Document. Raises InputError for an empty text or a period that cannot be read."""
    if not text.strip():
        raise InputError("文本是空的：请给出报告正文")
    covers = parse_period(period) if isinstance(period, str) else period
    if isinstance(period, str) and covers is None:
        raise InputError(f"看不懂报告期“{period}”：请写成 2025H1、2025 或 2025-01-01/2025-06-30")
    return build_document(text, title=title, period=covers)


def read_facts(path: str | Path) -> FactSheet:
    """Return the notes at ``path`` (md, txt or docx): one fact a bullet.

    Raises InputError when there is no bullet, and what `read` raises when the file cannot be read.
    """
    file = Path(path)
    data = read_bytes(file)
    reader = _reader(file)
    # Markdown stays as it is here: its headings are the notes' hints.
    text = decode(data, file.name).text if reader.name != "docx" else reader.read(data, file).notes or ""
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
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    # a bullet is a fact, never the title
    return None if re.match(r"[-*+•·\d]", line) else line.lstrip("# ").strip() or None


def _reader(path: Path) -> Reader:
    for reader in READERS:
        if path.suffix.lower() in reader.endings:
            return reader
    takes = "、".join(sorted(ENDINGS))
    raise FormatError(f"不会读 {path.name}（{path.suffix or '没有扩展名'}）：现在能读 {takes}，请另存后再试")
