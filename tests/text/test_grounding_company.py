from __future__ import annotations

import pytest

from drafter.text.documents import build_document
from drafter.text.factsheet import parse_notes
from drafter.text.grounding import ground


def accused(text: str, *facts: str) -> list[tuple[str, str | None]]:
    """Return the figures said to belong to another fact, each with the figure its place is told to want."""
    verdicts = ground(build_document(text), parse_notes("\n".join(f"- {fact}" for fact in facts))).verdicts
    return [(one.figure.text, one.given.figure.text if one.given else None) for one in verdicts if one.cause == "owner"]


@pytest.mark.parametrize(
    ("text", "facts", "found"),
    [
        (
            "春蕾行动惠及326名女童，拨付款项95.8万元；困境儿童常态化关爱覆盖417户。",
            ("春蕾行动：326人，52.4万元", "困境儿童关爱：417户，95.8万元"),
            ("95.8万元", "52.4万元"),
        ),
        (
            "全年组织各项收入58.3亿元，其中教育费附加2.36亿元、增长3.9%，水利基金1.24亿元。",
            ("合计58.3亿", "教育费附加2.36亿，+8.1%", "水利基金1.24亿，+3.9%"),
            ("3.9%", "8.1%"),
        ),
    ],
)
def test_what_keeps_company_with_a_number_is_of_its_fact(
    text: str, facts: tuple[str, ...], found: tuple[str, str]
) -> None:
    assert accused(text, *facts) == [found]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("春蕾行动惠及326名女童，拨付款项52.4万元。", ("春蕾行动：326人，52.4万元", "困境儿童关爱：417户，95.8万元")),
        # what stands beside it is told of another thing, which it names
        ("税收收入34.2亿元，水利基金增长3.9%。", ("税收34.2亿，-1.8%", "水利基金1.24亿，+3.9%")),
        ("走访326户，发放慰问金95.8万元。", ("走访326户", "慰问金95.8万元")),
    ],
)
def test_what_has_a_fact_of_its_own_is_left_alone(text: str, facts: tuple[str, ...]) -> None:
    assert accused(text, *facts) == []


def test_notes_leave_the_yuan_out() -> None:
    verdicts = ground(
        build_document("税收收入34.2亿元，柳溪镇投入1630万元。"), parse_notes("- 税收34.2亿\n- 柳溪镇1630万")
    ).verdicts
    assert [one.state for one in verdicts] == ["supported", "supported"]
