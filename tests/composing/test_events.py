"""Dated events: who held what, where, and who took part."""

from __future__ import annotations

import pytest

from drafter.composing.events import DATED, dated_event, tell_dated
from drafter.composing.verbs import Speech

SPEECH = Speech({}, "市住建局")


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("4月14日至17日，读书班1期，4天", "4月14日至17日，市住建局举办读书班1期，为期4天"),
        ("6月12日，房管中心支部党员大会，19名党员", "6月12日，房管中心支部召开党员大会，19名党员参加"),
        ("6月13日，沙屏县住房项目，应急演练，163人", "6月13日，市住建局在沙屏县住房项目开展应急演练，163人参加"),
        ("3月20日，报请市政府印发《通知》", "3月20日，报请市政府印发《通知》"),
        ("5月中旬，在职党员账号备案", "5月中旬，市住建局开展在职党员账号备案"),
    ],
)
def test_events(note: str, said: str) -> None:
    dated = DATED.match(note)
    assert dated is not None
    assert tell_dated(dated[1], note[dated.end() :], SPEECH) == said


def test_a_deadline_is_no_date_of_an_event() -> None:
    assert DATED.match("10月底前完成11公里") is None
    assert DATED.match("6月底完成11公里") is not None


def test_an_event_named_before_its_day() -> None:
    said = dated_event("组织生活会（2024年度）", "2月10日，7个支部，126人", SPEECH)
    assert said == "2月10日，7个支部召开2024年度组织生活会，126人参加"
