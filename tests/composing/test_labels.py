"""What stands before a colon finds its place in the sentence."""

from __future__ import annotations

import pytest

from drafter.composing.labels import labelled, tell_labelled
from drafter.composing.verbs import Speech

SPEECH = Speech({}, "我局", "上半年检查燃气企业45家。发布信息58条。受理12345热线1352件。")


@pytest.mark.parametrize(
    ("label", "rest", "said"),
    [
        ("公积金", "归集10.9亿元，提取7.3亿元", "归集公积金10.9亿元，提取7.3亿元"),
        ("燃气", "企业45家，隐患9处", "燃气企业45家，发现隐患9处"),
        ("12345热线", "受理1418件", "受理12345热线1418件"),
        ("信息", "专栏61条，公众号41条，合计102条", "发布信息合计102条，其中专栏61条、公众号41条"),
        ("各支部专题", "学习3次，研讨2次", "各支部开展专题学习3次、研讨2次"),
        ("防汛", "突击队，郑怀远任组长", "组建防汛突击队，郑怀远任组长"),
        ("模范机关创建", "党员先锋岗、岗位比武", "推进模范机关创建，设立党员先锋岗，开展岗位比武"),
        ("积分制试点", "6类23项指标", "开展积分制试点，共6类23项指标"),
        ("整治文山会海", "会议同比减少9场", "整治文山会海，会议同比减少9场"),
        ("渠道", "门户网站、微信", "渠道包括门户网站、微信"),
        ("改造带动", "老旧管线54公里", "改造带动老旧管线54公里"),
    ],
)
def test_labels(label: str, rest: str, said: str) -> None:
    assert tell_labelled(label, rest, SPEECH) == said


def test_a_label_may_tell_something_in_brackets() -> None:
    assert labelled("巡察整改（巡察组反馈27个）：完成2个") == ("巡察整改", "巡察组反馈27个，完成2个")
    assert labelled("组织生活会（2024年度）：2月10日") == ("组织生活会（2024年度）", "2月10日")
