"""Parts, lists and speakers in brackets are said in words; what does not add up is never called the whole."""

from __future__ import annotations

import pytest

from drafter.composing.brackets import lists_first, parts_with_units, said_in_words


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("党课19次（领导8次、书记11次）", "党课19次，其中领导8次、书记11次"),
        ("党课20次（领导8次、书记11次）", "党课20次（领导8次、书记11次）"),
        ("措施37条（学习、担当等）", "措施37条，包括学习、担当等"),
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
