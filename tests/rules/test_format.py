"""FMT: what was meant to be filled in."""

from __future__ import annotations

import pytest
from rule_checks import codes, found

from drafter.model import Draft, MadeWith
from drafter.rules import review_draft
from drafter.text.documents import build_document


@pytest.mark.parametrize(
    "text",
    [
        "完成投资××亿元。",
        "完成投资XXX万元。",
        "【待补：信访数】",
        "【此处填写名单】",
        "发生事故（待核实）起。",
        "TODO 补数据。",
        "参加〔数〕人。",
        "会议于____召开。",
        "**主要成绩**\n文。",
        "## 主要成绩\n文。",
        "作为AI助手，我无法给出。",
        "希望以上内容对您有所帮助。",
        "2024上半年完成改造。",
        "会议于  年  月  日召开。",
        "深刻汲取案的教训。",
        "截至__月，建成12个。",
        "书记某某某同志带队走访。",
        "12月×日举行活动。",
        "会议于YYYY年MM月DD日召开。",
        "投资&nbsp;12亿元。",
        "抓好学习<br>抓好落实。",
        "见错误！未找到引用源。",
        "【单位名称】召开会议。",
        "您可以根据实际情况修改。",
        "由某某局牵头。",
    ],
)
def test_is_seen(text: str) -> None:
    assert codes(text, "FMT001") == ["FMT001"]


@pytest.mark.parametrize(
    "text",
    [
        "*市住建局和**县住建局共同开展。",
        "“**同志和**同志参加。",
        "发放XL码和XXL码工作服。",
        "作为AI产业园区，引进企业12家。",
        "编号2024001号。",
        "2024年上半年完成改造。",
        "学习《2035年远景目标纲要》。",
        "X射线检测12次。",
        "深刻汲取典型案例教训。",
        "2024—2025年完成。",
        "办理年月报表。",
        "刘某某、周某某领取补助，某某公司违规。",
        "3×120米连续梁，某些单位重视不够。",
        "变量a_b和__init__不算，A<B。",
    ],
)
def test_is_left_alone(text: str) -> None:
    assert codes(text, "FMT001") == []


def test_an_open_mark_is_information_in_a_draft_and_a_warning_in_a_finished_text() -> None:
    document = build_document("完成投资【待核实：投资额，素材F3】。")
    by_hand = found(document, "FMT001")
    ours = Draft(document=document, outline=None, briefs=(), sentences=(), made_with=MadeWith(engine="compose"))
    drafted = review_draft(ours, select=("FMT001",)).findings
    assert ([f.severity for f in by_hand], [f.severity for f in drafted]) == (["W"], ["I"])


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("附件：1、方案。\n", 1),
        ("附件：1. 方案\n", 0),
        ("附件材料齐全。\n", 0),
        ("附件：1.方案\n　　2、名单\n", 1),
        ("附件：《统计表》\n", 1),
        ("附件：第一，考核表\n", 1),
        ("附件：1.方案\n2.名单\n", 0),
        ("附件1\n工作方案。\n", 0),
        ("2024年01月05日\n", 1),
        ("2024年1月5日\n", 0),
    ],
)
def test_attachment_notes(text: str, count: int) -> None:
    assert len(codes(text, "FMT003")) == count


@pytest.mark.parametrize("line", [" " * 100_000, "1" * 100_000, "１" * 100_000, "年" * 100_000, "（" * 20_000])
def test_one_long_line_takes_linear_work(line: str) -> None:
    """A quadratic pattern would make this test hang, not fail."""
    for family in ("FMT", "PUN", "DAT", "NUM"):
        findings = found(line, family, period="2024")
        assert all(0 <= finding.span.start <= finding.span.end <= len(line) for finding in findings)
