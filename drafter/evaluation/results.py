"""Results on disk: one JSON line each, sorted by what was run; and the sides a comparison is between."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ..errors import EvalError, FormatError
from ..model import EvalResult, from_json, to_json
from .comparison import Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a comparison: what one version and model made of the cases."""

    label: str
    """``draft_section@v1#57093b · hand-written``, or ``compose``."""
    results: tuple[EvalResult, ...]
    """By case, then by sample."""

    @property
    def cases(self) -> tuple[str, ...]:
        """Its cases, in order."""
        return tuple(dict.fromkeys(one.case for one in self.results))

    @property
    def reports(self) -> Mapping[str, str]:
        """The cluster of each case."""
        return {one.case: one.report for one in self.results}

    @property
    def failures(self) -> tuple[EvalResult, ...]:
        """Results that came to nothing."""
        return tuple(one for one in self.results if one.failure is not None)

    def samples(self, metric: str) -> Mapping[str, tuple[float, ...]]:
        """Return the scores of each case; NaN for a failure or where the metric does not apply."""
        found: dict[str, list[float]] = {}
        for one in self.results:
            value = next((score.value for score in one.scores if score.metric == metric), None)
            found.setdefault(one.case, []).append(math.nan if value is None else value)
        return {case: tuple(values) for case, values in found.items()}

    def means(self, metric: str, cases: Sequence[str]) -> Numbers:
        """Return the mean over samples of each of ``cases``; NaN where no sample has a score."""
        samples = self.samples(metric)
        return np.array([_mean(samples.get(case, ())) for case in cases], dtype=np.float64)


def side(results: Sequence[EvalResult], spec: str) -> Side:
    """Return the results of ``spec``: ``compose``, ``draft_section@v1``, or ``draft_section@v1/model``.

    Raises EvalError when there are none, or when several models answer to it.
    """
    version, _, model = spec.partition("/")
    found = [one for one in results if _answers(one.version, version) and (not model or one.model == model)]
    models = sorted({one.model for one in found})
    labels = sorted({one.version for one in found})
    if not found:
        known = "、".join(sorted({f"{one.version}/{one.model}" for one in results})) or "无"
        raise EvalError(f"没有 {spec} 的结果；现有 {known}，请先运行 drafter eval run")
    if len(models) > 1 or len(labels) > 1:
        said = "、".join(f"{label}/{name}" for label in labels for name in models)
        raise EvalError(f"{spec} 指的不止一个（{said}）；请写全，如 {labels[0]}/{models[0]}")
    label = labels[0] if models[0] == labels[0] else f"{labels[0]} · {models[0]}"
    return Side(label=label, results=tuple(sorted(found, key=lambda one: (one.case, one.sample))))


def write_results(results: Sequence[EvalResult], path: Path) -> None:
    """Write one JSON line a result, in a fixed order."""
    path.parent.mkdir(parents=True, exist_ok=True)
    ordered = sorted(results, key=lambda one: (one.version, one.model, one.case, one.sample))
    half = path.with_suffix(".part")
    half.write_text("".join(to_json(one) + "\n" for one in ordered), encoding="utf-8")
    half.replace(path)


def read_results(path: Path) -> tuple[EvalResult, ...]:
    """Return the results at ``path``; raise EvalError where there is no such file or a line cannot be read."""
    if not path.is_file():
        raise EvalError(f"找不到结果 {path}；请先运行 drafter eval run")
    try:
        return tuple(from_json(EvalResult, line) for line in path.read_text(encoding="utf-8").splitlines() if line)
    except (FormatError, json.JSONDecodeError) as error:
        raise EvalError(f"结果 {path} 读不了：{error}；请重新运行 drafter eval run") from error


def _answers(label: str, spec: str) -> bool:
    """Return whether ``label`` (with digest) is what ``spec`` (with or without) names; options must agree."""
    name, _, options = label.partition("?")
    wanted, _, asked = spec.partition("?")
    return options == asked and (name == wanted or name.partition("#")[0] == wanted)


def _mean(values: Sequence[float]) -> float:
    known = [value for value in values if not math.isnan(value)]
    return sum(known) / len(known) if known else math.nan
