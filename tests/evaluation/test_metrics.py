from __future__ import annotations

from pathlib import Path

from drafter.evaluation.metrics import METRICS, score_all

from .samples import case_of, judged


def test_every_metric_has_a_name_of_its_own_a_reason_and_a_sensible_value(tmp_path: Path) -> None:
    made = judged(case_of(["集中学习{24次}，{=未发生}问题"], tmp_path), "集中学习24次，未发生问题。")
    scores = score_all(made)
    assert [score.metric for score in scores] == [metric.name for metric in METRICS]
    assert len({metric.name for metric in METRICS}) == len({metric.title for metric in METRICS}) == len(METRICS)
    assert all(score.reason for score in scores)
    assert all(metric.direction in (-1, 0, 1) and metric.__doc__ for metric in METRICS)


def test_a_faithful_section_has_nothing_to_mend(tmp_path: Path) -> None:
    made = judged(
        case_of(["集中学习{24次}，{=未发生}问题", "培训{31人}"], tmp_path),
        ("集中学习24次，未发生问题。", ("F1",)),
        ("培训31人。", ("F2",)),
    )
    values = {score.metric: score.value for score in score_all(made)}
    for name in (
        "fact_coverage",
        "figure_recall",
        "figure_precision",
        "clean",
        "citation_precision",
        "citation_recall",
        "phrases_exact",
        "form",
    ):
        assert values[name] == 1.0, name
    for name in ("unsupported", "stale", "swapped", "repeated_inside", "repeated_past", "open_marks"):
        assert values[name] == 0.0, name
    for name in ("open_leaks", "tokens_in", "cost", "seconds"):
        assert values[name] is None, name
