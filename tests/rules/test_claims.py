"""COV002: claims of being first or best."""

from __future__ import annotations

import pytest

from drafter.model import Draft
from drafter.rules import review_draft
from drafter.text.documents import build_document
from drafter.text.factsheet import parse_notes


def claims(text: str, fact: str) -> list[str]:
    """Return what COV002 quotes of ``text`` when ``fact`` is all there is."""
    review = review_draft(Draft.of(build_document(text)), facts=parse_notes(f"- {fact}"), select=("COV002",))
    return [finding.quote for finding in review.findings]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("物业监管工作领跑全省。", "领跑全省"),
        ("物业监管经验在全国推广。", "在全国推广"),
        ("物业规模居全市首位。", "居全市首位"),
        ("物业做法获省厅充分肯定。", "获省厅充分肯定"),
        ("建成国内一流的监管平台。", "国内一流"),
        ("组建全市第一支应急队。", "全市第一支"),
        ("监管平台开创了先河。", "开创了先河"),
        ("监管工作获评全省优秀等次。", "获评全省优秀"),
        ("物业监管开创了全市社区治理的先河。", "开创了全市社区治理的先河"),
        ("物业监管做法被省住建厅作为典型案例推广。", "被省住建厅作为典型案例推广"),
        ("物业监管经验在省级会议上作交流推广。", "在省级会议上作交流推广"),
        ("物业监管经验在全省现场会上作经验介绍。", "在全省现场会上作经验介绍"),
        ("物业监管做法由市委办复制推广。", "复制推广"),
    ],
)
def test_a_claim_no_fact_makes_is_pointed_out(text: str, quote: str) -> None:
    assert claims(text, "检查物业项目128个") == [quote]
    assert claims(text, text.rstrip("。")) == []


@pytest.mark.parametrize(
    "text",
    [
        "力争物业监管走在全省前列。",
        "锚定“走在前列”目标抓落实。",
        "第一产业增长3.1%，第一书记驻村12人，第一时间处置。",
        "领导干部率先垂范，尊重群众首创精神。",
        "落实首问负责制，列入第二批主题教育单位。",
        "对标全国一流，找差距、补短板。",
        "审议首个五年规划草案，谋划首个百年目标。",
        "与全省领先水平相比还有差距。",
        "学习《走在全省前列的做法》。",
        "明年，我们将全面完成物业监管改革，各项工作走在全市前列。",
        "被省厅列为新技术推广单位，由农技站推广新品种3个。",
        "在培训会上推广使用新系统。",
    ],
)
def test_plans_slogans_and_names_claim_nothing(text: str) -> None:
    assert claims(text, "检查物业项目128个") == []
