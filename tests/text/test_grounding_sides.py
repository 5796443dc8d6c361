"""Places and figures of the notes side by side."""

from __future__ import annotations

from drafter.readers import read_text
from drafter.text.factsheet import parse_notes
from drafter.text.grounding import claiming
from drafter.text.grounding_sides import Sides, dot


def held(text: str, *notes: str) -> Sides:
    document = read_text(text)
    return Sides(document, claiming(document), parse_notes("\n".join(f"- {note}" for note in notes)).index)


def test_a_number_is_alike_whatever_its_unit() -> None:
    sides = held("立案查处26件，拨付5480万元。", "限期整改26处", "省补5480")
    assert [[given.figure.text for given in sides._alike(place).values()] for place in (0, 1)] == [["26处"], ["5480"]]


def test_who_may_stand_in_a_place() -> None:
    sides = held("接待来访143人次。", "来访119人次", "电话咨询86", "投入31万元", "10月14日启动")
    assert [given.figure.text for given in sides._candidates(0)] == ["119人次", "86"]


def test_the_company_of_a_place_is_its_sentence() -> None:
    sides = held(
        "东坪村养蜂36箱，务工214人；西坪村养蜂58箱。南坪村养蜂47箱。", "东坪村养蜂36箱，务工214人", "西坪村养蜂58箱"
    )
    around = sides._around_place(0)
    assert around.places == [1, 2] and around.part == {1}
    first, second, _ = sides._index.given
    assert sides._beside(1, second).previous and not sides._beside(2, first).previous


def test_years_count_back_from_the_last_one_named() -> None:
    sides = held("2023年养蜂36箱。", "2022年养蜂31箱", "2023年养蜂36箱")
    given = [one for one in sides._index.given if one.figure.unit == "箱"]
    assert [sides._year_of(sides._when_given(one)) for one in given] == [1, 0]


def test_a_sum_of_features_by_weight() -> None:
    assert dot((2.0, -1.0), (3, True)) == 5.0
