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
