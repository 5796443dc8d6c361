"""Problems and plans are announced as the notes count and date them."""

from __future__ import annotations

import pytest

from drafter.composing.house import House
from drafter.composing.lists import items_of
from drafter.composing.lists import list_section as listed
from drafter.model import Brief
from drafter.planning import plan
from drafter.text.factsheet import parse_notes

HEADER = "报告：清源县水利局2025年上半年工作总结；报告期 2025-01-01 至 2025-06-30\n"


def first(note: str) -> str:
    sheet = parse_notes(f"{HEADER}- 供水121万吨\n- {note}\n")
    outline = plan(sheet, [])
    section = next(one for one in outline.sections if "F2" in one.fact_ids)
    facts = tuple(fact for fact in sheet.facts if fact.id in section.fact_ids)
    return listed(Brief(plan=section, facts=facts, evidence=()), House([], outline))[0].text


@pytest.mark.parametrize(
    ("note", "lead"),
    [
        ("问题2个：人手不足；设备老化", "对照上级要求和工作实际，还存在两个方面的问题和不足："),
        ("问题2条：人手不足；设备老化", "对照上级要求和工作实际，还存在以下两条问题和不足："),
        ("问题：人手不足；设备老化", "对照上级要求和工作实际，还存在一些问题和不足："),
        ("下半年：抽查2轮；培训1期", "下半年，将重点抓好以下工作："),
        ("下步：抽查2轮；培训1期", "下一步，将重点抓好以下工作："),
        ("2026年：抽查2轮；培训1期", "2026年，将重点抓好以下工作："),
    ],
)
def test_what_announces_the_items(note: str, lead: str) -> None:
    assert first(note) == lead


def test_what_the_plans_are_for_is_no_item() -> None:
    fact = parse_notes("- 下学期：推进3所新校投用；补充教师280名\n").facts[0]
    assert items_of(fact) == ["推进3所新校投用", "补充教师280名"]
