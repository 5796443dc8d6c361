"""Aligning words with the figures of facts."""

from __future__ import annotations

from drafter.text.factsheet import parse_notes
from drafter.text.figures import find_figures
from drafter.text.grounding_context import contexts
from drafter.text.grounding_index import FactIndex
from drafter.text.grounding_values import measure

NOTES = parse_notes("- 各支部集中学习24次\n- 走访困难户35户，发放慰问金4.05万元\n- 牢记“四个意识”\n")


def test_the_same_words_score_highest() -> None:
    index = FactIndex(NOTES.facts)
    for given in index.given:
        scores = index.align(given.context).every()
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
    assert index.align(context).every() == {}


def test_asked_for_better_ones_it_leaves_out_no_figure_that_is() -> None:
    index = FactIndex(NOTES.facts)
    for given in index.given:
        alignment = index.align(given.context)
        for than in (0.0, 0.3, 0.5, 0.9):
            wanted = {number for number, score in alignment.every(given.measure.group).items() if score > than}
            assert set(alignment.better(given.measure.group, than)) == wanted


def test_one_figure_asked_for_fits_as_well_as_among_all() -> None:
    index = FactIndex(NOTES.facts)
    alignment = index.align(index.given[1].context)
    for number, score in alignment.every().items():
        assert abs(alignment.fit(number) - score) < 1e-12


def test_what_prints_the_same_digits_is_found_whatever_its_unit_or_magnitude() -> None:
    facts = parse_notes("- 走访困难户35户\n- 发放慰问金3.5万元\n- 争取资金350万元\n- 集中学习24次\n")
    index = FactIndex(facts.facts)
    mine = index.given[1]
    alike = [index.given[number].figure.text for number in index.alike(mine.figure, mine.measure)]
    assert alike == ["35户", "3.5万元", "350万元"]


def test_a_share_may_be_told_without_its_sign() -> None:
    index = parse_notes("- 接种率97.8").index
    (figure,) = (one for one in find_figures("接种率97.8%") if one.checkable)
    assert [given.figure.text for given in index.within(measure(figure))] == ["97.8"]
