"""Figures that are meant for one value."""

from __future__ import annotations

import pytest

from drafter.text.documents import build_document
from drafter.text.linkage import candidates, default_model, linked
from drafter.text.turns import Turns


def links(text: str) -> list[tuple[str, str, bool]]:
    document = build_document(text)
    found = linked(document, Turns(document.text))
    return [(link.first.figure.text, link.second.figure.text, link.sure) for link in found]


def test_what_is_told_twice_is_linked_to_the_place_it_fits_best() -> None:
    text = "全县建成农村公路86.5公里，改造危桥9座。\n民生实事完成情况：全年建成农村公路68.5公里，新增公交线路5条。"
    assert links(text) == [("86.5公里", "68.5公里", True)]


@pytest.mark.parametrize(
    "text",
    [
        "去年建成农村公路86.5公里。今年建成农村公路68.5公里。",
        "2022年建成农村公路86.5公里。2023年建成农村公路68.5公里。",
        "全县建成农村公路86公里以上。全年建成农村公路68公里。",
        "省级财政补助公路资金865万元。市级财政补助公路资金685万元。",
        "建成农村公路86.5公里，其中乡道68.5公里。",
        "检查在建工程236项次，下发停工通知书24份，整改率97.6%。检查燃气企业45家，更换老化软管3.1万户，整改率97.7%。",
    ],
)
def test_other_times_levels_bounds_and_parts_are_no_pairs(text: str) -> None:
    assert links(text) == []


def test_the_more_pairs_a_text_has_the_more_is_asked_of_each() -> None:
    assert default_model().chance > 0 and default_model().sure > default_model().least


def test_a_text_that_says_one_thing_without_end_takes_linear_work() -> None:
    def pairs(times: int) -> int:
        text = "。".join(f"第{place}处改造农村公路{place}.5公里" for place in range(10, 10 + times))
        document = build_document(text)
        return sum(1 for _ in candidates(document, Turns(document.text)))

    assert pairs(400) <= 5 * max(1, pairs(100))
