"""A fact is poured into a past mould only without loss and without invention."""

from __future__ import annotations

from drafter.composing.moulds import Moulds
from drafter.text.figures import find_figures
from drafter.text.periods import parse_period

PERIOD = parse_period("2025H1")
assert PERIOD is not None


def pour(note: str, *past: str) -> str | None:
    sentences = [(text, find_figures(text), f"P{n}", n) for n, text in enumerate(past)]
    assert PERIOD is not None
    poured = Moulds(sentences, PERIOD).pour(note, find_figures(note))
    return poured.text if poured else None


def test_slots_are_refilled_and_fillers_added() -> None:
    past = "2024年上半年全市房地产开发投资完成63.8亿元，同比增长3.6%。"
    assert pour("房地产开发投资65.9亿元，同比增长3.3%", past) == "上半年全市房地产开发投资完成65.9亿元，同比增长3.3%"


def test_a_title_may_move_within_its_stretch() -> None:
    past = "6月5日，邀请市委党校讲师陶安和作《学深悟透》专题辅导，124名党员参加。"
    note = "4月23日，市委党校讲师陶安和，专题辅导《锲而不舍》，127名党员参加"
    assert pour(note, past) == "4月23日，邀请市委党校讲师陶安和作《锲而不舍》专题辅导，127名党员参加"


def test_what_turns_the_meaning_is_never_added() -> None:
    assert pour("开发投资65.9亿元", "开发投资未完成63.8亿元。") is None
    assert pour("投资同比下降3.3%", "投资同比增长3.6%。") is None


def test_another_persons_name_is_never_added() -> None:
    past = ["5月30日，局长周启明讲党课，138人参加。"] * 3
    assert pour("6月30日，讲党课，120人参加", *past) is None


def test_the_house_formula_needs_two_reports() -> None:
    once = "全年受理12345热线工单2698件，按时办结2675件。"
    assert pour("受理12345热线工单1400件，办结1390件", once, once) is not None


def test_an_outcome_a_scope_or_a_longer_honour_is_never_added() -> None:
    for past, note in (
        ("处置涉住建舆情18条。", "涉住建舆情21条"),
        ("装配式建筑开工36万平方米。", "装配式38万平方米"),
        ("绿色建筑占新建建筑比例95%。", "绿色建筑占比96%"),
        ("获评省级安全文明标准化工地12个。", "省级标准化工地13个"),
    ):
        assert pour(note, past, past) is None


def test_no_past_noun_is_put_before_a_bare_count() -> None:
    past = "开展警示教育2次，廉政谈话73人次。"
    assert pour("警示教育3次，306人次", past, past) is None
    assert pour("警示教育3次，廉政谈话83人次", past, past) == "开展警示教育3次，廉政谈话83人次"
