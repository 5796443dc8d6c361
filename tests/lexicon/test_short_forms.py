"""Short forms are written out inside the years in which the full form was in use."""

from __future__ import annotations

from drafter.lexicon.short_forms import in_full
from drafter.text.periods import parse_period


def test_a_short_form_is_written_out_only_when_the_full_one_was_in_use() -> None:
    now, then = parse_period("2025H1"), parse_period("2020H1")
    assert now is not None
    assert then is not None
    assert in_full("保租房筹集12套", now) == "保障性租赁住房筹集12套"
    assert in_full("保租房筹集12套", then) == "保租房筹集12套"
    assert in_full("保租房筹集12套") == "保障性租赁住房筹集12套"
