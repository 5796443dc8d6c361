"""A meeting that was followed by the next one leads no more."""

from __future__ import annotations

import pytest

from drafter.text.current import is_current, without_past_events
from drafter.text.periods import parse_period

HALF = parse_period("2025H1")
assert HALF is not None


@pytest.mark.parametrize(
    ("text", "current"),
    [
        ("深入贯彻党的二十届二中全会精神", False),
        ("深入贯彻党的二十届三中全会精神", True),
        ("深入贯彻党的二十届四中全会精神", False),
        ("深入贯彻党的二十大精神", True),
        ("扎实开展党纪学习教育", False),
        ("压实各级责任", True),
        ("深入贯彻党的二十大和二十届二中、三中全会精神", True),
        ("深入贯彻党的十九届五中、六中全会精神", False),
    ],
)
def test_what_still_leads(text: str, current: bool) -> None:
    assert HALF is not None
    assert is_current(text, HALF) is current


@pytest.mark.parametrize(
    ("clause", "kept"),
    [
        ("深入贯彻党的二十大和二十届二中全会精神", "深入贯彻党的二十大精神"),
        ("深入贯彻二十届二中全会和党的二十届三中全会精神", "深入贯彻党的二十届三中全会精神"),
        ("深入贯彻党的二十届二中全会精神", None),
        ("贯彻党的二十大和十九届五中、六中全会精神", "贯彻党的二十大精神"),
        ("压实各级责任", "压实各级责任"),
    ],
)
def test_a_clause_keeps_what_still_leads(clause: str, kept: str | None) -> None:
    assert HALF is not None
    assert without_past_events(clause, HALF) == kept
