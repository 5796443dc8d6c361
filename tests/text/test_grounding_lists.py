"""A、B分别增长5%、6%: whose is which."""

from __future__ import annotations

import pytest

from drafter.text.figures import find_figures
from drafter.text.grounding_lists import respective


def items(text: str) -> list[str]:
    figures = [figure for figure in find_figures(text) if figure.checkable]
    found = respective(text, figures)
    return [found[index].split("，")[0] for index in sorted(found)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲镇、乙镇产值分别增长5%、6%。", ["甲镇", "乙镇产值"]),
        ("黄金、白银和精炼铜产量分别增长5%、6%和7%。", ["黄金", "白银", "精炼铜产量"]),
        ("平乐、清源两镇产值分别增长5%、6%。", ["平乐镇", "清源镇产值"]),
        ("产值增长5%，税收增长6%。", []),
    ],
)
def test_items(text: str, expected: list[str]) -> None:
    assert items(text) == expected


def test_a_list_without_items_still_has_places() -> None:
    text = "领域投资额分别达到2400亿元、450亿元。"
    figures = [figure for figure in find_figures(text) if figure.checkable]
    first, second = (respective(text, figures)[index] for index in (0, 1))
    assert first != second
