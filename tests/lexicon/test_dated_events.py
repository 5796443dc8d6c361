from __future__ import annotations

from datetime import date

import pytest

from drafter.lexicon.events import events_in, load_events
from drafter.text.periods import parse_period


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("学习二十届中央纪委三次全会精神", date(2024, 1, 8)),
        ("传达第十九届中央纪律检查委员会第六次全体会议精神", date(2022, 1, 18)),
        ("传达中央纪委二十届四次全会精神", date(2025, 1, 6)),
        ("收看十四届全国人大二次会议开幕会", date(2024, 3, 5)),
        ("学习全国政协十四届一次会议精神", date(2023, 3, 4)),
        ("学习党的十九届七中全会精神", date(2022, 10, 9)),
    ],
)
def test_meetings_of_a_series_have_their_day(text: str, since: date) -> None:
    assert [mention.event.since for mention in events_in(text)] == [since]


def test_a_meeting_of_a_series_is_later_than_reports_before_it_and_guides_its_year() -> None:
    (mention,) = events_in("二十届中央纪委三次全会")
    periods = {label: parse_period(label) for label in ("2022H1", "2023", "2024H1", "2025H1")}
    assert all(periods.values())
    assert {label: mention.event.is_later(one) for label, one in periods.items() if one} == {
        "2022H1": True, "2023": True, "2024H1": False, "2025H1": False,
    }  # fmt: skip
    assert {label for label, one in periods.items() if one and mention.event.is_current(one)} == {"2024H1"}


def test_what_is_no_meeting_of_the_centre_is_not_dated() -> None:
    assert events_in("市纪委三次全会、衡川市第五届人大二次会议、中央纪委四次全会") == ()


def test_no_two_events_share_a_name_and_none_ends_before_it_begins() -> None:
    names = [name for event in load_events() for name in event.names]
    assert len(names) == len(set(names))
    assert all(event.until is None or event.since <= event.until for event in load_events())


def test_sessions_told_together_are_each_of_them() -> None:
    text = "深入学习党的二十届二中、三中全会精神。"
    assert [one.span.of(text) for one in events_in(text)] == ["二中", "三中"]
    assert [one.event.names[0] for one in events_in(text)] == ["党的二十届二中全会", "党的二十届三中全会"]
