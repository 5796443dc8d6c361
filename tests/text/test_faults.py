from __future__ import annotations

import pytest

from drafter.model import Figure, Span
from drafter.text.faults import Fault, is_open, marked


def fault(start: int, end: int, figure: Figure | None = None) -> Fault:
    return Fault(sentence=0, complaint="", span=Span(start=start, end=end), figure=figure)


def figure(kind: str, unit: str) -> Figure:
    return Figure(
        span=Span(start=0, end=1), text="", kind=kind, low=None, high=None, unit=unit, hedge=None, noun="", subject="",  # type: ignore[arg-type]
        period=None, checkable=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "unit", "mark"),
    [("count", "条", "数字（条）"), ("percent", "%", "数字（%）"), ("number", "", "数字"), ("date", "", "时间")],
)
def test_a_mark_says_what_is_wanted_and_never_the_value(kind: str, unit: str, mark: str) -> None:
    assert marked("检视问题45条。", [fault(4, 7, figure(kind, unit))]) == f"检视问题【待核实：{mark}】。"


def test_names_are_shown_numbers_are_not() -> None:
    assert marked("在云岭县推进。", [fault(1, 4)]) == "在【待核实：云岭县】推进。"
    assert marked("推进12345项。", [fault(2, 8)]) == "推进【待核实：此处表述】。"


def test_overlapping_places_get_one_mark() -> None:
    text = marked("问题45条、措施37条。", [fault(2, 5), fault(3, 5), fault(8, 11)])
    assert text.count("【待核实") == 2
    assert text.startswith("问题【待核实") and text.endswith("】。")


def test_a_fault_without_a_place_changes_nothing() -> None:
    assert marked("无依据。", [Fault(sentence=0, complaint="", span=None, figure=None)]) == "无依据。"


def test_open_sentences_are_told_from_sentences_with_a_mark() -> None:
    assert is_open("【待核实：数字】。")
    assert not is_open("问题【待核实：数字】。")
    assert not is_open("问题41条。")
