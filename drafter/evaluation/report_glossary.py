"""What each metric means, for people who read a report: one Chinese line each, and which way is better."""

from __future__ import annotations

from html import escape

from .metrics import METRICS

ABOUT = {
    "fact_coverage": "素材条目写进正文的份额：写全算 1，写了一部分算 ½，没写算 0",
    "figure_recall": "素材里标出的应写数字，印出来的份额",
    "figure_precision": "印出的数字中，素材里有或由素材推得出的份额",
    "unsupported": "素材里没有、或与素材矛盾的数字，个数",
    "stale": "往年报告里的数字被当作今年的，个数",
    "swapped": "数对了、说的却是另一件事的数字，个数",
    "open_leaks": "尚未核定或已知有误、却照样印出的数字，个数",
    "clean": "能不能原样送审：每条素材都写到，没有一个无据的数字",
    "citation_precision": "句子注明的依据中，确实说到该素材的份额",
    "citation_recall": "有事实要交代的句子中，所注依据撑得住全部数字和说法的份额",
    "phrases_exact": "文件名、固定提法、否定说法一字不差的份额",
    "repeated_inside": "正文里（数字不计）与前文成串相同的份额",
    "repeated_past": "正文里（数字不计）与往年报告成串相同、素材里又没有的份额",
    "length_fit": "篇幅：合乎要求为 1，差得越远越低，一半或一倍约为 ½",
    "form": "体例要求做到的份额：只有一节正文，没有别的",
    "open_marks": "【待核实：…】的个数，本身无好坏",
    "tokens_in": "问了多少 token",
    "tokens_out": "答了多少 token",
    "seconds": "录制时一次调用的用时",
    "cost": "一次调用的费用",
}
_WAYS = {1: "越高越好", -1: "越低越好", 0: "只作参考"}


def glossary() -> str:
    """Return all metrics with what they mean, as a list that can be folded."""
    items = "".join(
        f"<dt>{escape(metric.title)} <small>{_WAYS[metric.direction]}"
        f"{f'，容许差 {metric.margin:g}' if metric.direction else ''}</small></dt><dd>{escape(ABOUT[metric.name])}</dd>"
        for metric in METRICS
    )
    return f"<details><summary>各指标是什么</summary><dl>{items}</dl></details>"
