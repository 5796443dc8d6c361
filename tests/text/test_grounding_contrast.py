"""What tells two like facts apart."""

from __future__ import annotations

import pytest

from drafter.text.factsheet import parse_notes
from drafter.text.figures import find_figures
from drafter.text.grounding_context import contexts
from drafter.text.grounding_contrast import tells_apart


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("城镇居民收入增长23860元", True),
        ("农村居民收入增长23860元", False),
        ("居民收入增长23860元", False),
        ("城镇和农村居民收入增长23860元", False),
        ("在城镇，居民收入增长23860元", True),
    ],
)
def test_a_place_that_names_what_only_the_other_says(text: str, other: bool) -> None:
    mine, its = parse_notes("- 农村居民收入23860元\n- 城镇居民收入41250元").index.given
    here = contexts(text, find_figures(text), ())[0]
    assert tells_apart(here, mine, its) is other
