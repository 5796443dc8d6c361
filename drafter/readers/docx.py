"""Word files in: paragraphs and tables in document order, with the one map from offsets back to Word."""

from __future__ import annotations

import io
import re
import time
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
from .package import require_package

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# a report takes a tenth of a second; what takes this long was made to
TIMEOUT_S = 5.0


def read_docx(data: bytes, path: Path) -> RawText:
    """Return a Word file's visible text, a paragraph a line, with its Layout; raise FormatError when it is damaged.

    Automatic numbers (一、, 1.) stand before their paragraph, outside its block; automatic bullets only in the notes.
    """
    require_package(data, path, part="word/document.xml", kind="Word", ending=".docx")
    try:
        return _read(data, path)
    # what python-docx and lxml raise on damaged parts has no common base
    except (LookupError, ValueError, TypeError, AttributeError, SyntaxError, RuntimeError, OSError, EOFError,
            zipfile.BadZipFile, zlib.error) as error:  # fmt: skip
        raise FormatError(f"{path.name} 不是完好的 Word 文件：请用 Word 或 WPS 打开后另存为 .docx 再试") from error


def _read(data: bytes, path: Path) -> RawText:
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = docx.Document(io.BytesIO(data))
    except PackageNotFoundError as error:
        raise ValueError("no package") from error
    collector = _Collector(document, path)
    for number, (part, paragraph) in enumerate(_paragraphs(document)):
        collector.require_time()
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

    def __init__(self, document: Any, path: Path) -> None:
        self._document = document
        self._name = path.name
        self._deadline = time.monotonic() + TIMEOUT_S
        self._pieces: list[str] = []
        self._length = 0
        self.blocks: list[Block] = []
        self.revisions: list[Mark] = []
        self.hidden: list[Mark] = []
        self.notes: list[str] = []
        self.anchors: dict[str, Span] = {}
        self._tables: list[Any] = []
        self._styles: dict[str | None, str | None] = {}
        styles = _related(document, "styles")
        self.type = TypeOf(styles, theme_fonts(document.part))
        self._numbering = Numbering(_related(document, "numbering"), styles)

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    def require_time(self) -> None:
        """Raise FormatError when the file has taken too long; a hostile one would go on for minutes."""
        if time.monotonic() > self._deadline:
            raise FormatError(f"{self._name} {TIMEOUT_S:.0f} 秒内没有读完（可能是异常文件）：请另存为 .docx 或拆开再试")

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
        style = self._style_name(paragraph)
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

    def _style_name(self, paragraph: Any) -> str | None:
        """Return the name of the paragraph's style; each style is looked up once, since that takes a walk over all."""
        id: str | None = paragraph._p.style
        if id not in self._styles:
            self._styles[id] = paragraph.style.name if paragraph.style is not None else None
        return self._styles[id]

    def _run(self, index: int, element: Any, paragraph: Any) -> Run | None:
        from docx.text.run import Run as WordRun

        self.require_time()
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
