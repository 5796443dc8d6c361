"""NUM: what is counted wrongly, and what only looks so."""

from __future__ import annotations

import pytest
from rule_checks import apply_fix, codes, found

FAMILY = "NUM"


@pytest.mark.parametrize(
    ("text", "code", "quote"),
    [
        ("一、甲事\n文。\n一、乙事\n文。\n", "NUM001", "一、"),
        ("（一）甲事\n文。\n（二）乙事\n文。\n（四）丙事\n文。\n", "NUM001", "（四）"),
        ("二、甲事\n文。\n三、乙事\n文。\n", "NUM001", "二、"),
        ("一、甲事\n1.学习\n文。\n2.调研\n文。\n2.培训\n文。\n", "NUM001", "2."),
        ("一、总体\n（一）甲\n文。\n二、其他\n（二）乙\n文。\n", "NUM001", "（二）"),
        ("一是抓学习。二是抓制度。二是抓落实。", "NUM004", "二是"),
        ("一是抓学习，常抓不懈。", "NUM004", "一是"),
        ("二是抓制度。三是抓落实。", "NUM004", "二是"),
        ("存在两个方面问题：一是学得不深。二是抓得不紧。三是督得不严。", "NUM005", "两个方面问题"),
        ("1、抓学习\n文。\n2.抓制度\n文。\n", "NUM003", "1、"),
        ("(一)抓学习\n文。\n（二）抓制度\n文。\n", "NUM003", "(一)"),
    ],
)
def test_is_seen(text: str, code: str, quote: str) -> None:
    assert (code, quote) in {(finding.code, finding.quote) for finding in found(text, FAMILY)}


@pytest.mark.parametrize(
    "text",
    [
        "一、甲事\n（一）子\n文。\n（二）丑\n文。\n二、乙事\n（一）寅\n文。\n（二）卯\n文。\n",
        "党组书记周启明是第一责任人，一是一、二是二的作风不能丢。",
        "主要体会：一是思想重视是前提。二是指导到位是关键。三是督查跟进是保障。",
        "重点有二：一是抓学习，一是抓整改。",
        "首先，抓学习。二是抓制度。三是抓落实。",
        "一要抓学习。二要抓制度。",
        "做好三项工作：一是抓学习。二是抓制度。三是抓落实。",
        "开展4项活动。一是抓学习，参加三个方面培训。二是抓制度。",
    ],
)
def test_is_left_alone(text: str) -> None:
    assert codes(text, FAMILY) == []


def test_the_repair_counts_on() -> None:
    text = "一、甲事\n文。\n二、乙事\n文。\n二、丙事\n文。\n三、丁事\n文。\n"
    assert apply_fix(text, found(text, FAMILY)[0]).endswith("三、丙事\n文。\n四、丁事\n文。\n")


def test_one_wrong_marker_is_one_finding() -> None:
    text = "一、甲事\n文。\n二、乙事\n文。\n五、丙事\n文。\n四、丁事\n文。\n"
    (finding,) = found(text, FAMILY)
    assert apply_fix(text, finding) == text.replace("五、", "三、")


def test_a_stop_behind_a_bracketed_marker_is_no_series_of_its_own() -> None:
    text = "（一）.抓学习\n文。\n（二）抓落实\n文。\n"
    (finding,) = found(text, FAMILY)
    assert (finding.code, apply_fix(text, finding)) == ("NUM003", text.replace("）.", "）"))


def test_big_things_are_counted() -> None:
    assert codes("重点抓好三件大事：一是抓学习。二是抓落实。", FAMILY) == ["NUM005"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("第一，抓招商；第三，抓落地。", "NUM004"),
        ("一要抓学习；二要抓作风；四要抓廉政。", "NUM004"),
        ("其一，认识不到位；其二，落实不到位；其四，检查不到位。", "NUM004"),
        ("一查思想，二查作风，四查纪律。", "NUM004"),
        ("一是抓采购；二是抓诊疗；一是抓规范。", "NUM004"),
        ("采取五项措施：（1）建台账；（2）抓督办；（3）抓通报。", "NUM005"),
        ("抓好六个方面工作。\n一、抓安全\n文。\n二、抓项目\n文。\n", "NUM005"),
        ("审议了三个文件：《甲办法》《乙办法》。", "NUM005"),
        ("建立五项制度，即首问负责制、限时办结制和责任追究制，办事有章可循。", "NUM005"),
        ("到甲镇、乙镇、丙镇等两个镇挂职。", "NUM005"),
        ("取得“三个突破”：融资取得突破，科创取得突破。", "NUM005"),
        ("一．强化领导\n成立专班。\n二．压实责任\n签订责任书。", "NUM003"),
        ("（一）：组织收入\n文。\n（二）：减税降费\n文。", "NUM003"),
    ],
)
def test_series_and_counts_in_other_forms(text: str, code: str) -> None:
    assert set(codes(text, FAMILY)) == {code}


@pytest.mark.parametrize(
    "text",
    [
        "第一，抓招商；第二，抓落地。",
        "一季度增长5%，二季度增长6%，四季度增长7%。",
        "建立五项制度，即首问负责制、限时办结制等，办事有章可循。",
        "改革扩大到29个省（自治区、直辖市）。",
        "到甲镇、乙镇等三个镇挂职。",
        "出台两个办法，即收费和退费办法、奖励办法。",
        "主要包括两个方面：一方面是教育、科学、文化，一方面是思想、道德。",
        "做了三个方面的工作：一是建台账。二是抓督办。此外，还腾出手来抓了第三个方面，即练队伍。",
    ],
)
def test_series_and_counts_that_are_right(text: str) -> None:
    assert codes(text, FAMILY) == []


def test_levels_left_out_throughout_are_mentioned_once() -> None:
    text = "一、成效\n1.抓学习。\n2.抓服务。\n二、问题\n1.力量不足。\n2.宣传不够。\n"
    (finding,) = found(text, "NUM002")
    assert finding.severity == "I"


@pytest.mark.parametrize(
    "text",
    [
        "九、保密工作\n检查4次。\n十、档案工作\n归档2100件。\n十一、后勤保障\n节电8%。",
        "一、基本情况\n三、四月份雨水偏多，下田指导260人次。\n二、主要做法\n推广良种5个。",
    ],
)
def test_part_of_a_longer_paper_and_two_months_leave_no_gap(text: str) -> None:
    assert codes(text, "NUM001") == []


def test_a_series_that_lost_its_first_heading_is_told() -> None:
    assert codes("二、主要做法\n推广良种5个。\n三、存在问题\n底数不清。", "NUM001") == ["NUM001"]
