"""Where a text turns to plans or to another time."""

from __future__ import annotations

import pytest

from drafter.text.documents import build_document
from drafter.text.turns import Turns


@pytest.mark.parametrize(
    ("text", "turned"),
    [
        ("完成造林12亩。下一步，管护林地15亩。", True),
        ("完成造林12亩。管护林地15亩。", False),
        ("今年完成造林12亩。今年管护林地15亩。", False),
        ("去年完成造林12亩。今年管护林地15亩。", True),
    ],
)
def test_turns(text: str, turned: bool) -> None:
    document = build_document(text)
    first, second = (figure for figure in document.figures if figure.kind == "area")
    assert Turns(document.text).between(first, second) is turned
