"""One thing named with other verbs, in another order."""

from __future__ import annotations

import pytest

from drafter.text.documents import build_document
from drafter.text.repeated_metrics import mentions
from drafter.text.repeated_nouns import changed_places, noun_of, one_thing
from drafter.text.repeated_values import closeness


def test_a_noun_is_named_without_verbs_and_doer() -> None:
    (mention,) = mentions(build_document("宣传部门全年推送政务微信738条。"))
    assert noun_of(mention) == "政务微信"


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("推送政务微信738条。新媒体稳步提升，政务微信发布信息783条。", True),
        ("销售福利彩票2.31亿元。福利彩票发行额2.13亿元。", True),
        ("受理法律援助案件642件。办结法律援助案件624件。", False),
        ("侦破电信诈骗案件187起。破获入室盗窃案件178起。", False),
        ("推送政务微信738条，政务微博783条。", False),
        ("中央财政安排资金423亿元，支持节能工程。中央财政投入223亿元，资助学生。", False),
    ],
)
def test_one_thing(text: str, same: bool) -> None:
    first, second = mentions(build_document(text))[:2]
    assert one_thing(first, second, closeness(first, second), text) is same


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("937名考生被本科院校录取。高考再创佳绩，本科录取973人。", [("937名", "973人")]),
        ("植树479万亩。治理石漠化面积497万亩。", []),
        ("上半年招收学员937名。下半年招收学员973名。", []),
        ("检测水样2417份，检测土样2471份。", []),
    ],
)
def test_digits_that_changed_places(text: str, told: list[tuple[str, str]]) -> None:
    found = changed_places(mentions(build_document(text)), text)
    assert [(one.figure.text, other.figure.text) for one, other in found] == told
