"""What tokens of notes are worth."""

from __future__ import annotations

from drafter.text.factsheet import parse_notes


def test_what_stands_beside_fewer_figures_is_worth_more() -> None:
    index = parse_notes("- 东河泵站抽水31万方\n- 西河泵站抽水42万方\n- 南河泵站抽水53万方").index
    worth = index.worths
    assert worth["东河"] > worth["泵站"] > 0
    assert worth.share(frozenset(("东河", "泵站")), frozenset(("东河",))) > 0.5
    assert worth.share(frozenset(), frozenset(("东河",))) == 0.0
    assert 0 < worth.missing(frozenset(("东河",))) <= 1
