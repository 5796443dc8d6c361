"""METRICS: each one small class, its score beside its reason. What is better is said once, in ``direction``."""

from __future__ import annotations

from typing import ClassVar, Protocol

from ..model import Score
from .judged import Judged
from .metrics_facts import (
    Clean,
    FactCoverage,
    FigurePrecision,
    FigureRecall,
    OpenLeaks,
    StaleFigures,
    SwappedFigures,
    UnsupportedFigures,
)
from .metrics_form import Form, LengthFit, OpenMarks, PhrasesExact, RepeatedInside, RepeatedPast
from .metrics_sources import CitationPrecision, CitationRecall, Cost, Seconds, TokensIn, TokensOut


class Metric(Protocol):
    """What a metric is."""

    name: ClassVar[str]
    """Its name in results."""
    title: ClassVar[str]
    """Its name for people."""
    direction: ClassVar[int]
    """1 where higher is better, -1 where lower is, 0 where neither."""
    margin: ClassVar[float]
    """Differences within this are no difference."""
    binary: ClassVar[bool]
    """Whether a result either has it or not, so that McNemar's test applies."""

    def score(self, made: Judged) -> Score:
        """Return the score of ``made`` with its reason; value None where the metric does not apply."""


METRICS: tuple[Metric, ...] = (
    FactCoverage(),
    FigureRecall(),
    FigurePrecision(),
    UnsupportedFigures(),
    StaleFigures(),
    SwappedFigures(),
    OpenLeaks(),
    Clean(),
    CitationPrecision(),
    CitationRecall(),
    PhrasesExact(),
    RepeatedInside(),
    RepeatedPast(),
    LengthFit(),
    Form(),
    OpenMarks(),
    TokensIn(),
    TokensOut(),
    Seconds(),
    Cost(),
)
"""All metrics, those on facts first."""


def score_all(made: Judged) -> tuple[Score, ...]:
    """Return every metric's score of ``made``."""
    return tuple(metric.score(made) for metric in METRICS)
