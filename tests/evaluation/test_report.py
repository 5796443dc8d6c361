from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from drafter.evaluation.desk import EvalDesk
from drafter.evaluation.metrics import METRICS
from drafter.evaluation.report import summary, write_report
from drafter.evaluation.results import side
from drafter.evaluation.verdicts import compare_sides
from drafter.model import EvalResult

from .samples import result

V1, V2 = "draft_section@v1#a", "draft_section@v2#b"


def test_the_summary_has_a_column_a_version_and_a_row_a_metric() -> None:
    made = [result("c1", "r", V1, fact_coverage=0.5), result("c1", "r", "compose", fact_coverage=1.0)]
    made.append(replace(result("c2", "r", V1), text=None, failure="没有答复", scores=()))
    columns, rows = summary(made)
    assert columns == ("指标", "compose", f"{V1} · fake")
    assert rows[0] == ("用例", "1", "2") and rows[1] == ("失败", "0", "1")
    assert ("素材写入", "1", "0.5") in rows and len(rows) == len(METRICS) + 2


def test_a_hundred_cases_fit_a_page_of_one_and_a_half_megabytes(root: Path, tmp_path: Path) -> None:
    """100 cases of a full section's length, both drafts with marks: far more than the standing suite."""
    desk = EvalDesk(root / "evals", root / "prompts")
    cases = tuple(replace(case, id=f"{case.id}-{n}") for n in (0, 1) for case in desk.suite.cases)[:100]
    suite = replace(desk.suite, cases=cases)
    text = "题\n\n" + "".join(f"各支部开展集中学习{n}次，研讨交流{n + 1}次。" for n in range(24))
    other = text.replace("开展", "组织").replace("研讨", "座谈")

    def made(version: str, words: str) -> list[EvalResult]:
        marks = tuple((at, at + 2, "supported") for at in range(10, len(words) - 4, 11))
        return [
            replace(result(case.id, case.report, version, fact_coverage=0.5), text=words, marks=marks) for case in cases
        ]

    a, b = side(made(V1, text), V1), side(made(V2, other), V2)
    rows = compare_sides(a, b, primary=suite.primary, guarded=suite.guarded)
    size = write_report(tmp_path / "out" / "eval.html", suite, desk.prompts, [(a, b, rows)])
    assert size == (tmp_path / "out" / "eval.html").stat().st_size <= 1_500_000
