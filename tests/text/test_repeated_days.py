"""One event told with two days."""

from __future__ import annotations

import pytest

from drafter.text.documents import build_document
from drafter.text.repeated_days import days_apart


def days(text: str) -> list[tuple[str, str]]:
    return [(one.text, other.text) for one, other, _ in days_apart(build_document(text))]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "3月15日，局里召开党风廉政建设工作会议。按照3月18日召开的党风廉政建设工作会议要求，各科室签订责任书。",
            ("3月15日", "3月18日"),
        ),
        (
            "9月6日，全市职工运动会开幕式在体育馆举行。承办工作有序，全市职工运动会开幕式于9月16日举行。",
            ("9月6日", "9月16日"),
        ),
    ],
)
def test_one_event_is_held_on_one_day(text: str, told: tuple[str, str]) -> None:
    assert days(text) == [told]


@pytest.mark.parametrize(
    "text",
    [
        "3月15日召开局长办公会。3月18日召开局长办公会，审议采购计划。",
        "7月12日召开防汛抗旱工作会议。7月21日，再次召开防汛抗旱工作会议。",
        "3月2日召开意识形态专题会议。6月5日召开意识形态专题会议。",
        "3月15日召开党建工作会议。3月15日召开的党建工作会议部署全年任务。",
        "2023年3月15日召开党建工作年度会议。2024年3月18日召开党建工作年度会议。",
    ],
)
def test_meetings_of_one_name_that_are_held_again(text: str) -> None:
    assert days(text) == []
