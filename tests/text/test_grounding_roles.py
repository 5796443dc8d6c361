"""What a figure is to what it counts."""

from __future__ import annotations

import pytest

from drafter.readers import read_text
from drafter.text.factsheet import parse_notes
from drafter.text.grounding import ground
from drafter.text.grounding_roles import roles


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("比上年减少5个", {"change"}),
        ("办结率提高到95个", set()),
        ("日均客流5个", {"mean"}),
        ("共收到12件，其中剩余5个", {"rest"}),
        ("年度任务为5个", {"plan"}),
        ("计划外，新建5个", set()),
    ],
)
def test_the_words_right_before_a_figure(text: str, found: set[str]) -> None:
    first = max(text.find("5"), text.find("95"))
    assert roles(text, first) == found


def test_an_increase_stays_with_the_fact_that_tells_it() -> None:
    facts = parse_notes("- 查出问题14个\n- 比上年少5个，减少5个")
    found = ground(read_text("全年抽查20次，查出问题10个，比上年减少5个。"), facts).verdicts
    assert found[-1].state == "supported"
