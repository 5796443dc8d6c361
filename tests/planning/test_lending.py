"""Another house's outline lends what our notes keep, and nothing of its trade."""

from __future__ import annotations

from drafter.planning import plan
from drafter.planning.lending import trade_words
from drafter.readers import read_text
from drafter.text.factsheet import parse_notes

PAST = read_text(
    "衡川市住房和城乡建设局2024年上半年党建工作总结\n\n现将情况汇报如下：\n一、主要工作情况\n"
    "（一）突出政治统领，抓实思想政治建设。开展“第一议题”学习16次。\n"
    "（二）夯实基层基础，组织功能更加完善。召开党员大会21次。\n"
    "（三）深化党建业务融合，服务住建发展大局。设立临时党支部14个。\n"
    "二、存在的问题\n（一）力量不足。人手少。\n三、下一步工作打算\n（一）补短板。抓落实。\n"
)
HEADER = "报告：清源县水利局2025年上半年党建工作总结；报告期 2025-01-01 至 2025-06-30\n"
BULLETS = (
    "“第一议题”学习14次",
    "中心组集中学习8次",
    "三会一课：党员大会10次，支委会25次",
    "党费收缴3.1万元",
    "抗疫：党员志愿者9名",
    "志愿服务12次",
    "廉政谈话56人次",
    "问题1个：人手不足",
)


def outlined(*bullets: str) -> dict[str, str]:
    outline = plan(parse_notes(HEADER + "".join(f"- {one}\n" for one in bullets)), [PAST])
    return {id: section.title for section in outline.sections for id in section.fact_ids}


def test_each_note_stands_under_what_it_is_about() -> None:
    assert outlined(*BULLETS) == {
        "F1": "突出政治统领，抓实思想政治建设",
        "F2": "突出政治统领，抓实思想政治建设",
        "F3": "夯实基层基础",
        "F4": "夯实基层基础",
        "F5": "发挥党员先锋模范作用",
        "F6": "发挥党员先锋模范作用",
        "F7": "坚持正风肃纪，推进党风廉政建设",
        "F8": "存在的问题",
    }


def test_another_house_s_trade_is_no_part_of_our_headings() -> None:
    titles = outlined(*BULLETS[:-1], "党员议事9次，与社区共建", "与企业联建3次").values()
    assert "深化党建业务融合" in titles
    assert not any("住建" in title for title in titles)
    assert "住建" in trade_words("衡川市住房和城乡建设局")


def test_few_notes_need_no_headings_between_them() -> None:
    assert set(outlined("“第一议题”学习14次", "廉政谈话56人次").values()) == {"主要工作情况"}


def test_notes_without_a_past_get_headings_too() -> None:
    notes = "报告：清源县水利局2025年上半年工作总结；报告期 2025-01-01 至 2025-06-30\n" + "".join(
        f"- {one}\n"
        for one in (
            "供水121万吨",
            "新建泵站2座",
            "维修管网37公里",
            "执法检查41次，立案3件",
            "行政处罚9件",
            "党支部主题党日6次",
        )
    )
    outline = plan(parse_notes(notes), [])
    assert [section.title for section in outline.sections if section.level == 2] == [
        "聚焦主责主业，推进重点工作",
        "强化监管执法",
        "加强党的建设",
    ]
