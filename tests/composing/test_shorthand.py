"""Clerks' shorthand is written out, inside the years in which the full form was in use."""

from __future__ import annotations

import pytest

from drafter.composing.shorthand import keeps_every_word, spell_out


@pytest.mark.parametrize(
    ("note", "full"),
    [
        ("同比增4.9%", "同比增长4.9%"),
        ("同比降9.7%", "同比下降9.7%"),
        ("看《正气歌》", "观看《正气歌》"),
        ("周启明任组长，班子成员副组长", "周启明任组长，班子成员任副组长"),
        ("领导小组周启明任组长", "领导小组由周启明任组长"),
        ("责任事项75条增至81条", "责任事项由75条增至81条"),
        ("责任事项由75条增至81条", "责任事项由75条增至81条"),
        ("管道剩11公里", "管道还剩11公里"),
        ("习近平总书记讲话", "习近平总书记讲话"),
        ("下步2项", "下一步2项"),
    ],
)
def test_shorthand(note: str, full: str) -> None:
    assert spell_out(note) == full


def test_a_lost_word_or_a_new_digit_is_seen() -> None:
    assert keeps_every_word("问题12条", "发现问题12条。")
    assert not keeps_every_word("问题12条", "发现12条。")
    assert not keeps_every_word("问题12条", "问题12条，整改9条。")
