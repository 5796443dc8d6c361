"""PUN: punctuation."""

from __future__ import annotations

import pytest
from rule_checks import apply_fix, codes, found


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("落实“三会一课制度。", ["“"]),
        ("落实三会一课”制度。", ["”"]),
        ("落实“三会一课’制度。", ["’"]),
        ("落实“三会一课“制度。", ["“"]),
        ("学习《条例和“两个规定”。", ["《"]),
        ("学习（甲《乙）丙》。", ["《", "》"]),
        ("落实（甲。\n乙）。", ["（", "）"]),
        ("他说“甲。\n乙说。", ["“"]),
    ],
)
def test_lone_marks(text: str, quotes: list[str]) -> None:
    assert [finding.quote for finding in found(text, "PUN001")] == quotes


@pytest.mark.parametrize(
    "text",
    [
        "他说：“学习‘三会一课’制度（试行）。”",
        "会议指出：\n“第一段话。\n“第二段话。\n“第三段话。”\n会议要求抓好落实。",
        "1）抓学习；2）抓落实；a）抓整改。",
        "办好中国’99博览会，O’Brien先生出席。",
        "市委(扩大）会议。",
        "**同志、*市和《<甲>解读》。",
    ],
)
def test_pairs_that_are_right(text: str) -> None:
    assert codes(text, "PUN001") == []


def test_the_repair_of_a_crossed_pair() -> None:
    text = "落实“三会一课’制度。"
    assert apply_fix(text, found(text, "PUN001")[0]) == "落实“三会一课”制度。"


def test_ten_thousand_brackets_take_linear_work() -> None:
    assert len(found("（" * 10_000 + "。", "PUN001")) == 10_000
