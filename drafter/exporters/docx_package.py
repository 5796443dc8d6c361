"""What a Word file says of itself, and the same bytes for the same content."""

from __future__ import annotations

import io
import zipfile

from docx.document import Document as WordDocument

from ..model import Document
from .base import printable

_EPOCH = (1980, 1, 1, 0, 0, 0)


def set_properties(word: WordDocument, document: Document, *, title: str | None = None) -> None:
    """Set the file's title and author, and take out every date and name the template brings along."""
    core = word.core_properties
    core.title = printable(title or document.source.title or "")[:255]
    core.author = printable(document.source.organisation or "")[:255]
    core.comments = core.keywords = core.subject = core.last_modified_by = ""
    core.language = "zh-CN"
    element = core._element
    for name in ("created", "modified"):
        for node in element.findall(f"{{http://purl.org/dc/terms/}}{name}"):
            element.remove(node)


def repacked(data: bytes) -> bytes:
    """Return the package with fixed times, so that equal content is equal bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, _EPOCH), source.read(name), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
