"""The figure scanner against sentences written before anyone looked at it, and the reader of their labels."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from drafter.text.figures import find_figures
from evals.figures_probe import OPEN, agrees, load, parse, score


@pytest.mark.parametrize("half", OPEN)
def test_open_halves_stay_above_the_bar(half: str) -> None:
    kinds, (taken, decoys), misses = score(half)
    assert kinds["all"].wanted >= 300
    assert decoys >= 150
    assert kinds["all"].f1 >= 0.99, "\n".join(misses)
    assert taken / decoys <= 0.02


def test_halves_share_no_sentence() -> None:
    assert not {probe.text for probe in load("a")} & {probe.text for probe in load("b")}


@pytest.mark.parametrize(
    ("marked", "wrong"),
    [
        ("投资[12.8亿元|money]", "投资[12.9亿元|money|12.8亿|元]"),
        ("受理[41条|count]", "受理[41件|count|41|条]"),
        ("约谈[三十余人|count|30+|人]", "约谈[五十余人|count|30+|人]"),
        ("占[八成|fraction|8|成]", "占[六成|fraction|8|成]"),
        ("时限[3天|duration|<=]以内", "时限[3天|duration|>=]以内"),
    ],
)
def test_labels_accept_the_right_value_and_no_other(marked: str, wrong: str) -> None:
    for text, expected in ((marked, True), (wrong, False)):
        probe = parse("2022", text)
        figure = find_figures(probe.text)[0]
        assert (figure.span.start, figure.span.end) in probe.labels[0].spans
        assert agrees(probe.labels[0], figure) is expected


def test_unreadable_labels_are_refused() -> None:
    with pytest.raises(ValueError, match="needs value and unit"):
        parse("2022", "共[三百件|count]")
    with pytest.raises(ValueError, match="unbalanced"):
        parse("2022", "共[三百件|count")
