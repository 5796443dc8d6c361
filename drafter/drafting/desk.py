"""Desk: what the writing of one report needs, and what comes of each section."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from ..model import (
    Brief,
    Draft,
    MadeWith,
    Outline,
    PromptVersion,
    Review,
    Unused,
)
from ..text.asking import Ask, Watch
from ..text.assembly import Written
from ..text.factsheet import FactSheet


class Repair(Protocol):
    """What `revising.revise` is to this stage."""

    def __call__(self, draft: Draft, review: Review, *, ask: Ask) -> Draft:
        """Return the draft with its failing sentences repaired or marked, all others unchanged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """All that the writing of one report needs."""

    outline: Outline
    """The plan."""
    sheet: FactSheet
    """The notes."""
    ask: Ask
    """Asks the model; every finished call is kept."""
    prompts: Mapping[str, PromptVersion]
    """The active version of each prompt, by name."""
    check: Callable[[Draft], Review]
    """The rules, on a section as if it were a report."""
    repair: Repair
    """What mends or marks the sentences that fail."""
    made_with: MadeWith
    """Engine, model, pins and seed, for the draft's record."""
    watch: Watch
    """Is told how far each section is."""
    problems: Mapping[str, tuple[str, ...]]
    """The problems the report owns up to, by the id of the section that tells them."""
    answered: dict[str, Draft]
    """Sections as first answered, by id: what an interrupt leaves of those that were being repaired."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One finished section."""

    brief: Brief
    """What its writer was given."""
    sentences: tuple[Written, ...]
    """Its sentences, in order."""
    unused: tuple[Unused, ...]
    """Facts it could not state, with the reason."""
