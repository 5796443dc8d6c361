"""Two mentions of one metric: how words align and numbers differ."""

from __future__ import annotations

import pytest

from drafter.text.documents import build_document
from drafter.text.repeated import repeated
from drafter.text.repeated_metrics import mentions
from drafter.text.repeated_pairs import CLOSE, FAR, HALF, SLIP, SWAPPED, align, closeness, differ


def pairs(text: str) -> list[tuple[str, str]]:
    return [(one.first.text, one.second.text) for one in repeated(build_document(text))]


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("3821件", "3812件", SWAPPED),
        ("5.48万件", "58421件", SWAPPED),
        ("3.42亿元", "34.2亿元", SWAPPED),
        ("62件", "26件", SLIP),
        ("876件", "976件", SLIP),
        ("52件", "56件", CLOSE),
        ("19件", "29件", HALF),
        ("19件", "92次", FAR),
        ("12件", "88件", FAR),
    ],
)
def test_how_like_a_slip_two_numbers_look(one: str, other: str, how: int) -> None:
    first, second = mentions(build_document(f"办结复议案件{one}。办结复议案件{other}。"))
    assert (closeness(first, second) if first.value.group == second.value.group else FAR) == how


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [("超100件", "130件", False), ("近200件", "195件", False), ("3.2万件", "31850件", False), ("120件", "118件", True)],
)
def test_hedges_and_rounding_are_honoured(one: str, other: str, apart: bool) -> None:
    first, second = mentions(build_document(f"办结复议案件{one}。办结复议案件{other}。"))
    assert differ(first, second) is apart


def test_words_align_in_blocks_and_leave_what_one_says_alone() -> None:
    first, second = mentions(build_document("办结行政复议案件120件。办结案件118件。"))
    assert align(first, second) == (4, "，，行政复议，，", "，，，，")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("道德讲堂86场，受众1.2万人次。精神文明方面，道德讲堂开讲68场。", ("86场", "68场")),
        ("累计发放创业贷款2.36亿元。综上，创业贷款发放额达2.63亿元。", ("2.36亿元", "2.63亿元")),
        ("热线共受理诉求58421件，办结率99%。热线全年受理诉求5.48万件。", ("58421件", "5.48万件")),
        ("1286名运动员参赛。闭幕式上，1268名运动员依次入场。", ("1286名", "1268名")),
        ("耕地保有量为86.4万亩。86.7万亩的耕地保有量，超额完成任务。", ("86.4万亩", "86.7万亩")),
        ("化解信访积案57件，化解率95%。经过攻坚，75件信访积案得到化解。", ("57件", "75件")),
        ("利润总额3.42亿元。回顾一年，利润总额34.2亿元的成绩来之不易。", ("3.42亿元", "34.2亿元")),
        ("粮食总产量|52.6万吨\n油料产量|3.1万吨\n全县粮食总产量达到56.2万吨。", ("52.6万吨", "56.2万吨")),
        ("达成就业意向2645人。招聘会共促成2465人达成就业意向。", ("2645人", "2465人")),
        ("管网改造完成52公里。管网改造方面，今年累计完成25公里。", ("52公里", "25公里")),
        ("上半年工业增加值增长7.8%。1—6月，工业增加值同比增长8.7%。", ("7.8%", "8.7%")),
        ("投资1.86亿元的南湖水厂投用。南湖水厂总投资1.68亿元。", ("1.86亿元", "1.68亿元")),
        ("粮食播种面积稳定在52万亩，全年粮食播种面积55万亩。", ("52万亩", "55万亩")),
        ("网办率达到93.6%，居全省前列，这一96.3%的网办率来自流程再造。", ("93.6%", "96.3%")),
        ("旅客吞吐量突破312.7万人次。全年旅客吞吐量为321.7万人次。", ("312.7万人次", "321.7万人次")),
        ("居民收入3.62万元，增长6.4%。民生改善，居民收入增长4.6%。", ("6.4%", "4.6%")),
        ("健康管理慢性病患者7.16万人。服务团队对7.61万名慢性病患者实施管理。", ("7.16万人", "7.61万名")),
        ("整治“僵尸企业”18户。共完成81户“僵尸企业”整治。", ("18户", "81户")),
        ("残疾人两项补贴惠及1.53万人。全年向1.35万人发放残疾人两项补贴。", ("1.53万人", "1.35万人")),
        ("排查廉政风险点186条。对168条风险点逐一销号。", ("186条", "168条")),
        ("全市建成充电桩1500个。下一步，在现已建成的1800个充电桩基础上加密。", ("1500个", "1800个")),
    ],
)
def test_one_metric_with_two_values(text: str, told: tuple[str, str]) -> None:
    assert pairs(text) == [told]


@pytest.mark.parametrize(
    "text",
    [
        "（一）清源镇\n完成固定资产投资3.25亿元。\n（二）平乐镇\n完成固定资产投资3.52亿元。",
        "检查餐饮单位426家次，责令整改62家。检查药店246家次，责令整改26家。",
        "全市共有养老机构143家。全市公办养老机构134家。",
        "电池产业园完成投资5.6亿元，建成厂房12万平方米。光伏产业园完成投资6.5亿元，建成厂房21万平方米。",
        "累计建成充电桩2150个。全年新建充电桩1250个。",
        "行政复议方面，办结案件132件。行政应诉方面，办结案件123件。",
        "全市森林覆盖率43.2%。平乐镇森林覆盖率34.2%。",
        "第一产业增加值36.8亿元。第二产业增加值38.6亿元。",
        "林淑芬同志全年下村走访132次。郑怀远同志全年下村走访123次。",
        "3月15日，组织植树活动，216人参加。3月22日，组织植树活动，261人参加。",
        "由去年的128件下降到118件。全年发生警情118件。",
        "单季度归母净利润3965万元，同比下降24%；单季度扣非净利润3791万元，同比下降38%。",
        "全市192家物业企业中131家建立组织。",
        "6个自然保护地优化为5个，总面积32.7万亩。",
        "能耗比上年下降4.5%，二氧化硫、氨氮排放量分别减少4.42%和5.95%。",
        "市本级公共预算收入48.6亿元。全市公共预算收入84.6亿元。",
        "学校教职工312人。医院教职工321人。",
        "存款余额1864亿元。贷款余额1846亿元。",
        "初中升学率97.6%。高中升学率96.7%。",
        "其中61%的企业表示满意。75%的企业表示愿意。",
        "首日平原地区最高气温34℃。次日平原地区最高气温33℃。第三日平原地区最高气温31℃。",
    ],
)
def test_two_matters_in_like_words(text: str) -> None:
    assert pairs(text) == []
