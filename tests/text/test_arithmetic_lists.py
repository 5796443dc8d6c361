"""Lists of told length, lists of one number each, and a part that is more than its whole."""

from __future__ import annotations

import pytest

from drafter.text.arithmetic import Relation, relations
from drafter.text.documents import build_document


def sums(text: str) -> list[Relation]:
    return [relation for relation in relations(build_document(text)) if relation.kind == "sum" and relation.sure]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("办结信访件46件，退回12件，撤回7件。以上三类合计68件。", "65件"),
        ("在册人员58人，外聘人员14人，两类人员合计75人。", "72人"),
        ("甲片区占46.2%，乙片区占55.8%，两项相加为100%。", "102%"),
        ("一季度至三季度分别发放补贴21万元、34万元、28万元，全年累计发放93万元。", "83万元"),
        ("三个工区的人数分别为24人、18人、15人，总数为67人。", "57人"),
        ("征集意见152条，采纳94条，部分采纳31条，未采纳37条。", "162条"),
        ("绿化总面积3.6万亩，其中河岸绿化1.9万亩，道路绿化2.1万亩。", "4万亩"),
        ("救助困难群众640人次，其中临时救助710人次。", ""),
    ],
)
def test_totals_that_do_not(text: str, expected: str) -> None:
    (relation,) = [relation for relation in sums(text) if not relation.holds]
    assert relation.expected == expected


@pytest.mark.parametrize(
    "text",
    [
        "办结信访件46件，退回12件，撤回7件。以上三类合计65件。",
        "在册人员58人，外聘人员14人，两类人员合计72人。",
        "一季度、二季度分别发放补贴21万元、34万元，累计发放93万元。",
        "三个工区的人数分别为24人、18人、15人，总数为57人。",
        "救助困难群众640人次，其中临时救助210人次。",
        "年均超收2040万元，其中去年超收2573万元。",
        "绿化面积3.6万亩，其中河岸绿化1.9万亩，新增湿地2.1万亩。",
        "查处案件46件。以上三类场所均已整改。",
    ],
)
def test_totals_that_hold_or_are_not_judged(text: str) -> None:
    assert all(relation.holds for relation in sums(text))
