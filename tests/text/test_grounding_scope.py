"""Places that have the number of a neighbour of theirs in the facts."""

from __future__ import annotations

import pytest

from drafter.readers import read_text
from drafter.text.factsheet import parse_notes
from drafter.text.grounding import ground

Told = tuple[str, ...]


def causes(text: str, facts: Told) -> list[str]:
    sheet = parse_notes("\n".join(f"- {fact}" for fact in facts))
    return [verdict.cause for verdict in ground(read_text(text), sheet).verdicts]


@pytest.mark.parametrize(
    ("wrong", "right", "facts"),
    [
        # the head word of the other number of the bullet
        ("修复路灯640盏。", "更换路灯640盏。", ("更换路灯640盏，修复215盏",)),
        ("城区管网漏损率94.3%。", "城区供水普及率94.3%。", ("供水普及率94.3%，漏损率8.6%",)),
        # a part of the whole the bullet begins with
        (
            "汛期（6—8月），调度防汛物资37批。",
            "汛期（6—8月）物资充足，全年调度防汛物资37批。",
            ("全年调度防汛物资37批，其中6—8月22批",),
        ),
        (
            "春运期间，检修车辆820台。",
            "圆满完成春运任务，全年检修车辆820台。",
            ("全年检修车辆820台，其中春运期间240台",),
        ),
        # the last year, and the one before it
        (
            "护理补贴标准由85元提高到95元。",
            "护理补贴标准由95元提高到110元。",
            ("护理补贴标准：2022年85元、2023年95元、2024年110元",),
        ),
        # whom it is of
        (
            "枣林村油茶基地务工的群众达到173人；柏树村养蜂36箱。",
            "柏树村油茶基地务工的群众达到173人；枣林村养蜂36箱。",
            ("枣林油茶吸纳务工98人", "柏树油茶基地吸纳群众务工173人", "养蜂36箱"),
        ),
        (
            "二车间完成产值4170万元；三车间设备完好率96.4%。",
            "一车间完成产值4170万元；三车间设备完好率96.4%。",
            ("二车间产值3150万元", "一车间完成产值4170万元", "三车间设备完好率96.4%"),
        ),
        # what goes on after a number of one bullet is of its subject
        (
            "小麦入库3.7万吨，出库1.8万吨。",
            "小麦入库3.7万吨，出库2.9万吨。",
            ("小麦入库3.7万吨，出库2.9万吨", "大豆出库1.8万吨"),
        ),
        # a number with another measure word
        ("窗口接待来访群众5172人次。", "窗口调阅卷宗5172卷次。", ("调阅卷宗5172卷次，接待来访者3308人次",)),
    ],
)
def test_a_number_of_a_neighbour_in_the_facts(wrong: str, right: str, facts: Told) -> None:
    assert "owner" in causes(wrong, facts)
    assert "owner" not in causes(right, facts)


def test_who_is_named_keeps_the_number_whatever_words_another_shares() -> None:
    facts = ("枣林村通水组18个，受益群众1.6万人", "柏树村物流点27个，惠及群众2.3万人")
    assert "owner" not in causes("柏树村新建物流点27个，受益群众达2.3万人。", facts)


def test_two_times_of_one_bullet_are_alike_where_a_place_names_neither() -> None:
    facts = ("签约服务：1—6月2.6万户，1—9月4.9万户",)
    assert "owner" not in causes("截至9月底，签约服务4.9万户。", facts)
    assert "owner" in causes("上半年，签约服务4.9万户。", facts)
