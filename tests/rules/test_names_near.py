"""NAM001: one organ, document, work or campaign under two spellings, and things that only sound alike."""

from __future__ import annotations

import pytest
from rule_checks import codes, found

from drafter.model import Draft
from drafter.rules import review_draft
from drafter.rules.names_organs import near_organs
from drafter.text.documents import build_document
from drafter.text.factsheet import parse_notes


@pytest.mark.parametrize(
    "text",
    [
        "市不动产登记中心办件320件。市不动产登计中心延时服务。",
        "县农业综合行政执法大队检查36次。县农业综合行政执法大对立案5件。",
        "区综合应急救援中心成立。区综和应急救援中心演练3次。",
        "市机关事务服务中心推行节能。市机关事物服务中心更换灯具。",
        "县文化广电和旅游局举办展演。县文化广电旅游局巡查网吧。",
        "县文化广电和旅游局举办展演。县文化和广电旅游局巡查网吧。",
        "市住房公积金管理中心放贷3亿元。市住房公积管理中心办理提取。",
        "市生态环境监测站布点12个。市生态环境检测站发布月报。",
        "衡川市烟草专卖局查案16起。衡川烟草专卖局普法8次。",
        "市市场监督管理局抽检320批。市市场监管管理局约谈企业。",
        "县融媒体中心播发稿件。县融煤体中心上线频道。",
        "青石镇综合文化服务中心开放。青石镇综合文化服中心开课。",
        "区行政审批服务局办件。区行政审批局延时服务。区行审服务局开通专窗。",
        "市委组织部调研，市组织部督导。",
        "印发《养老服务设施建设管理办法》。按照《养老服务设施管理建设办法》验收。",
        "印发《农村供水工程运行管护办法》。按照《农村供水工程运营管护办法》检查。",
        "印发《衡川市养犬管理条例》，《衡川市养犬管理条列》宣传进社区。",
        "制定《校车安全管理实施细则》。学习《校车安全管理的实施细则》。",
        "制定《关于加强校车安全的通知》。学习《加强校车安全通知》。",
        "制定《2024年度考核方案》。对照《2024年考核方案》。",
        "局长周启明主持会议。局长周起明讲党课。",
        "唐立群主任带队检查。唐立群主任讲评。唐丽群主任总结。",
        "推进石岭水库除险加固。石领水库除险加固完工。石岭水库验收。",
        "“云岭夜游”品牌叫响，“云岭夜游”接待20万人。“云领夜游”获奖。",
        "落实《林长制工作考核办法》。依据《林长制工作的考核办法》考核。",
        "落实《水土保持目标责任制和考核办法》。依据《水土保持目标责任制考核办法》评估。",
        "县退役军人事务局走访。县退伍军人事务局慰问。",
        "市自然资源和规划局供地。市自然资源与规划局发证。",
        "市自然资源和规划局供地。市自然资源规划局发证。",
        "衡川市人民检察院办案。衡川人民检察院回访。",
        "县供销合作社联合社改制。县供销合作联合社经营网点36个。",
        "落实《食品安全“两个责任”工作机制》。按《食品安全“两个责任”的工作机制》包保。",
        "县疾病预防控制中心检测，县疾病防控控制中心提示。",
        "市卫生健康委员会义诊，市卫健康委评议。",
        "市妇幼保健院义诊，市妇幼保建院坐诊。",
        "区档案馆开放，区挡案馆编研。",
        "市气象局预警，市汽象局发布。",
    ],
)
def test_one_name_under_two_spellings(text: str) -> None:
    assert set(codes(text, "NAM001")) == {"NAM001"}


@pytest.mark.parametrize(
    "text",
    [
        "市住房和城乡建设局部署，市住建局检查。",
        "市卫生健康委员会主动对接，市卫生健康委组织评议。",
        "市发展和改革委员会立项，市发展改革委审核，市发改委备案。",
        "市公安局、市公安分局联合检查。",
        "市第一人民医院、市第二人民医院。县人民医院、县中医医院。",
        "县农业农村局、县林业局、县水利局。",
        "市法学会、市科学会。市总工会、市总商会。",
        "市教育局、市教体局分设。",
        "区委宣传部、区委组织部、区委统战部。",
        "印发《供水管理办法》《排水管理办法》《供水管理办法实施细则》。",
        "学习《民法典》《刑法》《行政诉讼法》《行政复议法》。",
        "局长周启明、副局长林淑芬、副局长林淑芳。",
        "东湖公园、西湖公园、南湖公园、北湖公园。",
        "城东小学、城西小学、第一小学、第二小学。",
        "“一网通办”“一网统管”同步推进。",
        "“四个意识”“四个自信”。“水韵江城”“水运江城”两个品牌。",
        "市中心医院、市中医医院、市中西医结合医院。",
        "县应急管理局部署，县应急局检查。",
        "市市场监督管理局抽检，市市场监管局约谈。",
        "县城市管理综合执法局拆违，县城管局夜查。",
        "市政务服务中心，县政务服务中心，镇便民服务中心。",
        "贯彻《条例》《条例实施办法》。",
        "印发《2023年宣传方案》《2024年宣传方案》。",
        "陈家村、程家村，王湾村、汪湾村。",
        "市人大常委会、市人大常委会办公室。",
        "县纪委监委、县纪委。",
        "市委办公室、市政府办公室、市委办、市政府办。",
        "衡川市疾病预防控制中心（以下简称市疾控中心）监测。市疾控中心提示。",
        "市交通运输局、市交通运输综合执法支队。",
        "市公路局、市公路中心。市水务局、市水利局合并。",
        "市水务局、市税务局，区检察院、区监察院。",
        "市教育局、市教体局、市体育局。",
    ],
)
def test_two_names(text: str) -> None:
    assert codes(text, "NAM001") == []


def test_names_and_titles_of_the_facts_are_right() -> None:
    facts = parse_notes("- 县退役军人事务局走访320户\n- 印发《农村供水工程运行管护办法》\n")
    text = build_document("县退役军人事物局走访320户，印发《农村供水工程运营管护办法》。")
    found_here = review_draft(Draft.of(text), facts=facts, select=("NAM001",)).findings
    assert [f.fix.edits[0].text for f in found_here if f.fix] == ["县退役军人事务局", "农村供水工程运行管护办法"]


@pytest.mark.parametrize(
    "text", ["市" * 100_000, "市教育局" * 25_000, "“云岭夜游”" * 20_000, "《供水管理办法》" * 10_000]
)
def test_long_input_takes_linear_work(text: str) -> None:
    """A quadratic search would make this test hang, not fail."""
    assert all(0 <= one.span.start <= one.span.end <= len(text) for one in found(text, "NAM001"))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("市检察院派驻检察室召开会议。市检察院派驻监察室下发通知。", "市检察院派驻监察室"),
        ("市消费者协会开展调解，市消费者协作会发布提示。", "市消费者协作会"),
    ],
)
def test_an_office_or_a_society_with_a_letter_wrong_is_told(text: str, word: str) -> None:
    assert word in [span.of(text) for span, _, _ in near_organs(text)]


@pytest.mark.parametrize(
    "text",
    [
        "市公安局刑侦大队、市公安局经侦大队联合行动。",
        "市法院民一庭、市法院民二庭。",
        "市律师协会、市律师协作小组开会。",
    ],
)
def test_two_offices_of_one_organ_are_two(text: str) -> None:
    assert not list(near_organs(text))
