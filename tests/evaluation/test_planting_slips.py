from __future__ import annotations

import random

from drafter.evaluation.planting_slips import PLANTS
from drafter.rules import RULES

from .reports_here import text_of


def test_every_slip_is_about_a_rule_and_changes_the_text() -> None:
    text = text_of(2024, 0)
    codes = {rule.code for rule in RULES}
    made = {}
    for code, planter in PLANTS.items():
        assert code in codes
        change = next(planter(text, random.Random(1)), None)
        if change is not None:
            start, end, words = change
            assert text[start:end] != words
            made[code] = change
    assert {"NUM001", "NUM003", "PUN001", "PUN003"} <= set(made)


def test_the_same_seed_plants_the_same() -> None:
    text = text_of(2024, 0)
    first, again = (next(PLANTS["PUN003"](text, random.Random(4))) for _ in range(2))
    assert first == again
