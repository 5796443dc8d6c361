"""Terse notes become sentences of the genre, every word kept."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.composing.notes import realise
from drafter.composing.shorthand import keeps_every_word, spell_out, split_top
from drafter.composing.verbs import Speech

SPEECH = Speech(verbs={"党员大会": "召开", "支委会": "召开", "党课": "讲", "集中学习": "开展"}, name="市住建局")


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("各支部：集中学习24次，研讨交流9次", "各支部开展集中学习24次、研讨交流9次。"),
        ("三会一课：党员大会10次，支委会25次", "落实“三会一课”制度，召开党员大会10次、支委会25次。"),
        ("主题活动：党员大会10次，党课4次", "开展主题活动，召开党员大会10次，讲党课4次。"),
        ("民主测评党员71人：优秀19人，合格52人", "民主测评党员71人，其中优秀19人、合格52人。"),
        ("党课19次（局领导8次、支部书记11次）；主题党日42次",
         "讲党课19次，其中局领导8次、支部书记11次；开展主题党日42次。"),
        ("5月28日，警示教育大会，看《正气歌》", "5月28日，市住建局召开警示教育大会，观看《正气歌》。"),
        ("6月6日，印发工作方案", "6月6日，市住建局印发工作方案。"),
        ("2月25日，局党组第3次会议，研究年度要点", "2月25日，局党组召开第3次会议，研究年度要点。"),
        ("组织生活会（2024年度）：2月10日至2月28日，7个支部，126人参加",
         "2月10日至2月28日，7个支部召开2024年度组织生活会，126人参加。"),
        ("发文同比少14件", "发文同比减少14件。"),
        ("发展党员：拟吸收2名，拟培养1名", "做好发展党员工作，拟吸收2名，拟培养1名。"),
        ("会前谈话：谈心12次；依据市直工委《通知》", "依据市直工委《通知》，会前谈话方面，谈心12次。"),
        ("荣誉2项：先进集体；甲获二等奖", "获荣誉2项，分别是先进集体；甲获二等奖。"),
        ("危房30户，同比降5%：石岭县14、沙屏县16；竣工9户",
         "危房30户，同比下降5%，其中石岭县14户、沙屏县16户；竣工9户。"),
        ("10月底前完成11公里", "10月底前完成11公里。"),
        ("试点9栋，建成多年（首次，无先例）", "开展试点9栋，建成多年；此项工作为首次开展，无先例。"),
        ("中心组学：报告；决议", "中心组先后学习报告，决议。"),
        ("3月1日，印发通知；5月2日，赴沙屏县", "3月1日，市住建局印发通知；5月2日赴沙屏县。"),
    ],
)  # fmt: skip
def test_moulds_of_the_genre(note: str, said: str) -> None:
    assert realise(note, SPEECH) == said


def test_a_total_that_is_not_the_sum_is_not_called_one() -> None:
    assert "其中" not in realise("参训80人：机关20人，企业30人", SPEECH)


@given(st.text("党员大会召开5月28日，；：（）《》“”12次人、。其中", min_size=1, max_size=40))
def test_no_figure_is_lost_and_none_is_added(note: str) -> None:
    if not split_top(note, "；。") or not re.sub(r"[。；，;, ]", "", note):
        return
    assert sorted(re.findall(r"\d+", realise(note, SPEECH))) == sorted(re.findall(r"\d+", note))


@given(st.text("党员大会召开5月28日，；：（）《》“”12次人、。其中看学讲方面试点", min_size=1, max_size=40))
def test_no_word_is_lost(note: str) -> None:
    whole = spell_out(note)
    if split_top(whole, "；。"):
        said = realise(note, SPEECH)
        assert all(said.count(character) >= whole.count(character) for character in re.sub(r"\W", "", whole))
        assert keeps_every_word(whole, said)
