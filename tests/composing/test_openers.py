"""Sentences of a section do not all begin alike, and say no more for it."""

from __future__ import annotations

from drafter.composing.openers import Openers


def said(*sentences: str, name: str = "我局") -> list[str]:
    openers = Openers(name)
    return [openers.varied(one) for one in sentences]


def test_the_second_of_two_alike_begins_otherwise() -> None:
    assert said("开展检查3次。", "开展培训2期。", "印发通知1份。", "开展评议1次。") == [
        "开展检查3次。",
        "组织开展培训2期。",
        "印发通知1份。",
        "开展评议1次。",
    ]


def test_the_subject_of_a_dated_event_is_said_once() -> None:
    assert said("5月28日，我局召开大会。", "6月6日，我局印发方案。") == [
        "5月28日，我局召开大会。",
        "6月6日，印发方案。",
    ]
    assert said("5月28日，局党组召开会议。", "6月6日，我局印发方案。")[1] == "6月6日，我局印发方案。"


def test_a_row_of_aspects_is_broken_only_by_work_that_was_done() -> None:
    assert said("公交方面，新开线路4条。", "防汛方面，抢通道路47处。", "诉求方面，共3类。") == [
        "公交方面，新开线路4条。",
        "做好防汛工作，抢通道路47处。",
        "诉求方面，共3类。",
    ]
