"""What words name."""

from __future__ import annotations

from drafter.text.factsheet import parse_notes
from drafter.text.grounding_tokens import said_of, tokens, weight


def test_words_of_one_group_and_words_kept_whole() -> None:
    received, heard, closed = tokens("收案"), tokens("受理"), tokens("结案")
    assert weight(received & heard) == 2
    assert not received & heard & closed
    assert "二期" in tokens("污水厂二期工程")


def test_what_a_note_begins_with_is_said_of_each_of_its_figures() -> None:
    first, second = parse_notes("- 刑庭：收案486件，结案412件").index.given
    assert "刑庭" in said_of(first) & said_of(second)
    assert "收案" in said_of(first) - said_of(second)
