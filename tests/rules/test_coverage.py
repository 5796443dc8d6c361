"""COV001: facts nobody wrote, and only those."""

from __future__ import annotations

from dataclasses import replace

from drafter.model import Draft, Unused
from drafter.rules import review_draft
from drafter.text.documents import build_document
from drafter.text.factsheet import parse_notes

FACTS = (
    "新增就业2.4万人",
    "办结信访件128件",
    "各支部集中学习24次",
    "修订廉政风险防控办法",
    "3月28日召开党组第4次会议",
    "收缴党费4.25万元",
    "走访慰问困难党员27人",
    "建成廉洁文化长廊",
    "改造老旧小区41个，惠及9260户",
    "检查在建工程214项次",
    "签订承诺书156份",
    "举办党务干部培训班1期",
    "调整党支部设置，新成立公积金中心支部",
    "问题2个：支部发展不均衡；风险查找不细",
    "与临桥区2个社区结对共建",
    "发布网站信息52条",
    "推荐优秀党员6名",
    "完成机关党委换届选举",
    "开展明察暗访5次",
    "组织观看警示教育片",
    "制定年度宣讲计划",
    "清理微信工作群4个",
)
WRITTEN = (
    "新增就业2.4万人。",
    "办结信访件128件。",
    "各支部开展集中学习24次。",
    "修订《廉政风险防控办法》。",
    "3月28日，党组召开第4次会议。",
    "上半年收缴党费4.25万元。",
    "走访慰问困难党员27人。",
    "建成廉洁文化长廊。",
    "改造老旧小区41个、惠及9260户。",
    "检查在建工程214项次。",
    "签订廉洁承诺书156份。",
    "举办党务干部培训班1期。",
    "调整优化党支部设置，新成立公积金中心支部。",
    "支部发展不均衡。风险查找不够细。",
    "与临桥区2个社区开展结对共建。",
    "网站发布信息52条。",
    "推荐优秀党员6名。",
    "圆满完成机关党委换届选举。",
    "开展明察暗访5次。",
    "组织党员观看警示教育片。",
    "制定年度宣讲计划。",
    "清理微信工作群4个。",
)
SHEET = parse_notes("报告：总结；报告期 2024-01-01 至 2024-06-30\n\n" + "".join(f"- {fact}\n" for fact in FACTS))


def missing(draft: Draft) -> list[str]:
    found = review_draft(draft, facts=SHEET, period=SHEET.period, select=("COV001",)).findings
    return [ground.fact_id or "" for finding in found for ground in finding.evidence]


def draft(*left_out: int) -> Draft:
    text = "\n".join(line for place, line in enumerate(WRITTEN) if place not in left_out)
    return Draft.of(build_document(text, period=SHEET.period))


def test_a_report_that_writes_every_fact_is_clean() -> None:
    assert missing(draft()) == []


def test_each_fact_left_out_is_named() -> None:
    named = [missing(draft(place)) for place in range(len(FACTS))]
    found = sum(named[place] == [f"F{place + 1}"] for place in range(len(FACTS)))
    assert found >= len(FACTS) * 0.9, named


def test_a_fact_the_draft_says_it_left_out_is_not_reported_again() -> None:
    left = replace(draft(0), unused=(Unused(fact_id="F1", reason="撰稿人要求不写"),))
    assert missing(left) == []
