from __future__ import annotations

from pathlib import Path

from drafter.evaluation.judged import GRAM, grams_of, masked_grams, same_value
from drafter.readers import read_text
from drafter.text.figures import find_figures

from .samples import case_of, judged


def test_figures_of_the_heading_and_decoys_do_not_count(tmp_path: Path) -> None:
    made = judged(case_of(["集中学习{24次}"], tmp_path), "落实“两个维护”要求，集中学习24次、党课7次。")
    assert [row.figure.text for row in made.right] == ["24次"]
    assert [row.figure.text for row in made.wrong] == ["7次"]
    assert made.body == "落实“两个维护”要求，集中学习24次、党课7次。"


def test_grams_know_wording_apart_from_figures() -> None:
    past = masked_grams([read_text("各支部开展集中学习88次，研讨交流25次，取得较好成效。")])
    assert set(grams_of("各支部开展集中学习〔数〕次，研讨交流〔数〕次")) <= past
    assert all(len(gram) == GRAM for gram in past)
    assert grams_of("短句") == []


def test_values_are_compared_in_their_unit() -> None:
    one, scaled, other = (find_figures(text)[0] for text in ("补助1.2万元", "补助12000元", "补助12000次"))
    assert same_value(one, scaled) and not same_value(one, other)
