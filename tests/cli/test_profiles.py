from __future__ import annotations

from pathlib import Path

import docx
import pytest
from exporters.house_samples import HOUSES, make_sample

from drafter.cli.main import main
from drafter.readers import read

ROOT = Path(__file__).resolve().parents[2]


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stop:
        main(argv)
    out = capsys.readouterr()
    return int(stop.value.code or 0), out.out, out.err


def test_learn_show_and_write_in_the_houses_style(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    house = HOUSES["tight, centred headings, in styles"]
    make_sample(tmp_path / "样本.docx", house)
    code, out, _ = run(capsys, "profile", "learn", "样本.docx", "-o", "版式.toml")
    assert code == 0 and "正文" in out and "表格" in out
    assert "华文中宋" in run(capsys, "profile", "show", "版式.toml")[1]
    (tmp_path / "drafter.toml").write_text('profile = "版式.toml"\n', encoding="utf-8")
    assert "华文中宋" in run(capsys, "profile", "show")[1]
    source = ROOT / "corpus" / "2024h2-business.txt"
    code, out, _ = run(capsys, "export", str(source), "-o", "新.docx", "-o", "新.md")
    assert code == 0 and out.count("已写出") == 2
    layout = read(tmp_path / "新.docx").layout
    assert layout is not None and layout.page is not None
    assert (layout.page.top_mm, layout.page.left_mm) == (30, 25)
    assert layout.blocks[0].runs[0].east_asia_font == "华文中宋"


def test_export_may_review_and_comment(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("一、工作情况\n印发《工作要点。\n", encoding="utf-8")
    assert run(capsys, "export", "a.txt", "-o", "b.docx", "--review")[0] == 0
    assert list(docx.Document(str(tmp_path / "b.docx")).comments)


@pytest.mark.parametrize("argv", [("profile", "learn", "a.txt"), ("profile", "show", "none"), ("export", "a.txt")])
def test_what_cannot_be_done_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("一、工作情况\n开会。\n", encoding="utf-8")
    code, _, err = run(capsys, *argv)
    assert code == 2 and err.startswith("错误：") and err.count("\n") == 1
