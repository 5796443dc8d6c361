"""The words right before a number, and whom it is of."""

from __future__ import annotations

import pytest

from drafter.text.grounding_heads import asks_for, head, named_first, part_before, same_end, same_start, subject


def test_the_head_is_what_the_clause_says_before_its_number() -> None:
    text = "全年水库巡查41次，其中累计消除险情达到12处"
    assert head(text, text.index("41")) == "水库巡查"
    assert head(text, text.index("12")) == "消除险情"


def test_how_much_of_two_heads_is_the_same() -> None:
    assert same_end("河道管护率", "水面管护率") == 3
    assert same_end("", "水面") == 0
    assert same_start("接待来访", "接待读者") == 2


@pytest.mark.parametrize(
    ("here", "mine", "other"),
    [
        ("城区管网漏损率", "供水普及率", "漏损率"),
        # what was done to it is told alone the second time
        ("修复路灯", "更换路灯", "修复"),
        # the word both share belongs to the end of the other
        ("人民调解成功", "人民委派调解", "调解成功"),
        # two that end alike, told apart by what stands before that
        ("假期公路出口流量", "公路入口流量", "出口流量"),
        # what the bullet names once stands before both
        ("职工体检合格", "参加体检", "合格"),
    ],
)
def test_a_number_is_what_stands_right_before_it(here: str, mine: str, other: str) -> None:
    assert asks_for(here, mine, other)
    assert not asks_for(mine, mine, other)
    assert not asks_for(here, other, mine)


def test_what_is_done_in_one_go_is_both() -> None:
    assert not asks_for("排查化解", "全面排查", "化解")
    assert not asks_for("桥梁检测养护率", "桥梁检测", "养护率")


def test_a_name_that_the_last_clause_with_one_begins_with() -> None:
    assert named_first("枣林村栽植油茶") == "枣林"
    assert named_first("枣林村栽植油茶410亩，带动务工") == "枣林"
    assert named_first("产业不断壮大，柏树村栽植油茶") == "柏树"
    assert named_first("其中二车间产值") == "二车间"
    assert not named_first("全村栽植油茶")
    assert not named_first("改造农村公路")


def test_a_part_of_a_sentence_and_what_a_fact_begins_with() -> None:
    text = "枣林村栽植油茶410亩；柏树村养蜂36箱"
    assert part_before(text, text.index("36")) == "柏树村养蜂"
    assert subject("2024年柏树村养蜂36箱") == "柏树"
