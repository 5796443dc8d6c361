"""A model's word on the plan: facts move by ids from closed lists, and nothing else changes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from planned_desk import NOTES, OUTLINE, owners

from drafter.planning.correcting import choices_of, corrected, prompt_values
from drafter.text.replies import ReplyCorrections, ReplyHeading, ReplyMove


def reply(moves: str = "", *headings: ReplyHeading) -> ReplyCorrections:
    """Return a reply that asks for the moves written ``F3>S6``."""
    pairs = [one.split(">") for one in moves.split()]
    return ReplyCorrections(
        moves=tuple(ReplyMove(fact_id=fact, section_id=section) for fact, section in pairs), headings=headings
    )


def heading(id: str, after: str, facts: str) -> ReplyHeading:
    return ReplyHeading(heading_id=id, after=after, fact_ids=tuple(facts.split()))


def spare(title: str) -> str:
    return next(id for id, one in choices_of(OUTLINE, NOTES).headings.items() if one == title)


def test_facts_move_and_stay_in_the_order_of_the_notes() -> None:
    result = corrected(OUTLINE, NOTES, reply("F6>S6 F3>S5"))
    assert result.accepted
    assert [one.fact_ids for one in result.outline.sections] == [
        ("F1",), (), ("F2",), (), ("F3", "F4"), ("F5", "F6", "F7"), ("F8",), ("F9",), (),
    ]  # fmt: skip
    assert "F6 归入“建强基层组织”" in result.outline.note and "F3 归入“强化廉政监督”" in result.outline.note


def test_headings_all_facts_left_go_with_those_above_them_and_the_rest_is_numbered_anew() -> None:
    result = corrected(OUTLINE, NOTES, reply("F4>S3 F6>S6")).outline
    shown = [f"{one.id}{one.marker}{one.title}" for one in result.sections]
    assert shown == [
        "S1", "S2一、主要工作", "S3（一）强化理论武装", "S4（二）建强基层组织", "S5二、存在的问题", "S6三、下一步打算",
        "S7",
    ]  # fmt: skip
    assert result.dropped == ("坚持正风肃纪", "强化廉政监督") and "略去“坚持正风肃纪”“强化廉政监督”" in result.note


def test_a_section_s_length_goes_with_its_facts() -> None:
    sections = {one.title: one for one in corrected(OUTLINE, NOTES, reply("F6>S6")).outline.sections}
    assert sections["建强基层组织"].target_chars == 300 and sections["强化廉政监督"].target_chars == 120
    assert replace(sections["强化理论武装"], marker="") == OUTLINE.sections[2]


@pytest.mark.parametrize(
    "moves",
    [
        pytest.param("F99>S3 F2>S99", id="unknown ids"),
        pytest.param("F2>S2 F2>S4", id="headings that only hold others"),
        pytest.param("F2>S1 F2>S9 F1>S3", id="opening and closing"),
        pytest.param("F2>S7 F8>S3 F9>S7", id="roles mixed"),
        pytest.param("F2>S3", id="where it is"),
        pytest.param("F2>H99", id="a heading nobody offered"),
        pytest.param("F2>H1", id="a heading nobody put in"),
    ],
)
def test_what_may_not_be_is_passed_over(moves: str) -> None:
    result = corrected(OUTLINE, NOTES, reply(moves))
    assert result.accepted and replace(result.outline, note="") == OUTLINE
    assert result.outline.note == "模型看过提纲，没有改动。"


def test_of_two_homes_the_first_counts() -> None:
    assert owners(corrected(OUTLINE, NOTES, reply("F6>S6 F6>S3")).outline)["F6"] == "建强基层组织"


def test_offered_headings_are_the_notes_own_and_what_the_facts_are_about() -> None:
    titles = set(choices_of(OUTLINE, NOTES).headings.values())
    assert "做好献血工作" in titles and "推动党建与业务融合" in titles
    assert not titles & {one.title for one in OUTLINE.sections} and "加强保密教育管理" not in titles
    dropped = replace(OUTLINE, dropped=("发挥群团作用", "下一步工作打算"))
    assert "发挥群团作用" in choices_of(dropped, NOTES).headings.values()
    assert "下一步工作打算" not in choices_of(dropped, NOTES).headings.values()
    telling = replace(OUTLINE, dropped=("打造38个示范支部", "学习贯彻郑怀远同志讲话精神"))
    assert choices_of(telling, NOTES).headings == choices_of(OUTLINE, NOTES).headings


def test_a_new_heading_stands_where_it_was_put() -> None:
    id = spare("做好献血工作")
    result = corrected(OUTLINE, NOTES, reply("", heading(id, "S3", "F7")))
    assert [f"{one.marker}{one.title}" for one in result.outline.sections[2:5]] == [
        "（一）强化理论武装", "（二）做好献血工作", "（三）坚持正风肃纪",
    ]  # fmt: skip
    assert result.outline.sections[3].pattern_section is None
    assert owners(result.outline)["F7"] == "做好献血工作" and "（新立）" in result.outline.note


def test_a_new_heading_without_a_place_stands_behind_the_section_its_facts_left() -> None:
    outline = corrected(OUTLINE, NOTES, reply("", heading(spare("做好献血工作"), "S77", "F7"))).outline
    assert [one.title for one in outline.sections].index("做好献血工作") == 6
    assert owners(outline)["F7"] == "做好献血工作"


@pytest.mark.parametrize(
    "asked", [("H99", "S3", "F7"), ("H1", "S3", ""), ("H1", "S3", "F8 F99"), ("H1", "S7", "F7")], ids=str
)
def test_new_headings_need_an_offered_title_facts_and_a_place_among_achievements(asked: tuple[str, str, str]) -> None:
    result = corrected(OUTLINE, NOTES, reply("", heading(*asked)))
    assert replace(result.outline, note="") == OUTLINE


def test_a_reply_that_heaps_the_facts_together_is_not_taken() -> None:
    for moves in ("F2>S6 F3>S6 F4>S6 F6>S6", "F2>S6 F3>S6 F4>S6", "F2>S5 F3>S5 F5>S5 F7>S5"):
        result = corrected(OUTLINE, NOTES, reply(moves))
        assert not result.accepted and replace(result.outline, note="") == OUTLINE
        assert "没有采用" in result.outline.note


def test_facts_without_a_home_may_be_given_one() -> None:
    sections = tuple(replace(one, fact_ids=("F5",)) if one.id == "S6" else one for one in OUTLINE.sections)
    homeless = replace(OUTLINE, sections=sections, unassigned=("F7",))
    result = corrected(homeless, NOTES, reply("F7>S6")).outline
    assert owners(result)["F7"] == "建强基层组织" and result.unassigned == ()
    assert corrected(homeless, NOTES, reply("F7>S7")).outline.unassigned == ("F7",)


def test_facts_with_no_other_place_are_not_offered() -> None:
    choices = choices_of(OUTLINE, NOTES)
    assert set(choices.facts) == {"F2", "F3", "F4", "F5", "F6", "F7"}
    assert set(choices.homes) == {"S3", "S5", "S6", "S7", "S8"}
    one = replace(OUTLINE, sections=(OUTLINE.sections[0], *OUTLINE.sections[6:]))
    assert choices_of(one, NOTES).facts == {} and choices_of(one, NOTES).headings == {}


def test_the_prompt_shows_plan_facts_and_spare_headings() -> None:
    values: dict[str, Any] = prompt_values(OUTLINE, NOTES)
    assert values["outline"][1] == {
        "id": "[S3]", "marker": "", "title": "强化理论武装", "role": "成绩", "facts": "：F2 F3",
    }  # fmt: skip
    assert [one["id"] for one in values["facts"]] == ["F2", "F3", "F4", "F5", "F6", "F7"]
    assert values["facts"][-1]["hint"] == "〔素材小标题：献血〕" and values["period"] == "2025年1月1日至2025年6月30日"


IDS = st.sampled_from([*(f"{kind}{n}" for kind in "FSH" for n in range(1, 11)), "", "X", "H99"])
HEADINGS = st.builds(
    ReplyHeading, heading_id=IDS, after=IDS, fact_ids=st.lists(IDS, max_size=4).map(tuple)
)  # fmt: skip
REPLIES = st.builds(
    ReplyCorrections,
    moves=st.lists(st.builds(ReplyMove, fact_id=IDS, section_id=IDS), max_size=12).map(tuple),
    headings=st.lists(HEADINGS, max_size=5).map(tuple),
)


@given(REPLIES)
def test_whatever_is_answered_every_fact_has_one_owner_of_its_role(said: ReplyCorrections) -> None:
    outline = corrected(OUTLINE, NOTES, said).outline
    before = {id: one.role for one in OUTLINE.sections for id in one.fact_ids}
    after = [(id, one.role) for one in outline.sections for id in one.fact_ids]
    assert len(after) == len(before) and dict(after) == before
    assert [one.id for one in outline.sections] == [f"S{n + 1}" for n in range(len(outline.sections))]
    frame = [replace(one, id="") for one in outline.sections if one.role in ("开头", "结尾")]
    assert frame == [replace(one, id="") for one in (OUTLINE.sections[0], OUTLINE.sections[-1])]
    assert outline.sections[0].role == "开头" and outline.sections[-1].role == "结尾"
    assert outline.signature == OUTLINE.signature
    known = {one.title for one in OUTLINE.sections} | set(choices_of(OUTLINE, NOTES).headings.values())
    assert {one.title for one in outline.sections} <= known
    assert all(
        one.fact_ids or one.role == "结尾" or after.level > one.level
        for one, after in zip(outline.sections, [*outline.sections[1:], outline.sections[-1]], strict=True)
    )
