"""Judging on the page: the rules with the workspace's own silence, as `drafter review` has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ..corpus import Corpus
from ..model import Document, Draft, Finding, Review, Silenced, Waiver
from ..pipeline import Drafter, review
from ..pipeline.silence import WAIVERS, add_waivers, remove_waivers, silence_for
from ..rules.silence import accept
from ..text.factsheet import FactSheet


def judged(
    drafter: Drafter,
    report: Document | Draft,
    name: str,
    *,
    facts: FactSheet | None,
    past: Sequence[Document] | Corpus,
    period: str | None = None,
    profile: str | None = None,
    own: Sequence[Waiver] = (),
) -> Review:
    """Return the review of ``report`` as the workspace wants it: its choice of rules, its waivers, and ``own`` ones.

    ``name`` is what its people call the file: what drafter.toml and waivers.toml say of single files goes by it.
    Raises SettingsError for an unknown profile, a bad period and a bad waivers.toml.
    """
    silence = silence_for(drafter.settings, Path(drafter.settings.root) / name, profile=profile)
    return review(
        report,
        facts=facts,
        past=past,
        period=period,
        select=silence.select,
        ignore=silence.ignore,
        lexicon=drafter.lexicon,
        waivers=(*own, *silence.waivers),
    )


def leave_for(document: Document, finding: Finding, reason: str, source: str) -> Waiver | None:
    """Return the leave that lets ``finding`` stand, by rule and words; None where it has no words to be known by."""
    return next(iter(accept(document, [finding], reason=reason, source=source)), None)


def noted(drafter: Drafter, document: Document, finding: Finding, reason: str, name: str) -> int:
    """Write the leave for ``finding`` into the workspace's waivers.toml; return 0 where it stood there already."""
    file = Path(drafter.settings.root) / WAIVERS
    return add_waivers(file, accept(document, [finding], reason=reason, source=WAIVERS), name)


def withdrawn(drafter: Drafter, document: Document, finding: Finding, name: str) -> int:
    """Take the leave for ``finding`` out of the workspace's waivers.toml; return 0 where it does not stand there."""
    file = Path(drafter.settings.root) / WAIVERS
    return remove_waivers(file, accept(document, [finding], reason="", source=WAIVERS), name)


def with_leave(document: Document, found: Review, waiver: Waiver) -> Review:
    """Return ``found`` with what ``waiver`` covers silenced, as a new review would have it; no rule runs."""
    covered = [
        one for one in found.findings if waiver in accept(document, [one], reason=waiver.reason, source=waiver.source)
    ]
    silenced = (*found.silenced, *(Silenced(finding=one, waiver=waiver) for one in covered))
    return replace(
        found,
        findings=tuple(one for one in found.findings if one not in covered),
        silenced=tuple(sorted(silenced, key=lambda one: one.finding.span)),
    )
