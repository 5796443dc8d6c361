"""A/A: a version against itself. A comparison that cries wolf when nothing has changed is worth nothing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import EvalError
from .comparison import Numbers, false_alarms, paired
from .results import Side

ALLOWED = 0.055
"""False alarms that are as good as the promised 5 %."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarms:
    """How often one metric alarmed."""

    metric: str
    """Its name."""
    alarms: float
    """Share of the trials."""
    clusters: int
    """Reports."""
    trials: int
    """How many trials."""
    how: str
    """What was done, in Chinese."""

    @property
    def too_many(self) -> bool:
        """Whether the share is above what is allowed by more than chance (two standard errors)."""
        return self.alarms > ALLOWED + 2 * math.sqrt(ALLOWED * (1 - ALLOWED) / self.trials)


def self_check(
    one: Side, other: Side | None, metrics: Sequence[str], *, trials: int = 400, seed: int = 0
) -> tuple[Alarms, ...]:
    """Return the false alarms of each metric.

    With two samples or more, each trial splits the samples of every case at random into two sides. With one sample
    ``other`` is needed: its differences to ``one`` get random signs, report by report, so that no difference is left.
    Raises EvalError when neither is to be had.
    """
    rng = np.random.default_rng(seed)
    found = []
    for metric in metrics:
        samples = one.samples(metric)
        cases = [case for case, values in samples.items() if not any(math.isnan(value) for value in values)]
        reports = [one.reports[case] for case in cases]
        if not cases:
            continue
        enough = min(len(samples[case]) for case in cases) >= 2
        if not enough and other is None:
            raise EvalError("每个用例只有一次结果，无法自比；请用 --samples 2 以上重跑，或再给一个版本")
        if enough:
            table = np.array([samples[case][: min(len(samples[c]) for c in cases)] for case in cases])
            share = sum(_alarms(table, reports, rng) for _ in range(trials)) / trials
            how = f"{table.shape[1]} 次结果随机对分"
        else:
            assert other is not None
            d = other.means(metric, cases) - one.means(metric, cases)
            known = ~np.isnan(d)
            reports = [name for name, keep in zip(reports, known, strict=True) if keep]
            share = false_alarms(d[known], reports, trials=trials, seed=seed)
            how = "与另一版本的差异按报告随机换号"
        if not math.isnan(share):
            found.append(Alarms(metric=metric, alarms=share, clusters=len(set(reports)), trials=trials, how=how))
    return tuple(found)


def _alarms(table: Numbers, reports: Sequence[str], rng: np.random.Generator) -> bool:
    """Return whether a random split of the samples of every case is taken for a difference."""
    mixed = rng.permuted(table, axis=1)
    half = table.shape[1] // 2
    got = paired(mixed[:, :half].mean(axis=1), mixed[:, half : 2 * half].mean(axis=1), reports, resamples=999)
    return (got.low > 0 or got.high < 0) and got.p <= 0.05
