"""A small plan, by hand, for tests of what a model may change in one."""

from __future__ import annotations

from datetime import date

from drafter.model import Outline, Period, Role, SectionPlan
from drafter.text.factsheet import FactSheet, parse_notes

HEADER = "报告：衡川市住房和城乡建设局2025年上半年党建工作总结；报告期 2025-01-01 至 2025-06-30\n"
NOTES: FactSheet = parse_notes(
    HEADER
    + "- 党员130名\n- 集中学习24次\n- 警示教育5次\n- 廉政谈话78人次\n- 党员大会10次\n- 结对联建2个支部\n"
    + "## 献血\n- 5月22日，37人参加献血\n## 问题\n- 问题2个：资金紧张；人手不足\n## 打算\n- 下半年：加快开工\n"
)


def plan(id: str, level: int, title: str, facts: str, role: Role = "成绩") -> SectionPlan:
    return SectionPlan(
        id=id, marker="", level=level, title=title, fact_ids=tuple(facts.split()), role=role,
        target_chars=200 if facts else 0, pattern_section=title or None,
    )  # fmt: skip


OUTLINE = Outline(
    title="衡川市住房和城乡建设局2025年上半年党建工作总结", organisation="衡川市住房和城乡建设局",
    kind="党建工作总结", period=Period(label="2025H1", start=date(2025, 1, 1), end=date(2025, 6, 30)),
    sections=(
        plan("S1", 0, "", "F1", "开头"),
        plan("S2", 1, "主要工作", ""),
        plan("S3", 2, "强化理论武装", "F2 F3"),
        plan("S4", 2, "坚持正风肃纪", ""),
        plan("S5", 3, "强化廉政监督", "F4 F6"),
        plan("S6", 2, "建强基层组织", "F5 F7"),
        plan("S7", 1, "存在的问题", "F8", "问题"),
        plan("S8", 1, "下一步打算", "F9", "打算"),
        plan("S9", 0, "", "", "结尾"),
    ),
    unassigned=(), pattern=None, signature=("衡川市住房和城乡建设局", "2025年7月"),
)  # fmt: skip


def owners(outline: Outline) -> dict[str, str]:
    return {id: one.title for one in outline.sections for id in one.fact_ids}
