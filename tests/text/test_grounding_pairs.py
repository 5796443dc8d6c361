"""How alike a place and a figure of the notes are."""

from __future__ import annotations

from drafter.readers import read_text
from drafter.text.factsheet import parse_notes
from drafter.text.grounding import claiming
from drafter.text.grounding_pairs import PAIR_NAMES, Worths
from drafter.text.grounding_rivals import Rivals


def held(text: str, *notes: str) -> Rivals:
    document = read_text(text)
    return Rivals(document, claiming(document), parse_notes("\n".join(f"- {note}" for note in notes)).index)


def test_what_stands_beside_fewer_figures_is_worth_more() -> None:
    index = parse_notes("- 东河泵站抽水31万方\n- 西河泵站抽水42万方\n- 南河泵站抽水53万方").index
    worth = Worths(index.near)
    assert worth["东河"] > worth["泵站"] > 0
    assert worth.share(frozenset(("东河", "泵站")), frozenset(("东河",))) > 0.5
    assert worth.share(frozenset(), frozenset(("东河",))) == 0.0
    assert 0 < worth.missing(frozenset(("东河",))) <= 1


def test_a_place_is_compared_by_the_named_features() -> None:
    one = held("西河泵站抽水42万方，东河泵站抽水31万方。", "东河泵站抽水31万方", "西河泵站抽水42万方")
    east, west = one._index.given
    here, there = (dict(zip(PAIR_NAMES, one._pair(0, given), strict=True)) for given in (west, east))
    assert here["near_said"] == 1.0 > there["near_said"]
    assert here["fit"] > there["fit"]
    assert one._score(0, west) > one._score(0, east)
