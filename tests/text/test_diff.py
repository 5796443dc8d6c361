"""Two reports on the same events."""

from __future__ import annotations

from pathlib import Path

from drafter.text.diff import aligned_sentences, compare
from drafter.text.documents import build_document

LEFT = build_document(
    "衡川市住房和城乡建设局党建工作总结\n"
    "3月28日，局党组召开专题会议研究燃气安全整治工作，全体党员参加学习，共52人。\n"
    "印发《衡川市燃气安全整治工作方案》，排查餐饮场所1280处，发现隐患216处。\n"
    "6月下旬，开展党员志愿服务进社区活动，走访困难家庭。\n"
)
RIGHT = build_document(
    "衡川市住房和城乡建设局意识形态工作汇报\n"
    "7月初，开展党员志愿服务进社区活动，走访困难家庭。\n"
    "3月28日，局党组召开专题会议研究燃气安全整治工作，全体干部职工参加学习，共61人。\n"
    "印发《衡川市燃气安全治理行动方案》，排查餐饮场所1280处，发现隐患216处。\n"
)


def found() -> set[tuple[str, str, str]]:
    return {
        (one.about, LEFT.quote(one.left), RIGHT.quote(one.right))
        for one in compare(LEFT, RIGHT)
        if one.about != "wording"
    }


def test_dates_counts_audience_and_titles() -> None:
    assert found() == {
        ("audience", "全体党员", "全体干部职工"),
        ("count", "52人", "61人"),
        ("title", "《衡川市燃气安全整治工作方案》", "《衡川市燃气安全治理行动方案》"),
        ("date", "6月下旬", "7月初"),
    }


def test_the_order_of_sentences_does_not_matter() -> None:
    pairs = [(pair.left.index, pair.right.index) for pair in aligned_sentences(LEFT, RIGHT)]
    assert (3, 1) in pairs and (1, 2) in pairs and (2, 3) in pairs


def test_a_report_does_not_differ_from_itself() -> None:
    assert compare(LEFT, LEFT) == ()


def test_one_value_written_two_ways_is_no_difference() -> None:
    one = build_document("局党组召开第4次会议，传达学习省住建厅物业管理工作部署要求。")
    other = build_document("局党组召开第四次会议，传达学习省住建厅物业管理工作部署要求。")
    assert {difference.about for difference in compare(one, other)} <= {"wording"}


def differences(one: str, other: str) -> set[tuple[str, str, str]]:
    left, right = build_document(one), build_document(other)
    return {(d.about, left.quote(d.left), right.quote(d.right)) for d in compare(left, right)}


def test_how_far_a_thing_has_come() -> None:
    one = "东屏区污水处理厂扩建工程已完成主体结构施工，临桥区排涝泵站拟于年内开工建设。"
    other = "东屏区污水处理厂扩建工程正在进行主体结构施工，临桥区排涝泵站已于年内开工建设。"
    assert {d for d in differences(one, other) if d[0] == "state"} == {("state", "已", "正在"), ("state", "拟", "已")}


def test_an_equal_count_of_another_thing() -> None:
    one, other = (
        "各支部开展集中学习24次，研讨交流9次，警示教育5次。",
        "各支部开展集中学习24次，研讨交流9次，意识形态宣讲5次。",
    )
    assert differences(one, other) == {("thing", "警示教育", "意识形态宣讲")}


def test_a_title_named_on_both_sides_is_no_difference() -> None:
    one = "局党组研究通过了《衡川市住建局2022年党建工作要点》《衡川市住建局2022年宣传工作要点》，明确了方向。"
    other = "局党组研究通过了《宁丰县住建局2022宣传工作要点》，明确了工作的方向。"
    assert differences(one, other) == {("title", "《衡川市住建局2022年党建工作要点》", "")}


def test_two_reports_of_one_bureau(shared: Path) -> None:
    read = [build_document(next(shared.glob(f"seeds/{n}_*")).read_text(encoding="utf-8")) for n in ("000", "001")]
    told = [one for one in compare(*read) if one.about != "wording"]
    assert len(told) >= 4
    assert {"date", "audience"} <= {one.about for one in told}
