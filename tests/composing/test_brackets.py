"""Parts, lists and speakers in brackets are said in words; what does not add up is never called the whole."""

from __future__ import annotations

import pytest

from drafter.composing.brackets import (
    last_years_beside,
    lists_first,
    parts_with_units,
    problem_in_words,
    said_in_words,
)


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("党课19次（领导8次、书记11次）", "党课19次，其中领导8次、书记11次"),
        ("党课20次（领导8次、书记11次）", "党课20次（领导8次、书记11次）"),
        ("措施37条（学习、担当等）", "措施37条，涉及学习、担当等方面"),
        ("每月学习2次（集中学习、自学）", "每月学习2次，采取集中学习、自学方式"),
        ("培训2期（党员义务、先锋作用）", "培训2期，内容涵盖党员义务、先锋作用"),
        ("资质新增9家（其余5家三级）", "资质新增9家，其余5家三级"),
        ("责任清单（两级：局、科；三岗：甲、乙、丙）", "责任清单，两级为局、科，三岗为甲、乙、丙"),
        ("归集10.9亿元（上年同期10.3亿元）", "归集10.9亿元（上年同期10.3亿元）"),
        ("培训（市保密局郑怀远，《案例》），59人", "培训，由市保密局郑怀远讲授《案例》，59人"),
        ("印发通知，收购、补贴等5个方面、措施15条", "印发通知，从收购、补贴等5个方面提出措施15条"),
    ],
)
def test_brackets(note: str, said: str) -> None:
    assert said_in_words(note) == said


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("责任清单3个层面：党组、书记、成员", "党组、书记、成员3个层面责任清单"),
        ("完善责任清单2个层面（党组、书记），印发", "完善党组、书记2个层面责任清单，印发"),
        ("通过2个2025年要点：《甲要点》《乙要点》", "通过《甲要点》《乙要点》2个2025年要点"),
        ("责任清单4个层面：党组、书记", "责任清单4个层面：党组、书记"),
        ("两种模式（强强、强弱结对）", "强强、强弱结对两种模式"),
    ],
)
def test_lists(note: str, said: str) -> None:
    assert lists_first(note) == said


def test_parts_take_the_unit_of_the_total_they_add_up_to() -> None:
    assert parts_with_units("立案31起：质量类15、市场类16") == "立案31起，其中质量类15起、市场类16起"
    assert parts_with_units("立案32起：质量类15、市场类16") == "立案32起：质量类15、市场类16"
    assert parts_with_units("分区：东区14、西区16", "开工小区30个") == "分区：东区14个、西区16个"
    assert parts_with_units("筹集90套，占六成：新建40套、盘活50套") == "筹集90套，占六成，其中新建40套、盘活50套"


def test_last_years_figures_stand_beside_this_years() -> None:
    said = last_years_beside("检查236项次，隐患1742处，整改率97.6%；上年同期228项次、1796处；停工24份")
    assert said == "检查236项次，隐患1742处（上年同期228项次、1796处），整改率97.6%；停工24份"
    assert (
        last_years_beside("资金2亿元（甲1亿元、乙1亿元），上年同期1亿元")
        == "资金2亿元（甲1亿元、乙1亿元）；上年同期为1亿元"
    )
    for own in ("立案31起；上年同期立案34起", "检查31起；上年同期34家"):
        assert last_years_beside(own) == own


def test_a_problem_keeps_no_brackets() -> None:
    assert problem_in_words("发展不均衡（新支部）") == "发展不均衡，涉及新支部"
    assert problem_in_words("质量待提升（应急预案不足）") == "质量待提升，应急预案不足"
