"""The verdict on one figure."""

from __future__ import annotations

import pytest

from drafter.readers import read_text
from drafter.text.factsheet import parse_notes
from drafter.text.grounding import ground
from drafter.text.grounding_judge import direction, said_of


@pytest.mark.parametrize(
    ("text", "facts", "states"),
    [
        ("规上企业突破100家。", ("规上企业超过200家", "文旅企业110家"), ["contradicted"]),
        ("规上企业突破100家。", ("规上企业110家",), ["supported"]),
        ("生产总值增长6%—6.7%。", ("生产总值增长6%—6.5%",), ["contradicted"]),
        ("研发经费占比74%。", ("研发经费7万亿元，支出9万亿元",), ["unsupported"]),
        (
            "小巨人企业增至3022家，科技企业增至9.1万家。",
            ("小巨人企业3022家，科技企业9.4万家",),
            ["supported", "contradicted"],
        ),
    ],
)
def test_what_only_seems_to_agree_does_not_support(text: str, facts: tuple[str, ...], states: list[str]) -> None:
    sheet = parse_notes("\n".join(f"- {fact}" for fact in facts))
    assert [verdict.state for verdict in ground(read_text(text), sheet).verdicts] == states


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("两个渠道共受理诉求。", "unchecked"),
        ("围绕三个方面抓好落实。", "unchecked"),
        ("新建三个公园。", "unsupported"),
        ("仍有四个方面的不足：一是学得不深；二是管得不严。", "unsupported"),
    ],
)
def test_a_count_that_only_says_how_the_text_goes_on(text: str, state: str) -> None:
    found = ground(read_text(text), parse_notes("- 修路12公里")).verdicts
    assert found[0].state == state


def test_words_before_a_change_say_its_direction() -> None:
    assert [direction(text, 6) for text in ("投诉同比增长12%", "投诉同比下降12%", "投诉总共办结12%")] == [1, -1, 0]


def test_what_a_note_begins_with_is_said_of_each_of_its_figures() -> None:
    first, second = parse_notes("- 刑庭：收案486件，结案412件").index.given
    assert "刑庭" in said_of(first) & said_of(second)
    assert "收案" in said_of(first) - said_of(second)
