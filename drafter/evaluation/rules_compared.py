"""Versions of the rule set against one another: by case, by rule, with intervals; and what moved, place by place."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ..errors import EvalError
from ..model import Comparison, EvalResult
from .comparison import mean_of
from .probes import ORIGINS
from .probing import ALARMS, FAMILY, RECALL, SAID, SILENCE
from .results import Side
from .verdicts import compare_sides

_PLANTED = {
    "digit": "数字错",
    "magnitude": "量级错",
    "unit": "单位错",
    "swapped": "两数互换",
    "year": "年份错",
    "stale": "旧数",
}
_PARTS: dict[str, str] = {**{str(origin): title for origin, title in ORIGINS.items()}, **_PLANTED}
_TITLES = {
    RECALL: "发现率",
    SILENCE: "不误报率",
    FAMILY: "同族发现率",
    ALARMS: "数字误报（条/份）",
    SAID: "其他报出（条/份）",
}
_MARGINS = {RECALL: 0.03, SILENCE: 0.03, FAMILY: 0.03, ALARMS: 0.5, SAID: 1.0}
_DIRECTIONS = {ALARMS: -1, SAID: 0}
A_RULE = 0.05
"""Margin of one rule or one origin: it has fewer places."""
SHOWN = 8
"""Places of one kind listed in a terminal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One thing counted over the probes: overall, by origin, or by rule."""

    name: str
    """``recall``, ``recall planted``, ``silence PUN003``."""
    direction: int = 1
    """1 where higher is better, -1 where lower is, 0 where neither."""
    margin: float = A_RULE
    """Differences within this are no difference."""
    binary: bool = False
    """Never McNemar's: probes of one report share its luck, and it knows no clusters."""

    @property
    def title(self) -> str:
        """Its name for people."""
        main, _, part = self.name.partition(" ")
        return _TITLES[main] + (f"·{_PARTS.get(part, part)}" if part else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Places where two versions say different things, by probe id."""

    gained: tuple[str, ...]
    """Found by B only."""
    lost: tuple[str, ...]
    """Found by A only."""
    hushed: tuple[str, ...]
    """Accused wrongly by A only."""
    accused: tuple[str, ...]
    """Accused wrongly by B only."""

    @property
    def named(self) -> dict[str, tuple[str, ...]]:
        """The places by what became of them."""
        return {
            "不再发现": self.lost, "新误报": self.accused, "新发现": self.gained, "不再误报": self.hushed,
        }  # fmt: skip

    def lines(self, most: int = SHOWN) -> list[str]:
        """Return what moved in words, at most ``most`` places of a kind."""
        return [
            f"{name} {len(places)} 处：{'、'.join(places[:most])}{' 等' if len(places) > most else ''}"
            for name, places in self.named.items()
            if places
        ]


def measures_of(results: Sequence[EvalResult]) -> tuple[Measure, ...]:
    """Return every measure ``results`` have scores for: overall ones, then by origin, then by rule."""
    names = {score.metric for one in results for score in one.scores}
    order = {main: place for place, main in enumerate((RECALL, SILENCE, ALARMS, FAMILY, SAID))}

    def key(name: str) -> tuple[int, str, int]:
        main, _, part = name.partition(" ")
        return (0 if not part else 1 if part in ORIGINS else 2, part, order[main])

    return tuple(
        Measure(name=name, direction=_DIRECTIONS.get(name, 1), margin=_MARGINS.get(name, A_RULE))
        for name in sorted(names, key=key)
    )


def compare_rules(a: Side, b: Side, *, common: bool = False) -> tuple[Comparison, ...]:
    """Return one comparison a measure, recall first; per rule only where the versions differ anywhere.

    What cannot differ cannot be significant and is not counted by Holm. Raises EvalError when the two runs were asked
    different things, unless only what is ``common`` is to be compared.
    """
    a, b = _shared(a, b, common=common)
    found = measures_of(b.results)
    moved = {one.name for one in found if _differs(a, b, one.name)}
    chosen = [one for one in found if one.name in moved or " " not in one.name or one.name.split()[1] in ORIGINS]
    guarded = [one.name for one in chosen if one.name in (SILENCE, ALARMS) or one.name in moved]
    rows = compare_sides(a, b, primary=RECALL, guarded=guarded, metrics=chosen)
    return tuple(_within(row) if row.metric not in (ALARMS, SAID) else row for row in rows)


def moved_places(a: Side, b: Side, *, common: bool = False) -> Moved:
    """Return what only one of the two says."""
    a, b = _shared(a, b, common=common)
    before = {one.case: one for one in a.results}
    found: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for one in b.results:
        for score in one.scores:
            was = next((s.value for s in before[one.case].scores if s.metric == score.metric), None)
            if score.metric in (RECALL, SILENCE) and was != score.value:
                found[score.metric, bool(score.value)].append(one.case)
    return Moved(
        gained=tuple(found[RECALL, True]), lost=tuple(found[RECALL, False]), hushed=tuple(found[SILENCE, True]),
        accused=tuple(found[SILENCE, False]),
    )  # fmt: skip


def own_rows(run: Side) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return columns and rows of one run by itself, overall, by origin and by rule: what should be said, what not."""
    parts = dict.fromkeys(measure.name.partition(" ")[2] for measure in measures_of(run.results))
    rows: list[tuple[str, ...]] = [
        (_PARTS.get(part, part) or "合计", *_share(run, RECALL, part), *_share(run, SILENCE, part)) for part in parts
    ]
    return ("项目", "应报：报了/共", "发现率", "95% 区间", "不应报：没报/共", "不误报率", "95% 区间"), rows


def own_counts(run: Side) -> str:
    """Return what was said of the reports that are as their facts have them, in one line."""
    values = {name: run.means(name, run.cases) for name in (ALARMS, SAID)}
    known = {name: one[~np.isnan(one)] for name, one in values.items()}
    told = "，".join(f"{_TITLES[name]} {one.mean():.2f}" for name, one in known.items() if len(one))
    return f"没有植入错误的 {len(known[ALARMS])} 份：{told}" if told else "没有未植入错误的报告"


def _share(run: Side, main: str, part: str) -> tuple[str, str, str]:
    values = run.means(f"{main} {part}".rstrip(), run.cases)
    known = ~np.isnan(values)
    if not known.any():
        return "", "", ""
    reports = [run.reports[case] for case, keep in zip(run.cases, known, strict=True) if keep]
    mean, low, high = mean_of(values[known], reports)
    ends = "" if math.isnan(low) else f"{low:.2f}～{high:.2f}"
    return f"{int(values[known].sum())}/{int(known.sum())}", f"{mean:.3f}", ends


def _shared(a: Side, b: Side, *, common: bool) -> tuple[Side, Side]:
    """Return both sides with the probes they have in common, or raise EvalError where there are others."""
    asked_a, asked_b = ({one.case: one.inputs.get("probe", "") for one in side.results} for side in (a, b))
    same = {case for case, digest in asked_a.items() if asked_b.get(case) == digest}
    odd = sorted((set(asked_a) | set(asked_b)) - same)
    if odd and not common:
        raise EvalError(
            f"两次运行的用例不一致（{'、'.join(odd[:3])} 等 {len(odd)} 个），无法判断；请用同一批用例重跑，"
            "或加 --common 只比相同的"
        )
    sides = [replace(side, results=tuple(one for one in side.results if one.case in same)) for side in (a, b)]
    return sides[0], sides[1]


def _within(row: Comparison) -> Comparison:
    """Return ``row`` with an interval that ends where differences of shares end."""
    ends = [None if end is None else max(-1.0, min(1.0, end)) for end in (row.low, row.high)]
    return replace(row, low=ends[0], high=ends[1])


def _differs(a: Side, b: Side, metric: str) -> bool:
    return not np.array_equal(a.means(metric, b.cases), b.means(metric, b.cases), equal_nan=True)
