"""Files out: one module per format, one door `export`; findings as text, JSON or SARIF by `render_findings`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ..errors import ExportError
from ..model import Document, Draft, Review
from .base import Exporter, Value, document_of, printable, write_atomically
from .findings import FORMATS, render_findings
from .json import load_json, render_json
from .markdown import render_markdown
from .pdf import render_pdf
from .profile import GB9704, Profile
from .profile_file import dump_profile, load_profile
from .sarif import render_sarif

__all__ = [
    "EXPORTERS",
    "FORMATS",
    "GB9704",
    "Exporter",
    "Profile",
    "annotate_docx",
    "check_target",
    "dump_profile",
    "export",
    "load_json",
    "load_profile",
    "render_findings",
]


def _docx(value: Value, review: Review | None, profile: Profile) -> bytes:
    from .docx import render_docx  # python-docx is heavy; only Word output pays for it

    return render_docx(value, review, profile=profile)


def _provenance(value: Value, review: Review | None, profile: Profile) -> bytes:
    from .docx_provenance import render_provenance

    return render_provenance(value, review, profile=profile)


def _html(value: Value, review: Review | None) -> bytes:
    from .html import render_html

    return render_html(value, review)


def _text(value: Value, review: Review | None) -> bytes:
    # who hands in a document has its text already and wants what was found; a draft's text is what is new
    if review is not None and isinstance(value, Document):
        return render_findings(review, value).encode("utf-8")
    return printable(document_of(value).text).encode("utf-8")


def _sarif(value: Value, review: Review | None) -> bytes:
    if review is None:
        raise ExportError("SARIF 只装审查结果；请先审查：drafter export 加 --review，或在程序里给出 review=")
    return render_sarif(review, document_of(value)).encode("utf-8")


def _unstyled(render: Callable[[Value, Review | None], bytes]) -> Callable[[Value, Review | None, Profile], bytes]:
    """Return ``render`` for a format that has no use for a profile."""
    return lambda value, review, profile: render(value, review)


EXPORTERS: tuple[Exporter, ...] = (
    Exporter(name="markdown", endings=(".md", ".markdown"), make=_unstyled(render_markdown)),
    Exporter(name="docx", endings=(".docx",), make=_docx),
    Exporter(name="html", endings=(".html", ".htm"), make=_unstyled(_html)),
    Exporter(name="json", endings=(".json",), make=_unstyled(render_json)),
    Exporter(name="text", endings=(".txt",), make=_unstyled(_text)),
    Exporter(name="sarif", endings=(".sarif",), make=_unstyled(_sarif)),
    Exporter(name="pdf", endings=(".pdf",), make=render_pdf),
    Exporter(name="provenance", endings=(".依据.docx", ".provenance.docx"), make=_provenance),
)
"""Every format a report can be written in; ``.依据.docx`` is the sheet that says what each sentence rests on."""


def export(
    value: Draft | Document,
    path: str | Path,
    *,
    review: Review | None = None,
    format: str | None = None,
    profile: Profile | str | Path | None = None,
) -> Path:
    """Write ``value`` to ``path`` and return the path; the format follows from the ending unless given.

    ``profile`` is how Word and PDF look: a Profile, its file, or None for GB/T 9704. The file is written aside and
    renamed, so a failure leaves what was there before. Raises ExportError when the format is unknown or the file
    cannot be written, SettingsError when the profile cannot be used.
    """
    target = Path(path)
    style = profile if isinstance(profile, Profile) else load_profile(profile)
    return write_atomically(target, _exporter(target, format).render(value, review, style))


def check_target(path: str | Path) -> None:
    """Raise ExportError where `export` could not write ``path`` for its name: asked before the work, not after."""
    target = Path(path)
    if target.is_dir():
        raise ExportError(f"{target} 是文件夹，不能当作文件写入；请给出文件名")
    _exporter(target, None)


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
    name = path.name.lower()
    fitting = [
        (len(ending), exporter) for exporter in EXPORTERS for ending in exporter.endings if name.endswith(ending)
    ]
    if format is None and fitting:
        # the longest ending counts: 稿.依据.docx is no report
        return max(fitting, key=lambda one: one[0])[1]
    named = next((exporter for exporter in EXPORTERS if exporter.name == format), None)
    if named is not None:
        return named
    if format is not None:
        raise ExportError(f"没有“{format}”这种导出格式；可用：{'、'.join(e.name for e in EXPORTERS)}")
    endings = "、".join(exporter.endings[0] for exporter in EXPORTERS)
    raise ExportError(f"不认识 {path.name} 的结尾“{path.suffix}”；请用 {endings}")
