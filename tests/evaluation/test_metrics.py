from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from drafter.evaluation.cases import load_suite
from drafter.evaluation.metrics import METRICS, score_all
from drafter.model import EvalCase

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


def scores(case: EvalCase, sentences: list[tuple[str, tuple[str, ...]]]) -> dict[str, float | None]:
    return {score.metric: score.value for score in score_all(judged(case, *sentences))}


def wrong(values: dict[str, float | None]) -> float:
    return sum(values[name] or 0.0 for name in ("unsupported", "stale", "swapped"))


def test_metrics_see_planted_errors_in_the_project_s_own_cases(root: Path) -> None:
    """Every case's facts word for word are the text; then one thing is spoilt, and the right metric must move."""
    seen = dict.fromkeys(("digit", "invented", "dropped", "cited"), 0)
    cases = [replace(case, passages=()) for case in load_suite(root / "evals").cases]
    for case in cases:
        text = [(fact.text + "。", (fact.id,)) for fact in case.facts]
        whole = scores(case, text)
        assert whole["figure_recall"] == 1.0 and wrong(whole) == 0.0 and whole["citation_precision"] == 1.0, case.id
        id, words = case.expected[0]
        spoilt = re.sub(r"\d", lambda found: str((int(found[0]) + 1) % 9 + 1), words, count=1)
        digit = [(said.replace(words, spoilt, 1) if ids == (id,) else said, ids) for said, ids in text]
        seen["digit"] += wrong(scores(case, digit)) > 0
        seen["invented"] += wrong(scores(case, [*text, ("组织观看警示教育片37场。", ())])) > 0
        seen["dropped"] += (scores(case, text[1:])["fact_coverage"] or 0.0) < (whole["fact_coverage"] or 0.0)
        other = [(said, case.facts[(place + 1) % len(text)].id) for place, (said, _) in enumerate(text)]
        seen["cited"] += (scores(case, [(said, (one,)) for said, one in other])["citation_precision"] or 0.0) < 1.0
    assert min(seen.values()) >= 0.9 * len(cases), seen
