"""What the words say of one number."""

from __future__ import annotations

from drafter.text.grounding_spots import Bounds, Spot, label_of, spot_of, without_numbers
from drafter.text.grounding_when import NEVER


def spot(text: str, number: str, before: str = "", previous: Spot | None = None) -> Spot:
    first = text.index(number)
    end = text.index(before) + len(before) if before else 0
    bounds = Bounds(first, first + len(number), 0, end, len(text))
    return spot_of(text, bounds, frozenset(), NEVER, previous, None)


def test_what_a_number_is_told_as() -> None:
    assert "plan" in spot("年度任务绿化320亩", "320亩").kinds
    assert "rest" in spot("尚有48户没有搬", "48户").kinds
    assert spot("绿化面积同比+4.2%", "4.2%").change
    assert not spot("绿化面积增加到320亩", "320亩").change


def test_where_something_moved_from_and_to() -> None:
    moved = "漏损率由12.5%降到9.8%"
    assert spot(moved, "12.5%").starts
    assert spot(moved, "9.8%").ends
    assert spot("漏损率12.5%→9.8%", "12.5%").starts


def test_a_number_without_words_has_those_of_the_number_before() -> None:
    text = "来访78批143人次"
    first = spot(text, "78批")
    second = spot(text, "143人次", "78批", first)
    assert second.shared and first.near <= second.near
    assert not spot("来访78批，受理143件", "143件", "78批", first).shared


def test_what_a_note_says_of_all_its_numbers() -> None:
    assert label_of("柳溪泵站：装机3台，年抽水86万方", 8) == "柳溪泵站"
    assert label_of("柳溪泵站装机3台", 6) == "柳溪泵站装机"
    assert without_numbers("装机3台，抽水86.5万方") == "装机，台，抽水，万方"
