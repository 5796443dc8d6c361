"""What stands around the sections: an announcement and a signature, none of them for a speech."""

from __future__ import annotations

from drafter.readers import read_text
from drafter.text.framing import announcement_of, salutation_of, signature_of, subject_of
from drafter.text.periods import parse_period

HALF = parse_period("2025H1")
BUREAU = "衡川市住房和城乡建设局"


def test_the_announcement_names_the_report_without_the_house() -> None:
    assert subject_of(f"{BUREAU}2025年上半年工作总结", BUREAU) == "2025年上半年工作情况"
    assert subject_of("2025年上半年总结和下半年安排", None) == "2025年上半年总结和下半年安排"
    assert announcement_of(f"{BUREAU}2025年上半年工作总结", BUREAU, "工作总结") == "现将2025年上半年工作情况汇报如下："
    assert announcement_of("在全市推进会上的发言材料", None, "发言材料") == ""


def test_the_signature_is_open_where_the_house_is_unknown() -> None:
    assert HALF is not None
    assert signature_of(BUREAU, HALF, "工作总结") == (BUREAU, "2025年6月30日")
    assert signature_of(None, HALF, None) == ("【待核实：署名单位】", "2025年6月30日")
    assert signature_of(BUREAU, HALF, "发言材料") == ()


def test_a_house_that_does_not_sign_is_not_signed_and_who_is_greeted_is_greeted_again() -> None:
    assert HALF is not None
    signed = read_text(f"{BUREAU}2024年工作总结\n\n一、情况\n检查5次。\n{BUREAU}\n2025年1月9日\n")
    speech = read_text(
        f"在全市推进会上的发言材料\n\n{BUREAU}局长\n尊敬的各位领导，同志们：\n近年来，工作推进。\n汇报完毕。\n"
    )
    assert signature_of(BUREAU, HALF, "工作总结", signed) and not signature_of(BUREAU, HALF, "工作总结", speech)
    assert salutation_of(speech) == "尊敬的各位领导，同志们："
    assert salutation_of(signed) == salutation_of(None) == ""
    assert subject_of("在全市推进会上的发言材料", None) == "有关情况"


def test_a_report_on_ones_own_duties_speaks_of_oneself_and_is_signed_by_the_person() -> None:
    assert HALF is not None
    said = announcement_of("市住建局机关党委书记2025年度述职报告", None, "述职报告")
    assert said == "现将本人2025年度履行职责情况报告如下："
    assert signature_of(BUREAU, HALF, "述职报告", person="林淑芬") == ("林淑芬", "2025年6月30日")
    assert signature_of(BUREAU, HALF, "述职报告")[0] == "【待核实：述职人姓名】"
