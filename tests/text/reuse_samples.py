"""Documents made of given sentences, for tests of reuse."""

from __future__ import annotations

from drafter.model import Document, Sentence, Source, Span


def document(*sentences: str, name: str = "往期", organisation: str | None = None) -> Document:
    text, spans = "", []
    for sentence in sentences:
        spans.append(Span(start=len(text), end=len(text) + len(sentence)))
        text += sentence
    return Document(
        text=text,
        source=Source(title=name, sha256=name, organisation=organisation),
        sections=(),
        sentences=tuple(Sentence(index=i, span=span) for i, span in enumerate(spans)),
        figures=(),
    )
