"""Past: the protocol by which past reports reach a review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from .document import Source
from .span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class PastSentence:
    """A sentence of a past report."""

    id: int
    """Number within the Past it came from."""
    text: str
    """Its words."""
    source: Source
    """The report it stands in."""
    span: Span
    """Where it stands in that report's text."""


class Past(Protocol):
    """What a review may ask of past reports; it opens no file and runs no query."""

    def candidates(self, text: str, limit: int) -> Sequence[int]:
        """Return ids of past sentences that share masked character shingles with ``text``, best first."""

    def sentence(self, id: int) -> PastSentence:
        """Return the sentence with this id."""

    def organisations(self) -> int:
        """Return how many organisations are stored; document frequency is only trusted from five on."""

    def document_frequency(self, shingle: str) -> int:
        """Return in how many organisations' reports a 13-character shingle occurs."""
