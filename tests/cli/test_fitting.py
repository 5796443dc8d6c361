from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from drafter.cli.fitting import COMFORT, GAP, NARROWEST, chosen, widths, wrap


@given(st.text(alphabet="开工老旧小区，。（）“”《》1234.%abc -/　\n", max_size=120), st.integers(8, 60))
def test_no_line_is_too_wide_and_no_word_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_line_begins_with_no_closing_mark_and_parts_no_figure() -> None:
    text = "筹集保障性租赁住房1580套，同比增长4.6%。约谈企业11家（含1家外地企业），立案4起。"
    for width in range(16, 60):
        lines = wrap(text, width)
        assert all(line[0] not in "，。）” " for line in lines), lines
        assert all(line[-1] not in "（“" for line in lines), lines
        assert any("4.6%。" in line for line in lines) and any("1580" in line for line in lines)


def test_lines_after_the_first_are_set_in() -> None:
    first, *rest = wrap("　F1　" + "住房" * 30, 40, hang=6)
    assert first.startswith("　F1") and rest and all(line.startswith(" " * 6) for line in rest)


def test_narrow_columns_are_never_folded_and_the_wide_ones_share() -> None:
    assert widths([6, 80, 80], 100) == [6, 45, 45]
    assert widths([6, 20, 80], 80) == [6, 20, 50]
    assert widths([6, 10], 80) == [6, 10]
    assert widths([10, 80, 80], 10 + 2 * GAP + 2 * NARROWEST - 1) is None


def test_what_matters_least_goes_first_and_all_stay_when_dropping_does_not_help() -> None:
    natural = [6, 80, 80, 8]
    assert chosen(natural, 120, [3, 2]) == [0, 1, 2, 3]
    assert chosen(natural, 6 + 2 * COMFORT + 2 * GAP, [3, 2]) == [0, 1, 2]
    assert chosen(natural, 40, [3, 2]) == [0, 1]
    assert chosen([80, 80], 20, []) is None


@pytest.mark.parametrize("width", [60, 80, 120])
def test_what_is_chosen_fits(width: int) -> None:
    natural = [10, 60, 22, 24, 7, 5]
    kept = chosen(natural, width, [5, 2])
    assert kept is not None
    sizes = widths([natural[at] for at in kept], width)
    assert sizes is not None and sum(sizes) + GAP * (len(sizes) - 1) <= width
