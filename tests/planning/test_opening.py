"""What the past told before its first heading, and nowhere else, belongs to the opening."""

from __future__ import annotations

from drafter.planning.opening import opening_facts
from drafter.readers import read_text
from drafter.text.factsheet import parse_notes

PAST = read_text(
    "衡川市住房和城乡建设局2024年上半年工作总结\n\n今年以来，梳理年度重点任务9大类66项，上半年完成31项。现将情况汇报如下：\n"
    "一、工作情况\n（一）住房保障。筹集保障性租赁住房1510套，完成年度任务一半。\n"
)


def opening(*bullets: str) -> tuple[str, ...]:
    return opening_facts(parse_notes("".join(f"- {one}\n" for one in bullets)).facts, PAST, None)


def test_the_opening_takes_its_own() -> None:
    assert opening("年度重点任务9大类68项，上半年完成33项", "保租房筹集1620套") == ("F1",)


def test_what_stands_below_a_heading_stays_there() -> None:
    assert opening("筹集保障性租赁住房1620套", "问题2个：重点任务9大类68项；人手不足") == ()


def test_the_yearly_meeting_and_the_duties_stand_in_the_opening() -> None:
    facts = parse_notes(
        "- 2月13日，全市住房和城乡建设工作会议，95人参会\n- 分管房屋征收、信访\n- 分管领域隐患41处\n"
    ).facts
    assert opening_facts(facts, None, None, "衡川市住房和城乡建设局") == ("F1", "F2")
    assert opening_facts(facts, None, None, "清源县水利局") == ("F2",)
