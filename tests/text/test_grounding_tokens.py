"""What words name."""

from __future__ import annotations

from drafter.text.grounding_tokens import tokens, weight


def test_words_of_one_group_and_words_kept_whole() -> None:
    received, heard, closed = tokens("收案"), tokens("受理"), tokens("结案")
    assert weight(received & heard) == 2
    assert not received & heard & closed
    assert "二期" in tokens("污水厂二期工程")
