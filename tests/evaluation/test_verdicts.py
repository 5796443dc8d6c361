from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from drafter.errors import EvalError
from drafter.evaluation.results import Side, side
from drafter.evaluation.verdicts import advice, compare_sides, gate, in_words, verdict
from drafter.model import Comparison, to_json

from .samples import result

GUARDED = ("figure_recall", "unsupported")


def of(version: str, scores: Mapping[int, Mapping[str, float]]) -> Side:
    made = [result(f"c{n:02}", f"r{n:02}", version, 0, **one) for n, one in scores.items()]
    return side(made, version)


def flat(version: str, cases: int = 16, **scores: float) -> Side:
    return of(version, dict.fromkeys(range(cases), scores))


def row(rows: tuple[Comparison, ...], metric: str) -> Comparison:
    return next(one for one in rows if one.metric == metric)


@pytest.mark.parametrize(
    ("low", "high", "p", "direction", "said"),
    [
        (0.05, 0.2, 0.01, 1, "better"),
        (0.05, 0.2, 0.01, -1, "worse"),
        (0.05, 0.2, 0.01, 0, "higher"),
        (-0.2, -0.05, 0.01, 1, "worse"),
        (0.05, 0.2, 0.2, 1, "undecided"),
        (-0.05, 0.2, 0.01, 1, "undecided"),
        (-0.02, 0.01, 0.5, 1, "same"),
        (None, None, None, 1, "none"),
    ],
)
def test_verdicts(low: float | None, high: float | None, p: float | None, direction: int, said: str) -> None:
    assert verdict(low, high, p, direction=direction, margin=0.03) == said


def test_a_clear_gain_is_better_and_a_clear_loss_worse() -> None:
    a = of("draft_section@v1#a", {n: {"fact_coverage": 0.6 + n % 3 * 0.01, "unsupported": 0.0} for n in range(16)})
    b = of(
        "draft_section@v2#b", {n: {"fact_coverage": 0.8 + n % 4 * 0.01, "unsupported": 1.0 + n % 2} for n in range(16)}
    )
    rows = compare_sides(a, b, primary="fact_coverage", guarded=GUARDED)
    assert rows[0].metric == "fact_coverage" and rows[0].verdict == "better" and rows[0].p_holm is None
    bad = row(rows, "unsupported")
    assert bad.verdict == "worse" and bad.p_holm is not None and bad.difference == pytest.approx(1.5)
    assert to_json(rows)
    back = compare_sides(b, a, primary="fact_coverage", guarded=GUARDED)
    assert back[0].verdict == "worse" and row(back, "unsupported").verdict == "better"


def test_undecided_says_how_many_cases_would_settle_it() -> None:
    a = of("draft_section@v1#a", {n: {"fact_coverage": 0.5 + n % 5 * 0.1} for n in range(12)})
    b = of("draft_section@v2#b", {n: {"fact_coverage": 0.5 + (n * 7) % 5 * 0.1} for n in range(12)})
    one = compare_sides(a, b, primary="fact_coverage", guarded=())[0]
    assert one.verdict == "undecided" and one.more_cases is not None and one.more_cases > 50
    assert in_words(one) == f"未定：约再有 {one.more_cases} 个用例可以判定 0.03 的差异"


def test_pass_or_fail_goes_by_mcnemar() -> None:
    a = of("draft_section@v1#a", {n: {"clean": 0.0} for n in range(7)})
    b = of("draft_section@v2#b", {n: {"clean": float(n > 0)} for n in range(7)})
    one = row(compare_sides(a, b, primary="fact_coverage", guarded=()), "clean")
    assert one.p == pytest.approx(2 / 64) and (one.gains, one.losses) == (6, 0)


def test_sides_without_common_cases_cannot_be_compared() -> None:
    a, b = flat("draft_section@v1#a", fact_coverage=1.0), of("draft_section@v2#b", {99: {"fact_coverage": 1.0}})
    with pytest.raises(EvalError, match="没有共同的用例"):
        compare_sides(a, b, primary="fact_coverage", guarded=())


def test_a_gate_opens_for_the_same_and_closes_for_worse() -> None:
    before = flat("draft_section@v1#a", fact_coverage=0.9, figure_recall=0.9, unsupported=0.0)
    assert gate(before, before, primary="fact_coverage", guarded=GUARDED).worse == ()
    worse = flat("draft_section@v1#b", fact_coverage=0.8, figure_recall=0.9, unsupported=0.0)
    assert "fact_coverage 变差" in gate(before, worse, primary="fact_coverage", guarded=GUARDED).worse[0]
    within = flat("draft_section@v1#b", fact_coverage=0.88, figure_recall=0.9, unsupported=0.0)
    assert gate(before, within, primary="fact_coverage", guarded=GUARDED).worse == ()


def test_one_unsupported_figure_more_closes_the_gate() -> None:
    before = flat("draft_section@v1#a", fact_coverage=0.9, unsupported=0.0)
    after = of("draft_section@v1#b", {n: {"fact_coverage": 0.9, "unsupported": float(n == 3)} for n in range(16)})
    found = gate(before, after, primary="fact_coverage", guarded=GUARDED)
    assert found.worse == ("c03 的 unsupported 由 0 增为 1",)


def test_a_gate_that_cannot_judge_says_so() -> None:
    before = flat("draft_section@v1#a", fact_coverage=0.9)
    with pytest.raises(EvalError, match="用例不一致"):
        gate(before, flat("draft_section@v1#b", 15, fact_coverage=0.9), primary="fact_coverage", guarded=GUARDED)
    first, *rest = before.results
    failed = replace(before, results=(replace(first, failure="模型没有答复", text=None, scores=()), *rest))
    with pytest.raises(EvalError, match="模型没有答复"):
        gate(before, failed, primary="fact_coverage", guarded=GUARDED)


def test_undecided_passes_and_is_told() -> None:
    a = of("draft_section@v1#a", {n: {"fact_coverage": 0.5 + n % 5 * 0.1} for n in range(12)})
    b = of("draft_section@v1#b", {n: {"fact_coverage": 0.5 + (n * 7) % 5 * 0.1} for n in range(12)})
    found = gate(a, b, primary="fact_coverage", guarded=())
    assert found.worse == () and "fact_coverage：未定" in found.undecided[0]


def test_advice_weighs_cases_against_samples() -> None:
    rng = np.random.default_rng(3)

    def noisy(version: str) -> Side:
        made = [
            result(f"c{n:02}", f"r{n:02}", version, k, fact_coverage=float(rng.normal(0.8, 0.2)))
            for n in range(30)
            for k in range(3)
        ]
        return side(made, version)

    said = advice(noisy("draft_section@v1#a"), noisy("draft_section@v2#b"), "fact_coverage", 0.05)
    assert said is not None
    three, six = (int(found) for found in re.findall(r"约需 (\d+) 个", said))
    assert three > six > 0
    once = flat("draft_section@v1#a", fact_coverage=0.5)
    assert advice(once, once, "fact_coverage", 0.05) is None


def test_an_interval_without_nought_is_no_matter_of_more_cases() -> None:
    from .test_report_plot import row

    beside = row("x", 0.2, 0.1, 0.3, p=0.004, p_holm=0.06, more_cases=0)
    assert in_words(beside) == "未定：区间不含 0，但校正后的 p 未到 0.05"
    assert in_words(replace(beside, p_holm=None)) == "未定：区间不含 0，但 p 未到 0.05"
    # how many cases would settle it is said in any event
    assert in_words(replace(beside, more_cases=99)).endswith("0.05；约再有 99 个用例可以判定 0.1 的差异")
    assert in_words(replace(beside, low=-0.1, more_cases=99)) == "未定：约再有 99 个用例可以判定 0.1 的差异"
