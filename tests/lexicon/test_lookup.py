"""Words found in one pass, and the words a pattern cannot match without."""

from __future__ import annotations

import pytest

from drafter.lexicon import load_lexicon
from drafter.lexicon.lookup import Lookup, literal_keys
from drafter.lexicon.wording import load_wording


def test_the_longest_word_counts_where_words_overlap() -> None:
    lookup = Lookup([("保监会", 1), ("中国银保监会", 2), ("银保监会", 3)])
    assert list(lookup.longest("按照中国银保监会和保监会要求")) == [(2, "中国银保监会", 2), (9, "保监会", 1)]


def test_present_tells_each_value_once_in_the_order_given() -> None:
    lookup = Lookup([("乙", "b"), ("甲", "a"), ("甲", "A"), ("丙", "c")])
    assert list(lookup.present("甲乙甲")) == ["b", "a", "A"]
    assert list(Lookup([]).present("甲")) == []


@pytest.mark.parametrize(
    ("pattern", "keys"),
    [
        ("防范于未然", ("防范于未然",)),
        ("(?<=岗位)权利(?=风险)", ("权利",)),
        ("甲乙丙?丁", ("甲乙",)),
        ("[甲乙]丙丁|戊己", ("丙丁", "戊己")),
        ("(?:甲|乙)丙", ("丙",)),
        ("(?:甲|乙)", ()),
        ("甲乙|[丙丁]", ()),
    ],
)
def test_keys_of_a_pattern(pattern: str, keys: tuple[str, ...]) -> None:
    assert literal_keys(pattern) == keys


def test_whatever_the_lexicons_patterns_match_holds_one_of_their_keys() -> None:
    wording = load_wording(load_lexicon())
    for entry in (*wording.confusable, *wording.careful):
        keys = literal_keys(entry.pattern.pattern)
        match = entry.pattern.search(entry.example)
        assert match is not None and (not keys or any(key in match.group() for key in keys)), entry.pattern.pattern
