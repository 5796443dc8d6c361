"""The report's page: one HTML file, no script, nothing fetched; opens from disk and prints."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from ..model import Comparison
from ..prompts import Prompts, diff_prompts
from .cases import Suite
from .metrics import METRICS
from .report_cases import STATES, WORST, case_block, worst_first
from .report_glossary import glossary
from .report_plot import forest
from .report_text import p_of, short
from .results import Side
from .verdicts import advice, in_words

TITLES = {metric.name: metric.title for metric in METRICS}
BY_HAND = "hand-written"
"""Model name of replies that a person wrote from the prompt alone."""
STYLE = """

body{font:15px/1.7 "Noto Serif CJK SC","Songti SC",SimSun,serif;max-width:1080px;margin:2em auto;padding:0 1em;
color:#1c2430}
h1{font-size:1.5em}h2,h4{overflow-wrap:anywhere}h2{border-bottom:2px solid #1c2430;margin-top:2.4em}h4{margin:.4em 0}
small,.small{color:#5f6b7a;font-size:12px}table{border-collapse:collapse;width:100%;font-size:13px}
th,td{border-bottom:1px solid #dde2e8;padding:.25em .5em;text-align:left;vertical-align:top}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}td:first-child{white-space:nowrap}
dl{font-size:13px;columns:2}dt{font-weight:bold}dd{margin:0 0 .4em 1em;break-after:auto}dt{break-after:avoid}
.said{background:#f6f8fa;padding:.5em .8em;border-left:4px solid #5f6b7a}.better{color:#1a7f37}.worse{color:#c62828}
.undecided{color:#8a6d00}
svg{width:100%;max-width:860px;height:auto;font-size:13px}svg .small{fill:#5f6b7a;font-size:11px}
.band{fill:#eef1f4}.zero{stroke:#5f6b7a}
details{border:1px solid #dde2e8;border-radius:4px;margin:.6em 0;padding:.4em .8em}
summary{cursor:pointer;font-weight:bold}details.diff{border:0;padding:0;font-size:13px}
details.diff summary{font-weight:normal}.facts{font-size:13px;color:#3a4553}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:1.5em}.pair p{margin:.3em 0;text-indent:2em}
pre{white-space:pre-wrap;font-size:12px;background:#f6f8fa;padding:.8em}mark{background:#e6f4ea}
mark.derived{background:#e3f0fb}
mark.unsupported,mark.contradicted,mark.stale{background:#fde0dd;outline:1px solid #c62828}
del{background:#fde0dd;text-decoration:line-through}ins{background:#e6f4ea;text-decoration:none}
.bad{color:#c62828}@media print{body{max-width:none;margin:0;font-size:12px}details{break-inside:avoid}.pair{gap:.8em}
h2,h3,h4,summary{break-after:avoid}tr,svg{break-inside:avoid}table{font-size:10.5px}td,th{padding:.15em .3em}
a{color:inherit}
.pair p,.facts,dl{font-size:11px}}
@media(max-width:700px){.pair{grid-template-columns:1fr}}
"""


def page(suite: Suite, prompts: Prompts, compared: Sequence[tuple[Side, Side, Sequence[Comparison]]]) -> str:
    """Return the whole page: for each comparison the verdict, the plot, the table, the prompt diff and the cases."""
    body = [
        "<h1>评测报告</h1>",
        f"<p>{len(suite.cases)} 个用例，{len({one.report for one in suite.cases})} 份虚构报告，每份为一个抽样单位。"
        f"主指标：{TITLES[suite.primary]}；区间为按报告重抽样的扩展百分位区间，p 为按报告换号的置换检验，"
        "带 ᴴ 的经 Holm 校正。指标都由规则和计数得出；若请模型评判（drafter eval judge），在有 50 条以上人工比对之前，"
        "结果一律注明“评判未经人工校验”。</p>",
        _caution(compared),
        "<p class='small'>数字底色：" + "、".join(map(_legend, STATES)) + "</p>",
        _contents(compared, suite),
        glossary(),
    ]
    body += [_comparison(suite, prompts, number, *one) for number, one in enumerate(compared, 1)]
    head = (
        '<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>评测报告</title>'
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style></head>'
    )
    return f"{head}<body>{''.join(body)}</body></html>\n"


def _legend(state: str) -> str:
    return f'<mark class="{state}">{STATES[state]}</mark>'


def _contents(compared: Sequence[tuple[Side, Side, Sequence[Comparison]]], suite: Suite) -> str:
    rows = []
    for number, (a, b, found) in enumerate(compared, 1):
        primary = next(row for row in found if row.metric == suite.primary)
        link = f'<a href="#c{number}">{escape(a.label)} → {escape(b.label)}</a>'
        change = f"{short(primary.mean_a)} → {short(primary.mean_b)}"
        rows.append(f"<li>{link}：{TITLES[suite.primary]} {change}，{escape(in_words(primary))}</li>")
    return f"<ul>{''.join(rows)}</ul>"


def _caution(compared: Sequence[tuple[Side, Side, Sequence[Comparison]]]) -> str:
    """Return what must be known of replies that no model gave; nothing where there are none."""
    if not any(BY_HAND in side.label for a, b, _ in compared for side in (a, b)):
        return ""
    return f"<p class='said'>{BY_HAND}：回复由人照提示词手写，只说明评测走得通，不能当作任何模型的成绩。</p>"


def _conclusion(rows: Sequence[Comparison]) -> str:
    """Return in one sentence what is better, what is worse, and how much is open."""
    named = {
        call: [TITLES[row.metric] for row in rows if row.verdict == call and row.direction]
        for call in ("better", "worse", "undecided", "same")
    }
    said = [f"更差：<b class='worse'>{'、'.join(named['worse'])}</b>"] if named["worse"] else ["没有一项更差"]
    said += [f"更好：<b class='better'>{'、'.join(named['better'])}</b>"] if named["better"] else ["没有一项更好"]
    said += [f"未定 {len(named['undecided'])} 项", f"无差别 {len(named['same'])} 项"]
    return f"<p class='said'>B 与 A 相比，{'；'.join(said)}。</p>"


def _comparison(suite: Suite, prompts: Prompts, number: int, a: Side, b: Side, rows: Sequence[Comparison]) -> str:
    cases = {case.id: case for case in suite.cases}
    shared = [case for case in a.cases if case in set(b.cases) and case in cases]
    ordered = worst_first(a, b, suite.primary, shared)
    blocks = "".join(case_block(cases[id], a, b, TITLES, opened=place < WORST) for place, id in enumerate(ordered))
    first = rows[0]
    return (
        f'<h2 id="c{number}">{escape(a.label)} → {escape(b.label)}</h2>'
        f"<p>{first.cases} 个用例，{first.clusters} 份报告。{_failures(a, b)}</p>"
        f"{_conclusion(rows)}{_prompt_diff(prompts, a, b)}{forest(rows, TITLES)}"
        "<p class='small'>横轴以各指标的容许差为单位，灰带内视为无差别；箭头表示超出图幅。</p>"
        f"{_table(rows, suite)}{_advice(a, b, suite, first)}{_turned(a, b, shared)}{_costs(a, b, shared)}"
        f"<h3>用例（最差的在前）</h3>{blocks}"
    )


def _table(rows: Sequence[Comparison], suite: Suite) -> str:
    names = ("指标", "A", "B", "差", "95% 区间", "p", "升 / 降", "可测出的差", "判定")
    kinds = ("", *["n"] * 7, "")
    head = "".join(f'<th class="{kind}">{name}</th>' for kind, name in zip(kinds, names, strict=True))
    lines = [f"<tr>{head}</tr>"]
    for row in rows:
        mark = "★ " if row.metric == suite.primary else "• " if row.metric in suite.guarded else ""
        cells = (
            _cell(mark + TITLES[row.metric], ""),
            _cell(short(row.mean_a)),
            _cell(short(row.mean_b)),
            _cell(short(row.difference, "+")),
            _cell("—" if row.low is None or row.high is None else f"{short(row.low, '+')} ～ {short(row.high, '+')}"),
            _cell(p_of(row)),
            _cell(f"{row.gains} / {row.losses}"),
            _cell("—" if row.detectable is None else f"{row.detectable:.2g}"),
            _cell(in_words(row), row.verdict),
        )
        lines.append(f"<tr>{''.join(cells)}</tr>")
    note = "<p class='small'>★ 主指标，• 受保护指标。可测出的差：以现有用例有八成把握看出的最小差异。</p>"
    return f"<table>{''.join(lines)}</table>{note}"


def _cell(text: str, kind: str = "n") -> str:
    return f'<td class="{kind}">{escape(text)}</td>'


def _costs(a: Side, b: Side, cases: Sequence[str]) -> str:
    """Return one line on what each side took, over the shared cases."""
    said = []
    for name, side in (("A", a), ("B", b)):
        own = [one for one in side.results if one.case in set(cases)]
        priced = [one.cost for one in own if one.cost is not None]
        usd = f"，{math.fsum(priced):.4f} 美元" if priced else ""
        tokens = f"输入 {sum(one.tokens_in for one in own)}、输出 {sum(one.tokens_out for one in own)} token{usd}"
        said.append(f"{name}：{tokens if any(one.tokens_in for one in own) else '不调用模型'}")
    return f"<p class='small'>用量（录音所记）：{'；'.join(said)}。</p>"


def _advice(a: Side, b: Side, suite: Suite, primary: Comparison) -> str:
    """Return whether more cases or more samples would settle the primary metric; nothing with one sample a case."""
    told = advice(a, b, suite.primary, primary.margin)
    return f"<p class='small'>{TITLES[suite.primary]}：{escape(told)}。</p>" if told else ""


def _turned(a: Side, b: Side, cases: Sequence[str]) -> str:
    """Return the cases in which a pass-or-fail metric turned, by name: what McNemar's test counts."""
    said = []
    for metric in (one for one in METRICS if one.binary):
        pairs = zip(cases, a.means(metric.name, cases), b.means(metric.name, cases), strict=True)
        known = [(case, x >= 0.5, y >= 0.5) for case, x, y in pairs if not (math.isnan(x) or math.isnan(y))]
        gained = [case for case, was, now in known if now and not was]
        lost = [case for case, was, now in known if was and not now]
        if gained or lost:
            said.append(f"{metric.title}：转为能 {'、'.join(gained) or '无'}；转为不能 {'、'.join(lost) or '无'}")
    return f"<p class='small'>{escape('。'.join(said))}。</p>" if said else ""


def _failures(a: Side, b: Side) -> str:
    failed = [f"{one.case}（{one.failure}）" for side in (a, b) for one in side.failures]
    return (
        f"<span class='bad'>失败 {len(failed)} 个：{escape('、'.join(failed[:5]))}</span>" if failed else "没有失败。"
    )


def _prompt_diff(prompts: Prompts, a: Side, b: Side) -> str:
    """Return the diff of the two prompt versions; nothing where a side is no prompt or its wording is gone."""
    labels = [side.label.split(" · ")[0].partition("?")[0] for side in (a, b)]
    known = {f"{one.name}@{one.version}#{one.digest[:6]}": one for one in prompts.versions}
    if not all(label in known for label in labels) or labels[0] == labels[1]:
        return ""
    lines = diff_prompts(known[labels[0]], known[labels[1]]).splitlines()
    wrap = {"+": "ins", "-": "del"}
    shown = "\n".join(
        f"<{wrap[line[0]]}>{escape(line)}</{wrap[line[0]]}>" if line[:1] in wrap else escape(line) for line in lines
    )
    return f"<details><summary>提示词改了什么</summary><pre>{shown}</pre></details>"
