"""A note leaves its group only for past wording far nearer to it, and never a heading the writer made anew."""

from __future__ import annotations

from collections import Counter

from drafter.planning.assigning import assign, role_said
from drafter.planning.headings import grams
from drafter.planning.slots import Slot
from drafter.text.factsheet import parse_notes


def slot(title: str, wording: str, *, from_past: bool = True) -> Slot:
    return Slot(2, (title,), title, "成绩", True, 100, Counter(grams(wording)), from_past)


TOWNS = slot("乡村建设提档升级", "开工改造农村危房，竣工，拨付补助资金，举办农村建筑工匠培训班")
TRADE = slot("建筑业稳增长步伐加快", "完成建筑业总产值，核发施工许可证，建筑业企业新增，装配式建筑开工")
NOTES = "# 素材\n\n## 建筑业\n- 建筑业总产值115亿元\n- 施工许可证118件\n- 农村危房236户，竣工152户，补助资金424万元\n"


def test_a_note_leaves_its_group_for_far_nearer_wording() -> None:
    facts = parse_notes(NOTES).facts
    assert assign(facts, [TOWNS, TRADE])[0] == {"F1": 1, "F2": 1, "F3": 0}


def test_notes_without_headings_stay_together() -> None:
    facts = parse_notes("# 素材\n\n- 建筑业总产值115亿元\n- 农村危房236户，竣工152户\n- 补助资金424万元\n").facts
    assert assign(facts, [TOWNS, TRADE])[0] == {"F1": 1, "F2": 0, "F3": 0}


def test_a_heading_of_the_writer_s_own_keeps_its_notes() -> None:
    facts = parse_notes(NOTES).facts
    own = slot("建筑业", "", from_past=False)
    assert assign(facts, [TOWNS, own])[0] == {"F1": 1, "F2": 1, "F3": 1}


def test_a_note_named_like_a_heading_goes_below_it() -> None:
    clean = slot("持续深化党风廉政建设", "签订责任书，开展提醒谈话")
    crew = slot("推进基层党组织建设", "班子成员讲党课，召开支委会，发展党员，收缴党费")
    notes = "# 素材\n\n- 班子成员讲党课6次\n- 廉政：班子成员上党课3次；参观基地\n"
    assert assign(parse_notes(notes).facts, [crew, clean])[0] == {"F1": 0, "F2": 1}


def test_one_word_in_common_takes_no_note_from_its_group() -> None:
    storm = slot("筑牢防线", "汛前检查水库，修订防汛预案，组织避险演练")
    crew = slot("干部队伍作风向好", "建强干部队伍，讲党课")
    notes = "# 素材\n\n## 防汛\n- 修订防汛预案41个\n- 抢险队伍14支\n"
    assert assign(parse_notes(notes).facts, [storm, crew])[0] == {"F1": 0, "F2": 0}


def test_the_note_above_does_not_keep_a_note_that_is_nearer_to_another_heading() -> None:
    tools = slot("完善政策工具", "印发止跌回稳通知，预售许可，房地产开发投资，预售资金拨付")
    risks = slot("防范交付风险", "推送白名单项目，预售资金监管账户入账，保交房项目交付")
    notes = "# 素材\n\n## 市场\n- 印发止跌回稳通知\n- 预售资金监管账户入账2亿元，拨付1亿元\n"
    assert assign(parse_notes(notes).facts, [tools, risks])[0] == {"F1": 0, "F2": 1}


def test_plans_of_every_name_are_no_problems() -> None:
    for note in (
        "计划3项：开展结对",
        "打算：建阵地",
        "下学期：补充教师",
        "努力方向：多下基层",
        "2026年：建样板",
        "2026年抓三项：建样板",
    ):
        assert role_said(parse_notes(f"素材\n\n## 问题与计划\n- {note}\n").facts[0]) == "打算", note
    assert role_said(parse_notes("- 2024年度组织生活会：7个支部\n").facts[0]) is None
