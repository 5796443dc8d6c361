"""Totals and lists, however the sentence is built: the wrong total is found, the right one is left alone."""

from __future__ import annotations

import pytest

from drafter.text import arithmetic_adding, arithmetic_totals
from drafter.text.arithmetic import relations
from drafter.text.documents import build_document


def wrong(text: str) -> set[str]:
    return {r.total.text for r in relations(build_document(text)) if r.kind == "sum" and r.sure and not r.holds}


@pytest.mark.parametrize(
    ("text", "false", "true"),
    [
        ("处分{}，其中党纪处分96人、政务处分52人。", "138人", "148人"),
        ("内科12.4万人次、外科8.6万人次、儿科6.3万人次，三科合计{}。", "28.3万人次", "27.3万人次"),
        ("全局在编人员{}：公务员76人、参公人员31人、工勤人员23人。", "128人", "130人"),
        ("抓获嫌疑人{}，刑事拘留195名，取保候审58名，其余43名已移交外地。", "286名", "296名"),
        ("三所学校分别新增学位900个、1350个和1080个，共新增学位{}。", "3430个", "3330个"),
        ("低保486万元，特困1230万元，两项支出共{}。", "1726万元", "1716万元"),
        ("收到问卷{}，有效问卷598份，无效问卷32份。", "620份", "630份"),
        ("全县在校生{}，小学24800人，初中11300人，高中7500人。", "42600人", "43600人"),
        ("普通程序结案326件、简易程序结案874件、速裁程序结案215件。以上三项合计{}。", "1405件", "1415件"),
        ("养老机构分三类：公办22家、民办39家、公建民营7家。三类机构总数为{}。", "67家", "68家"),
        ("东城建成公园5处，西城4处，南湖与新区各3处，四个片区加起来{}。", "14处", "15处"),
        ("受理案件{}，调解结案347件，裁决结案228件，另有47件转入下年办理。", "612件", "622件"),
        ("出车情况：市区站1860次、东郊站742次、西郊站615次，三站出车{}。", "3227次", "3217次"),
        ("工会会员总数{}，男会员2210人，女会员1740人。", "3850人", "3950人"),
        ("建设充电桩{}，快充桩340个、慢充桩530个。", "860个", "870个"),
        ("招商项目28个，合同引资{}，其中制造业98亿元、服务业41亿元、农业27亿元。", "156亿元", "166亿元"),
        ("高标准农田建设任务为{}，新建3.6万亩，改造提升1.8万亩。", "5.2万亩", "5.4万亩"),
        ("中央给1500万元，省级配套680万元，县级自筹400万元，共筹集资金{}。", "2680万元", "2580万元"),
        ("收回房产16处、土地9宗，共计资产{}（处）。", "27宗", "25宗"),
    ],
)
def test_a_list_makes_its_total(text: str, false: str, true: str) -> None:
    assert false in wrong(text.format(false))
    assert not wrong(text.format(true))


@pytest.mark.parametrize(
    "text",
    [
        "办理建议120件，提案70件，信访51件，办结率100%。",
        "全年检查2340家次，其中餐饮1120家次、商超640家次。",
        "现有干部62人，其中党员45人，女干部24人，35岁以下19人。",
        "受理1286件，办结1263件，办结率98.2%，其中物业408件、房屋306件、施工237件、供水186件、其他149件。",
        "筹集住房2860套，完成年度任务2800套的102.1%，其中新建1120套、改建790套、盘活950套。",
        "检视问题104条，制定措施127条，已完成整改101条，其余3条长期坚持。",
        "淘汰产能5500万吨，今年力争分别淘汰3000万吨和3500万吨。",
        "基本建设投资1650亿元，技术改造投资950亿元，设备购置投资60亿元，其他投资590亿元。",
        "水库水位79.10米，低于警戒水位（79.30米）0.20米。",
        "分别奖励50万元、25万元、10万元、5万元。",
        "5个大人、3个小孩捡了一天，一共装满了40个袋子。",
        "排查隐患4527项，整改4319项，其中发现重大隐患122项，已整改95项。",
        "新建公园5个，改造公园3个，累计建成公园42个。",
        "15个问题中有8个与业务不熟有关，尚有2个问题正在整改。",
        "一中心服务12批、二中心服务8批。五是开展助学，共资助63批。",
        "收到提案64件，其中主办17件等。",
        "不可移动文物467处，其中国家级3处、省级26处、市县级138处。",
        "家庭方案每月269元（当前约61元），此前229元。",
        "今年招录42人，公路总里程3200公里，其中国道120公里、省道260公里、县道580公里。",
    ],
)
def test_numbers_that_make_no_list_are_left_alone(text: str) -> None:
    assert not wrong(text)


def test_a_long_run_of_numbers_gives_no_more_statements_a_number() -> None:
    found = [len(relations(build_document("其中甲35件，" * size))) for size in (200, 400)]
    assert found[1] <= 2 * found[0] + 1


@pytest.mark.parametrize("part", ["三项：一是", "一是三项，", "共三个：甲、", "三处、"])
def test_a_row_of_equal_numbers_is_summed_up_once_a_number(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    summed = 0

    def counted(*said: object) -> bool:
        nonlocal summed
        summed += len(said[1])  # type: ignore[arg-type]
        return arithmetic_adding.adds_up(*said)  # type: ignore[arg-type]

    monkeypatch.setattr(arithmetic_totals, "adds_up", counted)
    document = build_document(part * 400)
    relations(document)
    # all lengths of all lists would be some hundred terms a number
    assert summed <= 10 * len(document.figures)


@pytest.mark.parametrize(
    ("text", "false", "true"),
    [
        ("不可移动文物{}，古遗址112处、古墓葬86处、古建筑198处、近现代史迹114处。", "520处", "510处"),
        ("上门办证{}：城区63次、乡镇53次。", "126次", "116次"),
        ("全校共有班级{}，一至六年级依次为8个、9个、9个、10个、9个、10个。", "54个", "55个"),
        ("处理事故{}，适用简易程序2415起，适用一般程序275起。", "2680起", "2690起"),
    ],
)
def test_a_list_told_in_full_may_be_short_by_a_slip(text: str, false: str, true: str) -> None:
    assert false in wrong(text.format(false))
    assert not wrong(text.format(true))
