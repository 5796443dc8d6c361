"""Comparisons as text: rows of a table, Markdown for a pull request, a line of a prompt's changelog."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..model import Comparison, PromptVersion
from .cases import Suite
from .metrics import METRICS
from .results import Side
from .verdicts import in_words

COLUMNS = ("指标", "A", "B", "差", "95% 区间", "p", "判定")
TOLD = ("fact_coverage", "figure_recall", "unsupported", "stale", "citation_recall", "repeated_past", "tokens_in")
"""Metrics a changelog names."""


def comparison_rows(rows: Sequence[Comparison], suite: Suite) -> list[tuple[str, ...]]:
    """Return a comparison's rows as people read them: metric, means, difference, interval, p, verdict."""
    titles = {metric.name: metric.title for metric in METRICS}
    marks = dict.fromkeys(suite.guarded, "•") | {suite.primary: "★"}
    return plain_rows(rows, {name: f"{marks.get(name, ' ')} {title}" for name, title in titles.items()})


def plain_rows(rows: Sequence[Comparison], titles: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Return the same with ``titles`` for the metrics."""
    shown: list[tuple[str, ...]] = []
    for row in rows:
        shown.append(
            (
                titles.get(row.metric, row.metric),
                short(row.mean_a),
                short(row.mean_b),
                short(row.difference, "+"),
                "—" if row.low is None or row.high is None else f"{short(row.low, '+')} ～ {short(row.high, '+')}",
                p_of(row),
                in_words(row),
            )
        )
    return shown


def p_of(row: Comparison) -> str:
    """Return the p-value as people read it: the adjusted one, marked ᴴ, where there is one; never a bare 0."""
    p = row.p if row.p_holm is None else row.p_holm
    if p is None:
        return "—"
    return ("<0.001" if p < 0.0005 else f"{p:.3f}") + ("ᴴ" if row.p_holm is not None else "")


def short(value: float, sign: str = "") -> str:
    """Return a number in three digits, never as a power of ten."""
    return f"{value:{sign}.0f}" if abs(value) >= 100 else f"{value:{sign}.3g}"


def markdown(suite: Suite, compared: Sequence[tuple[Side, Side, Sequence[Comparison]]]) -> str:
    """Return every comparison as a Markdown table; metrics without a difference in one closing line."""
    parts = []
    for a, b, rows in compared:
        shown = [row for row in rows if row.verdict != "same" or row.metric == suite.primary]
        same = [cells[0][2:] for cells in comparison_rows([row for row in rows if row not in shown], suite)]
        lines = [f"### {a.label} → {b.label}", "", f"{rows[0].cases} 个用例，{rows[0].clusters} 份报告。", ""]
        lines += ["| " + " | ".join(COLUMNS) + " |", "|---|--:|--:|--:|--:|--:|---|"]
        lines += ["| " + " | ".join(cells) + " |" for cells in comparison_rows(shown, suite)]
        lines += ["", f"无差别：{'、'.join(same)}。" if same else ""]
        parts.append("\n".join(lines).rstrip())
    return "\n\n".join(parts) + "\n"


def _ends(row: Comparison) -> str:
    return ", ".join(short(end, "+") for end in (row.low, row.high) if end is not None)


def changelog(prompt: PromptVersion, rows: Sequence[Comparison], suite: Suite) -> str:
    """Return one line on what a version changed against the one it was made from: its note, and what was measured."""
    model = rows[0].b.rpartition(" · ")[2]
    about = f"{prompt.version}（承 {prompt.after}，{model}，{rows[0].cases} 例）"
    return f"{about}：{prompt.note}；实测 {effects(rows, suite)}"


def effects(rows: Sequence[Comparison], suite: Suite) -> str:
    """Return what was measured of a version against the one it was made from, each difference with its interval."""
    titles = {metric.name: metric.title for metric in METRICS}
    told = [row for row in rows if row.metric in TOLD and row.low is not None and row.high is not None]
    return "，".join(
        f"{titles[row.metric]} {short(row.difference, '+')} [{_ends(row)}] {in_words(row).split('：')[0]}"
        for row in sorted(told, key=lambda row: (row.metric != suite.primary, TOLD.index(row.metric)))
    )


def changes_page(
    versions: Sequence[PromptVersion], measured: Mapping[str, Sequence[Sequence[Comparison]]], suite: Suite
) -> str:
    """Return CHANGES.md of one prompt, newest version first; ``measured`` holds comparisons by version, one a model."""
    lines = [f"<!-- 由 drafter eval changes --write 生成，请勿手改 -->\n# {versions[0].name} 的沿革"]
    for one in reversed(versions):
        after = f"（承 {one.after}）" if one.after else ""
        lines.append(f"\n## {one.version}{after}\n\n`{one.digest[:12]}` {one.note}")
        for rows in measured.get(one.version, ()):
            first = rows[0]
            lines.append(f"\n实测（{first.a} → {first.b}，{first.cases} 例，{first.clusters} 份报告，95% 区间）：\n")
            lines += [f"- {effect}" for effect in effects(rows, suite).split("，")]
        if one.after and not measured.get(one.version):
            lines.append("\n没有实测：基线里没有它与前一版的结果。")
    return "\n".join(lines) + "\n"
