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


@pytest.mark.parametrize(
    "text",
    [
        "截至2023年底，全县共有合作社286家。",
        "2023年3月，组织开展“雷锋月”志愿服务活动。",
        "（一）强化引领。2023年共召开学习会12次。",
        "回顾2023年的工作，成绩来之不易。",
    ],
)
def test_last_years_year_where_a_sentence_tells_what_was_done(text: str) -> None:
    assert codes(text, "DAT003", period="2024") == ["DAT003"]


@pytest.mark.parametrize(
    "text",
    [
        "2023年，全县粮食产量48万吨；2024年达到50万吨。",
        "2023年3月立项的管网工程按期完工。",
        "与2023年相比，投诉下降12%。",
        "2023年度考核为优秀。",
        "自2023年起，逐年核减。2023年至今，共办理12件。",
        "一、2024年工作计划\n2023年结余项目，组织验收。",
        "编制组2023年的调研成果得到运用。",
    ],
)
def test_last_year_named_on_purpose_is_left_alone(text: str) -> None:
    assert codes(text, "DAT003", period="2024") == []


def test_many_places_are_one_finding_with_one_repair() -> None:
    text = "".join(f"2023年{month}月，召开推进会。" for month in range(2, 7))
    (finding,) = found(text, "DAT003", period="2024")
    assert "共5处" in finding.message and "2023" not in apply_fix(text, finding)


@pytest.mark.parametrize(
    ("text", "period", "fires"),
    [
        ("坚持早谋划早部署，2025年2月18日召开推进会。", "2024", True),
        ("研究部署2025年2月18日推进会筹备事宜。", "2024", False),
        ("平台于2025年初建成投用。", "2024", True),
        ("到2025年底，全部建成。", "2024", False),
    ],
)
def test_words_of_the_future_count_near_the_date(text: str, period: str, fires: bool) -> None:
    assert bool(codes(text, "DAT001", period=period)) is fires


def test_work_that_ends_before_it_begins() -> None:
    assert codes("巡查从8月25日开始，到7月5日结束。", "DAT002") == ["DAT002"]
    assert codes("工程2023年8月启动，2024年6月竣工。", "DAT002") == []


@pytest.mark.parametrize(
    ("text", "period", "fires"),
    [
        ("截止三季度末，支付率为86%。", "2024", True),
        ("报名截止三季度末。截止日期为9月。", "2024", False),
        ("一年来，各项任务圆满完成。", "2024H1", True),
        ("一年来，各项任务圆满完成。", "2024", False),
        ("现将上半年工作总结如下：", "2024Q1", True),
        ("现将第一季度工作总结如下：", "2024Q1", False),
    ],
)
def test_the_words_for_a_period_fit_the_period(text: str, period: str, fires: bool) -> None:
    assert bool(codes(text, "DAT004", period=period)) is fires


@pytest.mark.parametrize(
    ("text", "code", "period"),
    [
        ("国庆节期间，市场供应充足。", "DAT001", "2024H1"),
        ("隆重庆祝中国共产党成立100周年，举办活动16场。", "DAT001", "2020"),
        ("传达学习2024年全国两会精神。", "DAT001", "2023"),
        ("13月上旬，完成材料报送。", "DAT002", "2024"),
        ("二月三十日，走访慰问党员12人。", "DAT002", "2024"),
        ("值班时间为25时至次日8时。", "DAT002", "2024"),
        ("一、2023年工作完成情况\n完成投资12.5亿元。", "DAT003", "2024"),
        ("二〇二三年，是关键一年，我局开展宣传。", "DAT003", "2024"),
        ("三、下步打算\n2024年，我们将抓好以下工作。", "DAT003", "2024"),
        ("一、上半年工作成效\n完成投资12.5亿元。", "DAT004", "2024"),
    ],
)
def test_dates_in_other_words(text: str, code: str, period: str) -> None:
    assert codes(text, "DAT", period=period) == [code]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("做好国庆节期间值班准备，迎接中国共产党成立105周年。", "2025H1"),
        ("会议于12时30分结束，历时48小时。", "2024"),
        ("对2023年完工的36个项目开展“回头看”。", "2024H1"),
        ("二、下半年工作打算\n抓好收尾。", "2024"),
        ("一、上半年工作情况\n完成投资。\n二、下半年工作情况\n完成验收。", "2024"),
        ("二月二十九日，走访慰问党员12人。", "2024"),
    ],
)
def test_dates_in_other_words_that_are_right(text: str, period: str) -> None:
    assert codes(text, "DAT", period=period) == []


@pytest.mark.parametrize(
    "text",
    [
        "培训班于5月20日至18日举办。",
        "编制2025—2021年规划。",
        "第五季度增长6.3%。",
        "检查时间：2024-11-31。",
        "2024.6.31，完成改造22部。",
        "试点自2024年第三季度至2024年第一季度推开。",
    ],
)
def test_days_and_ranges_that_cannot_be_in_whatever_form(text: str) -> None:
    assert codes(text, "DAT002") == ["DAT002"]


@pytest.mark.parametrize(
    "text",
    [
        "培训班于5月18日至20日举办。",
        "编制2021—2025年规划。",
        "2024年第三季度至2025年第一季度推开。",
        "平台升级到2024.6.31.2版。",
        "第四季度增长6.3%，7月28日至8月3日检查。",
        "三季度至次年一季度供热。",
    ],
)
def test_days_and_ranges_that_can_be(text: str) -> None:
    assert codes(text, "DAT002") == []


def test_what_ends_at_a_time_is_no_state_at_a_time() -> None:
    assert codes("报名截至日期为9月30日。征求意见于8月20日截至，收到建议35条。", "DAT004") == ["DAT004", "DAT004"]
    assert codes("截至8月20日，收到建议35条。报名截止日期为9月30日。", "DAT004") == []


def test_this_year_glossed_as_the_last_is_stale() -> None:
    assert codes("今年（2023年）以来，完成项目27个。", "DAT003", period="2024") == ["DAT003"]
    assert codes("今年（2024年）以来，完成项目27个，2023年同期为25个。", "DAT003", period="2024") == []
