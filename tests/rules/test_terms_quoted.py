"""TRM001: quoted words one letter away from a slogan."""

from __future__ import annotations

import pytest

from drafter.lexicon import load_lexicon
from drafter.rules.terms_quoted import quoted_slips

LEXICON = load_lexicon()


@pytest.mark.parametrize(
    ("written", "right"),
    [("三会一科", "三会一课"), ("两学壹做", None), ("一刚双责", "一岗双责"), ("我为群众办事实情", None)],
)
def test_one_likely_slip_is_told(written: str, right: str | None) -> None:
    text = f"落实“{written}”制度。"
    assert [(span.of(text), phrase) for span, phrase in quoted_slips(text, LEXICON)] == (
        [(written, right)] if right else []
    )


@pytest.mark.parametrize(
    "written", ["三会一课", "为群众办实事", "四个走在前", "六个意识", "一网统办", "三会", "好差评"]
)
def test_slogans_and_wordings_of_their_own_are_left_alone(written: str) -> None:
    assert list(quoted_slips(f"落实“{written}”，抓好落实。", LEXICON)) == []
