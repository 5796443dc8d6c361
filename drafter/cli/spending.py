"""What a run of `drafter draft` took: seconds by stage, tokens paid for, and their price where one is known."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..model import CallRow
    from .show import Stages

PRICES = "evals"
"""Folder below the workspace whose cases/prices.toml holds prices."""


class Clock:
    """Passes stages on to the display and keeps how long each took."""

    def __init__(self, shown: Stages) -> None:
        self._shown = shown
        self._began: tuple[str, float] | None = None
        self.seconds: dict[str, float] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Begin ``stage``, or show how far it is."""
        self._shown(stage, done, total)
        if self._began is None or self._began[0] != stage:
            self.stop()
            self._began = (stage, time.monotonic())

    def stop(self) -> None:
        """End the stage that runs."""
        if self._began is not None:
            stage, began = self._began
            self.seconds[stage] = self.seconds.get(stage, 0.0) + time.monotonic() - began
            self._began = None

    def line(self) -> str:
        """Return 用时：规划 0.2 秒，检索 …，共 … 秒。"""
        parts = "，".join(f"{stage} {seconds:.1f} 秒" for stage, seconds in self.seconds.items())
        return f"用时：{parts}，共 {sum(self.seconds.values()):.1f} 秒。"


def paid_line(rows: Sequence[CallRow], root: Path) -> str:
    """Return what the calls of this run cost: tokens, and the price by ``evals/cases/prices.toml`` of the workspace."""
    from ..evaluation.costs import load_prices

    if not rows:
        return "本次没有新的模型调用，不花费用（已完成的调用不重付）。"
    into, out = sum(row.tokens_in for row in rows), sum(row.tokens_out for row in rows)
    said = f"本次新调用 {len(rows)} 次，发出 {into}、收到 {out} 个 token"
    prices = load_prices(root / PRICES)
    if any(row.model not in prices for row in rows):
        return f"{said}；没有 {rows[0].model} 的单价，算不出费用（单价写在 {PRICES}/cases/prices.toml）。"
    usd = sum(row.tokens_in * prices[row.model].into + row.tokens_out * prices[row.model].out for row in rows) / 1e6
    return f"{said}，费用约 {usd:.4f} 美元。"
