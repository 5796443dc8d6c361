"""The suite as commands need it: load, run, keep, compare; no typer here and no printing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from .. import readers
from ..chat import Chat
from ..errors import EvalError
from ..model import Comparison, Document, Endpoint, EvalResult, PromptVersion
from ..prompts import Prompts, load_prompts, pin_of
from .cases import PASSAGES, Suite, load_suite
from .costs import Forecast, load_prices
from .freezing import freeze
from .judging import Judgement, judge_pairs, read_picks
from .report_text import changelog, changes_page
from .results import Side, read_results, side, write_results
from .runner import Bench, Job, Progress, jobs_of, require_endpoint, run, silent, unrecorded
from .tape import Tape, tape_path
from .verdicts import Gate, compare_sides, gate

LATEST, BASELINE = Path("results", "latest.jsonl"), Path("baselines", "standing.jsonl")
CHANGES = "CHANGES.md"
PICKS = Path("cases", "picks.jsonl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a run is asked for, where that differs from the suite."""

    versions: tuple[str, ...] = ()
    """Versions; none means those of suite.toml."""
    models: tuple[str, ...] = ()
    """Models, for versions given here."""
    cases: tuple[str, ...] = ()
    """Case ids, by their beginning."""
    tag: str | None = None
    """Only cases with this tag."""
    samples: int | None = None
    """Samples of each case."""

    @property
    def whole(self) -> bool:
        """Whether nothing is left out of what the suite asks."""
        return not (self.versions or self.models or self.cases or self.tag or self.samples)


class EvalDesk:
    """The evaluation folder, opened."""

    def __init__(
        self, folder: Path, prompts: Path | None = None, endpoint: Endpoint | None = None, *, offline: bool = False
    ) -> None:
        """Load the suite at ``folder`` and the prompts at ``prompts`` (None: those of the package).

        Recordings are asked of ``endpoint``, with ``offline`` only where that is this machine.
        """
        self.suite: Suite = load_suite(folder)
        self.prompts: Prompts = load_prompts(prompts)
        self._endpoint, self._offline = endpoint or Endpoint(), offline

    @property
    def past(self) -> tuple[Document, ...]:
        """The past reports, read anew."""
        files = sorted(self.suite.past.glob("*.txt"))
        return tuple(readers.read(path) for path in files)

    def jobs(self, asked: Asked = Asked()) -> tuple[Job, ...]:
        """Return what ``asked`` comes to."""
        suite = self.suite
        models: Sequence[str | None] = asked.models or (None,)
        runs: list[tuple[str, str | None, str | None]] = [
            (version, model, asked.tag) for version in asked.versions for model in models
        ]
        runs = runs or [(version, model, asked.tag or tag) for version, model, tag in suite.runs]
        chosen = [(version, model, suite.chosen(tag, asked.cases)) for version, model, tag in runs]
        return jobs_of(chosen, self.prompts, asked.samples or suite.samples)

    def bench(
        self, asked: Asked = Asked(), *, record: bool = False, again: bool = False, budget: int | None = None,
        concurrency: int = 4,
    ) -> Bench:  # fmt: skip
        """Return what running needs."""
        return Bench(
            folder=self.suite.folder, past=self.past, prices=load_prices(self.suite.folder),
            cases=self.suite.cases, endpoint=self._endpoint,
            offline=self._offline,
            record=record, again=again, whole=asked.whole, budget=budget, concurrency=concurrency,
        )  # fmt: skip

    def run(self, asked: Asked, bench: Bench, *, progress: Progress = silent) -> tuple[EvalResult, ...]:
        """Run, keep the results as the latest, and return them."""
        results = run(self.jobs(asked), bench, progress=progress)
        write_results(results, self.suite.folder / LATEST)
        return results

    def cost(self, asked: Asked) -> Forecast:
        """Return what recording what is missing would cost; nothing is sent."""
        return unrecorded(self.jobs(asked), replace(self.bench(asked), record=True))

    def freeze(self) -> int:
        """Choose the passages of every case anew; return how many are kept."""
        return freeze(self.suite.cases, self.past, self.suite.folder / "cases" / PASSAGES)

    def latest(self) -> tuple[EvalResult, ...]:
        """Return the results of the last run."""
        return read_results(self.suite.folder / LATEST)

    def compare(self, a: Side, b: Side) -> tuple[Comparison, ...]:
        """Return all metrics compared, the suite's primary one first."""
        return compare_sides(a, b, primary=self.suite.primary, guarded=self.suite.guarded)

    def judge(self, a: str, b: str, model: str, *, record: bool = False) -> Judgement:
        """Return what ``model`` says of the drafts of two sides of the last run, asked in both orders."""
        results = self.latest()
        prompt = self.prompts.active("judge_pair")
        tape = Tape(tape_path(self.suite.folder, prompt.name, prompt.version, model), pin_of(prompt), record=record)
        endpoint = replace(self._endpoint, model=model)
        if record:
            require_endpoint(endpoint)
        chat = Chat(endpoint, offline=self._offline or not record, ledger=tape)
        picks = read_picks(self.suite.folder / PICKS, a, b)
        left, right = side(results, a), side(results, b)
        return judge_pairs(left, right, self.suite.cases, ask=chat.ask, prompt=prompt, picks=picks, judge_model=model)

    def gates(self, results: Sequence[EvalResult]) -> tuple[tuple[Side, Side, Gate], ...]:
        """Return the gate of every side the baseline knows."""
        before = read_results(self.suite.folder / BASELINE)
        specs = dict.fromkeys(_spec(one) for one in before)
        pairs = [(side(before, spec), side(results, spec)) for spec in specs]
        suite = self.suite
        return tuple((a, b, gate(a, b, primary=suite.primary, guarded=suite.guarded)) for a, b in pairs)

    def accept(self, results: Sequence[EvalResult]) -> Path:
        """Make ``results`` the baseline; return its file. Texts are left out: a baseline is numbers."""
        path = self.suite.folder / BASELINE
        write_results([_bare(one) for one in results], path)
        return path

    def changes(self, results: Sequence[EvalResult]) -> tuple[str, ...]:
        """Return what `changelog` says of every prompt version whose parent was run with the same model."""
        return tuple(
            changelog(prompt, rows, self.suite)
            for prompt in self.prompts.of("draft_section")
            for rows in self._measured(prompt, results)
        )

    def changes_pages(self) -> dict[Path, str]:
        """Return CHANGES.md of every prompt with what the baseline has measured; made from files in version control."""
        path = self.suite.folder / BASELINE
        results = read_results(path) if path.is_file() else ()
        pages = {}
        for name in self.prompts.names():
            versions = self.prompts.of(name)
            measured = {one.version: self._measured(one, results) for one in versions}
            pages[self.prompts.folder / name / CHANGES] = changes_page(versions, measured, self.suite)
        return pages

    @property
    def keeps_changes(self) -> bool:
        """Whether the prompts lie beside this folder and have histories, which then follow its baseline."""
        folder = self.prompts.folder.resolve()
        beside = folder.parent == self.suite.folder.resolve().parent
        return beside and any(folder.glob(f"*/{CHANGES}"))

    def write_changes(self) -> tuple[Path, ...]:
        """Write CHANGES.md of every prompt; return the files. Raises EvalError where prompts are the package's own."""
        if self.prompts.folder.name == "_prompts":
            raise EvalError("提示词在安装包里，不能写 CHANGES.md；请先 drafter init，再在工作目录里运行")
        pages = self.changes_pages()
        for path, text in pages.items():
            path.write_text(text, encoding="utf-8")
        return tuple(pages)

    def _measured(self, prompt: PromptVersion, results: Sequence[EvalResult]) -> list[tuple[Comparison, ...]]:
        """Return the comparisons of a version with the one it was made from, one a model that both were run with."""
        if prompt.after is None:
            return []
        new, old = (f"{prompt.name}@{version}" for version in (prompt.version, prompt.after))
        models = sorted({one.model for one in results if one.version == pin_of(prompt)})
        known = {one.model for one in results if one.version.startswith(f"{old}#")}
        pairs = [(side(results, f"{old}/{one}"), side(results, f"{new}/{one}")) for one in models if one in known]
        return [self.compare(a, b) for a, b in pairs]


def _bare(one: EvalResult) -> EvalResult:
    """Return a result without words: what is left is what a gate compares."""
    return replace(one, text=None, marks=(), scores=tuple(replace(score, reason="") for score in one.scores))


def _spec(one: EvalResult) -> str:
    """Return the side a result belongs to, its prompt's digest left out: an edited prompt is compared with itself."""
    name, _, options = one.version.partition("?")
    plain = name.partition("#")[0] + (f"?{options}" if options else "")
    return plain if one.model == one.version else f"{plain}/{one.model}"
