"""EvalCase, Score, EvalResult, Comparison: the values of the evaluation suite."""

from __future__ import annotations

from dataclasses import dataclass

from .draft import Passage, SectionPlan
from .facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class EvalCase:
    """One section to be written, with everything frozen."""

    id: str
    """Unique name."""
    report: str
    """The invented report it comes from: the cluster."""
    plan: SectionPlan
    """The section."""
    facts: tuple[Fact, ...]
    """Its facts."""
    passages: tuple[Passage, ...]
    """Frozen evidence."""
    reference: str | None
    """A text a person wrote for it, if any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One metric's value for one result."""

    metric: str
    """Metric's name."""
    value: float | None
    """The score; None when the metric does not apply."""
    reason: str
    """Why, in one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvalResult:
    """What one version made of one case, once."""

    case: str
    """EvalCase id."""
    report: str
    """Cluster."""
    version: str
    """Prompt pin."""
    model: str
    """Model name."""
    sample: int
    """Sample number, from 0."""
    text: str | None
    """What was written; None when it failed."""
    failure: str | None
    """Why it failed; None when it did not."""
    scores: tuple[Score, ...]
    """Its scores."""
    tokens_in: int
    """Tokens asked."""
    tokens_out: int
    """Tokens answered."""
    seconds: float
    """Recorded wall time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Paired comparison of two versions on one metric."""

    metric: str
    """Metric's name."""
    a: str
    """Version A."""
    b: str
    """Version B."""
    mean_a: float
    """Mean over cases."""
    mean_b: float
    """Mean over cases."""
    difference: float
    """Mean paired difference, B minus A."""
    low: float
    """Lower end of the 95 % interval."""
    high: float
    """Upper end of the 95 % interval."""
    p: float
    """Sign-flip permutation p-value."""
    cases: int
    """Cases compared."""
    clusters: int
    """Reports they come from."""
    verdict: str
    """better, worse, same, or undecided with the cases that would settle it."""
