"""Lexicon: units, set phrases, idioms and names as data files beside this module, read once."""

from __future__ import annotations

from .lexicon import Lexicon, Phrase, Unit, load_lexicon

__all__ = ["Lexicon", "Phrase", "Unit", "load_lexicon"]
