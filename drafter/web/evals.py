"""The room of evaluations: the runs of the suite, versions against each other, the wording that differs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import RLock

from ..errors import EvalError
from ..evaluation.desk import LATEST, Asked, EvalDesk
from ..evaluation.metrics import METRICS
from ..evaluation.report_cases import case_block, worst_first
from ..evaluation.report_plot import forest
from ..evaluation.results import Side, side
from ..model import Comparison, EvalResult
from ..pipeline import Drafter
from ..prompts import Prompts, diff_prompts
from .jobs import Job

TITLES = {metric.name: metric.title for metric in METRICS}
SUITE = Path("evals")
SHOWN = 12
"""Cases shown with a comparison, the worst first; as many again on request."""
OPENED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Versus:
    """Two sides of a run, compared."""

    a: Side
    """The one compared with."""
    b: Side
    """The one in question."""
    rows: Sequence[Comparison]
    """All metrics, the primary one first."""
    plot: str
    """The forest plot as SVG; its words are escaped."""
    cases: Sequence[str]
    """The worst cases as HTML, both drafts side by side; their words are escaped."""
    total: int
    """How many cases there are."""
    diff: str
    """How the prompts differ; '' where a side has none or its wording is gone."""


class Evals:
    """The evaluation suite of a workspace, read anew whenever its files change."""

    def __init__(self, drafter: Drafter) -> None:
        self._drafter = drafter
        self._folder = Path(drafter.settings.root) / SUITE
        self._lock = RLock()
        self._desk: tuple[float, EvalDesk] | None = None
        self._latest: tuple[float, tuple[EvalResult, ...]] | None = None

    def desk(self) -> EvalDesk:
        """Return the suite, opened; raise EvalError when there is none, or it is malformed."""
        suite = self._folder / "cases" / "suite.toml"
        if not suite.is_file():
            raise EvalError(
                f"这个工作目录里没有评测用例（{SUITE}/cases/suite.toml）：请在有用例的目录里运行 drafter serve"
            )
        with self._lock:
            changed = suite.stat().st_mtime
            if self._desk is None or self._desk[0] != changed:
                settings = self._drafter.settings
                prompts = Path(settings.root) / settings.prompts if settings.prompts else None
                self._desk = changed, EvalDesk(self._folder, prompts, settings.chat)
            return self._desk[1]

    def prompts(self) -> Prompts:
        """Return the prompts as they are now."""
        return self._drafter.prompts()

    def results(self) -> tuple[EvalResult, ...]:
        """Return the results of the last run, none when there was none."""
        path = self._folder / LATEST
        if not path.is_file():
            return ()
        with self._lock:
            changed = path.stat().st_mtime
            if self._latest is None or self._latest[0] != changed:
                self._latest = changed, self.desk().latest()
            return self._latest[1]

    def ran(self) -> str | None:
        """Return when the last run was, as YYYY-MM-DD HH:MM."""
        path = self._folder / LATEST
        if not path.is_file():
            return None
        return datetime.fromtimestamp(path.stat().st_mtime).strftime("%Y-%m-%d %H:%M")

    def sides(self) -> tuple[Side, ...]:
        """Return what was run: a side for each version and model."""
        results = self.results()
        return tuple(side(results, spec) for spec in dict.fromkeys(spec_of(one) for one in results))

    def run(self, job: Job) -> None:
        """Run the suite from its recordings; nothing is asked of a model."""
        desk, asked = self.desk(), Asked()

        def progress(done: int, total: int) -> None:
            job.progress("评测", done, total)

        desk.run(asked, desk.bench(asked), progress=progress)

    def versus(self, a: str, b: str, *, shown: int = SHOWN) -> Versus:
        """Return two sides compared, with ``shown`` of their worst cases; raise EvalError for an unknown side."""
        desk, results = self.desk(), self.results()
        left, right = side(results, a), side(results, b)
        rows = desk.compare(left, right)
        known = {case.id: case for case in desk.suite.cases}
        common = set(right.cases)
        shared = [case for case in left.cases if case in common and case in known]
        worst = worst_first(left, right, desk.suite.primary, shared)[:shown]
        return Versus(
            a=left,
            b=right,
            rows=rows,
            plot=forest(rows, TITLES),
            cases=[case_block(known[id], left, right, TITLES, opened=n < OPENED) for n, id in enumerate(worst)],
            total=len(shared),
            diff=self.diff(left.results[0].version, right.results[0].version),
        )

    def diff(self, a: str, b: str) -> str:
        """Return how two prompt versions differ; '' where one of them is no prompt, or not that wording any more."""
        known = {name: one for one in self.prompts().versions for name in _names(one.name, one.version, one.digest)}
        left, right = known.get(a.partition("?")[0]), known.get(b.partition("?")[0])
        return diff_prompts(left, right) if left is not None and right is not None and left != right else ""


def spec_of(one: EvalResult) -> str:
    """Return what names the side a result belongs to."""
    return f"{one.version}/{one.model}"


def _names(name: str, version: str, digest: str) -> tuple[str, str]:
    return f"{name}@{version}", f"{name}@{version}#{digest[:6]}"
