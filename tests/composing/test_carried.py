"""What the last report planned is listed only where no fact speaks of it, in whatever words."""

from __future__ import annotations

from drafter.composing.carried import carried_over, plans_of, report_before
from drafter.readers import read_text
from drafter.text.factsheet import FactSheet, parse_notes

HEADER = "报告：衡川市住房和城乡建设局2025年上半年工作总结；报告期 2025-01-01 至 2025-06-30\n"
ANNUAL = read_text(
    "衡川市住房和城乡建设局2024年工作总结\n\n今年以来，工作有序推进。现将2024年工作情况汇报如下：\n"
    "一、主要工作情况\n（一）抓好质量监管。检查在建工程452项次。\n二、存在的问题\n（一）质量投诉多。受理662件。\n"
    "三、2025年工作打算\n"
    "（一）开展住宅质量通病治理。出台住宅工程质量通病防治指引，推行住宅工程业主开放日，年内抽查项目120个。\n"
    "（二）补齐燃气设施更新短板。10月底前完成剩余25公里庭院燃气管道改造，入户安检率达到99%以上。\n"
    "（三）建设智慧排水平台。年内建成排水管网监测平台1个。\n"
    "衡川市住房和城乡建设局\n2025年1月9日\n"
)
HALF = read_text(
    "衡川市住房和城乡建设局2024年上半年工作总结\n\n现将2024年上半年工作情况汇报如下：\n一、主要工作情况\n"
    "（一）抓好质量监管。检查在建工程228项次。\n二、下半年工作安排\n（一）健全小区长效管理机制。完成20个以上。\n"
)


def sheet(*bullets: str) -> FactSheet:
    return parse_notes(HEADER + "".join(f"- {bullet}\n" for bullet in bullets))


def test_a_plan_named_in_other_words_is_not_listed() -> None:
    notes = sheet("业主开放日26场，业主1870人次", "燃气：企业45家；老化庭院管道改造14公里", "检查在建工程236项次")
    assert carried_over([HALF, ANNUAL], notes) == ("建设智慧排水平台",)


def test_only_the_report_just_before_counts() -> None:
    assert report_before([HALF, ANNUAL], sheet("检查工程5项次")) is ANNUAL
    later = read_text(ANNUAL.text.replace("2024年", "2025年"))
    assert report_before([later], sheet("检查工程5项次")) is None
    assert carried_over([later], sheet("检查工程5项次")) == ()


def test_another_house_s_plans_are_not_ours() -> None:
    other = read_text(ANNUAL.text.replace("衡川市", "临川市"))
    assert carried_over([other], sheet("检查工程5项次")) == ()


def test_the_signature_is_no_part_of_a_plan() -> None:
    plans = plans_of(ANNUAL)
    assert [title for title, _ in plans] == ["开展住宅质量通病治理", "补齐燃气设施更新短板", "建设智慧排水平台"]
    assert all("1月9日" not in body for _, body in plans)
