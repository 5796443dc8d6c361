"""Silence for one file: profiles, rules left out for some files, waiver files, the baseline."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from drafter.cli.main import main
from drafter.errors import SettingsError
from drafter.model import Waiver
from drafter.pipeline.silence import add_waivers, read_waivers, remove_waivers, silence_for
from drafter.settings import load_settings

SETTINGS = """
ignore = ["PUN006"]
[review.per_file_ignores]
"*讲话*.txt" = ["PUN", "TRM003"]
"归档/*" = ["DAT"]
[review.profiles."定稿"]
select = ["FIG", "FMT"]
ignore = ["FMT002"]
[review.profiles."初稿"]
ignore = ["NUM"]
"""
REPORT = "学习《条例》、《准则》。\n截止12月底，完成整改。\n完成投资XX亿元。\n"


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with these settings and one report, as working directory."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "drafter.toml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "总结[1].txt").write_text(REPORT, encoding="utf-8")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str]:
    try:
        main(argv)
        code = 0
    except SystemExit as stop:
        code = int(stop.code or 0)
    return code, capsys.readouterr().out


def test_profiles_and_files_choose_rules(house: Path) -> None:
    settings = load_settings(house, environ={})
    plain = silence_for(settings, house / "总结.txt")
    assert (plain.select, plain.ignore) == ((), ("PUN006",))
    final = silence_for(settings, house / "总结.txt", profile="定稿")
    assert (final.select, final.ignore) == (("FIG", "FMT"), ("PUN006", "FMT002"))
    asked = silence_for(settings, house / "总结.txt", profile="定稿", select=["DUP"], ignore=["DUP005"])
    assert (asked.select, asked.ignore) == (("DUP",), ("PUN006", "FMT002", "DUP005"))
    assert silence_for(settings, house / "在大会上的讲话.txt").ignore == ("PUN006", "PUN", "TRM003")
    assert silence_for(settings, house / "归档" / "深" / "甲.txt").ignore == ("PUN006", "DAT")
    with pytest.raises(SettingsError, match="定稿"):
        silence_for(settings, house / "总结.txt", profile="送审")


@pytest.mark.parametrize(
    "text",
    [
        "review = 1\n", "[review]\nselect = []\n", '[review]\nprofiles = "甲"\n', "[review.profiles.a]\nselekt = []\n",
        '[review.profiles.a]\nselect = "FIG"\n', '[review.per_file_ignores]\n"*.txt" = "FIG"\n',
    ],
)  # fmt: skip
def test_settings_of_review_are_checked(tmp_path: Path, text: str) -> None:
    (tmp_path / "drafter.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError):
        load_settings(tmp_path, environ={})


@pytest.mark.parametrize(
    "text",
    [
        "[[waiver]\n", "waiver = 1\n", "x = 1\n", "[[waiver]]\nrule = 'PUN002'\ntext = '甲'\n",
        "[[waiver]]\nrule = 'PUN002'\ntext = ' '\nreason = '理由'\n",
        "[[waiver]]\nrule = 'PUN002'\ntext = 3\nreason = 'x'\n",
        "[[waiver]]\nrule = 'XYZ'\ntext = '甲'\nreason = '理由'\n",
        "[[waiver]]\nrule = 'PUN002'\ntext = '甲'\nreason = '理由'\nline = '3'\n",
    ],
)  # fmt: skip
def test_a_bad_waiver_file_is_an_error_that_says_what_to_do(tmp_path: Path, text: str) -> None:
    (tmp_path / "waivers.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"waivers\.toml"):
        read_waivers(tmp_path / "waivers.toml")


def test_what_is_written_is_read_again_and_not_written_twice(tmp_path: Path) -> None:
    file, name = tmp_path / "waivers.toml", "总结[1]*\udcff.txt"
    waivers = (Waiver(rule="PUN002", text='甲"乙\\丙\x7f', reason="基线", source="waivers.toml"),)
    assert add_waivers(file, waivers, name) == 1
    written = file.read_text(encoding="utf-8")
    assert add_waivers(file, waivers, name) == 0 and file.read_text(encoding="utf-8") == written
    assert read_waivers(file, name) == waivers
    assert read_waivers(file, "别的.txt") == ()


def test_the_baseline_accepts_what_stands_and_tells_what_is_new(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "总结[1].txt"
    code, out = run(capsys, "review", name, "--past", "none", "--format", "json")
    assert code == 1 and len(json.loads(out)["findings"]) == 3
    assert run(capsys, "baseline", name, "--past", "none")[0] == 0
    code, out = run(capsys, "review", name, "--past", "none")
    assert code == 0 and "准予保留 3 条" in out
    report = house / name
    report.write_text(REPORT.replace("12月", "11月"), encoding="utf-8")
    code, out = run(capsys, "review", name, "--past", "none")
    assert code == 1 and "准予保留 2 条" in out and "没有对应的意见" in out
    # another file is not covered
    (house / "总结.txt").write_text(REPORT, encoding="utf-8")
    assert run(capsys, "review", "总结.txt", "--past", "none")[0] == 1


def test_fix_leaves_alone_what_has_leave(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = house / "甲.txt"
    report.write_text("截止12月底，完成整改。【不查 DAT004 原文】\n截止11月底，完成整改。\n", encoding="utf-8")
    assert run(capsys, "fix", "甲.txt")[0] == 0
    assert report.read_text(encoding="utf-8").count("截止") == 1
    report.write_text("截止11月底，完成整改。\n", encoding="utf-8")
    run(capsys, "fix", "甲.txt", "--profile", "定稿")
    assert "截止" in report.read_text(encoding="utf-8")


def test_a_waiver_is_taken_out_only_where_it_was_written_for_that_file(tmp_path: Path) -> None:
    file = tmp_path / "waivers.toml"
    mine = Waiver(rule="PUN002", text="学习《条例》、《准则》。", reason="照录", source="waivers.toml")
    file.write_text(
        '[[waiver]]\nrule = "PUN003"\ntext = "学习《条例》、《准则》。"\nreason = "各份都这样"\n', encoding="utf-8"
    )
    before = file.read_text(encoding="utf-8")
    add_waivers(file, [mine], "总结[1].docx")
    assert remove_waivers(file, [mine], "别的.docx") == 0
    assert remove_waivers(file, [mine], "总结[1].docx") == 1
    assert file.read_text(encoding="utf-8").strip() == before.strip()
    assert remove_waivers(tmp_path / "none.toml", [mine], "总结[1].docx") == 0
