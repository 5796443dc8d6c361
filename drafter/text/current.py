"""Current: which congresses, plenums and campaigns a report of the new period can still name as its guide."""

from __future__ import annotations

import re

from ..lexicon.events import DatedEvent, events_in, load_events
from ..model import Period
from ..patterns import lazy

# 二十届二中全会 is of the series 二十届…中全会, 党的二十大 of the congresses.
_SERIES = lazy(
    r"(?P<of>[一二三四五六七八九十]+届)[一二三四五六七八九十]+中全会|党的(?P<congress>[一二三四五六七八九十]+)大$"
)
# 二十届二中、三中全会: said together, they lead as long as the last of them does.
_TOGETHER = lazy(r"(?P<of>[一二三四五六七八九十]+届)(?:[一二三四五六七]中、)+(?P<last>[一二三四五六七]中全会)")
_JOINED = "(?:、|和|以及|及|与)"


def is_current(text: str, period: Period) -> bool:
    """Return whether ``text`` names nothing that was over before, came after, or was followed by its next within it."""
    alone = _TOGETHER.sub(lambda match: match["of"] + match["last"], text)
    return all(
        mention.event.is_current(period) and not is_superseded(mention.event, period) for mention in events_in(alone)
    )


def is_superseded(event: DatedEvent, period: Period) -> bool:
    """Return whether a later meeting of the same series had been held by the end of ``period``."""
    own = _series(event)
    return own is not None and any(
        _series(other) == own and event.since < other.since <= period.end for other in load_events()
    )


def without_past_events(clause: str, period: Period) -> str | None:
    """Return ``clause`` without the meetings in it that no longer lead; None when nothing current is left to it.

    深入贯彻党的二十大和二十届二中全会精神 → 深入贯彻党的二十大精神, once the next plenum has been held.
    """
    if is_current(clause, period):
        return clause
    kept = _TOGETHER.sub(lambda match: match["of"] + match["last"], clause)
    for mention in reversed(events_in(kept)):
        if not mention.event.is_current(period) or is_superseded(mention.event, period):
            before, after = kept[: mention.span.start], kept[mention.span.end :]
            joined = re.search(_JOINED + "$", before)
            kept = before[: joined.start()] + after if joined else before + re.sub("^" + _JOINED, "", after)
    return kept if events_in(kept) and is_current(kept, period) else None


def _series(event: DatedEvent) -> str | None:
    found = (_SERIES.search(name) for name in event.names)
    match = next(filter(None, found), None)
    return None if match is None else match["of"] or "congress"
