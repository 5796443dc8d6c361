from __future__ import annotations

from collections.abc import Sequence

from drafter.model import Passage, PastSentence, Source, Span
from drafter.text.foreign import foreign_names, other_holders, wanted_name

SOURCE = Source(title="衡川市住房和城乡建设局2024年工作总结", organisation="衡川市住房和城乡建设局")
PAST = (
    "局长周启明主持会议。",
    "到石岭县检查。",
    "石岭县、云溪县参加。",
    "云溪县反馈问题。",
    "组织观看《零容忍》。",
    "会同临桥区城管局检查。",
    "临桥区反馈。",
    "修订《工程建设领域廉政风险防控办法》。",
)
KNOWN = "衡川市住房和城乡建设局\n局长侯玉平主持会议\n到石岭县检查2次\n修订工程建设领域廉政风险防控办法等制度3项"


def find(name: str) -> Sequence[PastSentence]:
    return [
        PastSentence(id=number, text=text, source=SOURCE, span=Span(start=0, end=len(text)))
        for number, text in enumerate(PAST)
        if name in text
    ]


def left(text: str, passages: Sequence[Passage] = ()) -> list[tuple[str, str]]:
    found = list(foreign_names(text, KNOWN, passages, find))
    assert all(text[one.name.start : one.name.end] == one.name.text for one in found)
    return [(one.said, one.name.text) for one in found]


def test_names_that_only_past_reports_hold_are_told_with_their_kind() -> None:
    assert left("局长周启明主持会议，到云溪县检查，观看《零容忍》。") == [
        ("人名", "周启明"),
        ("地名", "云溪县"),
        ("名称", "零容忍"),
    ]


def test_names_of_the_facts_of_the_unit_and_of_nobody_s_past_pass() -> None:
    assert left("局长侯玉平到石岭县检查，石岭县住建局参加。") == []
    assert left("局长陆承志到柳坪县检查，学习《中国共产党章程》。") == []
    assert left("修订《工程建设领域廉政风险防控办法》，衡川市委领导参加，与北京交流。") == []


def test_of_an_organ_nobody_named_whole_the_place_is_told() -> None:
    assert left("会同临桥区城管局检查。") == [("单位", "临桥区城管局")]
    assert left("会同临桥区住建局检查。") == [("地名", "临桥区")]


def test_a_name_of_a_shown_passage_is_told_wherever_it_stands() -> None:
    text = "会后，麦启航的做法在白溪推广。"
    shown = Passage(
        id="p", source=SOURCE, heading_path=(), text="副局长麦启航赴白溪县检查。", masked_text="",
        span=Span(start=0, end=13), role="成绩",
    )  # fmt: skip
    assert left(text) == []
    assert left(text, [shown]) == [("人名", "麦启航"), ("地名", "白溪")]


def test_a_person_of_the_past_in_a_post_the_facts_give_another_is_told() -> None:
    facts = KNOWN.splitlines()
    found = list(other_holders("局党组书记、局长周启明主持。副局长周启明参加。", facts, find))
    assert [(one.name.text, one.instead) for one in found] == [("周启明", "素材里的局长是侯玉平：请核对")]
    assert list(other_holders("局长陆承志主持。局长侯玉平主持。", facts, find)) == []


def test_an_open_mark_asks_for_the_kind_and_never_says_the_name() -> None:
    assert wanted_name("“周启明”是《总结》里的人名，素材里没有：请按素材改写或删去") == "人名"
    assert wanted_name("“12”在素材中没有依据") == ""
