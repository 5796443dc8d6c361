"""Patterns are skipped only where they could not match."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.lexicon import load_lexicon
from drafter.lexicon.wording import load_wording
from drafter.rules import dates, duplication_levels, duplication_spared, numbering_lists, punctuation_marks
from drafter.rules import punctuation_numeral_years as years
from drafter.text.needles import matches, matches_from, needles

BEGINNINGS = [
    *((level.begins, level.other) for level in duplication_levels._LEVELS),
    (duplication_levels._MAY_SAY, duplication_levels._SAID),
    duplication_levels._of_others("市县镇"),
    (duplication_spared._DOCTRINE_BEGINS, duplication_spared._DOCTRINE),
    (numbering_lists._ANCHOR_BEGINS, numbering_lists._ANCHOR),
    (punctuation_marks._NUMBER_BEGINS, punctuation_marks._NUMBER),
    *((dates._BEGINS, pattern) for pattern in (dates._DAY, dates._MONTH, dates._SPAN, dates._FROM_TO, dates._TO_A_DAY)),
]
SAID = """
12 2 0 19 年 2024年 9月 月 日 份 至 — 到 上旬 开工 竣工 ， 。 我 全 市 县 镇 乡 区 局 厅 党委 党组 政府 委 、 的 书记
习近平总书记 重要 讲话 精神 奋力 谱写 篇章 党的 全会 部署 〔 〕 （ ） ( 《 》 “ ” ：
—— 24 2024 5号 发 函 第 即 分别是 包括 指 就 是 一是 其一，
主要 宣传栏 行署 盟委 在 经 发挥 级 理论学习中心组 各级
"""
YEARS = """
19 22 2 03 年 级 （ 从 自 较 于 两年 、 — 2023 ， 。 以来 底 上半年 建成 增
"""


@pytest.mark.parametrize(
    ("pattern", "wanted"),
    [
        ("布署", {"布署"}),
        ("(?<!切)切切实(?!实)|(?<!切)切实实(?!施)", {"切切实", "切实实"}),
        ("[Xx]{2,}|×+", {"X", "x", "×"}),
        ("(?:甲|乙丙)?丁", {"丁"}),
        ("(?<=认真)按排", {"认真"}),
        ("[一-鿿]+", set()),
        ("a|.", set()),
        ("[^甲]乙*", set()),
    ],
)
def test_what_must_be_there(pattern: str, wanted: set[str]) -> None:
    found = set(needles(re.compile(pattern)))
    assert found == wanted or (pattern.startswith("(?<=认真)") and found <= {"认真", "按排"} and found)


def test_case_is_left_to_the_pattern() -> None:
    assert needles(re.compile("todo", re.IGNORECASE)) == ()
    assert [m[0] for m in matches(re.compile("todo", re.IGNORECASE), "写TODO处")] == ["TODO"]


@settings(deadline=None, max_examples=40)
@given(st.text(alphabet="切实布署认真按排的了和在对会议题甲X× 1", max_size=60))
def test_the_same_matches_with_and_without(text: str) -> None:
    for entry in load_wording(load_lexicon()).confusable:
        found = [match.span() for match in matches(entry.pattern, text)]
        assert found == [match.span() for match in entry.pattern.finditer(text)]


@settings(deadline=None, max_examples=120)
@given(
    st.lists(
        st.sampled_from(SAID.split()),
        max_size=24,
    )
)
def test_patterns_match_nowhere_but_at_what_they_are_told_to_begin_with(words: list[str]) -> None:
    text = "".join(words)
    for begins, pattern in BEGINNINGS:
        found = [match.span() for match in matches_from(begins, pattern, text)]
        assert found == [match.span() for match in pattern.finditer(text)]


@settings(deadline=None, max_examples=120)
@given(
    st.lists(
        st.sampled_from([*YEARS.split(), "\n"]),
        max_size=20,
    )
)
def test_years_cut_short_begin_with_their_two_digits(words: list[str]) -> None:
    text = "".join(words)
    wanted = [match.start(match.lastgroup or 0) for match in years._SHORT_YEAR.finditer(text)]
    assert [start for start, _, _ in years.short_years(text)] == (wanted if years._ANY.search(text) else [])
