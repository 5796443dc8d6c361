from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from drafter.errors import SettingsError
from drafter.exporters.profile import GB9704, Face
from drafter.exporters.profile_file import dump_profile, load_profile


def test_none_and_the_name_are_the_standard() -> None:
    assert load_profile(None) == load_profile("GB9704") == GB9704


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    house = replace(
        GB9704,
        name="本局“新”版式",
        lines_per_page=None,
        chars_per_line=None,
        line_multiple=1.5,
        number=None,
        addressee=Face(font="黑体", size_pt=10.5, bold=True, align="left", right_chars=1.5),
    )
    path = tmp_path / "p.toml"
    path.write_text(dump_profile(house, note="两行\n说明"), encoding="utf-8")
    assert load_profile(path) == house
    path.write_text(dump_profile(GB9704), encoding="utf-8")
    assert load_profile(path) == GB9704


def test_a_few_lines_are_enough_and_sizes_have_names(tmp_path: Path) -> None:
    path = tmp_path / "p.toml"
    path.write_text('[heading1]\nfont = "方正黑体_GBK"\nsize_pt = "小三"\n', encoding="utf-8")
    profile = load_profile(path)
    assert profile.headings[0] == Face(font="方正黑体_GBK", size_pt=15)
    assert profile.headings[1:] == GB9704.headings[1:] and profile.lines_per_page == 22


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[heading1\n", "有效的 TOML"),
        ("[headng1]\nfont='a'\n", "heading1"),
        ("[body]\nfont = '仿宋'\n", "size_pt"),
        ("[body]\nfont = '仿宋'\nsize_pt = '四好'\n", "body.size_pt"),
        ("[body]\nfont = '仿宋'\nsize_pt = 16\nalign = 'middle'\n", "body.align"),
        ("[body]\nfont = '仿宋'\nsize_pt = 16\nbold = 1\n", "body.bold"),
        ("[page]\nleft_mm = 120\nright_mm = 120\n", "页边距"),
        ("[number]\ntext = '第1页'\n", "{page}"),
        ("[number]\nalign = 'inner'\n", "number.align"),
        ("page = 3\n", "[page]"),
        ("name = 3\n", "name"),
    ],
)
def test_mistakes_are_one_line_with_file_and_key(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "p.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_profile(path)
    assert said in str(caught.value) and "p.toml" in str(caught.value) and "\n" not in str(caught.value)


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="profile learn"):
        load_profile(tmp_path / "none.toml")
