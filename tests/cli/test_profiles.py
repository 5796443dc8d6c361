from __future__ import annotations

import tomllib
from pathlib import Path

import docx
import pytest
from exporters.house_samples import HOUSES, make_sample

from drafter.cli.main import main
from drafter.cli.profiles import with_profile
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


def test_the_profile_in_use_is_that_of_draft_review_and_export(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Learned, put to use by one command, and from then on the style of every Word file, also from a folder below."""
    monkeypatch.chdir(tmp_path)
    make_sample(tmp_path / "样本.docx", HOUSES["tight, centred headings, in styles"])
    assert run(capsys, "init", ".", "--no-sample")[0] == 0
    learned = run(capsys, "profile", "learn", "样本.docx")[1]
    assert learned.splitlines()[-1].endswith("drafter profile use profile.toml")
    (tmp_path / "稿").mkdir()
    monkeypatch.chdir(tmp_path / "稿")
    assert run(capsys, "profile", "use", "../profile.toml")[0] == 0
    assert tomllib.loads((tmp_path / "drafter.toml").read_text(encoding="utf-8"))["profile"] == "profile.toml"
    notes = "# 素材\n报告：衡川市住房和城乡建设局2025年上半年工作总结\n## 一、住房保障\n- 筹集住房1580套\n"
    Path("素材.md").write_text(notes, encoding="utf-8")
    Path("错.txt").write_text("一、工作情况\n印发《工作要点。\n", encoding="utf-8")
    assert run(capsys, "draft", "素材.md", "-o", "稿.docx", "-o", "稿.json")[0] == 0
    assert run(capsys, "review", "错.txt", "--past", "none", "--format", "docx")[0] == 1
    assert run(capsys, "export", "稿.json", "-o", "又.docx")[0] == 0
    for name in ("稿.docx", "错.审核.docx", "又.docx"):
        layout = read(Path(name)).layout
        assert layout is not None and layout.page is not None
        assert (layout.page.top_mm, layout.page.left_mm) == (30, 25), name
    assert run(capsys, "profile", "use", "gb9704")[0] == 0
    assert "GB/T 9704" in run(capsys, "profile", "show")[1]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'profile = "a.toml"\n'),
        ("offline = true", 'offline = true\nprofile = "a.toml"\n'),
        ('# profile = "x"    # 说明\n[chat]\nmodel = "m"\n', 'profile = "a.toml"\n[chat]\nmodel = "m"\n'),
        ('profile = "x"\nselect = []\n', 'profile = "a.toml"\nselect = []\n'),
        ("[review]\n", 'profile = "a.toml"\n[review]\n'),
    ],
)
def test_only_the_line_of_the_profile_changes(before: str, after: str) -> None:
    assert with_profile(before, "a.toml") == after
    assert tomllib.loads(after)["profile"] == "a.toml"


def test_a_profile_that_cannot_be_used_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "坏.toml").write_text("[headng1]\nfont = 'a'\n", encoding="utf-8")
    code, _, err = run(capsys, "profile", "use", "坏.toml")
    assert code == 2 and "坏.toml" in err and not (tmp_path / "drafter.toml").exists()


@pytest.mark.parametrize("argv", [("profile", "learn", "a.txt"), ("profile", "show", "none"), ("export", "a.txt")])
def test_what_cannot_be_done_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("一、工作情况\n开会。\n", encoding="utf-8")
    code, _, err = run(capsys, *argv)
    assert code == 2 and err.startswith("错误：") and err.count("\n") == 1
