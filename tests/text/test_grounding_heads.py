"""The words right before a number."""

from __future__ import annotations

from drafter.text.grounding_heads import head, same_end


def test_the_head_is_what_the_clause_says_before_its_number() -> None:
    text = "全年水库巡查41次，其中累计消除险情达到12处"
    assert head(text, text.index("41")) == "水库巡查"
    assert head(text, text.index("12")) == "消除险情"


def test_how_much_of_two_heads_is_the_same() -> None:
    assert same_end("河道管护率", "水面管护率") == 3
    assert same_end("", "水面") == 0
