"""Every fact has one owner; what another period's campaign was about never becomes a heading."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter.errors import InputError
from drafter.planning import plan, rank_patterns
from drafter.planning.headings import chinese, neutral, retitle, role_of, still_holds
from drafter.readers import read, read_facts, read_text
from drafter.text.factsheet import FactSheet, parse_notes
from drafter.text.periods import parse_period

HEADER = "报告：衡川市住房和城乡建设局2025年上半年工作总结；报告期 2025-01-01 至 2025-06-30\n"
PAST = read_text(
    "衡川市住房和城乡建设局2024年上半年工作总结\n\n今年以来，工作有序推进。现将情况汇报如下：\n一、工作情况\n"
    "（一）推进住房保障，解决群众安居。筹集保障性租赁住房1510套，发放租赁补贴2310户。\n"
    "（二）加强质量安全监管，守牢底线。检查在建工程228项次，发现隐患1796处。\n"
    "（三）聚焦学纪知纪，扎实开展党纪学习教育。举办读书班1期。\n"
    "二、存在问题\n（一）资金筹措渠道单一。争取不够。\n三、下半年工作安排\n（一）拓宽融资渠道。加强对接。\n"
)


def sheet(*bullets: str) -> FactSheet:
    return parse_notes(HEADER + "".join(f"- {bullet}\n" for bullet in bullets))


def test_facts_go_where_the_past_said_such_things() -> None:
    outline = plan(
        sheet(
            "筹集保障性租赁住房1620套",
            "检查在建工程240项次，隐患1710处",
            "问题2个：资金紧张；人手不足",
            "下半年：加快开工",
        ),
        [PAST],
    )
    owner = {id: section.title for section in outline.sections for id in section.fact_ids}
    assert owner == {
        "F1": "推进住房保障，解决群众安居",
        "F2": "加强质量安全监管，守牢底线",
        "F3": "存在问题",
        "F4": "下半年工作安排",
    }
    assert outline.unassigned == ()
    assert outline.pattern == PAST.source


def test_headings_of_over_campaigns_and_past_problems_are_not_taken() -> None:
    outline = plan(sheet("检查在建工程240项次"), [PAST])
    titles = " ".join(section.title for section in outline.sections)
    assert "党纪学习教育" not in titles
    assert "资金筹措" not in titles and "融资" not in titles
    assert "推进住房保障，解决群众安居" in outline.dropped


def test_a_heading_of_the_notes_without_a_past_home_becomes_a_section() -> None:
    notes = HEADER + "## 质量安全监管\n- 检查在建工程240项次\n## 志愿献血\n- 5月22日，37人参加，献血量11200毫升\n"
    outline = plan(parse_notes(notes), [PAST])
    owner = {id: section.title for section in outline.sections for id in section.fact_ids}
    assert owner == {"F1": "加强质量安全监管，守牢底线", "F2": "做好志愿献血工作"}
    assert [s.marker for s in outline.sections if s.level == 2] == ["（一）", "（二）"]


def test_without_past_reports_there_is_a_plain_outline() -> None:
    outline = plan(sheet("检查工程240项次", "问题1个：人手不足"), [])
    assert [s.title for s in outline.sections if s.level == 1] == ["工作开展情况", "存在的问题"]
    assert outline.pattern is None


def test_the_model_is_of_the_kind_and_the_period_just_before(root: Path) -> None:
    notes = read_facts(root / "examples" / "2025h1-party.md")
    past = [read(path) for path in sorted((root / "corpus").glob("*.txt"))]
    ranked = rank_patterns(notes, past)
    assert ranked[0].source.kind == "党建工作总结"
    assert ranked[0].source.period is not None and ranked[0].source.period.label == "2024H1"


def test_every_fact_of_the_example_has_exactly_one_owner(root: Path) -> None:
    notes = read_facts(root / "examples" / "2025h1-party.md")
    outline = plan(notes, [read(path) for path in sorted((root / "corpus").glob("*-party.txt"))])
    owned = [id for section in outline.sections for id in section.fact_ids]
    assert sorted([*owned, *outline.unassigned]) == sorted(fact.id for fact in notes.facts)
    assert len(set(owned)) == len(owned)


def test_notes_that_name_house_and_period_only_get_the_past_reports_kind() -> None:
    notes = parse_notes("- 筹集保障性租赁住房1620套\n", title="衡川市住房和城乡建设局 2025 年上半年素材")
    assert plan(notes, [PAST]).title == "衡川市住房和城乡建设局2025年上半年工作总结"


def test_notes_without_a_period_are_refused() -> None:
    with pytest.raises(InputError, match="报告期"):
        plan(FactSheet.of_text("检查工程240项次。"), [PAST])


@pytest.mark.parametrize(
    ("title", "fits"),
    [
        ("发挥先锋模范作用，勇敢投身抗疫工作", "发挥先锋模范作用"),
        ("坚持纪律教育，推动党纪学习教育走深走实", None),
        ("抓好理论学习，筑牢思想根基", "抓好理论学习，筑牢思想根基"),
    ],
)
def test_still_holds(title: str, fits: str | None) -> None:
    period = parse_period("2025H1")
    assert period is not None and still_holds(title, period) == fits


@pytest.mark.parametrize(
    ("title", "said", "fits"),
    [
        ("坚持尽力而为，住房保障稳步提升", "公租房配租468套", "坚持尽力而为，推动住房保障稳步提升"),
        ("风险防控更加有力", "检查工程", "推动风险防控更加有力"),
        ("完善政策工具，稳定市场运行", "", "完善政策工具，稳定市场运行"),
        ("优化组织设置，完成新支部组建", "补选支委2名", "优化组织设置"),
        ("优化组织设置，完成新支部组建", "新支部组建3个", "优化组织设置，完成新支部组建"),
        ("开展结对联建，通过相互学习促进进步", "党费收缴4万元", None),
        ("新建学校5所，扩大学位供给", "新建学校3所", "扩大学位供给"),
        ("主要工作开展情况", "", "主要工作开展情况"),
    ],
)
def test_a_heading_says_nothing_that_only_last_year_can(title: str, said: str, fits: str | None) -> None:
    assert neutral(title, said) == fits


def test_notes_with_headings_and_no_past_are_nested_below_one_heading() -> None:
    notes = HEADER + "## 防汛\n- 检查水库41座\n## 供水\n- 维修管网37公里\n## 问题\n- 问题1个：人手不足\n"
    outline = plan(parse_notes(notes), [])
    said = [(s.level, s.marker + s.title) for s in outline.sections if s.title]
    assert said == [
        (1, "一、工作开展情况"),
        (2, "（一）做好防汛工作"),
        (2, "（二）抓好供水工作"),
        (1, "二、存在的问题"),
    ]


def test_retitle_and_numerals() -> None:
    old, new = parse_period("2024"), parse_period("2025H1")
    assert old and new
    assert retitle("2025年工作打算", old, new) == "下半年工作打算"
    assert role_of(("存在的问题和不足",)) == "问题"
    assert [chinese(n) for n in (1, 10, 11, 20, 21)] == ["一", "十", "十一", "二十", "二十一"]


def test_plans_find_a_section_where_the_past_has_none() -> None:
    past = read_text(PAST.text.split("三、下半年")[0])
    outline = plan(sheet("检查在建工程240项次", "下步2项：抽查2轮；培训1期"), [past])
    assert [s.title for s in outline.sections if "F2" in s.fact_ids] == ["下一步打算"]
    assert outline.sections[-1].marker == "三、" or outline.sections[-1].marker == "二、"
