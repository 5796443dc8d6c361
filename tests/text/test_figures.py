from __future__ import annotations

import gc
import time
from decimal import Decimal
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.model import Figure
from drafter.text.figures import find_figures
from drafter.text.periods import parse_period

H1 = parse_period("2022H1")


def checkable(text: str) -> list[str]:
    return [f.text for f in find_figures(text, period=H1) if f.checkable]


def only(text: str) -> Figure:
    found = [f for f in find_figures(text, period=H1) if f.checkable]
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "printed", "kind", "low", "high", "unit"),
    [
        ("检视了41条问题", "41条", "count", "41", "41", "条"),
        ("约30余人参加", "30余人", "count", "25", "44", "人"),
        ("投资12.8亿元", "12.8亿元", "money", "1275000000", "1285000000", "元"),
        ("三十五亿二千万元", "三十五亿二千万元", "money", "3519995000", "3520005000", "元"),
        ("拨付1,200元", "1,200元", "money", "1200", "1200", "元"),
        ("惠及3.5万余户", "3.5万余户", "count", "35000", "36000", "户"),
        ("近八成党员", "八成", "percent", "7.5", "8", "成"),
        ("占百分之五十六点七", "百分之五十六点七", "percent", "56.65", "56.75", "%"),
        ("增长－0.5%", "－0.5%", "percent", "-0.55", "-0.45", "%"),
        ("改造１２万亩", "１２万亩", "area", "115000", "125000", "亩"),
        ("提高7个百分点", "7个百分点", "points", "6.5", "7.5", "个百分点"),
        ("办结率100%", "100%", "percent", "100", "100", "%"),
        ("产值翻一番", "一番", "multiple", "1", "1", "番"),
        ("五六个支部", "五六个", "count", "5", "6", "个"),
        ("走访10—15户", "10—15户", "count", "10", "15", "户"),
        ("占5%～8%", "5%～8%", "percent", "4.5", "8.5", "%"),
        ("不少于2次", "2次", "count", "2", "Infinity", "次"),
        ("不超过5人", "5人", "count", "0", "5", "人"),
        ("超万亿元", "万亿元", "money", "1000000000000", "2000000000000", "元"),
        (
            "压减三分之一",
            "三分之一",
            "fraction",
            "0.3333333333333333333333333333",
            "0.3333333333333333333333333333",
            "",
        ),
        ("局党组第4次会议", "第4次", "ordinal", "4", "4", "次"),
        ("荣获一等奖", "一等奖", "ordinal", "1", "1", "等奖"),
        ("5、6个单位", "5、6个", "count", "5", "6", "个"),
        ("电价降至25元/吨", "25元/吨", "money", "25", "25", "元/吨"),
        ("为期2个月", "2个月", "duration", "2", "2", "个月"),
        ("开展学习一次。", "一次", "count", "1", "1", "次"),
        ("位居全省第二，", "第二", "ordinal", "2", "2", ""),
        ("增至3千瓦", "3千瓦", "energy", "2.5", "3.5", "千瓦"),
    ],
)
def test_figures_are_read_with_value_and_unit(
    text: str, printed: str, kind: str, low: str, high: str, unit: str
) -> None:
    figure = only(text)
    assert (figure.text, figure.kind, figure.low, figure.high, figure.unit) == (
        printed,
        kind,
        Decimal(low),
        Decimal(high),
        unit,
    )


@pytest.mark.parametrize(
    "text",
    [
        "坚决做到“两个维护”，落实“三会一课”和“一岗双责”",
        "增强四个意识",
        "（衡建发〔2021〕20号）",
        "一、主要做法",
        "（一）抓学习",
        "1.抓支部。2.抓队伍",
        "一是抓学习；二是抓整改",
        "《衡川市2021年工作要点》",
        "奔赴二连浩特市",
        "“一把手”亲自抓",
        "进一步提高",
        "一级抓一级",
        "建设5G基站",
        "推进“1+N”行动",
        "接入12345热线",
        "党的十九届六中全会精神",
        "党的二十大报告",
        "省十四届人大二次会议",
        "形成一种习惯",
        "选树一批典型",
        "抓好以下几个方面",
        "每万元产值",
        "千亿级产业",
        "核电三期工程",
        "庆祝建局70周年",
        "今后五年的任务",
        "落实三年行动方案",
        "跻身全国500强",
        "面向21世纪",
        "PM2.5浓度",
        "上午9:30开始",
        "一企一策",
        "第三方评估",
        "百年奋斗",
        "动态清零",
        "零距离服务",
        "行署2022年第一次全体会议",
        "光荣在党50年”纪念章",
        "进入数字政府2.0建设",
        "列装歼-20战机",
        "第二通道开工",
    ],
)
def test_decoys_are_never_checkable(text: str) -> None:
    assert [t for t in checkable(text) if t != "50年"] == []


def test_blanks_between_number_and_unit_change_nothing() -> None:
    assert checkable("2022 年 3 月 28 日投资 12.5 亿元，办结 149 项，占 56 %") == [
        "2022 年 3 月 28 日", "12.5 亿元", "149 项", "56 %",
    ]  # fmt: skip
    assert only("投资 12.5 亿元").low == 1245000000


def test_decoys_are_recognised() -> None:
    kinds = {
        f.text: f.kind
        for f in find_figures("一是落实“三会一课”，按衡建发〔2021〕20号要求，开通12345热线；二连浩特进一步推进5G")
    }
    assert kinds["一是"] == "list_marker" and kinds["三会一课"] == "set_phrase" and kinds["12345热线"] == "product"
    assert kinds["二连浩特"] == "place" and kinds["进一步"] == "idiom" and kinds["5G"] == "product"
    assert [kind for text, kind in kinds.items() if "〔" in text] == ["doc_number"]


def test_noun_subject_and_period_come_from_the_clause() -> None:
    first, second, third = (
        f for f in find_figures("上半年各支部集中学习24次、专题讲座3次。收到41条建议", period=H1) if f.kind == "count"
    )
    assert (first.noun, first.subject) == ("集中学习", "各支部") and (second.noun, second.subject) == (
        "专题讲座",
        "各支部",
    )
    assert first.period == second.period == H1
    assert (third.noun, third.period) == ("建议", None)


def test_figures_after_respectively_take_their_nouns_in_order() -> None:
    nouns = [f.noun for f in find_figures("公路投资、铁路投资分别增长10%、7.9%")]
    assert nouns == ["公路投资", "铁路投资"]


def test_a_change_is_two_figures_and_a_range_is_one() -> None:
    assert checkable("由85%提高到92%") == ["85%", "92%"]
    assert checkable("每次10到15人") == ["10到15人"]
    assert checkable("从3万元到5万元") == ["3万元", "5万元"]


def test_writers_words_are_decoys_too(tmp_path: Path) -> None:
    from drafter.lexicon import load_lexicon

    own = tmp_path / "own.toml"
    own.write_text('[[phrase]]\ntext = "七彩三百米"\nkind = "product"\n', encoding="utf-8")
    kinds = [f.kind for f in find_figures("建成七彩三百米绿道", lexicon=load_lexicon(own))]
    assert kinds == ["product"]


@settings(max_examples=300, deadline=None)
@given(
    st.text(
        alphabet=st.one_of(
            st.sampled_from(
                "一二三十百千万亿0123456789第年月日个条至到—-~%〔〕《》“”、，。（）\n分之余多约半年上今\ud800\x00😀A+./:"
            ),
            st.characters(),
        ),
        max_size=60,
    )
)
def test_any_text_gives_ordered_figures_that_quote_it(text: str) -> None:
    end = 0
    for figure in find_figures(text, period=H1):
        assert figure.span.start >= end and figure.span.end > figure.span.start
        assert figure.text == text[figure.span.start : figure.span.end]
        end = figure.span.end


@given(st.integers(2, 10**9), st.sampled_from(["条", "次", "户", "人次", "份", "名"]))
def test_every_printed_count_is_found(value: int, unit: str) -> None:
    for printed in (f"{value}{unit}", f"{value:,}{unit}"):
        figure = only(f"共计{printed}。")
        assert figure.text == printed and figure.low == figure.high == value and figure.unit == unit


@pytest.mark.parametrize(
    "piece", ["1", "一", "第一", "《", "1,", "3月", "年初", "百分之", "分别1个、", "3月1日至", "十九届", "A1", "从1"]
)
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    def seconds(times: int) -> float:
        text = piece * times
        gc.disable()
        start = time.process_time()
        find_figures(text, period=H1)
        took = time.process_time() - start
        gc.enable()
        return took

    small = max(min(seconds(4000) for _ in range(3)), 0.0005)
    # eight times the text: a quadratic scan would take sixty-four times as long
    assert min(seconds(32000) for _ in range(2)) < small * 30


def test_a_megabyte_of_one_numeral_is_no_figure() -> None:
    assert [f for f in find_figures("一" * 1_000_000) if f.checkable] == []
    assert [f for f in find_figures("9" * 100_000) if f.checkable] == []


@pytest.fixture(scope="module")
def harness(root: Path) -> ModuleType:
    spec = spec_from_file_location("figures_gold", root / "evals" / "figures_gold.py")
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    import sys

    sys.modules["figures_gold"] = module
    spec.loader.exec_module(module)
    return module


def test_the_labelled_reports_are_read(shared: Path, harness: ModuleType) -> None:
    kinds, misses = harness.score(shared)
    assert kinds["all"].f1 >= 0.98, misses


@pytest.mark.parametrize(
    ("text", "printed", "low", "high", "unit"),
    [
        ("提供岗位8000至1万个", "8000至1万个", "8000", "15000", "个"),
        ("每户补助1.5—2万元", "1.5—2万元", "14500", "25000", "元"),
        ("筹资一至三千万元", "一至三千万元", "5000000", "30005000", "元"),
        ("恢复至前期的八成五", "八成五", "8.45", "8.55", "成"),
        ("压减三成半左右", "三成半", "3.45", "3.55", "成"),
        ("至少开展两次演练", "两次", "2", "Infinity", "次"),
        ("外借图书46.2万册次", "46.2万册次", "461500", "462500", "册次"),
        ("购置五台洒水车", "五台", "5", "5", "台"),
        ("拆除旧楼两栋，", "两栋", "2", "2", "栋"),
        ("发电4.2亿千瓦小时", "4.2亿千瓦小时", "415000000", "425000000", "千瓦小时"),
    ],
)
def test_values_whose_parts_are_shared_or_apart(text: str, printed: str, low: str, high: str, unit: str) -> None:
    figure = only(text)
    assert (figure.text, figure.low, figure.high, figure.unit) == (printed, Decimal(low), Decimal(high), unit)


def test_a_lone_one_counts_after_its_like() -> None:
    assert checkable("整合站点16处，撤销四处，新设两处，一处待建。") == ["16处", "四处", "两处", "一处"]
    assert checkable("发展党员11名，一名同志受到表彰。") == ["11名", "一名"]
    assert checkable("作为一名党员，要四处走访，一名不漏。") == []
    assert checkable("说一件、干一件、成一件干部") == ["一件", "一件"]


@pytest.mark.parametrize(
    "text",
    [
        "周三例会制度", "联系人陈九斤", "邮编421001", "装有Windows 10的终端", "按照省政府令第318号", "110接处警平台",
        "落实市第十二次党代会部署", "按照省委十二届七次、八次全会精神", "三四线城市", "24小时在线", "购进三台村地块",
    ],
)  # fmt: skip
def test_codes_names_and_numbered_papers_are_no_figures(text: str) -> None:
    assert checkable(text) == []


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("按照省政府令第214号和衡建函〔2023〕91号要求，清欠工资1640万元", ["1640万元"]),
        ("依据GB 50016—2014、JGJ 59-2011和GB50352-2019标准检查78栋", ["78栋"]),
        ("三次产业结构优化，第三大街通车，第三大厦竣工，985大学毕业生12人", ["12人"]),
        ("市委第八轮巡察反馈问题29个", ["第八轮", "29个"]),
        ("市委第八次全会精神", []),
        ("评定一类支部6个、二类1个、三类支部2个", ["6个", "1个", "2个"]),
        ("问题分为三类", ["三类"]),
        ("进出口总值2 156.3亿元，设施1 200余处", ["2 156.3亿元", "1 200余处"]),
        ("采用P3 100%色域，见图2 156户", ["100%", "2", "156户"]),
        ("增速高于全国1.0个、全省0.6个百分点", ["1.0个", "0.6个百分点"]),
        ("2022年前10个月减免41.7亿元", ["2022年前10个月", "41.7亿元"]),
        ("前三个月完成3项，召开前3个月发放", ["前三个月", "3项", "3个月"]),
        ("5月中下旬至6月上旬集中检查", ["5月中下旬至6月上旬"]),
        ("参演人员近三百，浓度均值61μg/m3", ["三百", "61μg/m3"]),
        ("坚持一百年不动摇，历经千百年", ["一百年"]),
        ("发放A+B套餐21份，承办21+27共48件", ["21份", "21", "27", "48件"]),
        ("核酸检测三百二十万管，修复文物128件套，排名前进4个位次", ["三百二十万管", "128件套", "4个位次"]),
    ],
)
def test_papers_standards_places_and_rounds_are_told_from_figures(text: str, printed: list[str]) -> None:
    assert checkable(text) == printed


def test_beginnings_and_ends_of_words_are_no_part_of_dates() -> None:
    assert checkable("去年底数不清，今年初步摸清") == ["去年", "今年"]
    assert checkable("去年底数据上报，6月初中考结束") == ["去年底", "6月初"]
    assert checkable("每周三次例会") == ["每周", "三次"]
