"""What tests of rules share: run one family on a text, apply a finding's repair."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.model import Document, Draft, Finding, Past
from drafter.rules import RULES, review_draft
from drafter.text.documents import build_document
from drafter.text.periods import parse_period


def found(
    text: str | Document, family: str, *, past: Past | None = None, period: str | None = None, preview: bool = True
) -> Sequence[Finding]:
    """Return the findings of the rules whose code starts with ``family``, in reading order."""
    covers = parse_period(period) if period else None
    document = text if isinstance(text, Document) else build_document(text, period=covers)
    rules = tuple(rule for rule in RULES if rule.code.startswith(family) and (preview or not rule.preview))
    select = tuple(rule.code for rule in rules)
    return review_draft(Draft.of(document), past=past, period=covers, select=select, rules=rules).findings


def codes(text: str, family: str, *, period: str | None = None) -> list[str]:
    """Return the codes of `found`."""
    return [finding.code for finding in found(text, family, period=period)]


def apply_fix(text: str, finding: Finding) -> str:
    """Return ``text`` with the finding's repair made."""
    assert finding.fix is not None
    for edit in reversed(finding.fix.edits):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text
