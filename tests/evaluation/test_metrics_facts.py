from __future__ import annotations

from pathlib import Path

import pytest

from drafter.evaluation.judged import Judged
from drafter.evaluation.metrics_facts import (
    Clean,
    FactCoverage,
    FigurePrecision,
    FigureRecall,
    OpenLeaks,
    StaleFigures,
    SwappedFigures,
    UnsupportedFigures,
)
from drafter.model import LedgerRow

from .samples import case_of, judged

FACTS = ["各支部集中学习{24次}，交流发言{31人次}", "培训网评员{52名}", "发放学习资料{52册}"]


def test_coverage_names_what_is_missing(tmp_path: Path) -> None:
    score = FactCoverage().score(judged(case_of(FACTS, tmp_path), ("各支部集中学习24次，交流发言31人次。", ("F1",))))
    assert score.value == pytest.approx(1 / 3)
    assert "F2 漏写" in score.reason and "F3 漏写" in score.reason and "F1" not in score.reason


def test_recall_asks_for_every_mark_in_a_place_of_its_own(tmp_path: Path) -> None:
    case = case_of(FACTS, tmp_path)
    whole = judged(case, "各支部集中学习24次，交流发言31人次。", "培训网评员52名，发放学习资料52册。")
    assert FigureRecall().score(whole).value == 1.0
    part = FigureRecall().score(judged(case, "各支部集中学习24次，培训网评员52名。"))
    assert part.value == pytest.approx(2 / 4) and "F1 31人次" in part.reason and "F3 52册" in part.reason
    twice = case_of(["第一季度检查{52次}", "第二季度检查{52次}"], tmp_path)
    assert FigureRecall().score(judged(twice, "检查52次。")).value == 0.5


def test_recall_takes_another_way_of_printing_the_value(tmp_path: Path) -> None:
    case = case_of(["补助资金{1.2万元}"], tmp_path)
    assert FigureRecall().score(judged(case, "补助资金12000元。")).value == 1.0
    assert FigureRecall().score(judged(case_of(["开展学习"], tmp_path), "开展学习。")).value is None


def test_a_mark_is_not_taken_for_the_end_of_a_longer_number(tmp_path: Path) -> None:
    case = case_of(["化解信访{22件}，其中{2件}转司法途径"], tmp_path)
    assert FigureRecall().score(judged(case, "化解信访22件，其中2件转司法途径。")).value == 1.0
    assert FigureRecall().score(judged(case, "化解信访22件。")).value == 0.5


def test_precision_counts_figures_without_a_fact(tmp_path: Path) -> None:
    made = judged(case_of(FACTS, tmp_path), "各支部集中学习24次，观看影片9场。")
    assert FigurePrecision().score(made).value == 0.5
    assert "9场" in FigurePrecision().score(made).reason
    assert UnsupportedFigures().score(made).value == 1.0
    assert FigurePrecision().score(judged(case_of(FACTS, tmp_path), "各支部坚持学习。")).value is None


def test_swapped_figures_are_told_from_invented_ones(tmp_path: Path) -> None:
    case = case_of(["甲镇排查房屋{128户}", "乙镇排查房屋{345户}"], tmp_path)
    made = judged(case, "甲镇排查房屋345户。", "乙镇排查房屋128户。")
    assert SwappedFigures().score(made).value == 2.0
    assert UnsupportedFigures().score(made).value == 0.0


def test_stale_is_what_the_rules_call_stale(tmp_path: Path) -> None:
    made = judged(case_of(FACTS, tmp_path), "各支部集中学习24次，观看影片9场。")
    assert StaleFigures().score(made).value == 0.0
    review = made.review
    rows = tuple(_as(row, "stale") if row.figure.text == "9场" else row for row in review.ledger)
    stale = _with(made, rows)
    assert StaleFigures().score(stale).value == 1.0 and UnsupportedFigures().score(stale).value == 0.0


def test_what_is_still_open_must_not_be_printed(tmp_path: Path) -> None:
    case = case_of(FACTS, tmp_path, forbidden=("130名",))
    assert OpenLeaks().score(judged(case, "现有党员130名。")).value == 1.0
    assert OpenLeaks().score(judged(case, "现有党员1130名。")).value == 0.0
    assert OpenLeaks().score(judged(case, "现有党员【待核实：130名】。")).value == 0.0
    assert OpenLeaks().score(judged(case_of(FACTS, tmp_path), "现有党员130名。")).value is None


def test_clean_is_all_facts_and_no_wrong_figure(tmp_path: Path) -> None:
    case = case_of(FACTS[:2], tmp_path)
    assert Clean().score(judged(case, "各支部集中学习24次，交流发言31人次。", "培训网评员52名。")).value == 1.0
    lost = Clean().score(judged(case, ("各支部集中学习24次，交流发言31人次。", ("F1",))))
    assert lost.value == 0.0 and "漏 F2" in lost.reason
    wrong = Clean().score(judged(case, "各支部集中学习24次，交流发言31人次。", "培训网评员55名。"))
    assert wrong.value == 0.0 and "55名" in wrong.reason


def _as(row: LedgerRow, state: str) -> LedgerRow:
    from dataclasses import replace

    return replace(row, state=state)  # type: ignore[arg-type]


def _with(made: Judged, rows: tuple[LedgerRow, ...]) -> Judged:
    from dataclasses import replace

    from drafter.evaluation.judged import checked_rows

    review = replace(made.review, ledger=rows)
    return replace(made, review=review, rows=checked_rows(made.draft, review))
