"""What tells two like facts apart."""

from __future__ import annotations

import pytest

from drafter.text.factsheet import parse_notes
from drafter.text.figures import find_figures
from drafter.text.grounding_context import contexts
from drafter.text.grounding_contrast import before_apart, clause_before, tells_apart


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


def test_the_clause_before_a_rate_tells_whose_it_is() -> None:
    text = "采集水样80份，检出率2.5%；采集土样60份，检出率3.3%"
    water, soil = clause_before(text, text.index("2.5")), clause_before(text, text.index("3.3"))
    assert before_apart(soil, water, soil) and not before_apart(water, water, soil)
    assert not clause_before("检出率3.3%", 3)
