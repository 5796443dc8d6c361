"""Short names: explained too late, for nothing, or not at all."""

from __future__ import annotations

from itertools import pairwise

import pytest

from drafter.rules.names_short import explained, is_used, unexplained, used_before


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("城市更新领导小组（以下简称“更新小组”）成立。", ["更新小组"]),
        ("城市更新领导小组（下称更新小组）成立。", ["更新小组"]),
        ("市应急局、市气象局（以下统称“两部门”）联合检查。", ["两部门"]),
        ("《衡川市养犬管理条例》（简称《条例》）施行。", ["《条例》"]),
        ("依托“智慧水务综合管理平台”，以下简称“水务平台”，接入站点。", ["水务平台"]),
        ("产业投资基金（英文缩写HIF）投放项目。", ["HIF"]),
        ("两个办法（以下简称《甲办法》和《乙办法》）印发。", ["《甲办法》", "《乙办法》"]),
        ("简称不一，称谓混乱。", []),
    ],
)
def test_the_forms_of_an_explanation(text: str, names: list[str]) -> None:
    found = list(explained(text))
    assert [name.name for name in found] == names
    assert all(name.span.of(text) == name.name for name in found)


@pytest.mark.parametrize(
    ("text", "used"),
    [
        ("交易中心（以下简称中心办）成立。中心办开会。", True),
        ("市大数据中心（以下简称数据中心）成立。省大数据中心来访。", False),
        ("《物业管理条例》（以下简称《条例》）施行。贯彻《养犬条例》。", False),
        ("《物业管理条例》（以下简称物管条例）施行。贯彻《衡川市物管条例实施细则》。", False),
    ],
)
def test_a_longer_name_is_no_use_of_the_short_one(text: str, used: bool) -> None:
    (name,) = explained(text)
    assert is_used(text, name) is used


def test_used_before_it_is_explained() -> None:
    text = "攻坚办每周调度。攻坚指挥部办公室（以下简称攻坚办）抽调18人。"
    (name,) = explained(text)
    assert used_before(text, name) == 0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "按照《实施方案》要求改造。印发《燃气管道更新改造实施方案》。",
            [("《实施方案》", "《燃气管道更新改造实施方案》")],
        ),
        ("“放心消费专班”检查商户。放心消费创建工作专班成员22家。", [("放心消费专班", "放心消费创建工作专班")]),
        ("按照《实施方案》要求改造。", []),
        ("“三会一课”落实。印发《燃气管道更新改造实施方案》。", []),
        ("《燃气管道改造实施方案》（以下简称《实施方案》）印发，《实施方案》共8条。", []),
    ],
)
def test_short_names_without_an_explanation(text: str, found: list[tuple[str, str]]) -> None:
    assert [(span.of(text), full) for span, full in unexplained(text)] == found


def test_reading_order() -> None:
    text = "甲单位（以下简称甲方）、乙单位（以下简称乙方），以下统称“双方”，签约。"
    assert all(one.at < other.at for one, other in pairwise(explained(text)))
