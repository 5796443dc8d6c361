"""Bare counts and bare nouns get their verb; what has one is left alone."""

from __future__ import annotations

import pytest

from drafter.composing.clauses import series, tell
from drafter.composing.verbs import Speech

SPEECH = Speech({"支委会": "召开", "党员大会": "召开"}, "我局")


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("责任书23份，承诺书174份", "签订责任书23份、承诺书174份"),
        ("中心组集体学习7次", "中心组开展集体学习7次"),
        ("廉政知识测试，廉洁文化长廊", "开展廉政知识测试，打造廉洁文化长廊"),
        ("班子成员讲党课5次，支部书记7次", "班子成员讲党课5次，支部书记讲7次"),
        ("正在研究整改措施", "正在研究整改措施"),
        ("处级以上以普通党员身份参会", "处级以上以普通党员身份参会"),
        ("网络账号备案233个", "备案网络账号233个"),
        ("制度修订6项，流程图38张", "修订制度6项，绘制流程图38张"),
        ("党风廉政建设责任书*份，提醒谈话1次", "签订党风廉政建设责任书*份，开展提醒谈话1次"),
        ("较年初新增9家", "较年初新增9家"),
        ("隔离点建设完成", "完成隔离点建设"),
        ("青年理论学习小组4个，学习13次", "现有青年理论学习小组4个，开展学习13次"),
        ("药店、医疗机构检查743家次", "开展药店、医疗机构检查743家次"),
        ("参观基地、警示片、廉政知识测试", "参观基地，观看警示片，开展廉政知识测试"),
        ("示范支部、清廉典型评选", "开展示范支部、清廉典型评选"),
        ("12315投诉举报7894件，办结率98.9%", "受理12315投诉举报7894件，办结率98.9%"),
        ("“党建+”示范项目5个", "打造“党建+”示范项目5个"),
        ("业主开放日26场，业主1870人次", "开展业主开放日26场，业主1870人次参加"),
    ],
)
def test_clauses(note: str, said: str) -> None:
    assert tell(note, SPEECH) == said


def test_people_at_an_event_take_part_and_those_honoured_do_not() -> None:
    assert tell("304人，课程8门", SPEECH, event=True) == "304人参加，安排课程8门"
    assert tell("表彰党员干部10名", SPEECH, event=True) == "表彰党员干部10名"
    assert tell("提前转移群众214人", SPEECH, event=True) == "提前转移群众214人"


def test_parts_of_a_total_stay_with_it() -> None:
    said = series(["党员大会9次", "党课19次", "其中局领导8次", "支部书记11次", "支委会7次"], SPEECH)
    assert said == "召开党员大会9次，讲党课19次，其中局领导8次、支部书记11次，召开支委会7次"
