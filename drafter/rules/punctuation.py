"""PUN: punctuation."""

from __future__ import annotations

from .base import Rule
from .punctuation_marks import BetweenTitles, NestingAndNumber, SequenceMark, WrongCharacter
from .punctuation_numeral_rule import NumeralForm
from .punctuation_numerals import RangeForm, StraySpace
from .punctuation_pairs import UnbalancedPair

PUNCTUATION: tuple[Rule, ...] = (
    UnbalancedPair(),
    BetweenTitles(),
    WrongCharacter(),
    SequenceMark(),
    NestingAndNumber(),
    StraySpace(),
    NumeralForm(),
    RangeForm(),
)
"""The family, in order."""
