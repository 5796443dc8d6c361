"""Aligning words with the figures of facts."""

from __future__ import annotations

from drafter.text.factsheet import parse_notes
from drafter.text.grounding_context import contexts
from drafter.text.grounding_index import FactIndex

NOTES = parse_notes("- 各支部集中学习24次\n- 走访困难户35户，发放慰问金4.05万元\n- 牢记“四个意识”\n")


def test_the_same_words_score_highest() -> None:
    index = FactIndex(NOTES.facts)
    for given in index.given:
        scores = index.align(given.context)
        assert max(scores, key=lambda place: scores[place]) == given.index
        assert scores[given.index] > 0.99


def test_figures_are_kept_by_class_and_by_fact_and_decoys_are_left_out() -> None:
    index = FactIndex(NOTES.facts)
    assert [given.figure.text for given in index.given] == ["24次", "35户", "4.05万元"]
    assert [given.figure.text for given in index.by_fact["F2"]] == ["35户", "4.05万元"]
    assert all(given.measure.group == group for group, some in index.by_group.items() for given in some)


def test_without_facts_nothing_aligns() -> None:
    index = FactIndex(())
    (context,) = contexts("集中学习24次", [NOTES.facts[0].figures[0]], ())
    assert index.align(context) == {}
