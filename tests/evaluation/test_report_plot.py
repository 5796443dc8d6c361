from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from drafter.evaluation.report_plot import forest
from drafter.model import Comparison


def row(metric: str, difference: float, low: float | None, high: float | None, **more: object) -> Comparison:
    values: dict[str, object] = {
        "metric": metric, "a": "A", "b": "B", "mean_a": 0.5, "mean_b": 0.5 + difference, "difference": difference,
        "low": low, "high": high, "p": 0.1, "cases": 12, "clusters": 12, "verdict": "undecided", "margin": 0.1,
    }  # fmt: skip
    return Comparison(**(values | more))  # type: ignore[arg-type]


def test_better_lies_to_the_right_whichever_way_the_metric_counts() -> None:
    up = forest([row("fact_coverage", 0.2, 0.1, 0.3)], {})
    down = forest([row("unsupported", -0.2, -0.3, -0.1, direction=-1)], {})
    centres = [float(re.findall(r'<circle cx="([\d.]+)"', svg)[0]) for svg in (up, down)]
    zero = float(re.findall(r'<line x1="([\d.]+)" x2="\1"', up)[0])
    assert centres[0] == centres[1] > zero


def test_the_plot_is_xml_and_leaves_out_what_has_no_interval() -> None:
    svg = forest([row("a<b", 0.1, 0.0, 0.2), row("x", 0.1, None, None), row("y", 9.0, 8.0, 90.0)], {"a<b": "甲<乙"})
    tree = ET.fromstring(svg)
    texts = [node.text for node in tree.iter("text")]
    assert "甲<乙" in texts and "x" not in texts and "y" in texts
    assert len(list(tree.iter("path"))) == 1
