"""Statements that can be worked out: which hold, which do not, and which are not judged."""

from __future__ import annotations

import pytest

from drafter.text.arithmetic import Relation, fewer_by_multiples, relations
from drafter.text.documents import build_document


def found(text: str, kind: str) -> list[Relation]:
    return [relation for relation in relations(build_document(text)) if relation.kind == kind and relation.sure]


@pytest.mark.parametrize(
    "text",
    [
        "查找问题66个，其中履职方面28个，作风方面24个，制度方面14个，并建立了台账。",
        "参加测评124人，其中41人评为优秀，83人合格。",
        "排查风险点186条，其中高风险42条、中风险67条、低风险77条，制定防范措施231条。",
        "办理建议36件、提案42件，合计78件。",
        "完成投资12.8亿元，其中住房7.3亿元、道路5.5亿元。",
        "发放补贴1.2万户，其中城区0.75万户、乡镇0.45万户。",
        "承办建议36件、提案42件，共78件，已办结60件。",
        "评定一类支部6个、二类支部1个、三类支部1个，共8个。",
        "受理来信来访78件（来信36件、来访42件），办结60件。",
        "承办建议和提案36+42共78件。",
        "发展党员男36名、女42名，共78名。",
    ],
)
def test_totals_that_hold(text: str) -> None:
    assert [relation.holds for relation in found(text, "sum")] == [True]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("办理建议36件、提案42件，合计79件。", "78件"),
        ("排查风险点187条，其中高风险42条、中风险67条、低风险77条，制定措施231条。", "186条"),
        ("改造房屋1200户，其中甲区700户、乙区600户。", "1300户"),
        ("承办建议36件、提案42件，共87件，已办结60件。", "78件"),
        ("评定一类6个、二类1个、三类1个，共9个。", "8个"),
        ("受理来信来访76件（来信36件、来访42件）。", "78件"),
        ("承办建议和提案36+42共79件。", "78件"),
    ],
)
def test_totals_that_do_not(text: str, expected: str) -> None:
    (relation,) = found(text, "sum")
    assert (relation.holds, relation.expected) == (False, expected)


@pytest.mark.parametrize(
    "text",
    [
        "有党员126名，其中大学学历107名、35岁以下党员41名。",
        "新增铁路639公里，其中高铁370公里，新增公路2600公里。",
        "新增装机4450万千瓦，其中水电961万千瓦、核电384万千瓦。",
        "赤字比上年增加4000万元，其中本级8500万元、下级3500万元。",
        "检查企业36家、项目42个，共发现问题79个。",
        "走访企业36家，慰问群众42户，共拜访79家。",
        "发展党员女42名、大学学历36名，共60名。",
        "每队15人（其中领队1人、教练1人，可以兼任）。",
        "宣讲36场、培训约42场，共80场。",
    ],
)
def test_lists_that_need_not_be_whole_are_not_judged(text: str) -> None:
    assert not found(text, "sum")


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("投诉件由100件增加到130件，增长30%。", True),
        ("投诉件由100件增加到130件，增长20%。", False),
        ("产量由2046万吨增加到3178万吨，增长55.3%。", True),
        ("企业由2万家增加到7.6万家，增长2.8倍。", True),
        ("耗时由20天压缩到5天。", True),
        ("产量由90吨增加到80吨。", False),
        ("收入达到120万元，比上年增加20万元，增长20%。", True),
        ("收入达到120万元，比上年增加20万元，增长16.7%。", False),
    ],
)
def test_growth(text: str, holds: bool) -> None:
    assert [relation.holds for relation in found(text, "growth")][-1] is holds


@pytest.mark.parametrize(
    "text",
    [
        "产值由100亿元增加到130亿元，年均增长9%。",
        "产值由100亿元增加到130亿元，按可比价格计算增长20%。",
        "综合排名由第9位升至第7位。",
        "商品由19种扩大到32种，去年的零售额比上年下降9.1%。",
    ],
)
def test_growth_that_is_not_plain_is_not_judged_wrong(text: str) -> None:
    assert all(relation.holds for relation in found(text, "growth"))


@pytest.mark.parametrize(
    ("text", "holds"),
    [("受理工单120件，办结114件，办结率95%。", True), ("受理工单120件，办结114件，办结率98%。", False)],
)
def test_shares(text: str, holds: bool) -> None:
    assert [relation.holds for relation in found(text, "share")] == [holds]


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("覆盖率由85%提高到92%，提高7%。", False),
        ("覆盖率由85%提高到92%，提高7个百分点。", True),
        ("覆盖率由85%提高到92%，提高9个百分点。", False),
    ],
)
def test_gaps_of_rates_are_points(text: str, holds: bool) -> None:
    assert [relation.holds for relation in found(text, "points")] == [holds]


@pytest.mark.parametrize(
    ("text", "holds"), [("产量由3.6万吨翻两番到7.2万吨。", False), ("产量由3.6万吨翻一番到7.2万吨。", True)]
)
def test_doublings(text: str, holds: bool) -> None:
    assert [relation.holds for relation in found(text, "multiple")] == [holds]


def test_nothing_falls_by_multiples() -> None:
    assert [f.text for f in fewer_by_multiples(build_document("办事时间下降2倍，收入增长2倍。"))] == ["2倍"]
