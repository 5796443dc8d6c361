"""How a house speaks of itself."""

from __future__ import annotations

import pytest

from drafter.composing.ourselves import ourselves, own_duties, short_name


@pytest.mark.parametrize(
    ("house", "said"),
    [
        ("清源县水利局", "我局"),
        ("东门街道办事处", "街道"),
        ("市发展和改革委员会", "我委"),
        ("县第一中学", "我校"),
        ("林场", "我单位"),
    ],
)
def test_ourselves(house: str, said: str) -> None:
    assert ourselves(house) == said


def test_an_account_of_one_s_own_duties_has_no_house_as_subject() -> None:
    assert own_duties("副局长2024年度述职报告", "述职报告") and not own_duties("2024年度工作总结", "工作总结")


def test_without_a_past_the_house_is_we() -> None:
    assert short_name("衡川市住房和城乡建设局", []) == "我局"
