"""Learned weights."""

from __future__ import annotations

from drafter.lexicon.figure_weights import figure_weights


def test_weights_are_read_once_and_are_numbers() -> None:
    weights = figure_weights()
    assert weights is figure_weights()
    assert all(isinstance(one, float) for one in (*weights.pair, *weights.decide, *weights.gate, weights.least))
