from __future__ import annotations

import math

import pytest

from drafter.evaluation.distributions import coin_p, t_cdf, t_quantile


@pytest.mark.parametrize(("share", "freedom", "table"), [(0.975, 1, 12.7062), (0.975, 7, 2.3646), (0.95, 20, 1.7247)])
def test_t_quantiles_are_those_of_the_tables(share: float, freedom: int, table: float) -> None:
    assert t_quantile(share, freedom) == pytest.approx(table, abs=5e-5)


def test_t_is_symmetric_and_inverts_itself() -> None:
    for freedom in (1, 2, 5, 12, 39, 200):
        for share in (0.001, 0.2, 0.5, 0.9, 0.9999):
            t = t_quantile(share, freedom)
            assert t_cdf(t, freedom) == pytest.approx(share, abs=1e-12)
            assert t_quantile(1 - share, freedom) == pytest.approx(-t, abs=1e-8)


def test_coin_is_exact() -> None:
    assert coin_p(0, 0) == 1.0
    assert coin_p(5, 5) == 1.0
    assert coin_p(6, 0) == pytest.approx(2 / 64)
    assert coin_p(1, 8) == pytest.approx(2 * 10 / 512)


def test_both_agree_with_scipy() -> None:
    stats = pytest.importorskip("scipy.stats")
    for freedom in (1, 2, 3, 11, 39, 1000):
        for share in (0.0005, 0.025, 0.4, 0.8, 0.975, 0.9999):
            assert t_quantile(share, freedom) == pytest.approx(stats.t.ppf(share, freedom), rel=1e-9, abs=1e-9)
    for gains, losses in ((0, 1), (3, 9), (20, 20), (2, 60)):
        assert math.isclose(coin_p(gains, losses), stats.binomtest(gains, gains + losses).pvalue, rel_tol=1e-9)
