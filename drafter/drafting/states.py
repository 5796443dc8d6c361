"""States: how far a section is, for those who watch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..model import (
    Brief,
    CallRow,
    Review,
)
from ..text.asking import SectionState


def state_of(
    brief: Brief,
    state: Any,
    *,
    spent: Sequence[CallRow] = (),
    review: Review | None = None,
    covered: int = 0,
    note: str = "",
    text: str = "",
) -> SectionState:
    """Return the state of a section, with what it has cost and covered so far."""
    return SectionState(
        section_id=brief.plan.id,
        title=brief.plan.title or brief.plan.role,
        state=state,
        tokens_in=sum(row.tokens_in for row in spent),
        tokens_out=sum(row.tokens_out for row in spent),
        seconds=round(sum(row.seconds for row in spent), 3),
        facts=len(brief.plan.fact_ids),
        covered=covered,
        figures=len(review.ledger) if review else 0,
        note=note,
        text=text,
    )
