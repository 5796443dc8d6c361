"""Commands as people type them: what is printed, what is left behind, which exit code."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from drafter.cli.main import main

ROOT = Path(__file__).resolve().parents[2]


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    try:
        main(argv)
        code = 0
    except SystemExit as stop:
        code = int(stop.code or 0)
    out = capsys.readouterr()
    return code, out.out, out.err


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder as working directory, without settings of this machine."""
    monkeypatch.chdir(tmp_path)
    for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY", "OPENAI_MODEL"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_the_first_minute_of_a_writer(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(capsys, "init", "demo")[0] == 0
    monkeypatch.chdir(here / "demo")
    code, out, _ = run(capsys, "ingest", "corpus")
    assert code == 0 and "拒收 0 份" in out
    code, out, _ = run(capsys, "plan", "examples/2025h1-party.md")
    assert code == 0 and "F1" in out
    outputs = [f"初稿{ending}" for ending in (".docx", ".html", ".md", ".json")]
    code, out, _ = run(
        capsys, "draft", "examples/2025h1-party.md", *(word for name in outputs for word in ("-o", name))
    )
    assert code == 0 and all(Path(name).stat().st_size > 1000 for name in outputs)
    assert "待核事项" in out
    code, out, _ = run(capsys, "search", "组织生活会", "--format", "json")
    assert code == 0 and json.loads(out)
    assert run(capsys, "corpus", "verify")[0] == 0


def test_init_overwrites_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "drafter.toml").write_text("offline = true\n", encoding="utf-8")
    assert run(capsys, "init", ".", "--no-sample")[0] == 0
    assert (here / "drafter.toml").read_text(encoding="utf-8") == "offline = true\n"
    assert (here / "prompts").is_dir() and not list((here / "corpus").iterdir())


def test_a_reviewers_exit_codes(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clean, faulty = here / "好.txt", here / "错.txt"
    clean.write_text("一、工作情况\n召开会议，部署工作。\n", encoding="utf-8")
    faulty.write_text("一、工作情况\n印发《工作要点。\n三、打算\n继续努力。\n", encoding="utf-8")
    assert run(capsys, "review", str(clean), "--past", "none")[0] == 0
    code, out, _ = run(capsys, "review", str(faulty), "--past", "none", "--format", "json")
    assert code == 1
    assert {"NUM001", "PUN001"} <= {finding["code"] for finding in json.loads(out)["findings"]}
    assert run(capsys, "review", str(faulty), "--past", "none", "--select", "FIG")[0] == 0
    for ending in ("html", "docx", "markdown"):
        run(capsys, "review", str(faulty), "--past", "none", "--format", ending)
    assert len(list(here.glob("错.审核.*"))) == 3


def word_report(path: Path, *lines: str) -> Path:
    import docx

    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(path))
    return path


def test_a_word_file_comes_back_commented_in_one_command(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import docx

    word_report(here / "报告.docx", "一、工作情况", "印发《工作要点。", "筹集住房1620套。")
    (here / "素材.md").write_text("## 住房\n- 筹集住房1580套\n", encoding="utf-8")
    code, out, _ = run(capsys, "review", "报告.docx", "--facts", "素材.md", "--past", "none")
    assert code == 1 and out.splitlines()[-1].endswith("已作为批注写进 报告.审核.docx")
    back = docx.Document(str(here / "报告.审核.docx"))
    said = "\n".join(comment.text for comment in back.comments)
    # what is wrong, the fact, the rule
    assert "PUN001" in said and "素材F1" in said and "筹集住房1580套" in said and "规则 FIG" in said
    assert [p.text for p in back.paragraphs] == ["一、工作情况", "印发《工作要点。", "筹集住房1620套。"]


def test_what_a_reviewer_worked_on_is_not_overwritten(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    word_report(here / "报告.docx", "一、工作情况", "印发《工作要点。")
    first = run(capsys, "review", "报告.docx", "--past", "none")[1]
    assert run(capsys, "review", "报告.docx", "--past", "none")[1] == first
    assert [path.name for path in here.glob("*审核*")] == ["报告.审核.docx"]
    (here / "报告.审核.docx").write_bytes(b"worked on")
    assert "报告.审核2.docx" in run(capsys, "review", "报告.docx", "--past", "none")[1]
    assert (here / "报告.审核.docx").read_bytes() == b"worked on"


def test_nothing_is_left_behind_where_nothing_is_wrong_or_only_text_is_asked_for(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    word_report(here / "错.docx", "一、工作情况", "印发《工作要点。")
    assert run(capsys, "review", "错.docx", "--past", "none", "--format", "text")[0] == 1
    assert json.loads(run(capsys, "review", "错.docx", "--past", "none", "--format", "json")[1])["findings"]
    assert not list(here.glob("*审核*"))


def test_a_folder_that_takes_no_files_costs_only_the_copy(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from drafter import exporters
    from drafter.errors import ExportError

    def full(*_: object) -> None:
        raise ExportError("无法写入：磁盘已满")

    word_report(here / "错.docx", "一、工作情况", "印发《工作要点。")
    monkeypatch.setattr(exporters, "annotate_docx", full)
    code, out, _ = run(capsys, "review", "错.docx", "--past", "none")
    assert code == 1 and "PUN001" in out and "没有另存带批注的文件：无法写入" in out


def test_what_could_not_be_judged_takes_one_line_unless_asked_for(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "a.txt").write_text("一、工作情况\n印发《工作要点。\n", encoding="utf-8")
    short = run(capsys, "review", "a.txt", "--past", "none")[1]
    assert len([line for line in short.splitlines() if "没有给出素材" in line]) == 1 and "-v" in short
    assert "FIG001 没有给出素材" in run(capsys, "review", "a.txt", "--past", "none", "-v")[1]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("没有.txt", None),
        ("空.txt", b""),
        ("二进制.txt", b"\x89PNG\0\0"),
        ("截断.docx", b"PK\x03\x04abc"),
        ("错码.txt", "衡川".encode() + b"\xff\xff"),
    ],
)
@pytest.mark.parametrize("command", ["read", "figures", "review", "draft", "plan", "ingest"])
def test_bad_input_is_one_line_and_exit_2(
    here: Path, capsys: pytest.CaptureFixture[str], command: str, name: str, content: bytes | None
) -> None:
    if content is not None:
        (here / name).write_bytes(content)
    code, out, err = run(capsys, command, name)
    if command == "ingest" and content is not None:
        assert code == 0 and "拒收 1 份" in out
        return
    assert code == 2
    assert err.startswith("错误：") and err.count("\n") == 1 and "Traceback" not in err


def test_bad_notes_and_settings_are_one_line(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "素材.md").write_text("没有要点的一段话。\n", encoding="utf-8")
    assert run(capsys, "draft", "素材.md")[0] == 2
    assert run(capsys, "plan", ".")[0] == 2
    assert run(capsys, "rules", "ABC")[0] == 2
    (here / "drafter.toml").write_text("ofline = true\n", encoding="utf-8")
    code, _, err = run(capsys, "corpus")
    assert code == 2 and "ofline" in err


def test_nothing_stored_changes_when_an_ingest_fails(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(ROOT / "corpus" / "2024h1-party.txt", here / "报告.txt")
    run(capsys, "ingest", "报告.txt")
    before = run(capsys, "corpus", "--format", "json")[1]
    (here / "报告.txt").write_bytes(b"\xff\xff\xff")
    run(capsys, "ingest", "报告.txt")
    assert run(capsys, "corpus", "--format", "json")[1] == before


def test_the_catalogue_and_one_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert "FIG001" in run(capsys, "rules")[1]
    assert "做什么" in run(capsys, "rules", "fig001")[1]


def test_a_closed_pipe_is_no_error(root: Path) -> None:
    command = f'"{sys.executable}" -m drafter figures corpus/2024h1-party.txt --format json | head -c 10'
    done = subprocess.run(command, shell=True, capture_output=True, cwd=root, check=False)
    assert b"Traceback" not in done.stderr
