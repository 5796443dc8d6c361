"""How the terminal looks: narrow, piped, without colour, with completion; questions of `init`."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from drafter.cli import show, workspace
from drafter.cli.main import main

ROWS = [("1280", "1280套", "计数", "1280", "套", "保障性租赁住房", "衡川市住房和城乡建设局", "2025年上半年")] * 3
HEADS = ("位置", "原文", "类别", "取值", "单位", "所计", "主体", "时间")


def drawn(monkeypatch: pytest.MonkeyPatch, width: int, *, terminal: bool = True, **environment: str) -> str:
    target = io.StringIO()
    console = Console(file=target, width=width, force_terminal=terminal, highlight=False, _environ=environment)
    monkeypatch.setattr(show, "out", console)
    show.table(HEADS, ROWS, title="3 个数字")
    show.say("一句很长的话" * 20, "bold red")
    return target.getvalue()


def plain(text: str) -> str:
    return re.sub(r"\x1b\[[\d;]*m", "", text)


@pytest.mark.parametrize("width", [20, 30, 44, 60, 100])
def test_nothing_is_wider_than_the_terminal_and_nothing_is_lost(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    text = plain(drawn(monkeypatch, width, TERM="xterm", NO_COLOR="1"))
    assert max(cell_len(line) for line in text.splitlines()) <= width
    if width < 60:
        # row by row: a folded column of a table has its words on several lines
        assert "".join(text.split()).count("保障性租赁住房") == 3


def test_a_narrow_terminal_gets_lines_and_a_wide_one_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "所计：保障性租赁住房" in plain(drawn(monkeypatch, 44, TERM="xterm", NO_COLOR="1"))
    assert "─" in drawn(monkeypatch, 120, TERM="xterm")


def on_screen(monkeypatch: pytest.MonkeyPatch, width: int, *argv: str) -> list[str]:
    """Return the lines a command prints on a terminal of ``width`` columns."""
    target = io.StringIO()
    console = Console(file=target, width=width, force_terminal=True, highlight=False, _environ={"TERM": "xterm"})
    monkeypatch.setattr(show, "out", console)
    with pytest.raises(SystemExit):
        main(argv)
    return plain(target.getvalue()).splitlines()


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize(
    "argv",
    [("rules",), ("prompts",), ("doctor",), ("profile", "show"), ("figures", "corpus/2024h2-business.txt"),
     ("plan", "examples/2025h1-business.md")],
    ids=lambda argv: argv[0],
)  # fmt: skip
def test_every_table_fits_as_a_table(
    monkeypatch: pytest.MonkeyPatch, root: Path, width: int, argv: tuple[str, ...]
) -> None:
    monkeypatch.chdir(root)
    lines = on_screen(monkeypatch, width, *argv)
    assert max(cell_len(line) for line in lines) <= width
    assert all(line == line.rstrip() for line in lines)
    assert argv[0] == "plan" or any(line.startswith("──") for line in lines)
    # no line begins with a mark that closes what stands on the line above
    assert not [line for line in lines if line.strip()[:1] in set("，。；、）》”")]


def test_columns_that_say_nothing_and_matter_little_are_left_out_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [("8a1c", "衡川市住房和城乡建设局2024年工作总结", "衡川市住房和城乡建设局", "—")]
    for width, named in ((50, True), (120, False)):
        target = io.StringIO()
        monkeypatch.setattr(show, "out", Console(file=target, width=width, force_terminal=True, _environ={}))
        show.table(("编号", "报告", "单位", "人工更正"), rows, optional=("单位",))
        text = plain(target.getvalue())
        assert ("没有列出：单位" in text) == named and "人工更正" not in text
    target = io.StringIO()
    monkeypatch.setattr(show, "out", Console(file=target, width=60, force_terminal=False))
    show.table(("编号", "报告", "单位", "人工更正"), rows, optional=("单位",))
    assert target.getvalue().splitlines()[1].split("\t") == list(rows[0])


def test_no_color_is_respected(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "31m" in drawn(monkeypatch, 80, TERM="xterm")
    assert "31m" not in drawn(monkeypatch, 80, TERM="xterm", NO_COLOR="1")


def test_a_pipe_gets_one_line_a_row_parted_by_tabs(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = drawn(monkeypatch, 80, terminal=False).splitlines()
    assert lines[0] == "3 个数字" and lines[1].split("\t") == list(HEADS)
    assert lines[2].split("\t") == list(ROWS[0]) and len(lines) == 6
    assert "\x1b" not in "".join(lines)


def test_a_real_pipe_has_no_escapes(root: Path) -> None:
    environment = {**os.environ, "TERM": "xterm-256color"}
    done = subprocess.run(
        [sys.executable, "-m", "drafter", "rules"], capture_output=True, cwd=root, env=environment, check=False
    )
    lines = done.stdout.decode().splitlines()
    assert b"\x1b" not in done.stdout and all(line.count("\t") == 3 for line in lines[2:])


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_printed_for_the_shells(root: Path, shell: str) -> None:
    environment = {**os.environ, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1", "SHELL": f"/bin/{shell}"}
    code = f"from drafter.cli.main import main; main(['--show-completion', '{shell}'])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=root, env=environment, check=False
    )
    assert "_DRAFTER_COMPLETE" in done.stdout, done.stderr


def test_commands_are_completed(root: Path) -> None:
    environment = {**os.environ, "_DRAFTER_COMPLETE": "complete_bash", "COMP_WORDS": "drafter re", "COMP_CWORD": "1"}
    done = subprocess.run(
        [sys.executable, "-c", "from drafter.cli.main import main; main()"],
        capture_output=True, text=True, cwd=root, env=environment, check=False,
    )  # fmt: skip
    assert {"read", "review"} <= set(done.stdout.split())


def test_init_asks_and_writes_what_was_answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "往期").mkdir()
    (tmp_path / "往期" / "a.txt").write_text("一、工作情况\n召开会议4次，部署工作。\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    said = iter(["衡川市住房和城乡建设局", "没有这个文件夹", "往期", "", "http://127.0.0.1:8000/v1", "qwen3"])
    monkeypatch.setattr(workspace.typer, "prompt", lambda question, **_: next(said))
    monkeypatch.setattr(workspace.typer, "confirm", lambda question, default: default)
    for stream in ("stdin", "stdout"):
        monkeypatch.setattr(getattr(sys, stream), "isatty", lambda: True, raising=False)
    with pytest.raises(SystemExit) as stop:
        main(["init", "局里"])
    assert not stop.value.code
    written = tomllib.loads((tmp_path / "局里" / "drafter.toml").read_text(encoding="utf-8"))
    assert written["organisation"] == "衡川市住房和城乡建设局"
    assert written["chat"] == {"base_url": "http://127.0.0.1:8000/v1", "model": "qwen3"} and written["offline"] is False
    assert (tmp_path / "局里" / ".drafter" / "catalog.sqlite").exists() and not list(
        (tmp_path / "局里" / "examples").iterdir()
    )


def test_init_by_options_asks_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as stop:
        main(["init", "b", "--organisation", '带"引号"的局', "--offline", "--no-sample"])
    assert not stop.value.code and "接着" in capsys.readouterr().out
    written = tomllib.loads((tmp_path / "b" / "drafter.toml").read_text(encoding="utf-8"))
    assert written["organisation"] == '带"引号"的局' and written["offline"] is True
    with pytest.raises(SystemExit) as stop:
        main(["init", "c", "--past", "没有"])
    assert stop.value.code == 2 and "没有" in capsys.readouterr().err and not (tmp_path / "c").exists()
