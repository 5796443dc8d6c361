"""What two strings of words share."""

from __future__ import annotations

from drafter.text.repeated_blocks import blocks


def test_what_is_shared_is_counted_and_blanked_out() -> None:
    assert blocks("发放高龄津贴", "高龄津贴兑付") == (4, "发放，，，，", "，，，，兑付")


def test_single_characters_are_no_block() -> None:
    assert blocks("培训", "训练") == (0, "培训", "训练")
