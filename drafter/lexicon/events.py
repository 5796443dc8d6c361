"""Dated events: what a report of a given period can, and can no longer, speak of as its own present."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from ..model import Period, Span
from ..patterns import compiled, lazy
from .lexicon import built_in


class DatedEvent(NamedTuple):
    """A congress, plenum or campaign and when it was."""

    names: tuple[str, ...]
    """What it is called, longest first."""
    since: date
    """First day on which a report can speak of it."""
    until: date | None
    """Last day on which it is under way; None when it stays current."""

    def is_current(self, period: Period) -> bool:
        """Return whether a report of ``period`` can speak of it as under way or in force."""
        return self.since <= period.end and (self.until is None or period.start <= self.until)

    def is_later(self, period: Period) -> bool:
        """Return whether it only happened after ``period``."""
        return self.since > period.end


class EventMention(NamedTuple):
    """A dated event named in a text."""

    event: DatedEvent
    """Which."""
    span: Span
    """Where."""


@functools.cache
def load_events() -> tuple[DatedEvent, ...]:
    """Return all dated events of the package's list, in the order of the file."""
    data = built_in("events.toml")
    single = [_event(row["names"], row["since"], row.get("until")) for row in data["event"]]
    return (*single, *(event for series in data["event_series"] for event in _of_series(series)))


def _event(names: Iterable[str], since: date, until: date | None) -> DatedEvent:
    return DatedEvent(names=tuple(sorted(names, key=len, reverse=True)), since=since, until=until)


def _of_series(series: Mapping[str, Any]) -> Iterator[DatedEvent]:
    """Yield the meetings of a series, each under way until the end of its year."""
    for term, number, since in series["held"]:
        names = [name.format(term=term, number=number) for name in series["names"]]
        yield _event(names, since, date(since.year, 12, 31))


@functools.cache
def _pattern() -> tuple[re.Pattern[str], dict[str, DatedEvent]]:
    by_name = {name: event for event in load_events() for name in event.names}
    longest_first = sorted(by_name, key=lambda name: (-len(name), name))
    return compiled("|".join(map(re.escape, longest_first))), by_name


_TOGETHER = lazy("(?P<term>[一二三四五六七八九十]+)届(?P<sessions>(?:[一二三四五六七]中[、和])+[一二三四五六七]中)全会")
_SESSION = lazy("[一二三四五六七]中")


def events_in(text: str) -> tuple[EventMention, ...]:
    """Return every dated event named in ``text``, in order; the longest name wins where one contains another.

    Sessions told together (二十届二中、三中全会) are each of them: a mention is as long as what tells it.
    """
    pattern, by_name = _pattern()
    found = [
        EventMention(event=by_name[match.group()], span=Span(start=match.start(), end=match.end()))
        for match in pattern.finditer(text)
    ]
    for match in _TOGETHER.finditer(text) if "中全会" in text else ():
        for name in _SESSION.finditer(match["sessions"]):
            event = by_name.get(f"{match['term']}届{name.group()}全会")
            start = match.start("sessions") + name.start()
            if event is not None:
                found.append(EventMention(event=event, span=Span(start=start, end=start + len(name.group()))))
    return tuple(sorted(found, key=lambda mention: mention.span))
