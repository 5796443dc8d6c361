"""RULES: every rule there is, family by family, in the order of their codes.

A new rule is a class in its family's file and one line in that family's tuple; a new family is one line here.
Importing this loads nothing heavy: `drafter rules` prints pages from it.
"""

from __future__ import annotations

from .base import Rule
from .claims import CLAIMS
from .coverage import COVERAGE_RULES
from .dates import DATES
from .duplication import DUPLICATION
from .figures import FIGURE_RULES
from .figures_arithmetic import ARITHMETIC_RULES
from .figures_wording import WORDING_RULES
from .format import FORMAT
from .names import NAMES
from .numbering import NUMBERING
from .punctuation import PUNCTUATION
from .secrecy import SECRECY
from .stale import STALE
from .terms import TERMS

RULES: tuple[Rule, ...] = (
    *FIGURE_RULES[:2],
    *STALE,
    *FIGURE_RULES[2:],
    *ARITHMETIC_RULES,
    *WORDING_RULES,
    *DUPLICATION,
    *DATES,
    *NUMBERING,
    *PUNCTUATION,
    *NAMES,
    *TERMS,
    *FORMAT,
    *SECRECY,
    *COVERAGE_RULES,
    *CLAIMS,
)
"""One instance of every rule; rules hold no state."""
