"""How alike a place of a report and a figure of the notes are, their values left aside: features of the two."""

from __future__ import annotations

from typing import NamedTuple

from .grounding_heads import same_end
from .grounding_spots import KINDS, Spot
from .grounding_when import NEVER, agrees, conflicts
from .grounding_worths import Worths


class Beside(NamedTuple):
    """What stands beside a place and a figure of the notes, and agrees."""

    year: int
    """How many years back the place speaks of."""
    its_year: int
    """How many the note does."""
    fit: float
    """How well the words of the two fit, as `FactIndex.align` counts it."""
    note: frozenset[str]
    """Tokens of the whole note."""
    previous: bool
    """Whether the number before this place is the one before in the note."""
    following: bool
    """Whether that behind it is the one behind in the note."""
    crossed: bool
    """Whether the number before this place is another of the note."""
    mates: int
    """How many numbers of the sentence the note tells as well."""
    mates_share: float
    """The share of the numbers of the sentence that is."""
    mates_part: int
    """How many of the same part of the sentence."""
    next_note: bool
    """Whether the number before is of another note, and this is the first of its."""
    only: bool
    """Whether the note tells no other number."""
    same_unit: bool
    """Whether the two have one measure word."""
    bare: bool
    """Whether the note leaves the unit out."""
    other_unit: bool
    """Whether the units are of two classes."""
    same_noun: bool
    """Whether both count the same noun."""


_WORD_NAMES = [
    *(
        "near_said",
        "near_led",
        "no_words",
        "here_no_words",
        "here_said",
        "here_in_note",
        "here_missing",
        "near_missing",
    ),
    *("near_nowhere", "label_part", "label_wide", "no_label", "label_missing", "lead_in_note"),
    *("end", "two_end", "full_end", "no_end"),
]
_BESIDE_NAMES = [
    *("fit", "previous", "following", "crossed", "mates", "mates_share", "mates_part", "next_note", "only"),
    *("same_unit", "bare", "other_unit", "same_noun"),
]
_TIME_NAMES = ["agree", "conflict", "its_only", "here_only", "part_apart", "part_one"]
_YEAR_NAMES = ["year_apart", "older", "newer", "both_old"]
_KIND_NAMES = [f"{side}_{kind}" for kind in KINDS for side in ("its", "here")]
_KIND_PLACES = {kind: 2 * place for place, kind in enumerate(KINDS)}
_MOVE_NAMES = [
    "both_change",
    "its_change",
    "here_change",
    "starts_ends",
    "ends_starts",
    "both_start",
    "both_end",
    "shared",
]
PAIR_NAMES = (*_WORD_NAMES, *_BESIDE_NAMES, *_TIME_NAMES, *_YEAR_NAMES, *_KIND_NAMES, *_MOVE_NAMES)
"""Names of the features, in the order of `pair_features`."""


def pair_features(here: Spot, its: Spot, beside: Beside, worth: Worths) -> list[float]:
    """Return how a place that says ``here`` and a figure of the notes that says ``its`` compare."""
    return [
        *_words(here, its, beside.note, worth),
        *_company(beside),
        *_times(here, its, beside.year, beside.its_year),
        *_told_as(here, its),
    ]


def _words(here: Spot, its: Spot, note: frozenset[str], worth: Worths) -> list[float]:
    led, every = here.led, here.every
    nowhere = its.near - every
    end = same_end(here.head, its.head)
    named = len(its.head) > 1 and len(here.head) > 1
    return [
        worth.share(its.near, here.near),
        worth.share(its.near, led),
        not its.near,
        not here.near,
        worth.share(here.near, its.near),
        worth.share(here.near, note),
        worth.missing(here.near - note),
        worth.missing(its.near - led),
        worth.missing(nowhere),
        worth.share(its.label, led),
        worth.share(its.label, every),
        not its.label,
        worth.missing(its.label - every),
        worth.share(here.lead, note),
        min(end, 4) / 4,
        end >= 2,
        end >= 2 and end in (len(here.head), len(its.head)),
        end == 0 and named,
    ]


def _company(beside: Beside) -> list[float]:
    return [
        beside.fit,
        beside.previous,
        beside.following,
        beside.crossed,
        min(3, beside.mates) / 3,
        beside.mates_share,
        min(2, beside.mates_part) / 2,
        beside.next_note,
        beside.only,
        beside.same_unit,
        beside.bare,
        beside.other_unit,
        beside.same_noun,
    ]


def _times(here: Spot, its: Spot, year: int, its_year: int) -> list[float]:
    now, then = here.when, its.when
    return [
        agrees(now, then),
        conflicts(now, then),
        then != NEVER and now == NEVER,
        now != NEVER and then == NEVER,
        bool(now[1] and then[1]) and now[1] != then[1],
        bool(now[1]) != bool(then[1]),
        year != its_year,
        its_year > year,
        its_year < year,
        its_year == year != 0,
    ]


def _told_as(here: Spot, its: Spot) -> list[float]:
    found = [0.0] * len(_KIND_NAMES)
    for kind in here.kinds ^ its.kinds:
        found[_KIND_PLACES[kind] + (kind in here.kinds)] = 1.0
    return [
        *found,
        here.change and its.change,
        its.change and not here.change,
        here.change and not its.change,
        here.ends and its.starts and not its.ends,
        here.starts and its.ends and not its.starts,
        here.starts and its.starts,
        here.ends and its.ends,
        its.shared,
    ]
