"""Files out: one module per format, one door `export`; findings as text, JSON or SARIF by `render_findings`."""

from __future__ import annotations

from pathlib import Path

from ..errors import ExportError
from ..model import Document, Draft, Review
from .base import Exporter, Value, document_of, printable, write_atomically
from .findings import FORMATS, render_findings
from .html import render_html
from .json import load_json, render_json
from .markdown import render_markdown
from .sarif import render_sarif

__all__ = [
    "EXPORTERS",
    "FORMATS",
    "Exporter",
    "annotate_docx",
    "export",
    "load_json",
    "render_findings",
]


def _docx(value: Value, review: Review | None) -> bytes:
    from .docx import render_docx  # python-docx is heavy; only Word output pays for it

    return render_docx(value, review)


def _text(value: Value, review: Review | None) -> bytes:
    # who hands in a document has its text already and wants what was found; a draft's text is what is new
    if review is not None and isinstance(value, Document):
        return render_findings(review, value).encode("utf-8")
    return printable(document_of(value).text).encode("utf-8")


def _sarif(value: Value, review: Review | None) -> bytes:
    if review is None:
        raise ExportError("SARIF 只装审查结果；请先审查，再用 review= 传入")
    return render_sarif(review, document_of(value)).encode("utf-8")


EXPORTERS: tuple[Exporter, ...] = (
    Exporter(name="markdown", endings=(".md", ".markdown"), render=render_markdown),
    Exporter(name="docx", endings=(".docx",), render=_docx),
    Exporter(name="html", endings=(".html", ".htm"), render=render_html),
    Exporter(name="json", endings=(".json",), render=render_json),
    Exporter(name="text", endings=(".txt",), render=_text),
    Exporter(name="sarif", endings=(".sarif",), render=_sarif),
)
"""Every format a report can be written in."""


def export(
    value: Draft | Document, path: str | Path, *, review: Review | None = None, format: str | None = None
) -> Path:
    """Write ``value`` to ``path`` and return the path; the format follows from the ending unless given.

    The file is written aside and renamed, so a failure leaves what was there before. Raises ExportError when the
    format is unknown or the file cannot be written.
    """
    target = Path(path)
    return write_atomically(target, _exporter(target, format).render(value, review))


def annotate_docx(original: str | Path, document: Document, review: Review, out: str | Path) -> Path:
    """Write the user's own Word file back with findings as comments and safe fixes as tracked changes.

    See `word_comments.annotate` for what is kept. Raises ExportError when ``original`` is not the file ``document``
    was read from, or ``out`` cannot be written.
    """
    from .word_comments import annotate

    source = Path(original)
    try:
        data = source.read_bytes()
    except OSError as error:
        raise ExportError(f"无法读取 {source}：{error.strerror}；请检查文件是否还在") from error
    return write_atomically(Path(out), annotate(data, document, review))


def _exporter(path: Path, format: str | None) -> Exporter:
    for exporter in EXPORTERS:
        if format == exporter.name or (format is None and path.suffix.lower() in exporter.endings):
            return exporter
    if format is not None:
        raise ExportError(f"没有“{format}”这种导出格式；可用：{'、'.join(e.name for e in EXPORTERS)}")
    endings = "、".join(exporter.endings[0] for exporter in EXPORTERS)
    raise ExportError(f"不认识 {path.name} 的结尾“{path.suffix}”；请用 {endings}，或指明格式")
