"""PUN: punctuation."""

from __future__ import annotations

from .base import Rule
from .punctuation_pairs import UnbalancedPair

PUNCTUATION: tuple[Rule, ...] = (UnbalancedPair(),)
"""The family, in order."""
