"""Texts beside their folded forms, and past sentences already looked at in one search."""

from __future__ import annotations

from collections.abc import Iterable

from ..model import Past, PastSentence, Source, Span
from .reuse_grams import fold_figures, fold_places


class FoldedText:
    """A text with its folded form, and the way back where it is asked for."""

    def __init__(self, text: str, start: int = 0) -> None:
        self.text, self.start, self.folded = text, start, fold_figures(text)
        self._places: list[int] | None = None

    @property
    def places(self) -> list[int]:
        """For each folded character, where it stood in the text."""
        if self._places is None:
            self._places = fold_places(self.text)
        return self._places

    def back(self, start: int, end: int) -> Span:
        """Return where folded ``[start, end)`` stands in the whole text, figures at its edges included."""
        first = self.places[start - 1] + 1 if start else 0
        last = self.places[end] if end < len(self.places) else len(self.text)
        edge = self.text[first:last]
        first += len(edge) - len(edge.lstrip())
        last -= len(edge) - len(edge.rstrip())
        return Span(start=self.start + first, end=self.start + last)

    def quote(self, span: Span) -> str:
        """Return the words at ``span`` of the whole text."""
        return self.text[span.start - self.start : span.end - self.start]


class KnownPast:
    """Past sentences already looked at in this search, with their folded forms."""

    def __init__(self, past: Past, own: Source | None = None) -> None:
        """Look into ``past``; what is an earlier version of the report ``own`` itself is not past to it."""
        self._past = past
        self._own = own if own is not None and own.title and own.organisation and own.period else None
        self._sentences: dict[int, PastSentence | None] = {}
        self._folded: dict[int, str] = {}
        self._around: dict[int, FoldedText] = {}

    def sentence(self, id: int) -> PastSentence | None:
        """Return the sentence, or None where there is none with this id."""
        if id not in self._sentences:
            try:
                found = self._past.sentence(id) if id >= 0 else None
                self._sentences[id] = None if found is not None and self._is_own(found.source) else found
            except IndexError:
                self._sentences[id] = None
        return self._sentences[id]

    def _is_own(self, source: Source) -> bool:
        own = self._own
        return own is not None and (source.title, source.organisation, source.period) == (
            own.title,
            own.organisation,
            own.period,
        )

    def text(self, id: int) -> str:
        """Return the words of a sentence; '' where there is none."""
        other = self.sentence(id)
        return other.text if other is not None else ""

    def start(self, id: int) -> int:
        """Return where a sentence begins in its report; 0 where there is none."""
        other = self.sentence(id)
        return other.span.start if other is not None else 0

    def sentences(self, ids: Iterable[int]) -> list[PastSentence]:
        """Return the sentences there are with these ids."""
        return [other for id in ids if (other := self.sentence(id)) is not None]

    def folded(self, other: PastSentence) -> str:
        """Return the folded text of a sentence."""
        if other.id not in self._folded:
            self._folded[other.id] = fold_figures(other.text)
        return self._folded[other.id]

    def around(self, other: PastSentence) -> FoldedText:
        """Return the sentence between its neighbours of the same report, gaps filled with blanks."""
        if other.id not in self._around:
            text, start = other.text, other.span.start
            before, after = self.sentence(other.id - 1), self.sentence(other.id + 1)
            if before is not None and before.source is other.source and before.span.end <= start:
                text = before.text + " " * (start - before.span.end) + text
                start = before.span.start
            if after is not None and after.source is other.source and after.span.start >= other.span.end:
                text += " " * (after.span.start - other.span.end) + after.text
            self._around[other.id] = FoldedText(text, start)
        return self._around[other.id]
