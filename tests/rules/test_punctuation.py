"""PUN: punctuation."""

from __future__ import annotations

import pytest
from rule_checks import apply_fix, codes, found


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("落实“三会一课制度。", ["“"]),
        ("落实三会一课”制度。", ["”"]),
        ("落实“三会一课’制度。", ["’"]),
        ("落实“三会一课“制度。", ["“"]),
        ("学习《条例和“两个规定”。", ["《"]),
        ("学习（甲《乙）丙》。", ["《", "》"]),
        ("落实（甲。\n乙）。", ["（", "）"]),
        ("他说“甲。\n乙说。", ["“"]),
    ],
)
def test_lone_marks(text: str, quotes: list[str]) -> None:
    assert [finding.quote for finding in found(text, "PUN001")] == quotes


@pytest.mark.parametrize(
    "text",
    [
        "他说：“学习‘三会一课’制度（试行）。”",
        "会议指出：\n“第一段话。\n“第二段话。\n“第三段话。”\n会议要求抓好落实。",
        "1）抓学习；2）抓落实；a）抓整改。",
        "办好中国’99博览会，O’Brien先生出席。",
        "市委(扩大）会议。",
        "**同志、*市和《<甲>解读》。",
    ],
)
def test_pairs_that_are_right(text: str) -> None:
    assert codes(text, "PUN001") == []


def test_the_repair_of_a_crossed_pair() -> None:
    text = "落实“三会一课’制度。"
    assert apply_fix(text, found(text, "PUN001")[0]) == "落实“三会一课”制度。"


def test_ten_thousand_brackets_take_linear_work() -> None:
    assert len(found("（" * 10_000 + "。", "PUN001")) == 10_000


@pytest.mark.parametrize(
    ("text", "code", "right"),
    [
        ("学习《条例》、《准则》。", "PUN002", "学习《条例》《准则》。"),
        ("打造“红色物业”、“智慧物业”。", "PUN002", "打造“红色物业”“智慧物业”。"),
        ("工作扎实,成效明显。", "PUN003", "工作扎实，成效明显。"),
        ("召开党组(扩大)会议。", "PUN003", "召开党组（扩大）会议。"),
        ("工作扎实。。", "PUN003", "工作扎实。"),
        ('落实"三会一课"制度。', "PUN003", "落实“三会一课”制度。"),
        ("学习《征程》—2024年精神解读。", "PUN003", "学习《征程》——2024年精神解读。"),
        ("抓学习，抓落实，抓整改...", "PUN003", "抓学习，抓落实，抓整改……"),
        ("第一、抓学习。第二，抓落实。", "PUN004", "第一，抓学习。第二，抓落实。"),
        ("一、主要工作：\n抓学习。\n", "PUN004", "一、主要工作\n抓学习。\n"),
        ("印发衡政发[2024]15号文件。", "PUN005", "印发衡政发〔2024〕15号文件。"),
        ("印发衡政发〔2024〕第15号文件。", "PUN005", "印发衡政发〔2024〕15号文件。"),
        ("学习《关于转发<条例>的通知》。", "PUN005", "学习《关于转发〈条例〉的通知》。"),
        ("他说：“落实“三会一课”制度。”", "PUN005", "他说：“落实‘三会一课’制度。”"),
        ("完成投资 12.5亿元，超出计划。", "PUN006", "完成投资12.5亿元，超出计划。"),
        ("办结信访件５6件。", "PUN007", "办结信访件56件。"),
        ("抽查5、6个小区。", "PUN007", "抽查五六个小区。"),
        ("增速保持在5～8%。", "PUN008", "增速保持在5%～8%。"),
        ("每组10-15人。", "PUN008", "每组10—15人。"),
        ("12个,占三成。", "PUN003", "12个，占三成。"),
        ("创建'平安校园'活动。", "PUN003", "创建“平安校园”活动。"),
        ("整改问题12项，,销号9项。", "PUN003", "整改问题12项，销号9项。"),
        ("成效较好.下一步继续推进。", "PUN003", "成效较好。下一步继续推进。"),
        ("其一、抓学习。", "PUN004", "其一，抓学习。"),
        ("要求是，第三、抓落实。", "PUN004", "要求是，第三，抓落实。"),
        ("一要、抓项目。", "PUN004", "一要，抓项目。"),
        ("印发衡司发〔2024年〕6号文件。", "PUN005", "印发衡司发〔2024〕6号文件。"),
        ("按照衡编办<2024>16号文件。", "PUN005", "按照衡编办〔2024〕16号文件。"),
        ("按照衡政办函2024年16号文件。", "PUN005", "按照衡政办函〔2024〕16号文件。"),
        ("创建‘平安校园’活动。", "PUN005", "创建“平安校园”活动。"),
        ("推动全市 教育高质量发展，成效明显。", "PUN006", "推动全市教育高质量发展，成效明显。"),
        ("按照衡政发〔2024〕 26号要求，抓好落实。", "PUN006", "按照衡政发〔2024〕26号要求，抓好落实。"),
        ("打造“ 清廉机关 ”品牌，转变作风。", "PUN006", "打造“清廉机关”品牌，转变作风。"),
        ("走访3、40户困难群众。", "PUN007", "走访三四十户困难群众。"),
        ("走访三、五户群众。", "PUN007", "走访三五户群众。"),
        ("项目从19年启动至今。", "PUN007", "项目从2019年启动至今。"),
        ("投资3～5亿元。", "PUN008", "投资3亿～5亿元。"),
        ("增速在6%-8%之间。", "PUN008", "增速在6%—8%之间。"),
        ("工期3月-10月。", "PUN008", "工期3月—10月。"),
    ],
)
def test_is_seen_and_put_right(text: str, code: str, right: str) -> None:
    findings = found(text, "PUN")
    assert {finding.code for finding in findings} == {code}
    for finding in reversed(findings):
        text = apply_fix(text, finding)
    assert text == right
    assert codes(right, "PUN") == []


@pytest.mark.parametrize(
    "text",
    [
        "三月15日开会。",
        "3月十五日开会。",
        "2024年五月底开会。",
        "二零二四年总结。",
        "占百分之20。",
        "办结一百二十八件。",
    ],
)
def test_numerals_of_two_kinds_in_one_are_pointed_out(text: str) -> None:
    assert codes(text, "PUN007") == ["PUN007"]


@pytest.mark.parametrize(
    "text",
    [
        "学习《甲》（第一卷）、《乙》和“丙”。",
        "贯彻“一国两制”、“港人治港”、“澳人治澳”、高度自治方针。",
        "增速12.5%，版本V1.2，网址http://a.cn,请看；时间9:30。",
        "建设“科技—产业—金融”循环和中国—东盟合作。",
        "第一、第二产业增长，第一、二季度达标。",
        "一、主要工作\n抓学习。\n",
        "印发衡政发〔2024〕15号。",
        "“甲”和“乙”两项，“丙‘丁’戊”。",
        "周 启 明\n2024 年 5 月\n",
        "5月中旬和6月下旬，党的十九届六中全会召开，五四、七一期间慰问。",
        "调整第3、4季度计划，涉及3、4号楼。",
        "2011—2020年，10%～15%，3至5人。",
        "电话0577-8812-3456，编号2024-15-3。",
        "第三、第四产业，其一、其二条款，三、四年级。",
        "改革开放40年以来，近20年来，10年间成效显著，25年来稳步推进。",
        "中共中央办公厅 国务院办公厅印发通知，抓好落实。",
        "局长 周启明，书记 林淑芬，参加会议。",
        "印发2024年3号公告。学习《关于转发〈条例〉的通知》。",
        "二〇二四年五月三十日，“甲‘乙’丙”。",
    ],
)
def test_right_punctuation_is_left_alone(text: str) -> None:
    assert codes(text, "PUN") == []


def test_dates_of_one_report_are_written_one_way() -> None:
    text = "3月中旬开会，4月上旬检查，5月底验收，五月中旬总结。"
    (finding,) = found(text, "PUN007")
    assert apply_fix(text, finding).endswith("5月中旬总结。")


def test_a_text_in_full_width_throughout_has_one_finding() -> None:
    assert codes("完成１２项。" * 30, "PUN007") == ["PUN007"]


def test_an_open_title_is_closed_behind_the_title_and_never_thrown_away() -> None:
    text = "学习《优化营商环境条例，推进改革。"
    (finding,) = found(text, "PUN001")
    assert apply_fix(text, finding) == "学习《优化营商环境条例》，推进改革。"
    assert finding.message == "有左书名号 《，没有右书名号 》：请补上"


def test_no_repair_is_offered_where_nobody_knows_how_far_a_quotation_reaches() -> None:
    (finding,) = found("推进“放管服改革，优化服务。", "PUN001")
    assert finding.fix is None


@pytest.mark.parametrize(
    "text", ["改厕(含公厕）5208座。", "查处案件12起（移送3起)，形成震慑。", "加强领导, 确保落实。"]
)
def test_half_a_pair_and_a_mark_with_a_blank_are_put_right(text: str) -> None:
    assert codes(text, "PUN003") == ["PUN003"]


def test_pairs_of_one_width_are_left_alone() -> None:
    assert codes("改厕（含公厕）5208座，f(x)函数与（甲）。", "PUN003") == []
