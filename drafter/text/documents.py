"""Document from text: sections, sentences, figures and what the report says of itself, found once."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from ..lexicon import Lexicon
from ..model import Document, Layout, Period, Source
from .figures import find_figures
from .meta import describe
from .outline import find_sections
from .sentences import split_sentences


def build_document(
    text: str,
    *,
    source: Source | None = None,
    layout: Layout | None = None,
    title: str | None = None,
    period: Period | None = None,
    lexicon: Lexicon | None = None,
) -> Document:
    """Return ``text`` as a Document; fields of ``source`` that are known are kept, the others read from the text.

    ``title`` and ``period`` take precedence over both. Linear in the length of ``text``.
    """
    known = source or Source()
    said = describe(text, title=title or known.title, path=known.path)
    covers = period or known.period or said.period
    full = replace(
        known,
        sha256=known.sha256 or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        title=title or known.title or said.title,
        organisation=known.organisation or said.organisation,
        kind=known.kind or said.kind,
        period=covers,
        year=(period.end.year if period else None) or known.year or (covers.end.year if covers else said.year),
    )
    return Document(
        text=text,
        source=full,
        sections=find_sections(text),
        sentences=split_sentences(text),
        figures=find_figures(text, lexicon=lexicon, period=covers),
        layout=layout,
    )
