"""Run: versions × models × cases × samples → one EvalResult each. A failure is a value; a missing recording is not.

Replies come through the product's own chat door with a tape for its ledger, so that what is measured is what the
product does. Offline nothing is ever sent; what is missing is listed with the price of recording it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from ..chat import Chat
from ..errors import ChatError, EvalError, ForbiddenError, SettingsError
from ..model import Document, Draft, Endpoint, EvalCase, EvalResult, Past
from ..prompts import Prompts
from ..text.callkey import call_key
from ..text.parallel import in_parallel
from ..text.reuse import build_past
from .costs import Forecast, forecast, total
from .judged import Judged, Price, judge, masked_grams
from .metrics import score_all
from .tape import Missing, Tape, tape_path
from .writing import Version, messages_of, parse_version, schema_for, write_with_compose, write_with_model

Progress = Callable[[int, int], None]


def silent(done: int, all: int) -> None:
    """Show nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One thing to be run."""

    version: Version
    """What writes."""
    model: str
    """Model name; ``compose`` for the compose engine."""
    case: EvalCase
    """What is written."""
    sample: int
    """Which time, from 0; it is the seed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """All that running needs besides the jobs."""

    folder: Path
    """The evaluation folder."""
    past: tuple[Document, ...]
    """Past reports."""
    prices: Mapping[str, Price]
    """By model."""
    cases: tuple[EvalCase, ...]
    """All cases of the suite: compose writes whole reports."""
    endpoint: Endpoint = field(default_factory=Endpoint)
    """Where recordings are made; unused in a replay."""
    record: bool = False
    """Whether missing replies may be asked for."""
    offline: bool = False
    """Whether a recording may only ask this machine."""
    again: bool = False
    """Whether recorded replies are asked for anew as well."""
    whole: bool = False
    """Whether the run asks for everything its tapes should hold, so that the rest may be dropped."""
    budget: int | None = None
    """Tokens a recording may cost."""
    concurrency: int = 4
    """Calls at a time."""


def jobs_of(
    runs: Sequence[tuple[str, str | None, Sequence[EvalCase]]], prompts: Prompts, samples: int
) -> tuple[Job, ...]:
    """Return the jobs of (version, model, cases); compose is run once a case, being the same every time.

    Raises EvalError where a prompt version comes without a model.
    """
    jobs: list[Job] = []
    for spec, model, cases in runs:
        version = parse_version(spec, prompts)
        if version.prompt is not None and model is None:
            raise EvalError(f"版本 {spec} 要有模型名：请用 --model，或在 suite.toml 的 [[run]] 写 model")
        times, name = (samples, str(model)) if version.prompt is not None else (1, version.label)
        jobs += [Job(version=version, model=name, case=case, sample=one) for case in cases for one in range(times)]
    return tuple(jobs)


def run(jobs: Sequence[Job], bench: Bench, *, progress: Progress = silent) -> tuple[EvalResult, ...]:
    """Return one result a job, in the order of the jobs.

    Raises EvalError when recordings are missing and may not be made (the message has the price), or when the forecast
    exceeds the budget.
    """
    tapes = open_tapes(jobs, bench)
    if bench.record:
        _within_budget(jobs, tapes, bench)
    desk = _Desk(bench, tapes)
    done = 0

    def one(job: Job) -> EvalResult | Missing:
        nonlocal done
        try:
            result: EvalResult | Missing = desk.result(job)
        except Missing as missing:
            result = missing
        done += 1
        progress(done, len(jobs))
        return result

    # a replay is pure computing: threads would only get in each other's way
    width = bench.concurrency if bench.record else 0
    outcomes: list[EvalResult | BaseException | None]
    outcomes = [*in_parallel([partial(one, job) for job in jobs], width)] if width else [one(job) for job in jobs]
    for outcome in outcomes:
        if isinstance(outcome, BaseException) and not isinstance(outcome, Missing):
            raise outcome
    missing = [job for job, outcome in zip(jobs, outcomes, strict=True) if not isinstance(outcome, EvalResult)]
    if missing:
        raise EvalError(_miss(missing, tapes, bench))
    if bench.record and bench.whole:
        for tape in tapes.values():
            tape.prune()
    return tuple(outcome for outcome in outcomes if isinstance(outcome, EvalResult))


def open_tapes(jobs: Sequence[Job], bench: Bench) -> dict[tuple[str, str], Tape]:
    """Return the tape of each (prompt version, model) that ``jobs`` ask."""
    tapes: dict[tuple[str, str], Tape] = {}
    for job in jobs:
        prompt = job.version.prompt
        if prompt is None or (job.version.label, job.model) in tapes:
            continue
        path = tape_path(bench.folder, prompt.name, prompt.version, job.model)
        shared = next((tape for tape in tapes.values() if tape.path == path), None)
        tape = shared or Tape(path, job.version.label, record=bench.record)
        if bench.record and bench.again and shared is None:
            tape.forget()
        tapes[job.version.label, job.model] = tape
    return tapes


def unrecorded(jobs: Sequence[Job], bench: Bench) -> Forecast:
    """Return what recording everything that is missing would cost."""
    tapes = open_tapes(jobs, bench)
    return _price([job for job in jobs if job.version.prompt and not _recorded(job, tapes)], tapes, bench)


class _Desk:
    """What one run shares between its jobs."""

    def __init__(self, bench: Bench, tapes: Mapping[tuple[str, str], Tape]) -> None:
        self._bench, self._tapes = bench, tapes
        self._chats: dict[tuple[str, str], Chat] = {}
        self._composed: dict[str, Draft] = {}
        self._past: Past | None = build_past(bench.past) if bench.past else None
        self._grams = masked_grams(bench.past)
        digests = "".join(sorted(one.source.sha256 or "" for one in bench.past))
        self._past_digest = hashlib.sha256(digests.encode()).hexdigest()
        for key, tape in tapes.items():
            endpoint = replace(bench.endpoint, model=key[1])
            self._chats[key] = Chat(
                endpoint, offline=bench.offline or not bench.record, ledger=tape, concurrency=bench.concurrency,
                budget_tokens=bench.budget,
            )  # fmt: skip

    def result(self, job: Job) -> EvalResult:
        """Return what came of ``job``, a failure of the model being a result too."""
        try:
            made = self._made(job)
        except Missing:
            raise
        except ForbiddenError:
            raise
        except (ChatError, EvalError) as error:
            return self._failed(job, str(error))
        call = made.call
        digest = {"call": call.key} if call else {}
        scores = score_all(made)
        base = made.draft.document
        return replace(
            self._failed(job, ""),
            failure=None,
            text=base.text,
            scores=scores,
            tokens_in=call.tokens_in if call else 0,
            tokens_out=call.tokens_out if call else 0,
            seconds=call.seconds if call else 0.0,
            inputs={**self._inputs(job), **digest},
            marks=tuple((row.figure.span.start, row.figure.span.end, row.state) for row in made.rows),
            cost=next((one.value for one in scores if one.metric == "cost"), None),
        )

    def _made(self, job: Job) -> Judged:
        call = None
        if job.version.prompt is None:
            draft = self._compose(job.case)
        else:
            ask = self._chats[job.version.label, job.model].ask
            draft, call = write_with_model(job.case, job.version, job.sample, ask, job.model)
        price = self._bench.prices.get(job.model)
        return judge(job.case, draft, call=call, past=self._past, past_grams=self._grams, price=price)

    def _compose(self, case: EvalCase) -> Draft:
        """Return the section out of its whole report, which is written once."""
        if case.id not in self._composed:
            siblings = [one for one in self._bench.cases if one.report == case.report] or [case]
            self._composed |= write_with_compose(siblings, self._bench.past)
        return self._composed[case.id]

    def _failed(self, job: Job, why: str) -> EvalResult:
        return EvalResult(
            case=job.case.id, report=job.case.report, version=job.version.label, model=job.model, sample=job.sample,
            text=None, failure=why, scores=(), tokens_in=0, tokens_out=0, seconds=0.0, inputs=self._inputs(job),
        )  # fmt: skip

    def _inputs(self, job: Job) -> dict[str, str]:
        if job.version.prompt is not None:
            own = {"prompt": job.version.prompt.digest}
        else:
            siblings = "".join(one.digest for one in self._bench.cases if one.report == job.case.report)
            own = {"report": hashlib.sha256(siblings.encode()).hexdigest()}
        return {"case": job.case.digest, "past": self._past_digest, **own}


def _recorded(job: Job, tapes: Mapping[tuple[str, str], Tape]) -> bool:
    request: dict[str, object] = {
        "model": job.model,
        "messages": [{"role": one.role, "content": one.content} for one in messages_of(job.case, job.version)],
        **job.version.options,
        "seed": job.sample,
    }
    schema = schema_for(job.case, job.version)
    if schema is not None:
        request["response_format"] = schema
    return tapes[job.version.label, job.model].holds(call_key(request))


def _price(jobs: Sequence[Job], tapes: Mapping[tuple[str, str], Tape], bench: Bench) -> Forecast:
    parts = []
    for (label, model), tape in tapes.items():
        own = [job for job in jobs if job.version.label == label and job.model == model]
        means = [one for one in (tape.mean_out(), *(other.mean_out() for other in tapes.values())) if one is not None]
        asked = [(job.case, messages_of(job.case, job.version)) for job in own]
        parts.append(forecast(asked, model, means[0] if means else None, bench.prices.get(model)))
    return total(parts)


def _within_budget(jobs: Sequence[Job], tapes: Mapping[tuple[str, str], Tape], bench: Bench) -> None:
    cost = _price([job for job in jobs if job.version.prompt and not _recorded(job, tapes)], tapes, bench)
    if not cost.calls:
        return
    if bench.budget is not None and cost.tokens_in + cost.tokens_out > bench.budget:
        raise EvalError(f"录制要 {cost}，超过 --budget {bench.budget}；请提高预算，或用 --case 少录一些")
    require_endpoint(bench.endpoint)


def require_endpoint(endpoint: Endpoint) -> None:
    """Return quietly when a recording has somewhere to ask; raise SettingsError when nothing is configured."""
    if endpoint.base_url is None and endpoint.api_key is None:
        raise SettingsError(
            "没有配置模型服务，无法录制；请在 drafter.toml 的 [chat] 写 base_url，或设置 OPENAI_BASE_URL"
        )


def _miss(jobs: Sequence[Job], tapes: Mapping[tuple[str, str], Tape], bench: Bench) -> str:
    named = "、".join(dict.fromkeys(f"{job.version.label} × {job.case.id}" for job in jobs[:3]))
    more = f" 等 {len(jobs)} 项" if len(jobs) > 3 else ""
    return f"缺录音：{named}{more}；录制要 {_price(jobs, tapes, bench)}：drafter eval run --record"
