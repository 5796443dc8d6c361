"""DUP: what is said twice, and what is copied from past reports."""

from __future__ import annotations

from .base import Rule
from .duplication_foreign import ForeignName
from .duplication_here import RepeatedInDraft
from .duplication_past import CopiedFromPast, NearCopied, OverShare

DUPLICATION: tuple[Rule, ...] = (RepeatedInDraft(), CopiedFromPast(), NearCopied(), ForeignName(), OverShare())
"""The family, in order."""
