"""Learning the weights of FIG004."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from evals.figure_weights import logistic, text_of


def test_a_regression_tells_the_feature_that_decides() -> None:
    rows = np.array([[1.0, 0.0], [1.0, 1.0], [0.0, 0.0], [0.0, 1.0]] * 5)
    found = logistic(rows, rows[:, 0], np.ones(len(rows)), 1.0, True)
    assert found[0] > 1 > abs(found[1])
    assert found[2] < 0


def test_the_other_number_of_two_exchanged_ones_is_neither_right_nor_wrong() -> None:
    case = {
        "text": "东坪村养蜂36箱，西坪村养蜂58箱，务工214人。",
        "at": "36箱",
        "facts": ["东坪村养蜂58箱", "西坪村养蜂36箱", "务工214人"],
        "why": "两村对调",
    }
    text = text_of(case, "wrong")
    assert (text.wrong, text.sound) == ([0], [2])
