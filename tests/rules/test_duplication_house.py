"""DUP004: words of another house in copied material, whoever wrote it, and whose report a title says it is."""

from __future__ import annotations

import pytest

from drafter.model import Draft, Finding, Source
from drafter.rules import review_draft
from drafter.rules.duplication_house import house_of, level_of
from drafter.text.documents import build_document
from drafter.text.reuse import build_past


def left(title: str, sentence: str, theirs: str, copied: str | None = None) -> list[tuple[str, str]]:
    """Return (quote, severity) of what DUP004 marks in a report of ``title`` that holds ``sentence``."""
    past = build_past([build_document(f"{theirs}\n{copied or sentence}\n")])
    text = build_document(f"{title}\n全年重点工作如下。\n{sentence}\n")
    findings: tuple[Finding, ...] = review_draft(Draft.of(text), past=past, select=("DUP004",)).findings
    return [(finding.quote, finding.severity) for finding in findings]


@pytest.mark.parametrize(
    ("title", "sentence", "theirs", "word"),
    [
        (
            "衡川市水利局2024年工作总结",
            "市林业局组织护林员逐片巡查山林火险，落实防火责任到人到户。",
            "衡川市林业局2023年工作总结",
            "市林业局",
        ),
        (
            "桐溪区人民法院2024年工作总结",
            "石岭县法院设立巡回审判点，定期派法官下乡化解邻里纠纷。",
            "石岭县人民法院2023年工作总结",
            "石岭县法院",
        ),
        (
            "衡川市民政局2024年工作总结",
            "临江街道建成嵌入式养老综合体，提供助餐助浴和上门康复服务。",
            "临江街道2023年工作总结",
            "临江街道",
        ),
        (
            "衡川职业学院2024年工作总结",
            "桐溪师范学校与企业共建产业学院，按照岗位标准重构课程体系。",
            "桐溪师范学校2023年工作总结",
            "桐溪师范学校",
        ),
        (
            "衡川市文旅局2024年工作总结",
            "依托石岭古城景区开发夜间演艺项目，引入社会资本改造民宿集群。",
            "石岭县文旅局2023年工作总结",
            "石岭",
        ),
        (
            "衡川市林业局2024年工作总结",
            "镇党委班子成员带头到联系支部讲专题党课，推动学习往深里走。",
            "云溪镇2023年党建工作总结",
            "镇党委",
        ),
        (
            "石岭县应急管理局2024年工作总结",
            "全市危险化学品企业完成双重预防机制建设，重大危险源在线监测。",
            "衡川市应急管理局2023年工作总结",
            "全市",
        ),
    ],
)
def test_a_word_of_their_house_is_left(title: str, sentence: str, theirs: str, word: str) -> None:
    assert word in [quote for quote, _ in left(title, sentence, theirs)]


@pytest.mark.parametrize(
    ("title", "sentence", "theirs"),
    [
        (
            "衡川市水利局2024年工作总结",
            "组织护林员逐片巡查山林火险，落实防火责任到人到户。",
            "衡川市林业局2023年工作总结",
        ),
        (
            "石岭县应急管理局2024年工作总结",
            "全县危险化学品企业完成双重预防机制建设，重大危险源在线监测。",
            "石岭县水利局2023年工作总结",
        ),
        (
            "衡川市民政局2024年工作总结",
            "衡川市民政局建成嵌入式养老综合体，提供助餐助浴和上门康复服务。",
            "衡川市民政局2023年工作总结",
        ),
    ],
)
def test_nothing_of_theirs_is_left(title: str, sentence: str, theirs: str) -> None:
    assert left(title, sentence, theirs) == []


def test_a_house_like_ours_of_another_place_is_asked_about_without_a_copy() -> None:
    words = "整改销号全部完成，成效明显。"
    assert left("衡川市水利局2024年工作总结", "石岭市水利局完成水库加固12座。", "甲县水利局2023年工作总结", words) == [
        ("石岭市水利局", "W")
    ]
    assert (
        left("衡川市水利局2024年工作总结", "石岭市水利局来我局考察交流2次。", "甲县水利局2023年工作总结", words) == []
    )
    assert left("衡川市水利局2024年工作总结", "石岭县水利局完成水库加固12座。", "甲县水利局2023年工作总结", words) == []


@pytest.mark.parametrize(
    ("title", "house"),
    [
        ("桐溪区人民法院2024年工作总结", "桐溪区人民法院"),
        ("衡川市卫生健康委2023年上半年工作总结", "衡川市卫生健康委"),
        ("林淑芬2024年度述职报告（衡川市统计局）", "衡川市统计局"),
        ("云溪镇2023年党建工作总结", "云溪镇"),
        ("2024年工作总结", None),
        ("在全市经济工作会议上的讲话", None),
    ],
)
def test_whose_report_a_title_says_it_is(title: str, house: str | None) -> None:
    assert house_of(Source(title=title)) == house


def test_the_rank_of_a_house() -> None:
    assert [level_of(house) for house in ("衡川市水利局", "石岭县云溪镇", "桐溪师范学校")] == ["市", "镇", None]


@pytest.mark.parametrize(
    ("title", "sentence", "theirs", "word"),
    [
        (
            "桐溪县农业农村局2024年工作总结",
            "在塘坝村建成水稻全程机械化示范基地，辐射带动周边农户增收。",
            "石岭县农业农村局2023年工作总结",
            "塘坝村",
        ),
        (
            "桐溪县人民医院2024年工作总结",
            "与云湖镇卫生院组建紧密型医共体，派驻专家每周坐诊带教查房。",
            "石岭县人民医院2023年工作总结",
            "云湖镇卫生院",
        ),
        (
            "桐溪县自然资源局2024年工作总结",
            "督促恒昌矿业有限公司限期完成矿山生态修复，覆土种草恢复植被。",
            "石岭县自然资源局2023年工作总结",
            "恒昌矿业有限公司",
        ),
        (
            "青山林场2024年工作总结",
            "白云林场护林队坚持日常巡护和夜间值守，防火期内未发生火情。",
            "白云林场2023年工作总结",
            "白云林场",
        ),
        (
            "桐溪县公安局2024年工作总结",
            "依托石岭分局合成作战平台开展打击治理，压降电信网络诈骗发案。",
            "衡川市公安局石岭分局2023年工作总结",
            "石岭分局",
        ),
        (
            "衡川市审计局2024年工作总结",
            "认真落实县委审计委员会部署要求，对重点项目开展跟踪审计监督。",
            "石岭县审计局2023年工作总结",
            "县委",
        ),
    ],
)
def test_what_lies_in_their_area_is_left_over_too(title: str, sentence: str, theirs: str, word: str) -> None:
    assert word in [quote for quote, _ in left(title, sentence, theirs)]


@pytest.mark.parametrize(
    ("title", "sentence", "theirs"),
    [
        (
            "桐溪县人民医院2024年工作总结",
            "选派专家赴衡川市人民医院进修学习，提升重症救治和手术麻醉水平。",
            "石岭县人民医院2023年工作总结",
        ),
        (
            "桐溪县农业农村局2024年工作总结",
            "落实衡川市委农村工作会议部署，扎实推进粮食单产提升行动。",
            "石岭县农业农村局2023年工作总结",
        ),
        (
            "桐溪县第一中学2024年工作总结",
            "选派骨干教师到北京市第四中学跟岗研修，提升课堂教学能力水平。",
            "石岭县第三中学2023年工作总结",
        ),
    ],
)
def test_what_is_above_both_is_nobodys_alone(title: str, sentence: str, theirs: str) -> None:
    assert left(title, sentence, theirs) == []
