from __future__ import annotations

import pytest

from drafter.text.figure_context import Context, clause_before, noun_before, noun_of, subject_of
from drafter.text.figures import find_figures
from drafter.text.periods import parse_period


@pytest.mark.parametrize(
    ("clause", "noun"),
    [
        ("国内生产总值达到", "国内生产总值"),
        ("上半年各支部集中学习", "集中学习"),
        ("开展专题党课", "专题党课"),
        ("查找发现存在问题", "问题"),
        ("开发投资同比增长", "开发投资"),
        ("绿地率由38%提高到", "绿地率"),
        ("PM2.5年均浓度较2020年下降", "PM2.5年均浓度"),
        ("年内新建改造供水管网不少于", "供水管网"),
        ("创建“红色物业”示范小区", "“红色物业”示范小区"),
        ("全市192家物业服务企业中", "全市192家物业服务企业"),
        ("对接共享单车企业", "共享单车企业"),
        ("零售总额增幅高于全国", "零售总额"),
        ("较年初新增", ""),
        ("覆盖", ""),
        ("共", ""),
        ("", ""),
    ],
)
def test_what_is_measured_stands_before(clause: str, noun: str) -> None:
    assert noun_before(clause) == noun


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("解决小微问题352件，同比增长8.4%。", ["小微问题", "小微问题"]),
        ("举办安全培训班1期，36人参加。", ["安全培训班", "安全培训班"]),
        ("改造排水管网80公里、60公里。", ["排水管网", "排水管网"]),
        ("集中学习24次。同比增长5%。", ["集中学习", ""]),
        ("办理诉求672件，同比增长5.7%（上年同期636件）。", ["诉求", "诉求", "诉求"]),
        ("梳理廉政风险9类42条。", ["廉政风险", "廉政风险"]),
        ("33名网格员中能独立起草的9名。", ["网格员", "33名网格员中能独立起草"]),
        ("改造危房35户，其中甲县20户、乙县15户。", ["危房", "甲县", "乙县"]),
    ],
)
def test_what_goes_unsaid_is_what_was_named_before(text: str, meant: list[str]) -> None:
    counted = [figure for figure in find_figures(text) if figure.checkable and figure.kind != "period"]
    assert [figure.noun for figure in counted] == meant


@pytest.mark.parametrize(
    "clause",
    ["承办人大代表建议", "每半年举办", "高校毕业生留省就业", "房地产市场类", "对新纳入支部开展", "李玉院士团队"],
)
def test_words_that_only_end_like_a_body_are_no_subject(clause: str) -> None:
    assert subject_of(clause) == ""


def test_what_is_counted_stands_behind() -> None:
    assert noun_of("41条问题，", 3, "count", "检视了") == "问题"
    assert noun_of("58名党员参加大会", 3, "count", "共有") == "党员"
    assert noun_of("5次，", 2, "count", "警示教育") == "警示教育"
    # money measures what stands before it unless 的 says otherwise
    assert noun_of("3亿元用于改造", 3, "money", "专项资金") == "专项资金"
    assert noun_of("3亿元的投资", 3, "money", "完成") == "投资"


def test_subjects_are_bodies_not_words_that_end_like_one() -> None:
    assert subject_of("上半年各支部集中学习") == "各支部"
    assert subject_of("市住建局党组召开会议") == "市住建局党组" or subject_of("市住建局党组召开会议") == "市住建局"
    assert subject_of("城镇新增就业") == ""


def test_clauses_end_at_the_last_stop() -> None:
    text = "学习3次，研讨"
    assert clause_before(text, len(text)) == "研讨"


def test_a_starting_point_holds_for_one_figure_and_a_comparison_for_none() -> None:
    text = "由2021年的5个增至8个，比2020年多3个"
    context, y2021, y2020 = Context(text), parse_period("2021"), parse_period("2020")
    assert y2021 is not None and y2020 is not None
    context.see_period(1, y2021)
    assert context.of_figure(7, 9, "count")[2] == y2021
    assert context.of_figure(11, 13, "count")[2] is None
    context.see_period(15, y2020)
    assert context.of_figure(21, 23, "count")[2] is None


def test_a_sentence_end_forgets() -> None:
    text = "3月各支部学习3次。研讨2次"
    context, march = Context(text), parse_period("2022-03")
    assert march is not None
    context.see_period(0, march)
    assert context.of_figure(7, 9, "count")[1:] == ("各支部", march)
    context.turn_to(12)
    assert context.of_figure(12, 14, "count")[1:] == ("", None)
