"""Judging pairs with a model: both orders, names hidden, a verdict that follows the position is a tie and is counted.

A judge is believed only once it agrees with at least 50 picks of people; until then every report says that it is not
validated. Its prompt is versioned like any other, and the model differs from those that wrote.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from ..errors import EvalError
from ..model import EvalCase, EvalResult, PromptVersion
from ..prompts import fill, pin_of
from ..text.asking import Ask
from ..text.replies import find_object, schema_of
from .comparison import Paired, paired
from .results import Side

PICKS = 50
"""Picks of people from which a judge's agreement is believed."""
Winner = Literal["a", "b", "tie"]
_SAID: Mapping[str, int] = {"甲": 0, "乙": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Duel:
    """Both verdicts on one pair of drafts."""

    case: str
    """EvalCase id."""
    report: str
    """Cluster."""
    winner: Winner
    """Which side is better; a tie where the verdicts follow the position or say so."""
    bound: bool
    """Whether the verdict followed the position."""
    longer: int
    """1 where B's draft is longer than A's, -1 where it is shorter, 0 where they are as long."""
    reasons: tuple[str, str]
    """What the judge said, A shown first and B shown first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """All duels of two sides, and how far the judge may be believed."""

    duels: tuple[Duel, ...]
    """By case."""
    wins: Paired
    """B's score a case (win 1, tie ½, loss 0) against ½: the same statistics as any metric."""
    bound_share: float
    """Share of the pairs whose verdict followed the position."""
    length_pull: float
    """Correlation of winning with being longer, -1 to 1; NaN where there is none to be had."""
    agreement: float | None
    """Share of people's picks the judge agrees with; None with fewer than `PICKS`."""

    @property
    def note(self) -> str:
        """What must stand beside the result."""
        if self.agreement is None:
            return f"评判未经人工校验（人工比对不足 {PICKS} 条），只供参考"
        return f"与人工比对一致 {self.agreement:.0%}"


def judge_pairs(
    a: Side, b: Side, cases: Sequence[EvalCase], *, ask: Ask, prompt: PromptVersion, picks: Mapping[str, Winner],
    judge_model: str,
) -> Judgement:  # fmt: skip
    """Return the judge's verdicts on every case both sides have written (first samples).

    Raises EvalError when the judge is one of the writers, when the prompt is no judge's, or when no pair is left.
    """
    if prompt.output != "verdict":
        raise EvalError(f"{pin_of(prompt)} 不是评判用的提示词；其 output 应为 verdict")
    writers = {one.model for side in (a, b) for one in side.results}
    if judge_model in writers:
        raise EvalError(f"评判模型 {judge_model} 也是起草模型；请换一个模型评判")
    left, right = _drafts(a), _drafts(b)
    shared = [case for case in cases if case.id in left and case.id in right]
    if not shared:
        raise EvalError(f"{a.label} 与 {b.label} 没有可比的稿子；请用同一批用例各跑一次")
    duels = tuple(_duel(case, left[case.id], right[case.id], ask, prompt) for case in shared)
    scores = [_worth(one.winner) for one in duels]
    return Judgement(
        duels=duels,
        wins=paired([0.5] * len(duels), scores, [one.report for one in duels]),
        bound_share=sum(one.bound for one in duels) / len(duels),
        length_pull=_correlation([float(one.longer) for one in duels], scores),
        agreement=_agreement(duels, picks),
    )


def read_picks(path: Path, a: str, b: str) -> dict[str, Winner]:
    """Return people's picks between ``a`` and ``b`` by case; none where there is no file.

    Lines are ``{"case": …, "a": "draft_section@v1", "b": "draft_section@v2", "winner": "a" | "b" | "tie"}``.
    """
    if not path.is_file():
        return {}
    picks: dict[str, Winner] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            one = json.loads(line)
            case, pair, winner = one["case"], (one["a"], one["b"]), one["winner"]
        except (ValueError, KeyError, TypeError) as error:
            raise EvalError(f"人工比对 {path} 第{number}行读不了：{error}；请改正") from error
        if winner not in ("a", "b", "tie"):
            raise EvalError(f"人工比对 {path} 第{number}行的 winner 应是 a、b 或 tie；请改正")
        if pair == (a, b):
            picks[case] = winner
    return picks


def _drafts(side: Side) -> dict[str, str]:
    found: dict[str, EvalResult] = {}
    for one in side.results:
        found.setdefault(one.case, one)
    return {case: _body(one.text) for case, one in found.items() if one.text is not None}


def _body(text: str) -> str:
    """Return a draft without the report's title: nothing in it tells who wrote it."""
    return text.split("\n\n", 1)[-1].strip()


def _duel(case: EvalCase, a: str, b: str, ask: Ask, prompt: PromptVersion) -> Duel:
    forward, said = _verdict(case, a, b, ask, prompt)
    backward, said_too = _verdict(case, b, a, ask, prompt)
    first: Winner = "tie" if forward is None else ("a", "b")[forward]
    second: Winner = "tie" if backward is None else ("b", "a")[backward]
    bound = forward is not None and forward == backward
    winner = first if first == second else "tie"
    longer = (len(b) > len(a)) - (len(b) < len(a))
    return Duel(case=case.id, report=case.report, winner=winner, bound=bound, longer=longer, reasons=(said, said_too))


def _verdict(case: EvalCase, first: str, second: str, ask: Ask, prompt: PromptVersion) -> tuple[int | None, str]:
    """Return which of the drafts shown is better (0, 1, None for neither), and why."""
    facts = [{"id": fact.id, "text": fact.text} for fact in case.facts]
    values: dict[str, str | Sequence[Mapping[str, str]]] = {
        "section": case.plan.title,
        "facts": facts,
        "first": first,
        "second": second,
    }
    row = ask(fill(prompt, values), options=prompt.options, schema=schema_of("verdict"), pin=pin_of(prompt))
    said = find_object(row.reply) or {}
    return _SAID.get(str(said.get("better"))), str(said.get("reason", ""))


def _worth(winner: Winner) -> float:
    return {"a": 0.0, "tie": 0.5, "b": 1.0}[winner]


def _correlation(x: Sequence[float], y: Sequence[float]) -> float:
    if len(x) < 3 or len(set(x)) < 2 or len(set(y)) < 2:
        return float("nan")
    return float(np.corrcoef(x, y)[0, 1])


def _agreement(duels: Sequence[Duel], picks: Mapping[str, Winner]) -> float | None:
    known = [one for one in duels if one.case in picks]
    if len(known) < PICKS:
        return None
    return sum(one.winner == picks[one.case] for one in known) / len(known)
