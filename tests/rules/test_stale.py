"""FIG003: last year's figure left in."""

from __future__ import annotations

import pytest

from drafter.model import Draft, Source
from drafter.rules import review_draft
from drafter.text.documents import build_document
from drafter.text.factsheet import parse_notes
from drafter.text.reuse import build_past

OLD = "全年排查整治城镇房屋安全隐患216处，完成率95%。改造老旧小区32个，惠及居民1.2万户。"
FACTS = parse_notes("- 排查整治城镇房屋安全隐患305处\n- 改造老旧小区41个\n- 惠及居民1.6万户\n")


@pytest.mark.parametrize(
    ("text", "stale"),
    [
        ("今年排查整治城镇房屋安全隐患216处。", ["216处"]),
        ("今年改造老旧小区41个，惠及居民1.2万户。", ["1.2万户"]),
        ("今年排查整治城镇房屋安全隐患305处。", []),
        ("开展党员志愿服务216处次。", []),
        ("新建公园绿地32个。", []),
    ],
)
def test_figures_of_the_past_on_the_same_thing(text: str, stale: list[str]) -> None:
    past = build_past([build_document(OLD, source=Source(title="2023年总结"))])
    review = review_draft(Draft.of(build_document(text)), facts=FACTS, past=past, select=("FIG",))
    found = [finding for finding in review.findings if finding.code == "FIG003"]
    assert [finding.quote for finding in found] == stale
    for finding in found:
        ground = finding.evidence[0]
        assert ground.span is not None and ground.span.of(OLD) == finding.quote
        assert next(row for row in review.ledger if row.figure.span == finding.span).state == "stale"
