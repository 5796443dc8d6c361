"""A plan is a task: its clauses have verbs, and what it only counts is named by the problem it answers."""

from __future__ import annotations

import pytest

from drafter.composing.answers import task
from drafter.composing.verbs import Speech
from drafter.text.factsheet import parse_notes

SPEECH = Speech({}, "我局", "完成庭院燃气管道改造25公里。")
PROBLEMS = parse_notes("- 问题2个：庭院老化燃气管道剩11公里，配合度不高；保交房剩478套\n").facts


@pytest.mark.parametrize(
    ("item", "said", "answers"),
    [
        (
            "10月底前完成11公里、入户安检率99%以上",
            "10月底前完成11公里庭院老化燃气管道改造，入户安检率达到99%以上",
            ("F1",),
        ),
        (
            "秋季房交会1次、剩余478套年底前全部交付",
            "秋季房交会1次，剩余478套保交房年底前全部交付",
            ("F1",),
        ),
        ("管水员培训2期、200人次", "管水员培训2期、200人次", ()),
        ("三季度总结试点、年内推广到7个支部", "三季度总结试点，年内推广到7个支部", ()),
        ("大桥年底前建成", "确保大桥年底前建成", ()),
        ("交通投资50亿元以上", "完成交通投资50亿元以上", ()),
        ("智能审核覆盖全部医院", "推动智能审核覆盖全部医院", ()),
        ("支部达标全覆盖", "实现支部达标全覆盖", ()),
        ("启动快线前期", "启动快线前期工作", ()),
        ("产销差率控制在9%以内", "将产销差率控制在9%以内", ()),
        ("清廉工地", "建设清廉工地", ()),
        ("完成12公里", "完成12公里", ()),
        ("二十大精神和主题教育", "学习贯彻二十大精神，深化主题教育", ()),
        ("作风建设、绿色工地", "加强作风建设，抓好绿色工地", ()),
        ("作风建设、模范机关、标准化规范化", "加强作风建设，创建模范机关，推进标准化规范化", ()),
    ],
)
def test_tasks(item: str, said: str, answers: tuple[str, ...]) -> None:
    found = task(item, PROBLEMS, SPEECH)
    assert (found.text, found.answers) == (said, answers)
