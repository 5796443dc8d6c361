from __future__ import annotations

from dataclasses import replace

import pytest

from drafter.exporters.profile import GB9704
from drafter.model import Page


def test_the_type_area_is_156_by_225_millimetres() -> None:
    assert GB9704.text_width_pt / 72 * 25.4 == pytest.approx(156)
    assert GB9704.text_height_pt / 72 * 25.4 == pytest.approx(225)


def test_28_characters_fit_a_line_and_29_do_not() -> None:
    width = GB9704.body.size_pt + GB9704.char_spacing_twips / 20
    assert 28 * width <= GB9704.text_width_pt < 29 * width


def test_22_lines_fit_a_page_and_23_do_not() -> None:
    assert 22 * GB9704.line_pt <= GB9704.text_height_pt < 23 * GB9704.line_pt
    assert 22 * GB9704.grid_line_twips <= GB9704.text_height_pt * 20 < 23 * GB9704.grid_line_twips


def test_a_house_may_set_its_own_page() -> None:
    page = Page(width_mm=210, height_mm=297, top_mm=30, bottom_mm=30, left_mm=25, right_mm=25)
    house = replace(GB9704, page=page, chars_per_line=26, lines_per_page=24)
    assert house.char_spacing_twips > 0 and house.grid_line_twips == int((297 - 60) / 25.4 * 72 * 20 / 24)
