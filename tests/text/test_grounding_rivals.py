"""Numbers of the notes that stand in the place of others."""

from __future__ import annotations

import pytest

from drafter.lexicon.figure_weights import figure_weights
from drafter.readers import read_text
from drafter.text.factsheet import parse_notes
from drafter.text.grounding import claiming
from drafter.text.grounding_pairs import PAIR_NAMES
from drafter.text.grounding_rivals import DECIDE_NAMES, GATE_NAMES, Rivals


def misplaced(text: str, *notes: str) -> list[tuple[str, str]]:
    document = read_text(text)
    rivals = Rivals(document, claiming(document), parse_notes("\n".join(f"- {note}" for note in notes)).index)
    found = [(rivals._figures[place].text, rivals._misplaced(place)) for place in range(len(rivals._figures))]
    return [(text, pair[0].figure.text) for text, pair in found if pair is not None]


NOTES = ("路灯：报修764盏，修复759盏", "井盖：报修218个，修复215个", "树木修剪2.3万株")


@pytest.mark.parametrize(
    ("text", "notes", "wrong"),
    [
        # the fact of something else
        ("全年修剪树木2.3万株，路灯修复215盏。", NOTES, ("215盏", "759盏")),
        # last year's number
        (
            "2023年，全市机采血小板6420个治疗量，同比增长8.4%；供应红细胞4.86万单位。",
            ("机采血小板：2023年6960个治疗量，2022年6420个治疗量，+8.4%", "红细胞供应4.86万单位"),
            ("6420个", "6960个"),
        ),
        # what was planned
        (
            "全年造林1.8万亩，封育2.5万亩。",
            ("造林完成1.8万亩", "封育任务2.5万亩，封育完成2.1万亩"),
            ("2.5万亩", "2.1万亩"),
        ),
        # the note leaves the unit out
        ("河口镇竣工58户，进度滞后。", ("新集：任务65，竣工58", "河口：任务61，竣工41"), ("58户", "41")),
        # the number of another thing with another unit
        ("立案查处26件，罚款3.8万元。", ("限期整改26处", "立案5件，罚款3.8万元"), ("26件", "5件")),
    ],
)
def test_a_number_of_something_else_is_found_with_what_is_meant(
    text: str, notes: tuple[str, ...], wrong: tuple[str, str]
) -> None:
    assert wrong in misplaced(text, *notes)


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("全年修剪树木2.3万株，路灯报修764盏、修复759盏。", NOTES),
        ("营业收入由2022年的24.7亿元增加到26.2亿元。", ("营收：2023年26.2亿元，2022年24.7亿元",)),
        ("井盖修复215个，路灯修复759盏。", NOTES),
    ],
)
def test_numbers_in_their_own_place_are_left_alone(text: str, notes: tuple[str, ...]) -> None:
    assert misplaced(text, *notes) == []


def test_a_long_report_is_looked_at_where_it_is_doubtful() -> None:
    names = "东西南北中上下前后左右里外大小高低新旧长"
    notes = [f"{name}坪村栽植油茶{300 + 7 * at}亩，务工{140 + 11 * at}人" for at, name in enumerate(names)]
    text = "。".join(notes) + "。"
    assert misplaced(text, *notes) == []
    wrong = text.replace("东坪村栽植油茶300亩", "东坪村栽植油茶307亩", 1)
    assert ("307亩", "300亩") in misplaced(wrong, *notes)


def test_there_is_a_weight_for_every_feature() -> None:
    weights = figure_weights()
    assert [len(weights.pair), len(weights.decide), len(weights.gate)] == [
        len(PAIR_NAMES),
        len(DECIDE_NAMES),
        len(GATE_NAMES),
    ]
