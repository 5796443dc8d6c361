"""What a figure is about: the words next to it first."""

from __future__ import annotations

from drafter.text.documents import build_document
from drafter.text.grounding_context import NEAR, Context, contexts, pairs


def around(text: str) -> dict[str, Context]:
    document = build_document(text)
    figures = [figure for figure in document.figures if figure.checkable]
    return {f.text: c for f, c in zip(figures, contexts(text, figures, document.sentences), strict=True)}


def test_pairs_do_not_cross_marks_or_digits() -> None:
    assert list(pairs("党员，大会3次")) == ["党员", "大会", "次"]


def test_words_beside_a_figure_weigh_more_than_the_rest_of_its_sentence() -> None:
    found = around("各支部严格落实制度，召开党员大会10次、支委会25次。")
    assert found["25次"].near == "支委会" or found["25次"].near.endswith("支委会")
    assert found["25次"].weights["支委"] == NEAR > found["25次"].weights["支部"] > 0


def test_words_right_of_a_figure_are_near_too() -> None:
    assert "名" not in around("58名党员参加大会。")["58名"].near
    assert "党员" in around("58名党员参加大会。")["58名"].close


def test_a_clause_that_only_says_how_much_more_takes_its_name_from_the_clause_before() -> None:
    found = around("商品房销售面积120万平方米，同比增长8%。")
    assert "销售" in found["8%"].close


def test_a_sentence_does_not_look_into_the_next() -> None:
    found = around("集中学习24次。办结信访件128件。")
    assert "学习" not in found["128件"].weights
