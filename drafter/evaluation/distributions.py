"""Student's t and the binomial, as far as a comparison needs them: the product carries no scipy."""

from __future__ import annotations

import math
from statistics import NormalDist

NORMAL = NormalDist()
_TINY = 1e-300


def t_cdf(t: float, freedom: float) -> float:
    """Return P(T ≤ t) for Student's t with ``freedom`` degrees of freedom."""
    tail = 0.5 * _beta_share(freedom / (freedom + t * t), freedom / 2, 0.5)
    return tail if t < 0 else 1.0 - tail


def t_quantile(share: float, freedom: float) -> float:
    """Return the t below which ``share`` (0 < share < 1) of Student's t lies; 1e-12 exact."""
    if share < 0.5:
        return -t_quantile(1.0 - share, freedom)
    low, high = 0.0, 1.0
    while t_cdf(high, freedom) < share:
        high *= 2.0
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if t_cdf(middle, freedom) < share else (low, middle)
    return (low + high) / 2


def coin_p(gains: int, losses: int) -> float:
    """Return the two-sided probability that a fair coin splits ``gains + losses`` tosses at least this unevenly."""
    tosses = gains + losses
    below = sum(math.comb(tosses, heads) for heads in range(min(gains, losses) + 1))
    return min(1.0, 2 * below / float(2**tosses))


def _beta_share(x: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function I_x(a, b), by Lentz's continued fraction."""
    if x <= 0.0 or x >= 1.0:
        return 0.0 if x <= 0.0 else 1.0
    if x > (a + 1) / (a + b + 2):
        return 1.0 - _beta_share(1.0 - x, b, a)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x))
    c, d = 1.0, 1.0 / _kept(1.0 - (a + b) * x / (a + 1))
    fraction = d
    for m in range(1, 400):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d, c = 1.0 / _kept(1.0 + even * d), _kept(1.0 + even / c)
        fraction *= d * c
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d, c = 1.0 / _kept(1.0 + odd * d), _kept(1.0 + odd / c)
        fraction *= d * c
        if abs(d * c - 1.0) < 1e-15:
            break
    return front * fraction / a


def _kept(value: float) -> float:
    """Return ``value``, or something tiny in its place: the fraction must not be divided by 0."""
    return value if abs(value) > _TINY else _TINY
