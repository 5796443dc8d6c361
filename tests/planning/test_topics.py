"""What notes and headings are about; a group's own title stands as a heading."""

from __future__ import annotations

import pytest

from drafter.lexicon import load_lexicon
from drafter.planning.topics import about, entitled, subject_of, topics_for, topics_of
from drafter.text.factsheet import parse_notes

PARTY = topics_for("党建工作总结", None)


@pytest.mark.parametrize(
    ("note", "topic"),
    [
        ("党费：印发通知，补缴一季度差额", "branch"),
        ("抗疫：党员志愿者9名赴一线", "pioneer"),
        ("5月中旬，在职党员网络账号备案", "ideology"),
        ("廉政风险点23条，防范措施35条", "clean"),
        ("保密专题培训1次，59人", "secrecy"),
        ("“第一议题”学习14次", "theory"),
    ],
)
def test_a_note_is_about_what_its_words_say(note: str, topic: str) -> None:
    found = about(parse_notes(f"- {note}\n").facts[0], PARTY)
    assert max(found, key=lambda name: found[name]) == topic


def test_a_note_without_a_sign_is_the_house_s_own_trade() -> None:
    fact = parse_notes("- 粮食播种面积186万亩\n").facts[0]
    assert set(about(fact, topics_for("工作总结", None))) == {"main"}
    assert set(about(fact, topics_for("述职报告", "副局长述职报告"))) == {"duties"}
    assert about(fact, PARTY) == {}


def test_the_title_of_a_paper_tells_half() -> None:
    fact = parse_notes("- 讨论《党风廉政建设要点》《意识形态要点》，党组会议研究党的建设工作要点\n").facts[0]
    found = about(fact, PARTY)
    assert found["theory"] > found["clean"]


@pytest.mark.parametrize(
    ("group", "heading"),
    [
        ("队伍", "加强队伍建设"),
        ("项目建设", "推进项目建设"),
        ("纳税服务", "优化纳税服务"),
        ("防汛", "做好防汛工作"),
        ("加强监管", "加强监管"),
        ("主要工作情况", "主要工作情况"),
    ],
)
def test_a_group_of_notes_as_a_heading(group: str, heading: str) -> None:
    assert entitled(group) == heading


def test_every_topic_has_a_home_for_what_it_cannot_keep() -> None:
    table = load_lexicon().tables["topics"]
    for name, row in table.items():
        assert row.get("default") or table[row["near"]]["kinds"] == row["kinds"], name
        assert topics_of(
            row["title"],
            topics_for({"party": "党建", "duty": "述职", "ideology": "意识形态"}.get(row["kinds"][0]), None),
        ) >= {name}


def test_the_subject_of_a_report() -> None:
    assert subject_of("述职报告", "机关党委书记述职报告") == "party"
    assert subject_of("述职报告", "副局长述职报告") == "duty"
    assert subject_of("意识形态工作总结", None) == "ideology"
    assert subject_of(None, None) == "business"
