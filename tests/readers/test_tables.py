"""Spreadsheets as facts: one bullet a row."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pytest

from drafter.errors import FormatError
from drafter.readers import read, read_facts


def workbook(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [
        ["衡川市住房和城乡建设局2025年上半年工作素材"], ["报告期：2025H1", None, None],
        ["序号", "指标", "数值", "单位", "备注"], [1, "老旧小区开工", 38, "个", "含续建6个"],
        [2, "完成投资", 2.35, "亿元", None], ["二、党建"], [3, "集中学习", 24, "次", None],
    ]:  # fmt: skip
        sheet.append(row)
    other = book.create_sheet("各县情况")
    other.append(["县区", "开工数（个）", "完成率", "日期"])
    other.append(["东湖区", 12, "85%", datetime.date(2025, 3, 8)])
    other.append(["西山县", 7.0, "待核"])
    hidden = book.create_sheet("底稿")
    hidden.append(["不该出现", 1])
    hidden.sheet_state = "hidden"
    book.save(path)
    return path


def test_rows_become_facts_with_heading_unit_and_place(tmp_path: Path) -> None:
    sheet = read_facts(workbook(tmp_path / "素材.xlsx"))
    assert sheet.period is not None and sheet.period.label == "2025H1"
    assert [(fact.text, fact.section_hint) for fact in sheet.facts][:4] == [
        ("老旧小区开工38个，含续建6个。", None), ("完成投资2.35亿元。", None), ("集中学习24次。", "党建"),
        ("东湖区：开工数12个，完成率85%，日期为2025年3月8日。", "各县情况"),
    ]  # fmt: skip
    assert not any("不该出现" in fact.text for fact in sheet.facts)


def test_what_is_still_open_is_no_fact(tmp_path: Path) -> None:
    sheet = read_facts(workbook(tmp_path / "素材.xlsx"))
    assert any("西山县" in question.text for question in sheet.open_questions)
    assert not any("西山县" in fact.text for fact in sheet.facts)


def test_csv_in_the_encoding_excel_writes(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("县区,开工（个）\n东湖区,3\n".encode("gbk"))
    assert [fact.text for fact in read_facts(tmp_path / "a.csv").facts] == ["东湖区：开工3个。"]


def test_a_table_is_no_report_and_a_damaged_one_no_table(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="只能作素材"):
        read(workbook(tmp_path / "a.xlsx"))
    (tmp_path / "b.xlsx").write_bytes((tmp_path / "a.xlsx").read_bytes()[:3000])
    with pytest.raises(FormatError, match="Excel"):
        read_facts(tmp_path / "b.xlsx")


def test_shares_are_read_as_they_are_shown_and_unworked_sums_passed_over(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["指标", "单位", "完成值", "同比增长"])
    sheet.append(["老旧小区开工", "个", 38, 0.079])
    sheet["D2"].number_format = "0.0%"
    sheet.append(["合计", None, "=SUM(C2:C2)", None])
    sheet.append(["完成投资", "亿元", 2.35, -0.012])
    sheet["D4"].number_format = "0.00%;[Red]-0.00%"
    book.save(tmp_path / "a.xlsx")
    facts = read_facts(tmp_path / "a.xlsx").facts
    assert [fact.text for fact in facts] == ["老旧小区开工38个，同比增长7.9%。", "完成投资2.35亿元，同比增长-1.2%。"]
    assert {fact.section_hint for fact in facts} == {None}


def test_headings_of_two_rows_are_read_together(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["区县", "上半年", None, "下半年", None])
    sheet.append([None, "开工（个）", "投资（万元）", "开工（个）", "投资（万元）"])
    for merged in ("A1:A2", "B1:C1", "D1:E1"):
        sheet.merge_cells(merged)
    sheet.append(["东屏区", 12, 3000, 9, 2000])
    book.save(tmp_path / "a.xlsx")
    (fact,) = read_facts(tmp_path / "a.xlsx").facts
    assert fact.text == "东屏区：上半年开工12个，上半年投资3000万元，下半年开工9个，下半年投资2000万元。"


def test_the_title_of_the_table_counts_before_the_name_of_its_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "城建"
    for row in (["衡川市住房和城乡建设局2024年上半年主要指标", None], ["指标", "数量（个）"], ["开工", 38]):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    assert read_facts(tmp_path / "a.xlsx").title == "衡川市住房和城乡建设局2024年上半年主要指标"
