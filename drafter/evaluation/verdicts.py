"""Verdicts: two sides' results → one Comparison a metric, in words; and whether a gate opens."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, Protocol

import numpy as np

from ..errors import EvalError
from ..model import Comparison
from .comparison import (
    RESAMPLES,
    Paired,
    cases_needed,
    detectable,
    holm,
    mcnemar,
    more_cases,
    paired,
    variance_split,
)
from .metrics import METRICS
from .results import Side

ALPHA = 0.05
WORDS = {
    "better": "更好",
    "worse": "更差",
    "higher": "更高",
    "lower": "更低",
    "same": "无差别",
    "undecided": "未定",
    "none": "无法判断",
}


class Measured(Protocol):
    """What a comparison needs to know of a metric (`metrics.Metric`, and those of other suites)."""

    @property
    def name(self) -> str:
        """Its name in results."""

    @property
    def direction(self) -> int:
        """1 where higher is better, -1 where lower is, 0 where neither."""

    @property
    def margin(self) -> float:
        """Differences within this are no difference."""

    @property
    def binary(self) -> bool:
        """Whether McNemar's test applies."""


Call = Literal["better", "worse", "higher", "lower", "same", "undecided", "none"]


def compare_sides(
    a: Side, b: Side, *, primary: str, guarded: Sequence[str], metrics: Sequence[Measured] = METRICS,
    resamples: int = RESAMPLES, seed: int = 0,
) -> tuple[Comparison, ...]:  # fmt: skip
    """Return one comparison a metric over the cases both sides have, the primary metric first.

    The primary metric stands alone; the guarded ones are adjusted after Holm among themselves. Raises EvalError when
    the sides share no case.
    """
    cases = tuple(case for case in a.cases if case in set(b.cases))
    if not cases:
        raise EvalError(f"{a.label} 与 {b.label} 没有共同的用例，无法比较；请用同一批用例各跑一次")
    reports = [a.reports[case] for case in cases]
    rows: list[tuple[Measured, Comparison]] = []
    for metric in metrics:
        left, right = a.means(metric.name, cases), b.means(metric.name, cases)
        found = paired(left, right, reports, resamples=resamples, seed=seed)
        if found.cases == 0:
            continue
        out = tuple(c for c, x, y in zip(cases, left, right, strict=True) if math.isnan(x) or math.isnan(y))
        p = _binary_p(a, b, metric.name, cases) if metric.binary else found.p
        rows.append((metric, _row(metric, a, b, replace(found, p=p), out)))
    family = [row.metric for _, row in rows if row.metric in guarded and row.metric != primary]
    adjusted = dict(zip(family, holm([_p(row) for _, row in rows if row.metric in family]), strict=True))
    judged = [_judged(metric, row, adjusted.get(row.metric)) for metric, row in rows]
    return tuple(sorted(judged, key=lambda row: (row.metric != primary, row.metric not in guarded)))


def in_words(row: Comparison) -> str:
    """Return the verdict of ``row`` as people read it, with the cases that would settle it."""
    word = WORDS[row.verdict]
    if row.verdict != "undecided" or not row.margin:
        return word
    why = []
    if row.low is not None and row.high is not None and row.low * row.high > 0:
        why.append(f"区间不含 0，但{'校正后的 p' if row.p_holm is not None else ' p'} 未到 {ALPHA:g}")
    if row.more_cases == 0 and not why:
        why.append(f"用例数已够，差异仍在 ±{row.margin:g} 边上")
    if row.more_cases:
        why.append(f"约再有 {row.more_cases} 个用例可以判定 {row.margin:g} 的差异")
    return f"{word}：{'；'.join(why)}" if why else word


def advice(a: Side, b: Side, metric: str, margin: float) -> str | None:
    """Return whether more cases or more samples would settle ``margin``, from the spread between and within cases.

    None with fewer than two samples of each case on either side.
    """
    left, right = a.samples(metric), b.samples(metric)
    cases = [
        case for case in left if case in right and not any(math.isnan(value) for value in (*left[case], *right[case]))
    ]
    times = min((len(one[case]) for case in cases for one in (left, right)), default=0)
    if times < 2 or len(cases) < 2:
        return None
    table_a, table_b = (np.array([one[case][:times] for case in cases]) for one in (left, right))
    omega2, sigma2_a, sigma2_b = variance_split(table_a, table_b)
    needed = [cases_needed(omega2, sigma2_a, sigma2_b, k, margin) for k in (times, times * 2)]
    return (
        f"要判定 {margin:g} 的差异：每例 {times} 次约需 {needed[0]} 个用例，每例 {times * 2} 次约需 {needed[1]} 个"
        f"（用例之间的方差 {omega2:.2g}，同一用例多次之间 {sigma2_a:.2g}、{sigma2_b:.2g}）"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Whether a change may pass, and why not."""

    worse: tuple[str, ...]
    """Regressions, one line each; none means that the gate is open."""
    undecided: tuple[str, ...]
    """What could not be decided: printed, not held against anyone."""
    comparisons: tuple[Comparison, ...]
    """All metrics."""


def gate(baseline: Side, now: Side, *, primary: str, guarded: Sequence[str]) -> Gate:
    """Return whether ``now`` may take the place of ``baseline``.

    Worse is: a guarded metric (Holm-adjusted) or the primary one whose whole interval lies beyond its margin on the bad
    side, or one more unsupported, stale or swapped figure than the baseline had in any case. Raises EvalError when it
    cannot be judged: other cases than the baseline's, or a case all of whose samples failed.
    """
    if set(baseline.cases) != set(now.cases):
        odd = sorted(set(baseline.cases) ^ set(now.cases))
        raise EvalError(
            f"用例不一致（{'、'.join(odd[:3])} 等 {len(odd)} 个），无法判断；请用同一批用例重跑，或更新基线"
        )
    lost = sorted(set(now.cases) - {one.case for one in now.results if one.failure is None})
    if lost:
        why = next(one.failure for one in now.failures if one.case == lost[0])
        raise EvalError(f"{len(lost)} 个用例没有结果（{lost[0]}：{why}），无法判断；请先排除失败")
    rows = compare_sides(baseline, now, primary=primary, guarded=guarded)
    watched = [row for row in rows if row.metric == primary or row.metric in guarded]
    worse = [_regression(row) for row in watched if _regressed(row)]
    worse += _more_wrong(baseline, now)
    undecided = tuple(f"{row.metric}：{in_words(row)}" for row in watched if row.verdict == "undecided")
    return Gate(worse=tuple(worse), undecided=undecided, comparisons=rows)


def _row(metric: Measured, a: Side, b: Side, found: Paired, out: tuple[str, ...]) -> Comparison:
    return Comparison(
        metric=metric.name, a=a.label, b=b.label, mean_a=found.mean_a, mean_b=found.mean_b,
        difference=found.difference, low=_known(found.low), high=_known(found.high), p=_known(found.p),
        cases=found.cases, clusters=found.clusters, verdict="none", detectable=_known(detectable(found.error)),
        more_cases=more_cases(found, metric.margin), gains=found.gains, losses=found.losses, left_out=out,
        direction=metric.direction, margin=metric.margin,
    )  # fmt: skip


def _judged(metric: Measured, row: Comparison, p_holm: float | None) -> Comparison:
    known = None if p_holm is None or math.isnan(p_holm) else p_holm
    p = row.p if known is None else known
    call = verdict(row.low, row.high, p, direction=metric.direction, margin=metric.margin)
    settled = call not in ("undecided",)
    return replace(row, p_holm=known, verdict=call, more_cases=None if settled else row.more_cases)


def verdict(low: float | None, high: float | None, p: float | None, *, direction: int, margin: float) -> Call:
    """Return the verdict on an interval of B minus A: a difference only where interval and p agree."""
    if low is None or high is None or p is None:
        return "none"
    if -margin <= low and high <= margin:
        return "same"
    if p > ALPHA or low <= 0 <= high:
        return "undecided"
    up = low > 0
    if direction == 0:
        return "higher" if up else "lower"
    return "better" if up == (direction > 0) else "worse"


def _binary_p(a: Side, b: Side, metric: str, cases: Sequence[str]) -> float:
    left, right = a.means(metric, cases), b.means(metric, cases)
    known = [(x >= 0.5, y >= 0.5) for x, y in zip(left, right, strict=True) if not (math.isnan(x) or math.isnan(y))]
    return mcnemar([x for x, _ in known], [y for _, y in known])[0]


def _regressed(row: Comparison) -> bool:
    if row.low is None or row.high is None or row.p is None:
        return False
    bad_end = row.high if row.direction > 0 else -row.low
    p = row.p if row.p_holm is None else row.p_holm
    return row.direction != 0 and bad_end < -row.margin and p <= ALPHA


def _regression(row: Comparison) -> str:
    change = f"{row.mean_a:.3f} → {row.mean_b:.3f}"
    return f"{row.metric} 变差：{change}（差 {row.difference:+.3f}，区间 {row.low:+.3f}～{row.high:+.3f}）"


def _more_wrong(baseline: Side, now: Side) -> list[str]:
    """Return the cases in which a figure more than before has no support, by the worst sample of each side."""
    found = []
    for metric in ("unsupported", "stale", "swapped"):
        before, after = baseline.samples(metric), now.samples(metric)
        for case in now.cases:
            was = max((value for value in before[case] if not math.isnan(value)), default=0.0)
            is_now = max((value for value in after[case] if not math.isnan(value)), default=0.0)
            if is_now > was:
                found.append(f"{case} 的 {metric} 由 {was:g} 增为 {is_now:g}")
    return found


def _p(row: Comparison) -> float:
    return math.nan if row.p is None else row.p


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value
