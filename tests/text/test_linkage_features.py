"""What two figures have in common."""

from __future__ import annotations

import pytest

from drafter.text.documents import build_document
from drafter.text.linkage import default_model
from drafter.text.linkage_features import Pair, Relation, compared, relation
from drafter.text.linkage_stated import Stated, stated


def two(text: str) -> tuple[Stated, Stated]:
    first, *_, last = stated(build_document(text))
    return first, last


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("3821件", "3812件", Relation("swapped", 4)),
        ("5.26万亩", "5.62万亩", Relation("swapped", 3)),
        ("5.48万件", "58421件", Relation("swapped", 3)),
        ("6842件", "6284件", Relation("permuted", 4)),
        ("876件", "976件", Relation("one", 3)),
        ("3.42亿元", "34.2亿元", Relation("power", 3)),
        ("52件", "61件", Relation("close", 2)),
        ("19件", "31件", Relation("half", 2)),
        ("19件", "88件", Relation("far", 2)),
        ("19件", "880件", None),
        ("19件", "19件", None),
        ("19件", "15—18件", None),
    ],
)
def test_how_two_numbers_differ(one: str, other: str, how: Relation | None) -> None:
    text = f"办结{one}。办结{other}。"
    found = stated(build_document(text))
    assert (relation(found[0], found[1]) if len(found) == 2 else None) == how


def test_all_that_is_compared_is_weighed_and_nothing_else() -> None:
    first, second = two("全年办结信访事项120件。全年办结信访事项118件。")
    how = relation(first, second)
    assert how is not None
    assert compared(Pair(first, second, how, False, 2)).keys() == default_model().weights.keys()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("城乡居民存款余额186亿元。城乡居民贷款余额168亿元。", "branched"),
        ("全县改造公厕35座，新增路灯820盏。全年改造公厕38座，亮化路灯820盏。", "anchored"),
        ("全县有摄像头212个。全县的196个摄像头运行正常。", "crossed"),
        ("受理举报78件。办结举报87件。", "steps_apart"),
        ("清源镇种植中药材3.2万亩。平乐镇种植中药材3.5万亩。", "places_differ"),
    ],
)
def test_what_the_words_tell(text: str, name: str) -> None:
    found = stated(build_document(text))
    first = found[0]
    second = next(claim for claim in found[1:] if claim.value.group == first.value.group)
    how = relation(first, second)
    assert how is not None and compared(Pair(first, second, how, False, 2))[name]
