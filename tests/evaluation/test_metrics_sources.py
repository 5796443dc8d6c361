from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from drafter.evaluation.judged import Price
from drafter.evaluation.metrics_sources import CitationPrecision, CitationRecall, Cost, Seconds, TokensIn
from drafter.model import CallRow

from .samples import case_of, judged

FACTS = ["各支部集中学习{24次}", "培训网评员{52名}", "健全党务公开制度"]
CALL = CallRow(key="k", model="m-1", prompt="p", tokens_in=1000, tokens_out=500, seconds=3.5, reply="", finish="stop")


def test_a_named_fact_must_be_stated(tmp_path: Path) -> None:
    case = case_of(FACTS, tmp_path)
    honest = judged(case, ("各支部集中学习24次。", ("F1",)), ("健全党务公开制度。", ("F3",)))
    assert CitationPrecision().score(honest).value == 1.0
    padded = CitationPrecision().score(judged(case, ("各支部集中学习24次。", ("F1", "F2"))))
    assert padded.value == 0.5 and "F2" in padded.reason
    assert CitationPrecision().score(judged(case, ("各支部集中学习24次。", ()))).value is None


def test_a_stated_fact_must_be_named(tmp_path: Path) -> None:
    case = case_of(FACTS, tmp_path)
    assert CitationRecall().score(judged(case, ("各支部集中学习24次。", ("F1",)))).value == 1.0
    bare = CitationRecall().score(judged(case, ("各支部集中学习24次。", ("F1",)), ("培训网评员52名。", ())))
    assert bare.value == 0.5 and "培训网评员" in bare.reason
    half = CitationRecall().score(judged(case, ("各支部集中学习24次，培训网评员52名。", ("F1",))))
    assert half.value == 0.0
    assert CitationRecall().score(judged(case, ("大家干劲很足。", ()))).value is None


def test_the_report_period_needs_no_source(tmp_path: Path) -> None:
    made = judged(case_of(FACTS, tmp_path), ("上半年，各支部集中学习24次。", ("F1",)))
    assert CitationRecall().score(made).value == 1.0


def test_an_invented_figure_is_proved_by_nothing(tmp_path: Path) -> None:
    made = judged(case_of(FACTS, tmp_path), ("各支部集中学习24次，观看影片9场。", ("F1",)))
    assert CitationRecall().score(made).value == 0.0


def test_calls_are_counted_priced_and_timed_from_the_tape(tmp_path: Path) -> None:
    made = judged(case_of(FACTS, tmp_path), "各支部集中学习24次。", call=CALL)
    assert TokensIn().score(made).value == 1000.0 and Seconds().score(made).value == 3.5
    assert Cost().score(made).value is None
    priced = replace(made, price=Price(into=1.0, out=4.0, day="2026-01-01"))
    assert Cost().score(priced).value == pytest.approx(0.003) and "2026-01-01" in Cost().score(priced).reason
    by_hand = replace(made, call=replace(CALL, model="hand-written"))
    assert Seconds().score(by_hand).value is None
