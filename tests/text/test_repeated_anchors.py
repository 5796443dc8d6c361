"""What is told of so many things once and again."""

from __future__ import annotations

import pytest

from drafter.text.documents import build_document
from drafter.text.repeated_anchors import behind_anchors


def told_again(text: str) -> list[tuple[str, str]]:
    return [(first.text, second.text) for first, second, _ in behind_anchors(build_document(text))]


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("全年举办招聘会86场，达成意向1.2万人。86场招聘会达成意向1.5万人，效果明显。", ("1.2万人", "1.5万人")),
        ("今年检查餐饮单位640家，责令整改52家，停业3家。640家餐饮单位责令整改25家。", ("52家", "25家")),
        ("开展普法讲座120场，受众2.6万人次。120场普法讲座受众达2.8万人次。", ("2.6万人次", "2.8万人次")),
        ("抽检食品1560批次，不合格32批次。1560批次食品抽检不合格23批次。", ("32批次", "23批次")),
        ("办理案件418件，挽回损失1260万元。418件案件共挽回损失1620万元。", ("1260万元", "1620万元")),
        ("投入资金850万元，改造厕所1700座。850万元资金改造厕所1900座。", ("1700座", "1900座")),
        ("完成危房改造326户，户均补助1.6万元。326户改造全部完成，户均补助1.8万元。", ("1.6万元", "1.8万元")),
    ],
)
def test_a_number_of_things_named_again_with_another_value(text: str, pair: tuple[str, str]) -> None:
    assert told_again(text) == [pair]


@pytest.mark.parametrize(
    "text",
    [
        "全年举办招聘会86场，达成意向1.2万人。86场招聘会达成意向1.2万人。",
        "举办招聘会86场，提供岗位1.2万个。举办专场招聘会86场，提供岗位1.5万个。",
        "举办招聘会86场，提供岗位1.2万个。86场专场招聘会提供岗位1.5万个。",
        "上半年举办培训36期，培训1820人。下半年36期培训1280人。",
        "举办招聘会86场，达成意向1.2万人。86场招聘会中，其中线上达成意向0.5万人。",
        "完成危房改造326户，共补助652万元。326户改造全部完成，户均补助2万元。",
        "检查企业640家，整改52家。明年，640家企业计划整改60家。",
    ],
)
def test_other_things_and_other_times_are_none(text: str) -> None:
    assert not told_again(text)
