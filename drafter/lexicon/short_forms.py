"""Short forms of clerks' notes and the full forms a report prints (short_forms.toml)."""

from __future__ import annotations

from datetime import date

from ..model import Period
from .lexicon import load_lexicon


def in_full(text: str, period: Period | None = None) -> str:
    """Return ``text`` with the short forms of the lexicon written out: those in use in ``period``, or all of them."""
    for row in load_lexicon().tables.get("short_form", ()):
        since, until = row.get("since", date.min), row.get("until", date.max)
        if period is None or (since <= period.end and period.start <= until):
            text = text.replace(row["short"], row["full"])
    return text
