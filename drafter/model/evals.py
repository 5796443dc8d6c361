"""EvalCase, Score, EvalResult, Comparison: the values of the evaluation suite."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .draft import Passage, SectionPlan
from .facts import Fact
from .span import Period


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
    title: str = ""
    """The report's title."""
    organisation: str | None = None
    """The reporting unit."""
    kind: str | None = None
    """Kind of report."""
    period: Period | None = None
    """What the report covers."""
    outline: tuple[str, ...] = ()
    """Headings of the whole report, with their markers."""
    open_questions: tuple[str, ...] = ()
    """待核 items of the report's notes; never given to a writer."""
    expected: tuple[tuple[str, str], ...] = ()
    """(fact id, words): figures the section must print, marked by hand in the facts."""
    phrases: tuple[str, ...] = ()
    """Words that must stand to the letter: document names, set phrases, negations."""
    forbidden: tuple[str, ...] = ()
    """Figures that must not be printed: what is still open, or known to be wrong."""
    tags: tuple[str, ...] = ()
    """What makes it hard (sum, range, conflict, negative …), and ``standing`` for the standing comparison."""
    digest: str = ""
    """sha256 over all of the above, hexadecimal; set when the case is read."""


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
    inputs: Mapping[str, str] = field(default_factory=dict)
    """Everything that went in, by digest: case, prompt, calls, past reports."""
    marks: tuple[tuple[int, int, str], ...] = ()
    """Figures of ``text``: start, end, state as the ledger has it."""
    cost: float | None = None
    """Price in USD; None where no price is known."""


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
    low: float | None
    """Lower end of the 95 % interval; None with fewer than two reports."""
    high: float | None
    """Upper end of the 95 % interval; None with fewer than two reports."""
    p: float | None
    """Sign-flip permutation p-value; None with fewer than two reports."""
    cases: int
    """Cases compared."""
    clusters: int
    """Reports they come from."""
    verdict: str
    """better, worse, same, or undecided with the cases that would settle it."""
    p_holm: float | None = None
    """The same adjusted after Holm over the guarded metrics; None for the primary one and for those not guarded."""
    detectable: float | None = None
    """Difference that would be seen with 80 % power on these cases."""
    more_cases: int | None = None
    """How many more cases would settle the margin; None where nothing is left to settle."""
    gains: int = 0
    """Cases in which B is higher."""
    losses: int = 0
    """Cases in which B is lower."""
    left_out: tuple[str, ...] = ()
    """Cases without a score on one side."""
    direction: int = 1
    """1 where higher is better, -1 where lower is better, 0 where neither is."""
    margin: float = 0.0
    """Differences within this are no difference."""
