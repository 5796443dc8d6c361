"""Lists that are complete by what they name."""

from __future__ import annotations

import pytest

from drafter.text.arithmetic import relations
from drafter.text.arithmetic_partitions import complete
from drafter.text.documents import build_document


def sums(text: str) -> list[bool]:
    """Return of each sum that must hold whether it does."""
    return [one.holds for one in relations(build_document(text)) if one.kind == "sum" and one.sure]


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("现有职工{}人，其中男性49人，女性36人。", 86, 85),
        ("举办招聘活动{}场，其中线上21场、线下31场，进场企业1160家。", 62, 52),
        ("实施项目{}个，已完工17个，在建8个，尚未开工6个。", 30, 31),
        ("处置诉求{}件（准入类53件、融资类61件、其他45件）。", 206, 159),
        ("现有公办幼儿园42所、民办幼儿园35所，共有幼儿园{}所。", 87, 77),
        ("第一期48人，第二期52人，第三期55人，累计培训{}人。", 165, 155),
        ("一季度办理82件，二季度办理115件，上半年累计办理{}件。", 207, 197),
        ("现有教师{}人，其中高级教师41人、中级教师58人、初级教师43人。", 132, 142),
    ],
)
def test_a_complete_list_makes_its_total(text: str, wrong: int, right: int) -> None:
    assert False in sums(text.format(wrong))
    assert sums(text.format(right)) == [True]


@pytest.mark.parametrize(
    "text",
    [
        "排查工作群52个，其中市中心9个，解散8个、保留44个。",
        "比去年增加4000亿元，其中中央赤字8500亿元，代地方发债3500亿元。",
        "账号418个，其中视频号131个、微博58个、短视频197个、其他32个。",
        "现有党员118名，其中女党员61名、35岁以下党员59名、大专学历党员40名。",
        "实施项目30个，已完工17个。",
    ],
)
def test_a_list_that_may_stop_short_or_overlap_is_not_judged_false(text: str) -> None:
    assert False not in sums(text)


def test_what_leaves_nothing_over() -> None:
    assert complete(["男性", "女性"]) and complete(["流动资产", "非流动资产"]) and complete(["甲", "乙", "其他"])
    assert not complete(["男性", "干部"]) and not complete(["第一期", "第三期"])
