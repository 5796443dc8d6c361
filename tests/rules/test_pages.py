"""Pages as data."""

from __future__ import annotations

from drafter.rules import RULES
from drafter.rules.pages import example, sections

BY_CODE = {rule.code: rule for rule in RULES}


def test_an_example_is_split_into_facts_period_past_and_text() -> None:
    found = example(BY_CODE["FIG002"], "例")
    assert found.facts == ("全年完成房地产开发投资12.5亿元",)
    assert found.text == "全年完成房地产开发投资12.8亿元。"
    assert found.past == () and found.period is None


def test_sections_are_dedented() -> None:
    assert all(not line.startswith(" ") for text in sections(BY_CODE["FIG001"]).values() for line in text.split("\n"))
