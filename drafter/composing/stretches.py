"""Stretches: what a report calls its own period — 上半年, 下半年, 全年, 一季度."""

from __future__ import annotations

from ..model import Period

_NAMES = {
    (1, 3): "一季度", (4, 6): "二季度", (7, 9): "三季度", (10, 12): "四季度",
    (1, 6): "上半年", (7, 12): "下半年", (1, 9): "前三季度", (1, 12): "全年",
}  # fmt: skip


def stretch(period: Period) -> str:
    """Return what the months of ``period`` are called; 期间 for a stretch that has no name."""
    if period.start.year != period.end.year:
        return "期间"
    return _NAMES.get((period.start.month, period.end.month), "期间")


def year_and_stretch(period: Period) -> str:
    """Return 2025年上半年; 2025年 for a whole year, and for what has no name."""
    name = stretch(period)
    return f"{period.end.year}年{'' if name in ('全年', '期间') else name}"
