"""Names a report holds, as a registry: people, places, organs and titles that are its own and nobody else's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from ..lexicon.name_parts import load_names
from ..patterns import lazy
from .people import find_named, find_people, is_word
from .places import find_organs, find_own, find_places, short_of

Kind = Literal["person", "place", "organ", "title"]
"""What a name is the name of."""

_PARTS = load_names()
_TITLE = lazy(r"《(?P<words>[^《》\n]{1,60})》")
_OF_A_KIND = lazy(
    rf"(?:{'|'.join(map(re.escape, _PARTS.title_kinds))})"
    r"(?:（[^（）]{1,24}）|\([^()]{1,24}\)|[〔\[（]\d{4}[〕\]）]\d*号?)*$"
)


class Name(NamedTuple):
    """One mention of a name."""

    kind: Kind
    """Whose or what it is."""
    text: str
    """Its letters."""
    start: int
    """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


class Names(NamedTuple):
    """The names of one report, known from where they stand beside a post, before 市 or 县, or in its head."""

    people: frozenset[str] = frozenset()
    """People; blanked wherever they are mentioned."""
    places: frozenset[str] = frozenset()
    """Places, whole and without 市 or 县."""
    organisation: str | None = None
    """The unit whose report it is, also called by shorter names."""


def names_of(text: str, organisation: str | None = None) -> Names:
    """Return the registry of a report: what is once named surely is known at every other mention."""
    people = {text[start:end] for start, end in find_people(text, eager=True)}
    places: set[str] = set()
    for whole in (text, organisation or ""):
        for start, end in find_places(whole):
            places.add(whole[start:end])
    places |= {short for place in places if (short := short_of(place)) is not None}
    return Names(
        people=frozenset(name for name in people if len(name) > 1 and not is_word(name)),
        places=frozenset(places),
        organisation=organisation or None,
    )


def find_names(text: str, names: Names) -> tuple[Name, ...]:
    """Return every name in ``text``: those of the registry, and those the text itself shows; none overlap.

    Where two kinds meet, the larger stretch is taken: an organ holds its place, and a title what stands in it is
    left to them. Titles of documents and books that are everybody's are no names.
    """
    places = {*find_places(text), *find_named(text, names.places)}
    rows: list[tuple[int, int, Kind]] = []
    if names.organisation:
        rows += [(start, end, "organ") for start, end in find_own(text, names.organisation)]
    rows += [(start, end, "organ") for start, end in find_organs(text, tuple(places))]
    rows += [(start, end, "person") for start, end in find_people(text, eager=True)]
    rows += [(start, end, "person") for start, end in find_named(text, names.people)]
    rows += [(start, end, "place") for start, end in places]
    rows += [(start, end, "title") for start, end in find_titles(text)]
    return tuple(Name(kind=kind, text=text[start:end], start=start) for start, end, kind in _largest(rows))


def _largest(rows: Iterable[tuple[int, int, Kind]]) -> list[tuple[int, int, Kind]]:
    kept: list[tuple[int, int, Kind]] = []
    for row in sorted(set(rows), key=lambda row: (row[0] - row[1], row[0])):
        if all(row[1] <= start or end <= row[0] for start, end, _ in kept):
            kept.append(row)
    return sorted(kept)


def find_titles(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the words of a title stand that is a work's (《零容忍》): no document's, and not everybody's."""
    for match in _TITLE.finditer(text):
        if not is_common_title(match["words"]) and not _OF_A_KIND.search(match["words"]):
            yield match.span("words")


def is_common_title(words: str) -> bool:
    """Return whether any report may name this title: the Party's, the state's, the leaders' works."""
    return words in _PARTS.titles or words.startswith(_PARTS.title_heads) or (words.endswith("法") and len(words) < 12)
