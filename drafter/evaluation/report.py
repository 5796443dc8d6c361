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
from .report_text import comparison_rows, markdown, short
from .results import Side

__all__ = ["comparison_rows", "summary", "write_report"]

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


def write_report(path: Path, suite: Suite, prompts: Prompts, compared: Sequence[Compared]) -> int:
    """Write the report to ``path`` (.md: tables for a pull request; else the page) and return its size in bytes."""
    text = markdown(suite, compared) if path.suffix == ".md" else page(suite, prompts, compared)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return len(text.encode())


def _mean(made: Side, metric: str) -> str:
    known = [value for value in made.means(metric, made.cases) if not math.isnan(value)]
    return short(sum(known) / len(known)) if known else "—"
