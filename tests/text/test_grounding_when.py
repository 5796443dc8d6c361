"""When a figure holds."""

from __future__ import annotations

import pytest

from drafter.text.grounding_when import agrees, conflicts, set_apart, set_by_others, when_of, without_time


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("上半年接听电话", ("", "上半年")),
        ("1—6月接听电话", ("", "上半年")),
        ("第二季度接听电话", ("", "二季度")),
        ("一季度起步平稳，实现税收", ("", "一季度")),
        ("2022年新增12户，2023年新增", ("2023", "")),
        ("去年接听12件，今年接听", ("今年", "")),
        ("不良率比年初下降，年底", ("", "年末")),
        ("去年3月15日到访", ("去年", "3月15日")),
        ("截至12月底，接听电话", ("", "")),
        ("一季度平稳。接听电话", ("", "")),
    ],
)
def test_the_nearest_clause_that_says_it_decides(text: str, when: tuple[str, str]) -> None:
    assert when_of(text, len(text)) == when


def test_only_what_both_name_can_conflict() -> None:
    assert conflicts(("2022", ""), ("2023", "")) and conflicts(("", "上半年"), ("", "下半年"))
    assert not conflicts(("2022", ""), ("", "上半年")) and not conflicts(("去年", ""), ("2023", ""))
    assert agrees(("2023", ""), ("2023", "")) and not agrees(("", ""), ("", ""))


def test_words_of_time_are_taken_out() -> None:
    assert without_time("截至12月底，上半年办结") == "，办结"


def test_two_facts_that_name_a_year_each_are_set_apart() -> None:
    assert set_apart(("2023", ""), ("今年", "")) and set_apart(("前年", ""), ("去年", ""))
    assert not set_apart(("", ""), ("今年", "")) and not set_apart(("2023", "上半年"), ("今年", ""))


@pytest.mark.parametrize(
    ("sentence", "theirs"),
    [
        ("以2020年11月1日零时为标准时点", True),
        ("按照省厅要求，于2020年11月1日前完成清查", True),
        ("按国家统一部署，2020年11月1日24时前完成准备", True),
        ("于2020年11月1日召开动员会", False),
        ("2020年11月1日前完成清查", False),
    ],
)
def test_a_day_set_from_above(sentence: str, theirs: bool) -> None:
    assert set_by_others(sentence, "2020年11月1日") is theirs
