from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.text.dates import Clock, match_date
from drafter.text.periods import parse_period

H1 = parse_period("2022H1")


def read(text: str, at: int = 0, label: str | None = "2022H1") -> tuple[str, str, str] | None:
    hit = match_date(text, at, Clock(text, parse_period(label) if label else None))
    return None if hit is None else (text[at : hit.end], str(hit.low), str(hit.high))


@pytest.mark.parametrize(
    ("text", "printed", "low", "high"),
    [
        ("3月28日，局党组", "3月28日", "2022-03-28", "2022-03-28"),
        ("五月中旬签订", "五月中旬", "2022-05-11", "2022-05-20"),
        ("6月底，", "6月底", "2022-06-21", "2022-06-30"),
        ("2月下旬", "2月下旬", "2022-02-21", "2022-02-28"),
        ("5月份召开", "5月份", "2022-05-01", "2022-05-31"),
        ("2月中旬至3月中旬，", "2月中旬至3月中旬", "2022-02-11", "2022-03-20"),
        ("1—6月", "1—6月", "2022-01-01", "2022-06-30"),
        ("5、6月份", "5、6月份", "2022-05-01", "2022-06-30"),
        ("3月1日—5日", "3月1日—5日", "2022-03-01", "2022-03-05"),
        ("2021—2023年", "2021—2023年", "2021-01-01", "2023-12-31"),
        ("2022年第一季度党费", "2022年第一季度", "2022-01-01", "2022-03-31"),
        ("前三季度", "前三季度", "2022-01-01", "2022-09-30"),
        ("上半年共", "上半年", "2022-01-01", "2022-06-30"),
        ("今年下半年", "今年下半年", "2022-07-01", "2022-12-31"),
        ("今年以来，", "今年以来", "2022-01-01", "2022-06-30"),
        ("2020年以来", "2020年以来", "2020-01-01", "2022-06-30"),
        ("去年12月", "去年12月", "2021-12-01", "2021-12-31"),
        ("上年同期", "上年同期", "2021-01-01", "2021-06-30"),
        ("年初召开", "年初", "2022-01-01", "2022-02-28"),
        ("2021年底", "2021年底", "2021-12-01", "2021-12-31"),
        ("年内完成", "年内", "2022-01-01", "2022-12-31"),
        ("一年来，", "一年来", "2022-01-01", "2022-06-30"),
        ("二〇二一年五月十八日", "二〇二一年五月十八日", "2021-05-18", "2021-05-18"),
        ("2021-05-18", "2021-05-18", "2021-05-18", "2021-05-18"),
        ("20世纪90年代", "20世纪90年代", "1990-01-01", "1999-12-31"),
        ("2021年11月至次", "2021年11月", "2021-11-01", "2021-11-30"),
        ("2月30日", "2月30日", "None", "None"),
    ],
)
def test_dates_resolve_against_the_report(text: str, printed: str, low: str, high: str) -> None:
    assert read(text) == (printed, low, high)


@pytest.mark.parametrize("text", ["15日内办结", "3个月", "5人", "年轻干部", "2号楼", "年内蒙古", "到底"])
def test_what_is_no_date(text: str) -> None:
    assert read(text) is None


def test_without_a_period_only_named_years_resolve() -> None:
    assert read("3月28日", label=None) == ("3月28日", "None", "None")
    assert read("2022年3月28日", label=None) == ("2022年3月28日", "2022-03-28", "2022-03-28")


def test_a_year_carries_over_within_its_sentence_only() -> None:
    text = "2021年3月启动，5月完成。6月验收"
    clock = Clock(text, H1)
    years = [hit.low.year for at in (0, 10, 15) if (hit := match_date(text, at, clock)) and isinstance(hit.low, date)]
    assert years == [2021, 2021, 2022]


def test_a_frequency_is_checkable_only_with_a_count() -> None:
    one = match_date("每月至少开展学习两次", 0, Clock("", H1))
    other = match_date("按月缴纳党费", 0, Clock("", H1))
    assert one is not None and one.checkable
    assert other is not None and not other.checkable


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)))
def test_every_printed_day_reads_back(day: date) -> None:
    for text in (f"{day.year}年{day.month}月{day.day}日", day.isoformat()):
        hit = match_date(text, 0, Clock(text, None))
        assert hit is not None and hit.low == hit.high == day and hit.end == len(text)
