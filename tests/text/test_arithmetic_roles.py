"""Base, level, change and rate in any order."""

from __future__ import annotations

import pytest

from drafter.text.arithmetic import Relation, relations
from drafter.text.documents import build_document


def told(text: str) -> list[tuple[str, str, bool]]:
    """Return kind, number and verdict of every statement of ``text``."""

    def row(one: Relation) -> tuple[str, str, bool]:
        return one.kind, one.total.text, one.holds

    return [row(one) for one in relations(build_document(text)) if one.sure]


@pytest.mark.parametrize(
    ("text", "kind", "total", "right"),
    [
        ("税收完成9.6亿元，比上年的8.0亿元增长{}。", "growth", "25%", "20%"),
        ("产值13.2亿元，同比增长{}，上年为11.0亿元。", "growth", "12%", "20%"),
        ("信访总量同比下降{}，由200批次降至160批次。", "growth", "30%", "20%"),
        ("从2023年的46家增至2024年的58家，增加{}。", "growth", "14家", "12家"),
        ("受理3200件，较上年增加{}，上年同期为2800件。", "growth", "500件", "400件"),
        ("时间由58天缩短至47天，缩短了{}。", "growth", "15天", "11天"),
        ("上诉率为8.3%，较上年的10.1%下降{}。", "points", "1.8%", "1.8个百分点"),
        ("产值由2.00亿元增加到8.00亿元，翻了{}。", "multiple", "一番", "两番"),
        ("人数由50人扩大到150人，增加了{}。", "multiple", "3倍", "2倍"),
    ],
)
def test_the_change_follows_from_base_and_level(text: str, kind: str, total: str, right: str) -> None:
    assert (kind, total, False) in told(text.format(total))
    assert all(holds for _, _, holds in told(text.format(right)))


@pytest.mark.parametrize(
    "text",
    [
        "办理6745件，同比增长7.4%，时限由4个工作日压缩至3个工作日。",
        "由19种扩大到32种，零售额下降9.1%。",
        "生产总值由320亿元增加到360亿元，增长6.5%。",
        "由100件增加到130件，年均增长9%。",
        "资产负债率由68%降至61%，降低7个百分点，营业收入增长7%。",
    ],
)
def test_what_belongs_to_another_matter_is_not_judged(text: str) -> None:
    assert all(holds for _, _, holds in told(text))


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("受理3821件，审结3604件，结案率{}。", "96.8%", "94.3%"),
        ("党员128名，其中女党员52名，占党员总数的{}。", "45.6%", "40.6%"),
        ("应到代表215名，实到204名，出席率{}。", "90.9%", "94.9%"),
        ("民生支出62.4亿元，占公共预算支出78.0亿元的{}。", "82%", "80%"),
        ("146个行政村中，已有131个村收入超过10万元，占比{}。", "93.7%", "89.7%"),
    ],
)
def test_the_share_follows_from_part_and_whole(text: str, wrong: str, right: str) -> None:
    assert ("share", wrong, False) in told(text.format(wrong))
    assert ("share", right, True) in told(text.format(right))


def test_what_a_number_is_compared_with_is_no_part() -> None:
    text = "完成86.4亿元，较上年同期的75.0亿元增长15.2%，占年度计划96.0亿元的90%。"
    assert told(text) == [("growth", "15.2%", True), ("share", "90%", True)]
