from __future__ import annotations

from drafter.evaluation.metrics import METRICS
from drafter.evaluation.report_glossary import ABOUT, glossary


def test_every_metric_is_explained_and_nothing_else() -> None:
    assert set(ABOUT) == {metric.name for metric in METRICS}
    shown = glossary()
    assert all(metric.title in shown for metric in METRICS)
    assert shown.count("<dt>") == shown.count("<dd>") == len(METRICS)
