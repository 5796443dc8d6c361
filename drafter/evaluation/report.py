"""Reports of an evaluation: tables for the terminal, and one HTML file that needs no script and no network."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from ..model import Comparison, EvalResult
from ..prompts import Prompts
from .cases import Suite
from .metrics import METRICS
from .report_page import page
from .results import Side
from .verdicts import in_words

Compared = tuple[Side, Side, Sequence[Comparison]]


def summary(results: Sequence[EvalResult]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return the columns and rows of the table of means: a column a version and model, a row a metric."""
    sides = []
    for version, model in sorted({(one.version, one.model) for one in results}):
        own = tuple(one for one in results if (one.version, one.model) == (version, model))
        sides.append(Side(label=version if version == model else f"{version} · {model}", results=own))
    rows: list[tuple[str, ...]] = [
        ("用例", *(str(len(one.cases)) for one in sides)),
        ("失败", *(str(len(one.failures)) for one in sides)),
    ]
    rows += [(metric.title, *(_mean(one, metric.name) for one in sides)) for metric in METRICS]
    return ("指标", *(one.label for one in sides)), rows


def comparison_rows(rows: Sequence[Comparison], suite: Suite) -> list[tuple[str, ...]]:
    """Return a comparison's rows as people read them: metric, means, difference, interval, p, verdict."""
    titles = {metric.name: metric.title for metric in METRICS}
    shown: list[tuple[str, ...]] = []
    for row in rows:
        mark = "★" if row.metric == suite.primary else "•" if row.metric in suite.guarded else " "
        p = row.p if row.p_holm is None else row.p_holm
        shown.append(
            (
                f"{mark} {titles[row.metric]}",
                f"{row.mean_a:.3g}",
                f"{row.mean_b:.3g}",
                f"{row.difference:+.3g}",
                "—" if row.low is None or row.high is None else f"{row.low:+.3g} ～ {row.high:+.3g}",
                "—" if p is None else f"{p:.3f}{'ᴴ' if row.p_holm is not None else ''}",
                in_words(row),
            )
        )
    return shown


def write_report(path: Path, suite: Suite, prompts: Prompts, compared: Sequence[Compared]) -> int:
    """Write the report to ``path`` and return its size in bytes."""
    text = page(suite, prompts, compared)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return len(text.encode())


def _mean(made: Side, metric: str) -> str:
    known = [value for value in made.means(metric, made.cases) if not math.isnan(value)]
    return f"{sum(known) / len(known):.3g}" if known else "—"
