"""Cases in the report: the worst first, both drafts side by side with every figure marked as the ledger has it."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from html import escape

from ..model import EvalCase, EvalResult
from .report_text import short
from .results import Side

WORST = 5
"""Cases shown open; the rest can be opened."""
STATES = {
    "supported": "有据", "derived": "推得", "unsupported": "无据", "contradicted": "矛盾", "stale": "旧数",
}  # fmt: skip
_BAD = ("unsupported", "stale", "swapped")


def worst_first(a: Side, b: Side, primary: str, cases: Sequence[str]) -> list[str]:
    """Return ``cases`` with those where B does worst against A first, then where B is worst by itself."""
    left, right = _worth(a, primary, cases), _worth(b, primary, cases)
    return sorted(cases, key=lambda case: (right[case] - left[case], right[case], case))


def case_block(case: EvalCase, a: Side, b: Side, titles: Mapping[str, str], *, opened: bool) -> str:
    """Return one case as a block that can be folded: facts, both drafts, what differs, and the scores that differ."""
    first, second = _one(a, case.id), _one(b, case.id)
    tags = "、".join(tag for tag in case.tags if tag != "standing")
    samples = sum(one.case == case.id for one in b.results)
    several = f"<p class='small'>每例 {samples} 次，这里是第 1 次。</p>" if samples > 1 else ""
    facts = "".join(f"<li><b>{fact.id}</b> {escape(fact.text)}</li>" for fact in case.facts)
    drafts = "".join(
        f"<div><h4>{name} {escape(side.label)}</h4>{_draft(one)}</div>"
        for name, side, one in (("A", a, first), ("B", b, second))
    )
    return (
        f"<details{' open' if opened else ''}><summary>{escape(case.id)} · {escape(case.plan.title)}"
        f" <small>{escape(case.report)}{'，' + escape(tags) if tags else ''}"
        f"{_in_short(first, second, titles)}</small></summary>"
        f"<ul class='facts'>{facts}</ul>{several}<div class='pair'>{drafts}</div>"
        f"{_changes(first, second)}{_scores(first, second, titles)}</details>"
    )


def _in_short(first: EvalResult, second: EvalResult, titles: Mapping[str, str]) -> str:
    """Return the scores on facts and figures in which B differs, as they were and as they are."""
    values = [{score.metric: score.value for score in one.scores} for one in (first, second)]
    said = [
        f"{titles[name]} {_shown(values[0].get(name))}→{_shown(values[1].get(name))}"
        for name in ("fact_coverage", *_BAD)
        if name in titles and values[0].get(name) != values[1].get(name)
    ]
    return escape("；" + "，".join(said)) if said else ""


def _worth(side: Side, primary: str, cases: Sequence[str]) -> dict[str, float]:
    """Return a case's score on the primary metric, less a point for each figure without support."""
    base = side.means(primary, cases)
    bad = [side.means(metric, cases) for metric in _BAD]
    return {
        case: _number(base[place]) - sum(_number(values[place]) for values in bad) for place, case in enumerate(cases)
    }


def _number(value: float) -> float:
    return 0.0 if value != value else float(value)


def _one(side: Side, case: str) -> EvalResult:
    return next(one for one in side.results if one.case == case)


def _draft(one: EvalResult) -> str:
    if one.text is None:
        return f"<p class='bad'>失败：{escape(one.failure or '')}</p>"
    pieces, at = [], 0
    for start, end, state in sorted(one.marks):
        pieces.append(escape(one.text[at:start]))
        title = STATES.get(state, state)
        pieces.append(f'<mark class="{state}" title="{title}">{escape(one.text[start:end])}</mark>')
        at = end
    pieces.append(escape(one.text[at:]))
    body = "".join(pieces).split("\n\n", 1)[-1]
    return "".join(f"<p>{line}</p>" for line in body.split("\n") if line.strip())


def _changes(first: EvalResult, second: EvalResult) -> str:
    """Return how A became B, deletions and insertions marked, by character."""
    if first.text is None or second.text is None:
        return ""
    a, b = (one.text.split("\n\n", 1)[-1].strip() for one in (first, second) if one.text is not None)
    pieces = []
    for kind, i, j, k, m in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(escape(a[i:j]))
            continue
        pieces.append(f"<del>{escape(a[i:j])}</del>" if j > i else "")
        pieces.append(f"<ins>{escape(b[k:m])}</ins>" if m > k else "")
    return f"<details class='diff'><summary>A → B 逐字对照</summary><p>{''.join(pieces)}</p></details>"


def _scores(first: EvalResult, second: EvalResult, titles: Mapping[str, str]) -> str:
    """Return the scores in which the drafts differ, with their reasons."""
    left = {score.metric: score for score in first.scores}
    rows = []
    for score in second.scores:
        other = left.get(score.metric)
        if other is None or other.value == score.value or score.metric not in titles:
            continue
        cells = (titles[score.metric], _shown(other.value), _shown(score.value), other.reason, score.reason)
        rows.append("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>")
    if not rows:
        return ""
    head = "".join(f"<th>{name}</th>" for name in ("指标", "A", "B", "A 的理由", "B 的理由"))
    return f"<table class='scores'><tr>{head}</tr>{''.join(rows)}</table>"


def _shown(value: float | None) -> str:
    return "—" if value is None else short(value)
