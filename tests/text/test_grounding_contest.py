"""What only one of two facts says, and how much of it a place says."""

from __future__ import annotations

from drafter.text.factsheet import parse_notes
from drafter.text.grounding_contest import Told, crosswise, said_of, tokens, weight


def test_words_of_one_group_and_words_kept_whole() -> None:
    received, heard, closed = tokens("收案"), tokens("受理"), tokens("结案")
    assert weight(received & heard) == 2
    assert not received & heard & closed
    assert "二期" in tokens("污水厂二期工程")


def test_what_a_note_begins_with_is_said_of_each_of_its_figures() -> None:
    first, second = parse_notes("- 刑庭：收案486件，结案412件").index.given
    assert "刑庭" in said_of(first) & said_of(second)
    assert "收案" in said_of(first) - said_of(second)


def test_a_place_tells_the_other_fact() -> None:
    mine, other = (said_of(one) for one in parse_notes("- 水杉补种2.4万株\n- 银杏补种1.5万株").index.given)
    near = tokens("城区补种银杏")
    assert Told.of(near, near, mine, other).clearly(alone=True)
    assert not Told.of(near, near, other, mine).clearly(alone=True)
    assert crosswise(near, mine, other) and not crosswise(near, other, mine)


def test_a_sentence_tells_the_other_fact_only_where_its_clause_says_nothing_of_either() -> None:
    mine, other = tokens("北岸泵站二期：总投资"), tokens("北岸泵站一期：总投资")
    near, wide = tokens("总投资"), tokens("北岸泵站一期已于5月通水，总投资")
    assert Told.of(near, wide, mine, other).in_sentence(alone=True)
    assert not Told.of(near, wide, mine, other).in_sentence(alone=False)
    assert not Told.of(near, wide, other, mine).in_sentence(alone=True)
