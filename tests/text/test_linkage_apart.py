"""What sets two figures apart."""

from __future__ import annotations

import pytest

from drafter.text.documents import build_document
from drafter.text.linkage_apart import aspects_differ, doers_differ, places_differ, times_differ
from drafter.text.linkage_stated import Stated, stated


def two(text: str) -> tuple[Stated, Stated]:
    first, second = stated(build_document(text))
    return first, second


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("一季度检查企业86家。二季度检查企业68家。", True),
        ("去年检查企业86家。检查企业68家，均无问题。", True),
        ("9月28日的汇演吸引观众860人。此次汇演观众680人。", False),
        ("全年检查企业86家。今年检查企业68家。", False),
    ],
)
def test_times(text: str, apart: bool) -> None:
    assert times_differ(*two(text)) is apart


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("清源镇种植药材320亩。平乐镇种植药材350亩。", True),
        ("全市森林覆盖率43.2%。平乐镇森林覆盖率34.2%。", True),
        ("党支部现有党员47名。全局现有党员74名。", True),
        ("清源镇种植药材320亩。清源镇种植药材350亩。", False),
    ],
)
def test_places(text: str, apart: bool) -> None:
    assert places_differ(*two(text)) is apart


def test_aspects_and_doers() -> None:
    assert aspects_differ(*two("行政复议方面，办结案件132件。行政应诉方面，办结案件123件。"))
    assert doers_differ(*two("子公司签订合同247份。集团签订合同274份。"))
    assert not doers_differ(*two("领导签订合同247份。集团签订合同274份。"))
