"""How alike a place and a figure of the notes are."""

from __future__ import annotations

from drafter.readers import read_text
from drafter.text.factsheet import parse_notes
from drafter.text.grounding import claiming
from drafter.text.grounding_pairs import PAIR_NAMES
from drafter.text.grounding_rivals import Rivals


def held(text: str, *notes: str) -> Rivals:
    document = read_text(text)
    return Rivals(document, claiming(document), parse_notes("\n".join(f"- {note}" for note in notes)).index)


def test_a_place_is_compared_by_the_named_features() -> None:
    one = held("西河泵站抽水42万方，东河泵站抽水31万方。", "东河泵站抽水31万方", "西河泵站抽水42万方")
    east, west = one._index.given
    here, there = (dict(zip(PAIR_NAMES, one._pair(0, given), strict=True)) for given in (west, east))
    assert here["near_said"] == 1.0 > there["near_said"]
    assert here["fit"] > there["fit"]
    assert one._score(0, west) > one._score(0, east)
