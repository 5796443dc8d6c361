from __future__ import annotations

import pytest

from drafter.exporters.width import columns, em_width, title_columns


@pytest.mark.parametrize(
    ("text", "width"),
    [("甲乙", 4), ("12%", 3), ("，。", 4), ("“稳”", 4), ("𠮷", 2), ("é", 1), ("é", 1), ("\u200b", 0), ("１２", 4)],
)
def test_terminal_columns(text: str, width: int) -> None:
    assert columns(text) == width


def test_ems_count_figures_as_half() -> None:
    assert em_width("2025年") == 3.0


def test_a_short_title_needs_no_break() -> None:
    assert title_columns("意识形态工作情况汇报", 20.1) is None


@pytest.mark.parametrize(
    ("title", "first"),
    [
        ("衡川市住房和城乡建设局2025年上半年业务工作总结", "衡川市住房和城乡建设局"),
        ("衡川市住房和城乡建设局关于二〇二五年度重点民生实事办理情况的汇报", None),
    ],
)
def test_a_long_title_parts_at_a_good_place_and_never_inside_a_year(title: str, first: str | None) -> None:
    width = title_columns(title, 20.1)
    assert width is not None and em_width(title) / 2 <= width <= 20.1
    if first is not None:
        assert em_width(first) <= width < em_width(first + "2025")


def test_a_title_that_only_just_fits_is_parted_in_good_time() -> None:
    title = "衡川市住房和城乡建设局2024年上半年党建工作总结"
    assert title_columns(title, em_width(title) + 0.2) is not None
    assert title_columns(title, em_width(title) + 3) is None
