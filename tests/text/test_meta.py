"""What a report says of itself; what it does not say stays unknown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from drafter.text.meta import describe

BODY = "\n\n局党组认真部署，各项工作有序推进。\n一、工作情况\n（一）抓学习。集中学习12次。\n"
BUREAU = "衡川市住房和城乡建设局"


@pytest.mark.parametrize(
    ("title", "organisation", "kind", "period", "year"),
    [
        (f"{BUREAU}2025年上半年党建工作总结", BUREAU, "党建工作总结", "2025H1", 2025),
        (f"{BUREAU}2025年1—5月工作总结", BUREAU, "工作总结", "2025-01-01/2025-05-31", 2025),
        (f"{BUREAU}2025年5月信访工作总结", BUREAU, "信访工作总结", "2025-05", 2025),
        (f"{BUREAU}２０２５年第三季度意识形态工作情况汇报", BUREAU, "意识形态工作情况汇报", "2025Q3", 2025),
        ("二〇二四年党建工作总结", None, "党建工作总结", "2024", 2024),
        ("机关党委书记许文静2024年度述职报告", None, "述职报告", "2024", 2024),
        ("在2025年3月4日全市现场推进会上的发言材料", None, "发言材料", None, 2025),
        (f"中共{BUREAU}党组2024年度全面从严治党工作报告", BUREAU, "报告", "2024", 2024),
    ],
)
def test_titles(title: str, organisation: str | None, kind: str, period: str | None, year: int) -> None:
    said = describe(title + BODY)
    assert said.title == title
    assert (said.organisation, said.kind) == (organisation, kind)
    assert (said.period.label if said.period else None) == period
    assert said.year == year


def test_without_a_title_line_the_announcing_sentence_speaks() -> None:
    said = describe(f"为总结经验，现将{BUREAU}2024年上半年意识形态工作情况汇报如下：\n一、工作情况\n")
    assert said.title is None
    assert said.organisation == BUREAU
    assert said.kind == "意识形态工作情况汇报"
    assert said.period is not None and said.period.label == "2024H1"


def test_a_bare_half_year_takes_its_year_from_the_opening() -> None:
    said = describe("根据2024年工作要点，各项任务有序推进。现将上半年党建工作总结如下：\n一、工作情况\n")
    assert said.period is not None and said.period.label == "2024H1"


def test_a_date_line_gives_the_year_only() -> None:
    said = describe("在全市推进会上的发言材料\n\n周启明\n（2025年3月4日）\n各位领导：\n今天汇报三点。\n")
    assert (said.period, said.year) == (None, 2025)


def test_the_day_of_signing_is_no_period() -> None:
    assert describe(f"工作情况\n\n有序推进。\n{BUREAU}\n2025年1月8日\n").period is None


@pytest.mark.parametrize("when", ["2025 年上半年", "2025年 上半年", "２０２５ 年上半年"])
def test_blanks_around_the_digits_change_no_period(when: str) -> None:
    said = describe("", title=f"青岭县水务局 {when}")
    assert said.period is not None and said.organisation == "青岭县水务局"
    assert said.period.label == "2025H1"


@pytest.mark.parametrize(
    ("name", "organisation", "kind", "period"),
    [
        ("衡川市住建局2024年上半年工作总结.docx", "衡川市住建局", "工作总结", "2024H1"),
        ("往年/2023年度党建工作总结（衡川市水务局）.doc", "衡川市水务局", "党建工作总结", "2023"),
        ("1.衡川市住建局2024年1-6月意识形态工作汇报(定稿).docx", "衡川市住建局", "意识形态工作情况汇报", "2024H1"),
        ("衡川市住建局2024H1工作总结_v2.txt", "衡川市住建局", "工作总结", "2024H1"),
        ("20240715衡川市住建局述职报告.wps", "衡川市住建局", "述职报告", None),
        ("市住建局二〇二四年半年工作总结.docx", "市住建局", "工作总结", "2024H1"),
        ("围绕中心服务大局2024年总结.docx", None, "工作总结", "2024"),
        ("新建文档(2).docx", None, None, None),
    ],
)
def test_what_the_text_does_not_say_is_read_from_the_file_name(
    name: str, organisation: str | None, kind: str | None, period: str | None
) -> None:
    said = describe("一、工作情况\n（一）抓学习。集中学习12次。\n", path=name)
    assert (said.organisation, said.kind) == (organisation, kind)
    assert (said.period.label if said.period else None) == period


def test_the_text_counts_before_the_file_name() -> None:
    said = describe(f"{BUREAU}2025年上半年党建工作总结{BODY}", path="衡川市水务局2019年述职报告.docx")
    assert (said.organisation, said.kind, said.year) == (BUREAU, "党建工作总结", 2025)


@pytest.mark.parametrize("text", ["", "\n\n", "今天天气很好，我们出去走走。\n", "\0\ud800", "现将" * 1000])
def test_what_is_unknown_is_none(text: str) -> None:
    said = describe(text)
    assert (said.organisation, said.kind, said.period, said.year) == (None, None, None, None)


@pytest.mark.parametrize("number", ["000", "003", "004"])
def test_gold_meta(shared: Path, number: str) -> None:
    text = next((shared / "seeds").glob(f"{number}_*")).read_text(encoding="utf-8")
    gold = json.loads((shared / "gold" / f"{number}.json").read_text(encoding="utf-8"))["meta"]
    said = describe(text)
    assert said.title == gold["title"]
    assert said.period is not None and said.period.label == gold["period"]["label"]
    assert said.organisation is not None and gold["organisation"].startswith(said.organisation)
    assert said.kind is not None and gold["doc_type"] in said.kind
