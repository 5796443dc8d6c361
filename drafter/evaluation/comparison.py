"""Is B better than A, or is it noise? Pure numbers: no file, no clock, no name of a metric.

The unit is the case, never the call: samples are averaged first, then differences are taken case by case. Cases of one
report share its luck, so whole reports are resampled and flipped. The interval is Hesterberg's expanded percentile
(The American Statistician 69:4, 2015): the tail is Φ(−t·√(n/(n−1))) and not 2.5 %, which makes it as wide as Student's
interval and lets it follow skew. Numbers needed are after Miller 2024 (arXiv 2411.00640).
"""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .distributions import NORMAL, coin_p, t_quantile

Numbers = NDArray[np.float64]
RESAMPLES = 9_999
EXACT_UNITS = 13
"""Up to this many reports all sign flips are tried; beyond, as many as there are resamples."""
FEW_UNITS = 8
"""Below this many reports resampling cannot reach far enough: the interval is never narrower than Student's."""
KEPT_UNITS = 100
"""Up to this many reports the draws are kept and serve every metric; above, they would fill the memory."""
POWER = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """What one paired comparison says; NaN where it can say nothing."""

    cases: int
    """Cases with a value on both sides."""
    clusters: int
    """Reports they come from."""
    mean_a: float
    """Mean over cases."""
    mean_b: float
    """Mean over cases."""
    difference: float
    """Mean of B minus A."""
    low: float
    """Lower end of the interval; NaN with fewer than two reports."""
    high: float
    """Upper end of the interval."""
    p: float
    """Two-sided sign-flip p-value."""
    error: float
    """Standard error of ``difference``, reports as units."""
    gains: int
    """Cases in which B is higher."""
    losses: int
    """Cases in which B is lower."""


def paired(
    a: Sequence[float] | Numbers,
    b: Sequence[float] | Numbers,
    clusters: Sequence[object] | None = None,
    *,
    level: float = 0.95,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Paired:
    """Return the comparison of per-case means ``a`` and ``b``, paired by place; NaN on either side leaves a case out.

    ``clusters`` names the report of each case; None means that each case is its own.
    """
    left, right = np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64)
    names = list(clusters) if clusters is not None else list(range(len(left)))
    if not len(left) == len(right) == len(names):
        raise ValueError("a, b and clusters differ in length")
    kept = ~(np.isnan(left) | np.isnan(right))
    left, right = left[kept], right[kept]
    names = [name for name, keep in zip(names, kept, strict=True) if keep]
    d = right - left
    sums, sizes = _by_cluster(d, names)
    cases, units = len(d), len(sums)
    difference = float(d.mean()) if cases else math.nan
    low, high = interval(sums, sizes, level=level, resamples=resamples, seed=seed)
    return Paired(
        cases=cases,
        clusters=units,
        mean_a=float(left.mean()) if cases else math.nan,
        mean_b=float(right.mean()) if cases else math.nan,
        difference=difference,
        low=low,
        high=high,
        p=sign_flip(sums, resamples=resamples, seed=seed) if units >= 2 else math.nan,
        error=standard_error(sums, sizes),
        gains=int((d > 1e-12).sum()),
        losses=int((d < -1e-12).sum()),
    )


def mean_of(
    values: Sequence[float] | Numbers, clusters: Sequence[object], *, level: float = 0.95, resamples: int = RESAMPLES
) -> tuple[float, float, float]:
    """Return the mean of ``values`` (shares between 0 and 1) with its interval, whole clusters drawn anew.

    Where all are 0 or all are 1 nothing can be resampled: the open end is then the exact binomial one, with a cluster
    for a trial. NaN without values.
    """
    known = np.asarray(values, dtype=np.float64)
    sums, sizes = _by_cluster(known, list(clusters))
    if not len(known):
        return math.nan, math.nan, math.nan
    mean = float(known.mean())
    if mean in (0.0, 1.0):
        far = (0.5 - level / 2) ** (1 / len(sums))
        return (mean, far, 1.0) if mean else (mean, 0.0, 1.0 - far)
    low, high = interval(sums, sizes, level=level, resamples=resamples)
    return mean, max(0.0, low), min(1.0, high)


def interval(
    sums: Numbers, sizes: Numbers, *, level: float = 0.95, resamples: int = RESAMPLES, seed: int = 0
) -> tuple[float, float]:
    """Return the interval of Σsums/Σsizes when units are drawn anew; NaN with fewer than two units.

    ``sums`` holds each unit's sum of differences, ``sizes`` its number of cases. A constant difference has no width.
    """
    units = len(sums)
    if units < 2:
        return math.nan, math.nan
    mean = float(sums.sum() / sizes.sum())
    error = standard_error(sums, sizes)
    if error <= 1e-12 * max(1.0, abs(mean)):
        return mean, mean
    t = t_quantile(0.5 + level / 2, units - 1)
    tail = NORMAL.cdf(-t * math.sqrt(units / (units - 1)))
    means = _resampled(sums, sizes, resamples, seed)
    low, high = (float(one) for one in np.quantile(means, [tail, 1.0 - tail]))
    if units < FEW_UNITS:
        low, high = min(low, mean - t * error), max(high, mean + t * error)
    return low, high


def standard_error(sums: Numbers, sizes: Numbers) -> float:
    """Return the standard error of Σsums/Σsizes with units as a whole; NaN with fewer than two."""
    units = len(sums)
    if units < 2:
        return math.nan
    left_over = sums - sums.sum() / sizes.sum() * sizes
    return math.sqrt(units / (units - 1) * float((left_over**2).sum())) / float(sizes.sum())


def sign_flip(sums: Numbers, *, resamples: int = RESAMPLES, seed: int = 0) -> float:
    """Return the two-sided p-value of the sum when the sign of each unit is a coin; exact for few units."""
    observed = abs(float(sums.sum()))
    bar = observed - 1e-9 * max(1.0, float(np.abs(sums).sum()))
    if len(sums) <= EXACT_UNITS:
        return float(np.mean(np.abs(_all_signs(len(sums)) @ sums) >= bar))
    hits = int((np.abs(_flipped(sums, resamples, seed)) >= bar).sum())
    return (1 + hits) / (1 + resamples)


def mcnemar(a: Sequence[bool], b: Sequence[bool]) -> tuple[float, int, int]:
    """Return McNemar's exact p-value for pass/fail pairs, with how many only B passes and how many only A."""
    gains = sum(1 for was, now in zip(a, b, strict=True) if now and not was)
    losses = sum(1 for was, now in zip(a, b, strict=True) if was and not now)
    return coin_p(gains, losses), gains, losses


def holm(ps: Sequence[float]) -> tuple[float, ...]:
    """Return ``ps`` adjusted after Holm, in their own order; a NaN stays NaN and counts for nothing."""
    known = sorted((p, place) for place, p in enumerate(ps) if not math.isnan(p))
    adjusted, top = [math.nan] * len(ps), 0.0
    for rank, (p, place) in enumerate(known):
        top = max(top, min(1.0, p * (len(known) - rank)))
        adjusted[place] = top
    return tuple(adjusted)


def detectable(error: float, *, level: float = 0.95, power: float = POWER) -> float:
    """Return the smallest difference that is seen with ``power`` when the standard error is ``error``."""
    return _reach(level, power) * error


def cases_needed(
    omega2: float, sigma2_a: float, sigma2_b: float, samples: int, delta: float, *,
    level: float = 0.95, power: float = POWER,
) -> int:  # fmt: skip
    """Return how many cases show a difference of ``delta`` with ``power``.

    ``omega2`` is the variance of the true difference between cases, the sigmas those of one call within a case.
    """
    spread = omega2 + (sigma2_a + sigma2_b) / samples
    return math.ceil(_reach(level, power) ** 2 * spread / delta**2 - 1e-9)


def more_cases(found: Paired, delta: float, *, level: float = 0.95, power: float = POWER) -> int | None:
    """Return how many more cases like these would settle a difference of ``delta``; None where that cannot be told."""
    if math.isnan(found.error) or delta <= 0:
        return None
    # what is known of one case with its report's share: spread² = error² × cases
    total = cases_needed(found.error**2 * found.cases, 0.0, 0.0, 1, delta, level=level, power=power)
    return max(0, total - found.cases)


def variance_split(a: Numbers, b: Numbers) -> tuple[float, float, float]:
    """Return ω², σ²_A, σ²_B from samples of shape (cases, samples): between cases, and within one for each side.

    NaN where there are fewer than two cases or samples. Needed for saying whether cases or samples would help.
    """
    if min(a.shape[0], a.shape[1], b.shape[1]) < 2:
        return math.nan, math.nan, math.nan
    within_a, within_b = float(a.var(axis=1, ddof=1).mean()), float(b.var(axis=1, ddof=1).mean())
    spread = float((b.mean(axis=1) - a.mean(axis=1)).var(ddof=1))
    return max(0.0, spread - within_a / a.shape[1] - within_b / b.shape[1]), within_a, within_b


def false_alarms(
    d: Sequence[float] | Numbers, clusters: Sequence[object], *, trials: int = 400, resamples: int = 999, seed: int = 0
) -> float:
    """Return how often the comparison cries wolf when there is none: labels are swapped report by report.

    Each trial gives every report's differences a random sign, so that the true difference is 0 by construction, and
    asks whether the verdict (interval without 0, p ≤ .05) would be a difference. NaN with fewer than two reports.
    """
    sums, sizes = _by_cluster(np.asarray(d, dtype=np.float64), list(clusters))
    if len(sums) < 2:
        return math.nan
    rng = np.random.default_rng(seed)
    alarms = 0
    for _ in range(trials):
        flipped = sums * rng.choice(np.array([-1.0, 1.0]), size=len(sums))
        low, high = interval(flipped, sizes, resamples=resamples, seed=seed)
        alarms += (low > 0 or high < 0) and sign_flip(flipped, resamples=resamples, seed=seed) <= 0.05
    return alarms / trials


def _reach(level: float, power: float) -> float:
    return NORMAL.inv_cdf(0.5 + level / 2) + NORMAL.inv_cdf(power)


def _by_cluster(d: Numbers, names: Sequence[object]) -> tuple[Numbers, Numbers]:
    """Return each cluster's sum of differences and its size, clusters in the order of first sight."""
    places: dict[Any, int] = {}
    index = np.array([places.setdefault(name, len(places)) for name in names], dtype=np.intp)
    sums = np.zeros(len(places), dtype=np.float64)
    np.add.at(sums, index, d)
    return sums, np.bincount(index, minlength=len(places)).astype(np.float64)


def _resampled(sums: Numbers, sizes: Numbers, resamples: int, seed: int) -> Numbers:
    """Return Σsums/Σsizes of each resample."""
    units = len(sums)
    if units <= KEPT_UNITS:
        draws = _draws(units, resamples, seed)
        return np.asarray((draws @ sums) / (draws @ sizes))
    rng, parts = np.random.default_rng([seed, units]), []
    for size in _chunks(resamples):
        chosen = rng.integers(0, units, size=(size, units), dtype=np.int32)
        parts.append(sums[chosen].sum(axis=1) / sizes[chosen].sum(axis=1))
    return np.concatenate(parts)


def _flipped(sums: Numbers, resamples: int, seed: int) -> Numbers:
    """Return the sum after each random flip of signs."""
    if len(sums) <= KEPT_UNITS:
        return np.asarray(_some_signs(len(sums), resamples, seed) @ sums)
    rng, parts = np.random.default_rng([seed, len(sums), 1]), []
    for size in _chunks(resamples):
        parts.append(rng.integers(0, 2, size=(size, len(sums)), dtype=np.int8) @ (2.0 * sums) - sums.sum())
    return np.concatenate(parts)


def _chunks(resamples: int) -> list[int]:
    whole, rest = divmod(resamples, 500)
    return [500] * whole + [rest] * bool(rest)


@functools.lru_cache(maxsize=32)
def _draws(units: int, resamples: int, seed: int) -> Numbers:
    """Return how often each unit is drawn in each resample: the same draws serve every metric."""
    rng = np.random.default_rng([seed, units])
    return rng.multinomial(units, np.full(units, 1.0 / units), size=resamples).astype(np.float64)


@functools.lru_cache(maxsize=16)
def _all_signs(units: int) -> Numbers:
    flips = (np.arange(2**units)[:, None] >> np.arange(units)) & 1
    return 1.0 - 2.0 * flips.astype(np.float64)


@functools.lru_cache(maxsize=32)
def _some_signs(units: int, resamples: int, seed: int) -> Numbers:
    rng = np.random.default_rng([seed, units, 1])
    return 1.0 - 2.0 * rng.integers(0, 2, size=(resamples, units)).astype(np.float64)
