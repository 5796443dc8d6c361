"""Applying fixes: the chosen findings' edits, outside of which not a character changes."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Edit, Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """A text with fixes applied."""

    text: str
    """The text afterwards."""
    edits: tuple[Edit, ...]
    """What was applied, in order, offsets into the text before."""


def apply_fixes(text: str, findings: Sequence[Finding], *, unsafe: bool = False) -> Fixed:
    """Return ``text`` with the fixes of ``findings`` applied, safe ones only unless ``unsafe``.

    A fix is applied whole or not at all; of two that touch the same place the first finding's stands.
    """
    taken: list[Edit] = []
    for finding in findings:
        if finding.fix is None or not (finding.fix.safe or unsafe):
            continue
        if not any(_clash(edit, other) for edit in finding.fix.edits for other in taken):
            taken += finding.fix.edits
    taken.sort(key=lambda edit: (edit.span.start, edit.span.end))
    pieces: list[str] = []
    at = 0
    for edit in taken:
        pieces += (text[at : edit.span.start], edit.text)
        at = edit.span.end
    return Fixed(text="".join([*pieces, text[at:]]), edits=tuple(taken))


def _clash(one: Edit, other: Edit) -> bool:
    if one.span.start == one.span.end or other.span.start == other.span.end:
        return one.span.start <= other.span.end and other.span.start <= one.span.end
    return one.span.overlaps(other.span)


def diff_text(before: str, after: str, name: str) -> str:
    """Return a unified diff of two texts, '' when they are the same."""
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), fromfile=name, tofile=f"{name}（改后）"
    )
    return "".join(line if line.endswith("\n") else line + "\n" for line in lines)
