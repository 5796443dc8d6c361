from __future__ import annotations

import pytest

from drafter.text.places import find_organs, find_own, find_places, short_of


def placed(text: str) -> list[str]:
    return [text[start:end] for start, end in find_places(text)]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("赴石岭县开展排查", ["石岭县"]),
        ("其中东屏区12个、云溪县4个、高新区3个", ["东屏区", "云溪县"]),
        ("石岭县望湖镇白鹤村", ["石岭县", "望湖镇", "白鹤村"]),
        ("在春晖社区召开现场会", ["春晖社区"]),
        ("2026年浙江省政府工作报告", ["浙江省"]),
        ("到乌兰塔拉旗调研", ["乌兰塔拉旗"]),
    ],
)
def test_places_are_known_by_their_level(text: str, places: list[str]) -> None:
    assert placed(text) == places


@pytest.mark.parametrize(
    "text",
    [
        "按照市委部署",
        "实施乡村建设行动",
        "老旧小区改造",
        "城中村改造",
        "各县区、全市",
        "行政村全覆盖",
        "开发区建设",
        "灌区改造",
        "返乡创业",
        "报请市政府印发",
        "市场监管",
        "县域经济",
        "隆重庆祝",
        "复合肥料",
        "居民社区",
    ],
)
def test_ordinary_words_are_no_places(text: str) -> None:
    assert placed(text) == []


def test_a_town_goes_by_its_bare_name_unless_that_is_a_word() -> None:
    assert short_of("衡川市") == "衡川"
    assert short_of("平安县") is None
    assert short_of("白鹤村") is None


def test_organs_are_taken_with_their_place() -> None:
    text = "会同临桥区城管局、衡川市委党校检查石岭县人民政府办公室"
    assert [text[a:b] for a, b in find_organs(text, find_places(text))] == [
        "临桥区城管局",
        "衡川市委党校",
        "石岭县人民政府办公室",
    ]
    text = "与恒达建设集团有限公司签约"
    assert [text[a:b] for a, b in find_organs(text, ())] == ["恒达建设集团有限公司"]


def test_an_organisation_is_found_by_its_shorter_names_too() -> None:
    text = "衡川市住房和城乡建设局（市住建局、衡川住建局）召开会议，我局、全市住建系统参加"
    found = [text[a:b] for a, b in find_own(text, "衡川市住房和城乡建设局")]
    assert found == ["衡川市住房和城乡建设局", "市住建局", "衡川住建局"]
