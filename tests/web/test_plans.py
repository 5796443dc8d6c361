from __future__ import annotations

import pytest

from drafter.errors import InputError
from drafter.planning import plan
from drafter.text.factsheet import parse_notes
from drafter.web import plans

from . import papers

SHEET = parse_notes(papers.FACTS)


def test_a_fact_has_one_owner_wherever_it_is_moved() -> None:
    outline = plan(SHEET, ())
    made = plans.moved(outline, {"F1": "S4", "F4": "", "F7": "S3"}, SHEET)
    owned = [fact for section in made.sections for fact in section.fact_ids]
    assert sorted([*owned, *made.unassigned]) == sorted(fact.id for fact in SHEET.facts)
    assert {section.id: section.fact_ids for section in made.sections}["S4"] == ("F1", "F3")
    assert made.unassigned == ("F4",)
    assert plans.moved(made, {"F4": "S4"}, SHEET).unassigned == ()


@pytest.mark.parametrize("moves", [{"F99": "S2"}, {"F1": "S99"}, {"F1": "S1"}])
def test_foreign_facts_and_sections_are_refused(moves: dict[str, str]) -> None:
    with pytest.raises(InputError):
        plans.moved(plan(SHEET, ()), moves, SHEET)


def test_a_section_without_facts_is_not_written_and_the_others_are_numbered_anew() -> None:
    outline = plans.moved(plan(SHEET, ()), {"F1": "S4", "F2": "S4"}, SHEET)
    made = plans.written_out(outline)
    assert [(one.marker, one.title) for one in made.sections if one.title] == [
        ("一、", "工作开展情况"),
        ("（一）", "推进城市更新"),
        ("（二）", "加强行业监管"),
        ("二、", "下一步打算"),
    ]


def test_headings_can_be_reworded_but_not_emptied() -> None:
    outline = plan(SHEET, ())
    assert plans.reworded(outline, {"S2": " 安居 "}).sections[1].title == "安居"
    for bad in ({"S2": " "}, {"S1": "开场"}, {"S9": "x"}, {"S2": "a\nb"}):
        with pytest.raises(InputError):
            plans.reworded(outline, bad)


def test_what_is_only_planned_has_no_word_yet() -> None:
    made = plans.only_planned(plan(SHEET, ()), SHEET)
    assert made.sentences == () and made.facts == SHEET.facts and made.outline is not None
