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
