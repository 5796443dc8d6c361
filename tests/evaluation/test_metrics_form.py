from __future__ import annotations

from pathlib import Path

import pytest

from drafter.evaluation.metrics_form import Form, LengthFit, OpenMarks, PhrasesExact, RepeatedInside, RepeatedPast
from drafter.readers import read_text

from .samples import case_of, judged

FACT = "学习《廉洁准则》{2次}，{=未发生}违规问题"


def test_phrases_stand_to_the_letter(tmp_path: Path) -> None:
    case = case_of([FACT], tmp_path)
    assert PhrasesExact().score(judged(case, "学习《廉洁准则》2次，未发生违规问题。")).value == 1.0
    lost = PhrasesExact().score(judged(case, "学习廉洁准则2次，没有违规问题。"))
    assert lost.value == 0.0 and "《廉洁准则》" in lost.reason and "未发生" in lost.reason
    assert PhrasesExact().score(judged(case_of(["学习{2次}"], tmp_path), "学习2次。")).value is None


def test_repetition_inside_sees_through_figures(tmp_path: Path) -> None:
    case = case_of(["学习{2次}"], tmp_path)
    said = "各支部组织党员到廉政教育基地参观学习2次。"
    again = "各支部组织党员到廉政教育基地参观学习7次。"
    assert RepeatedInside().score(judged(case, said)).value == 0.0
    twice = RepeatedInside().score(judged(case, said, again))
    assert twice.value is not None and 0.3 < twice.value <= 0.6 and "廉政教育基地" in twice.reason


def test_what_the_facts_themselves_say_is_not_copied(tmp_path: Path) -> None:
    past = [read_text("各支部组织党员到廉政教育基地参观学习88次，观看警示教育专题片并撰写心得体会。")]
    case = case_of(["各支部组织党员到廉政教育基地参观学习{2次}"], tmp_path)
    own = RepeatedPast().score(judged(case, "各支部组织党员到廉政教育基地参观学习2次。", past=past))
    taken = RepeatedPast().score(judged(case, "学习2次，观看警示教育专题片并撰写心得体会。", past=past))
    assert own.value == 0.0
    assert taken.value is not None and taken.value > 0.5 and "警示教育专题片" in taken.reason


@pytest.mark.parametrize(("times", "low", "high"), [(1, 0.999, 1.0), (2, 0.5, 0.65), (10, 0.0, 0.0)])
def test_length_is_easy_near_the_target_and_hard_far_off(tmp_path: Path, times: int, low: float, high: float) -> None:
    made = judged(case_of([FACT], tmp_path), "各支部" + "认真抓好集中学习" * 7 * times + "。")
    value = LengthFit().score(made).value
    assert value is not None and low <= value <= high


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("**学习**2次。", "Markdown"),
        ("一、学习2次。", "自加编号"),
        ("抓好学习教育，学习2次。", "重写标题"),
        ("现将有关情况汇报如下。", "开头或结束语"),
        ("学习〔数〕次。", "遮去的记号"),
        ("学习" + "抓落实" * 41 + "。", "120字"),
        ("学习2次", "没有收尾"),
    ],
)
def test_form_names_what_is_broken(tmp_path: Path, text: str, said: str) -> None:
    score = Form().score(judged(case_of([FACT], tmp_path), text))
    assert score.value == pytest.approx(6 / 7) and said in score.reason


def test_open_marks_are_counted_and_not_judged(tmp_path: Path) -> None:
    made = judged(case_of([FACT], tmp_path), "学习【待核实：数字（次）】。")
    assert OpenMarks().score(made).value == 1.0 and OpenMarks.direction == 0
