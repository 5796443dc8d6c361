"""Fact: one thing the writer knows. (The sheet that holds facts is `text.factsheet.FactSheet`.)"""

from __future__ import annotations

from dataclasses import dataclass

from .document import Figure
from .span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One bullet of the writer's notes."""

    id: str
    """``F1``, ``F2`` … in the order of the notes."""
    text: str
    """The bullet without its marker."""
    figures: tuple[Figure, ...]
    """Figures in ``text``, offsets into ``text``."""
    section_hint: str | None
    """Heading the bullet stood under, if any."""
    span: Span
    """Where the bullet's text stands in the notes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion:
    """A 待核 item: something the writer does not know yet; never used as a fact."""

    text: str
    """The item without its marker."""
    span: Span
    """Where it stands in the notes."""
