from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.evaluation.comparison import (
    cases_needed,
    detectable,
    false_alarms,
    holm,
    interval,
    mcnemar,
    mean_of,
    more_cases,
    paired,
    sign_flip,
    standard_error,
    variance_split,
)
from drafter.evaluation.distributions import NORMAL, t_quantile

SCORES = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=2, max_size=20)


def some(n: int, seed: int = 3) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    a = rng.beta(6, 2, n)
    return a, np.clip(a + rng.normal(0.05, 0.1, n), 0, 1)


@settings(max_examples=40, deadline=None)
@given(SCORES)
def test_swapping_the_sides_negates(scores: list[tuple[float, float]]) -> None:
    a, b = zip(*scores, strict=True)
    one, other = paired(a, b, resamples=499), paired(b, a, resamples=499)
    assert one.difference == pytest.approx(-other.difference, abs=1e-12)
    assert one.p == pytest.approx(other.p)
    assert (one.gains, one.losses) == (other.losses, other.gains)
    assert one.low == pytest.approx(-other.high, abs=1e-9)


def test_one_cluster_a_case_is_no_clusters() -> None:
    a, b = some(17)
    assert paired(a, b) == paired(a, b, [f"r{n}" for n in range(17)])


def test_a_report_is_one_unit_however_often_it_is_cut() -> None:
    a, b = some(12)
    once = paired(a, b)
    cut = paired(np.repeat(a, 5), np.repeat(b, 5), np.repeat(np.arange(12), 5).tolist())
    assert (cut.cases, cut.clusters) == (60, 12)
    assert cut.error == pytest.approx(once.error)
    assert (cut.low, cut.high, cut.p) == pytest.approx((once.low, once.high, once.p))
    naive = paired(np.repeat(a, 5), np.repeat(b, 5))
    assert naive.high - naive.low < (cut.high - cut.low) / 2


def test_standard_error_and_width_are_those_of_students_interval() -> None:
    a, b = some(40)
    d = b - a
    assert standard_error(d, np.ones(40)) == pytest.approx(float(d.std(ddof=1)) / math.sqrt(40))
    found = paired(a, b)
    wide = 2 * t_quantile(0.975, 39) * found.error
    assert found.high - found.low == pytest.approx(wide, rel=0.06)


def test_student_and_scipy_agree() -> None:
    stats = pytest.importorskip("scipy.stats")
    a, b = some(25)
    test = stats.ttest_1samp(b - a, 0)
    low, high = test.confidence_interval()
    found = paired(a, b)
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.004)
    for n in (6, 9, 13):
        d = (b - a)[:n]
        exact = stats.permutation_test((d,), np.mean, permutation_type="samples", n_resamples=np.inf)
        assert sign_flip(d) == pytest.approx(exact.pvalue)


def test_sign_flips_are_counted_exactly_for_few_units() -> None:
    assert sign_flip(np.array([1.0, 1.0, 1.0, 1.0, 1.0])) == pytest.approx(2 / 32)
    assert sign_flip(np.array([3.0, -1.0])) == pytest.approx(1.0)
    assert sign_flip(np.zeros(4)) == 1.0
    many = np.ones(30)
    assert sign_flip(many) == pytest.approx(1 / 10_000)


def test_few_units_are_never_narrower_than_student() -> None:
    d = np.array([0.1, 0.2, -0.05, 0.3])
    low, high = interval(d, np.ones(4))
    reach = t_quantile(0.975, 3) * standard_error(d, np.ones(4))
    assert low <= d.mean() - reach + 1e-12
    assert high >= d.mean() + reach - 1e-12


def test_guards() -> None:
    lone = paired([0.5, 0.7], [0.6, 0.9], ["r", "r"])
    assert lone.clusters == 1 and lone.difference == pytest.approx(0.15)
    assert all(math.isnan(value) for value in (lone.low, lone.high, lone.p, lone.error))
    constant = paired([0.5] * 8, [0.6] * 8)
    assert (constant.low, constant.high) == pytest.approx((0.1, 0.1))
    nothing = paired([], [])
    assert nothing.cases == 0 and math.isnan(nothing.difference)
    holes = paired([0.5, math.nan, 0.7, 0.9], [0.5, 0.5, 0.8, math.nan])
    assert holes.cases == 2 and holes.difference == pytest.approx(0.05)
    with pytest.raises(ValueError, match="length"):
        paired([0.1], [0.1, 0.2])


def test_mcnemar_counts_who_changed() -> None:
    p, gains, losses = mcnemar([True] * 10 + [False] * 8, [True] * 9 + [False] + [True] * 7 + [False])
    assert (gains, losses) == (7, 1)
    assert p == pytest.approx(2 * 9 / 256)


def test_holm_steps_down_and_leaves_the_unknown_out() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx((0.03, 0.06, 0.06))
    with_hole = holm([0.01, math.nan, 0.04])
    assert with_hole[0] == pytest.approx(0.02) and math.isnan(with_hole[1]) and with_hole[2] == pytest.approx(0.04)
    assert holm([0.6, 0.9]) == pytest.approx((1.0, 1.0))


@pytest.mark.parametrize(("delta", "k", "published"), [(0.03, 1, 513), (0.05, 3, 62), (0.10, 5, 10), (0.03, 5, 103)])
def test_cases_needed_are_those_of_the_published_table(delta: float, k: int, published: int) -> None:
    # the table's metric: no spread between cases; its σ² is what 513 cases at k = 1 and δ = 0.03 imply
    reach = (NORMAL.inv_cdf(0.975) + NORMAL.inv_cdf(0.8)) ** 2
    sigma2 = 513 * 0.03**2 / reach / 2
    assert cases_needed(0.0, sigma2, sigma2, k, delta) == pytest.approx(published, abs=1)


def test_more_cases_would_settle_it() -> None:
    a, b = some(20)
    found = paired(a, b)
    more = more_cases(found, 0.03)
    assert more is not None and more > 0
    # with that many cases the margin is just what can be seen
    scaled = found.error * math.sqrt(found.cases / (found.cases + more))
    assert detectable(scaled) == pytest.approx(0.03, rel=0.05)
    assert more_cases(paired([0.1], [0.2]), 0.03) is None


def test_variance_splits_into_cases_and_calls() -> None:
    rng = np.random.default_rng(5)
    true = rng.normal(0, 0.1, 20_000)[:, None]
    a = rng.normal(0.5, 0.2, (20_000, 3))
    b = 0.5 + true + rng.normal(0, 0.2, (20_000, 3))
    omega2, within_a, within_b = variance_split(a, b)
    assert (omega2, within_a, within_b) == pytest.approx((0.01, 0.04, 0.04), rel=0.15)
    assert all(math.isnan(value) for value in variance_split(a[:, :1], b[:, :1]))


def bounded(rng: np.random.Generator, n: int) -> np.ndarray:
    share = rng.beta(6, 2, n)
    return (rng.binomial(6, share, (3, n)) - rng.binomial(6, share, (3, n))).mean(axis=0) / 6


def rare(rng: np.random.Generator, n: int) -> np.ndarray:
    rate = rng.gamma(0.5, 0.6, n)
    return (rng.poisson(rate, (3, n)) - rng.poisson(rate, (3, n))).mean(axis=0)


def coverage(draw: Callable[[np.random.Generator, int], np.ndarray], n: int, trials: int) -> float:
    rng = np.random.default_rng([n, trials])
    hits = 0
    for trial in range(trials):
        low, high = interval(draw(rng, n), np.ones(n), resamples=999, seed=trial % 20)
        hits += low <= 1e-12 and high >= -1e-12
    return hits / trials


def test_intervals_hold_what_they_promise_in_short() -> None:
    assert 0.92 <= coverage(bounded, 20, 600) <= 0.98


@pytest.mark.slow
@pytest.mark.parametrize("draw", [bounded, rare])
@pytest.mark.parametrize("n", [12, 20, 40, 80])
def test_intervals_hold_what_they_promise(draw: Callable[[np.random.Generator, int], np.ndarray], n: int) -> None:
    assert 0.93 <= coverage(draw, n, 4000) <= 0.965


def alarms(clusters: int, trials: int) -> float:
    """Reports × 6 sections, report effect sd .06, section sd .05, no difference."""
    rng = np.random.default_rng(clusters)
    hits = 0
    for trial in range(trials):
        d = rng.normal(0, 0.06, clusters)[:, None] + rng.normal(0, 0.05, (clusters, 6))
        low, high = interval(d.sum(axis=1), np.full(clusters, 6.0), resamples=999, seed=trial % 20)
        hits += (low > 0 or high < 0) and sign_flip(d.sum(axis=1), resamples=999) <= 0.05
    return hits / trials


@pytest.mark.slow
@pytest.mark.parametrize("clusters", [8, 12, 20])
def test_no_difference_alarms_in_one_case_of_twenty(clusters: int) -> None:
    assert alarms(clusters, 4000) <= 0.055


def test_false_alarms_of_swapped_labels_are_few_even_for_a_real_difference() -> None:
    a, b = some(24)
    d = b - a + 0.2
    assert false_alarms(d, list(range(24)), trials=300) <= 0.09
    assert math.isnan(false_alarms(d[:1], ["r"], trials=50))


def test_evalsig_agrees_where_both_say_the_same_thing() -> None:
    theirs = pytest.importorskip("evalsig.inference")
    a, b = some(40)
    ours = paired(a, b)
    permuted = theirs.paired_permutation_test(a, b, n_resamples=20_000, rng=1)
    assert ours.difference == pytest.approx(permuted.delta)
    assert ours.p == pytest.approx(permuted.p_value, abs=4 * math.sqrt(0.25 / 10_000))
    few = paired(a[:10], b[:10])
    assert few.p == pytest.approx(
        theirs.paired_permutation_test(a[:10], b[:10], n_resamples=40_000, rng=2).p_value, abs=0.012
    )


def test_evalsig_s_interval_is_ours_without_the_expansion() -> None:
    theirs = pytest.importorskip("evalsig.inference")
    a, b = some(24)
    clusters = np.repeat(np.arange(8), 3)
    for ours, other, n in (
        (paired(a, b), theirs.paired_bootstrap_ci(a, b, n_resamples=20_000, rng=3), 24),
        (paired(a, b, clusters.tolist()), theirs.cluster_bootstrap_ci(a, b, clusters, n_resamples=5_000, rng=3), 8),
    ):
        wider = t_quantile(0.975, n - 1) * math.sqrt(n / (n - 1)) / NORMAL.inv_cdf(0.975)
        assert ours.high - ours.low == pytest.approx(wider * (other.ci[1] - other.ci[0]), rel=0.07)
        assert (ours.low + ours.high) / 2 == pytest.approx(sum(other.ci) / 2, abs=0.01)


def test_evalsig_s_mcnemar_holm_and_numbers_needed_are_ours() -> None:
    theirs = pytest.importorskip("evalsig")
    mcnemar_test = pytest.importorskip("evalsig.inference.mcnemar").mcnemar_test
    rng = np.random.default_rng(8)
    a, b = rng.random(30) < 0.5, rng.random(30) < 0.7
    other = mcnemar_test(a, b)
    assert mcnemar(a.tolist(), b.tolist()) == (pytest.approx(other.p_value), other.c_wins, other.b_wins)
    ps = rng.random(7)
    assert holm(ps.tolist()) == pytest.approx(theirs.holm(ps).p_adjusted)
    assert detectable(0.2 / math.sqrt(30)) == pytest.approx(theirs.mde(0.2, 30).mde)
    for delta in (0.03, 0.05, 0.1):
        assert cases_needed(0.04, 0.0, 0.0, 1, delta) == theirs.required_n(delta, 0.2)


def test_many_units_are_drawn_in_parts_and_say_the_same_as_students_interval() -> None:
    a, b = some(400)
    found = paired(a, b)
    wide = 2 * t_quantile(0.975, 399) * found.error
    assert found.high - found.low == pytest.approx(wide, rel=0.05)
    assert found.p <= 0.001
    assert paired(b, b).p == 1.0


def test_a_mean_by_itself_has_an_interval_even_where_all_are_right() -> None:
    ones = mean_of([1.0] * 20, list(range(20)))
    assert ones == (1.0, pytest.approx(0.025 ** (1 / 20)), 1.0)
    assert mean_of([0.0] * 20, ["r"] * 20) == (0.0, 0.0, pytest.approx(0.975))
    mean, low, high = mean_of([1.0, 0.0, 1.0, 1.0] * 10, list(range(40)))
    assert mean == 0.75 and 0.5 < low < 0.75 < high < 0.95
    assert all(math.isnan(value) for value in mean_of([], []))
