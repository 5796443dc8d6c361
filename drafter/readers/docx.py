"""Word files in: paragraphs and tables in document order, with the one map from offsets back to Word."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..errors import FormatError
from ..model import Block, Layout, Mark, Run, Span
from .base import RawText
from .docx_numbering import BULLET, Numbering
from .docx_type import TypeOf
from .layout import cell_of, page_of, paragraph_layout, run_spacing, theme_fonts

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# A file that unpacks to more than this is an attack or an accident.
MAX_UNPACKED = 400_000_000


def read_docx(data: bytes, path: Path) -> RawText:
    """Return a Word file's visible text, a paragraph a line, with its Layout; raise FormatError when it is damaged.

    Automatic numbers (一、, 1.) stand before their paragraph, outside its block; automatic bullets only in the notes.
    """
    _require_sound(data, path)
    try:
        return _read(data)
    # what python-docx and lxml raise on damaged parts has no common base
    except (LookupError, ValueError, TypeError, AttributeError, SyntaxError, RuntimeError, OSError, EOFError,
            zipfile.BadZipFile, zlib.error) as error:  # fmt: skip
        raise FormatError(f"{path.name} 不是完好的 Word 文件：请用 Word 或 WPS 打开后另存为 .docx 再试") from error


def _read(data: bytes) -> RawText:
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = docx.Document(io.BytesIO(data))
    except PackageNotFoundError as error:
        raise ValueError("no package") from error
    collector = _Collector(document)
    for number, (part, paragraph) in enumerate(_paragraphs(document)):
        collector.add(part, number, paragraph)
    layout = Layout(
        blocks=tuple(collector.blocks),
        page=page_of(document, collector.type),
        comments=_comments(document, collector.anchors),
        revisions=tuple(collector.revisions),
        hidden=tuple(collector.hidden),
    )
    return RawText(text=collector.text, encoding=None, layout=layout, notes="".join(collector.notes))


def _related(document: Any, kind: str) -> Any:
    """Return the root of a part the document refers to (numbering, styles), or None."""
    for relation in document.part.rels.values():
        if not relation.is_external and relation.reltype.endswith(f"/{kind}"):
            return getattr(relation.target_part, "element", None)
    return None


def _require_sound(data: bytes, path: Path) -> None:
    """Raise FormatError unless ``data`` is a whole, bounded zip archive with a Word document in it."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise FormatError(f"{path.name} 是旧版 .doc（或加了密码）：请用 Word 或 WPS 另存为 .docx 再试")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile as error:
        raise FormatError(
            f"{path.name} 不是完好的 Word 文件（可能没有传完）：请重新取得，或另存为 .docx 再试"
        ) from error
    with archive:
        if sum(info.file_size for info in archive.infolist()) > MAX_UNPACKED:
            raise FormatError(f"{path.name} 解开后过大，拒绝读取：请确认来源")
        if "word/document.xml" not in archive.namelist():
            raise FormatError(f"{path.name} 里没有 Word 正文：请确认它是 .docx 文件")


def _paragraphs(document: Any) -> Iterator[tuple[str, Any]]:
    """Yield (part, paragraph element) of the body in document order, tables included."""
    for element in document.element.body.iter(f"{_W}p"):
        ancestors = {ancestor.tag.rpartition("}")[2] for ancestor in element.iterancestors()}
        if "Fallback" in ancestors:
            continue
        part = "textbox" if "txbxContent" in ancestors else "table" if "tc" in ancestors else "body"
        yield part, element


class _Collector:
    """Text growing paragraph by paragraph, with the blocks and marks found on the way."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._pieces: list[str] = []
        self._length = 0
        self.blocks: list[Block] = []
        self.revisions: list[Mark] = []
        self.hidden: list[Mark] = []
        self.notes: list[str] = []
        self.anchors: dict[str, Span] = {}
        self._tables: list[Any] = []
        styles = _related(document, "styles")
        self.type = TypeOf(styles, theme_fonts(document.part))
        self._numbering = Numbering(_related(document, "numbering"), styles)

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    def add(self, part: str, number: int, element: Any) -> None:
        from docx.text.paragraph import Paragraph

        paragraph = Paragraph(element, self._document._body)
        label = self._numbering.label(element)
        if label and label != BULLET:
            self._put(label)
        start = self._length
        runs = [
            made
            for index, run in enumerate(_visible_runs(element))
            if (made := self._run(index, run, element)) is not None
        ]
        span = Span(start=start, end=self._length)
        self._anchor(element, span)
        self._put("\n")
        style = paragraph.style.name if paragraph.style is not None else None
        self.notes.append(_as_note("".join(self._pieces[-len(runs) - 1 :]) if runs else "\n", label, style))
        for deleted in element.iter(f"{_W}del"):
            words = "".join(node.text or "" for node in deleted.iter(f"{_W}delText"))
            self.revisions.append(
                Mark(span=Span(start=start, end=start), text=words, author=deleted.get(f"{_W}author"))
            )
        self.blocks.append(
            Block(
                span=span,
                part=part,
                paragraph=number,
                runs=tuple(runs),
                style=style,
                first_line_indent_pt=self.type.indent(element),
                cell=cell_of(element, self._tables) if part == "table" else None,
                **paragraph_layout(list(self.type.paragraph_properties(element)), self.type.size(element)),
            )
        )

    def _run(self, index: int, element: Any, paragraph: Any) -> Run | None:
        from docx.text.run import Run as WordRun

        run = WordRun(element, None)  # type: ignore[arg-type]
        text = run.text
        if not text:
            return None
        start = self._length
        if run.font.hidden:
            self.hidden.append(Mark(span=Span(start=start, end=start), text=text, author=None))
            return None
        self._put(text)
        inserted = next((a for a in element.iterancestors() if a.tag == f"{_W}ins"), None)
        if inserted is not None:
            span = Span(start=start, end=self._length)
            self.revisions.append(Mark(span=span, text=text, author=inserted.get(f"{_W}author")))
        latin, asian, size, bold = self.type.run(element, paragraph)
        return Run(
            start=start,
            end=self._length,
            index=index,
            font=latin,
            east_asia_font=asian,
            size_pt=size,
            bold=bold,
            spacing_pt=run_spacing(self.type.run_properties(element, paragraph)),
        )

    def _anchor(self, element: Any, span: Span) -> None:
        """Note the comments that begin in this paragraph; they are taken to cover it."""
        for mark in element.iter(f"{_W}commentRangeStart"):
            self.anchors.setdefault(mark.get(f"{_W}id") or "", span)

    def _put(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)


def _visible_runs(paragraph: Any) -> Iterator[Any]:
    """Yield the paragraph's runs that are shown: tracked insertions are, deletions and nested text boxes are not."""
    for run in paragraph.iter(f"{_W}r"):
        holders = []
        for ancestor in run.iterancestors():
            if ancestor is paragraph:
                break
            holders.append(ancestor.tag.rpartition("}")[2])
        if not {"del", "moveFrom", "txbxContent"} & set(holders):
            yield run


def _as_note(words: str, label: str, style: str | None) -> str:
    """Return a paragraph as a line of notes: headings and list items get the marks that plain notes have."""
    if style and re.match(r"(?:heading|标题) ?\d", style, re.IGNORECASE):
        return f"# {label}{words}"
    # an automatic number is how Word writes a bullet, but 一、 and （一） are how reports write headings
    return f"- {words}" if label and not re.match(r"[（(]?[一二三四五六七八九十]", label) else f"{label}{words}"


def _comments(document: Any, anchors: dict[str, Span]) -> tuple[Mark, ...]:
    """Return existing comments with the paragraphs they begin in."""
    nowhere = Span(start=0, end=0)
    return tuple(
        Mark(span=anchors.get(str(one.comment_id), nowhere), text=one.text, author=one.author or None)
        for one in document.comments
    )
