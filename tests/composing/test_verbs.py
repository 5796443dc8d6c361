"""The house's own verbs come first; a verb it does not agree on is not used."""

from __future__ import annotations

from drafter.composing.verbs import Speech, learn_verbs
from drafter.text.figures import find_figures


def learnt(*past: str) -> dict[str, str]:
    return learn_verbs([(text, find_figures(text)) for text in past])


def test_a_verb_is_learnt_for_a_noun_and_its_head() -> None:
    verbs = learnt("布设视频监控742路。", "布设视频监控512路。")
    assert Speech(verbs, "我局").verb("视频监控") == "布设"
    assert Speech(verbs, "我局").verb("工地视频监控") == "布设"


def test_a_head_said_with_several_verbs_has_none() -> None:
    verbs = learnt("清退超标家庭76户。", "复查在保家庭5986户。", "惠及安置家庭498户。")
    assert Speech(verbs, "我局").verb("超期家庭") is None


def test_what_was_founded_once_is_not_founded_again() -> None:
    assert Speech(learnt("组建议事小组3个。", "组建议事小组4个。"), "我局").verb("议事小组") is None


def test_the_genre_speaks_where_the_house_is_silent() -> None:
    speech = Speech({}, "我局")
    assert speech.verb("廉洁从业承诺书") == "签订"
    assert speech.verb("班子成员上廉政党课") is None
    assert speech.verb("其中专题研讨") is None


def test_what_is_taken_in_is_named_as_the_house_always_names_it() -> None:
    past = "平台接入在建工程86个。平台接入在建工程134个。"
    assert Speech({}, "我局", past).complete("智慧平台接入151个") == "智慧平台接入在建工程151个"
    assert Speech({}, "我局", past + "接入商品房项目3个。").complete("智慧平台接入151个") == "智慧平台接入151个"
    assert Speech({}, "我局", past).complete("智慧平台接入管网151个") == "智慧平台接入管网151个"
