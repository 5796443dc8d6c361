"""DAT: dates."""

from __future__ import annotations

import pytest
from rule_checks import apply_fix, codes, found

from drafter.model import Source
from drafter.text.documents import build_document
from drafter.text.periods import parse_period
from drafter.text.reuse import build_past


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("2024年3月，组织开展专项检查。", "2024年3月"),
        ("2024年1月10日召开专题会议，研究问题12个。", "2024年1月10日"),
        ("学习衡政发〔2024〕15号文件。", "〔2024〕15号"),
        ("党员干部学习党的二十届三中全会精神。", "党的二十届三中全会"),
    ],
)
def test_later_than_the_period(text: str, quote: str) -> None:
    assert [f.quote for f in found(text, "DAT001", period="2023")] == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "2023年11月组织检查，到2025年底前完成整治。",
        "下一步，计划于2024年3月开展检查。",
        "一、下一步打算\n2024年3月开展检查。\n",
        "学习《关于印发2024年5月培训方案的通知》。",
        "到2035年基本实现现代化。",
        "衡川市住房和城乡建设局\n2024年1月10日\n",
        "喜迎党的二十届三中全会。",
        "2021年度组织生活会、中宣发〔2017〕20号、党的十九大以来。",
    ],
)
def test_within_the_period_or_ahead_on_purpose(text: str) -> None:
    assert codes(text, "DAT001", period="2023") == []


def test_just_after_the_period_is_a_warning() -> None:
    assert [f.severity for f in found("7月初，组织检查。", "DAT001", period="2023H1")] == ["W"]


@pytest.mark.parametrize(
    "text",
    [
        "2月30日开会。",
        "13月5日开会。",
        "2023年13月开会。",
        "2023年5月1日（星期三）开会。",
        "9月至3月开展检查。",
        "2024年5月至2023年8月。",
    ],
)
def test_dates_that_cannot_be(text: str) -> None:
    assert codes(text, "DAT002") == ["DAT002"]


@pytest.mark.parametrize(
    "text",
    [
        "2月29日开会。",
        "2023年5月1日（星期一）开会。",
        "3月至9月开展检查。",
        "10月至次年3月供暖。",
        "2023年11月至2024年1月。",
        "5月20日至6月3日。",
    ],
)
def test_dates_that_can(text: str) -> None:
    assert codes(text, "DAT002") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("现将2023年工作情况总结如下。", 1),
        ("2023年以来，我局深化改革。", 1),
        ("2023年，我局获评先进单位。", 0),
        ("2023年以来，我局同比压减支出。", 0),
        ("开好2023年度组织生活会。", 0),
        ("现将2024年工作情况总结如下。", 0),
    ],
)
def test_last_years_year(text: str, count: int) -> None:
    assert len(codes(text, "DAT003", period="2024")) == count


def test_last_years_year_in_a_copied_sentence() -> None:
    old = "2023年完成排水管网清淤疏浚，逐段建立问题台账，汛前全部整改完毕。"
    past = build_past([build_document(old, source=Source(title="旧稿"))])
    document = build_document(old, period=parse_period("2024"))
    (finding,) = found(document, "DAT003", past=past, period="2024")
    assert apply_fix(old, finding).startswith("2024年完成")
    assert finding.evidence[0].source == "旧稿"


@pytest.mark.parametrize(("text", "right"), [("截止12月底。", "截至12月底。"), ("截止到目前，", "截至目前，")])
def test_until(text: str, right: str) -> None:
    (finding,) = found(text, "DAT004")
    assert apply_fix(text, finding) == right


@pytest.mark.parametrize(
    "text", ["报名截止日期为5月1日。", "活动截止。", "截至12月底。", "截止2024年5月报名时间结束。"]
)
def test_an_end_is_an_end(text: str) -> None:
    assert codes(text, "DAT004") == []
