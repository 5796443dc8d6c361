"""`drafter init` as a person sees it: a real terminal, keys typed, commands copied from the screen."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest

pty = pytest.importorskip("pty")


def talk(folder: Path, argv: list[str], answers: list[tuple[str, str]], *, columns: int = 60) -> tuple[int, str]:
    """Run drafter on a terminal of its own, type each answer when its question is there; return code and screen."""
    master, slave = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("OPENAI_", "DRAFTER_"))}
    environment |= {"TERM": "xterm", "COLUMNS": str(columns), "NO_COLOR": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "drafter", *argv], stdin=slave, stdout=slave, stderr=slave, cwd=folder, env=environment,
        preexec_fn=lambda: os.login_tty(slave),  # so that Ctrl-C is a signal
    )  # fmt: skip
    os.close(slave)
    screen, waiting = b"", list(answers)
    end = time.monotonic() + 120
    while time.monotonic() < end:
        if select.select([master], [], [], 0.2)[0]:
            try:
                screen += os.read(master, 4096)
            except OSError:  # Linux's way to say that the other side closed
                break
        if waiting and waiting[0][0] in screen.decode("utf-8", errors="ignore"):
            os.write(master, f"{waiting.pop(0)[1]}\n".encode())
        if process.poll() is not None and not select.select([master], [], [], 0.2)[0]:
            break
    os.close(master)
    text = re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", screen.decode("utf-8", errors="replace")).replace("\r", "")
    assert not waiting, text
    return process.wait(timeout=30), text


def copied(screen: str) -> list[str]:
    """Return the commands a person would copy: the set-in lines below the last line that ends with a colon."""
    lines = screen.rstrip().splitlines()
    start = max(at for at, line in enumerate(lines) if line.endswith(("：", ":")))
    return [line.strip() for line in lines[start + 1 :]]


def test_a_person_answers_and_the_commands_at_the_end_can_be_copied(tmp_path: Path) -> None:
    (tmp_path / "往期 报告").mkdir()
    (tmp_path / "往期 报告" / "a.txt").write_text("一、工作情况\n召开会议4次，部署工作。\n", encoding="utf-8")
    code, screen = talk(
        tmp_path,
        ["init", "局里 的目录，名字很长很长很长很长很长很长很长"],
        [
            ("本单位全称", "衡川市住房和城乡建设局"),
            ("往期报告放在哪个文件夹", "没有这个文件夹"),
            ("再写一次", "往期 报告"),
            ("排好版的", ""),
            ("模型地址", ""),
            ("示例", "n"),
        ],
    )
    assert code == 0, screen
    folder = tmp_path / "局里 的目录，名字很长很长很长很长很长很长很长"
    written = tomllib.loads((folder / "drafter.toml").read_text(encoding="utf-8"))
    assert written["organisation"] == "衡川市住房和城乡建设局" and written["offline"] is True
    assert "收了 1 份" in screen
    notes = "报告：衡川市住房和城乡建设局2025年上半年工作总结；报告期 2025H1\n## 一、工作情况\n- 召开会议5次\n"
    (folder / "素材.md").write_text(notes, encoding="utf-8")
    commands = copied(screen)
    assert commands[0].startswith("cd ") and commands[-1].startswith("drafter draft")
    runnable = [line.replace("drafter ", f"{sys.executable} -m drafter ", 1) for line in commands]
    done = subprocess.run(
        ["bash", "-ec", "\n".join(runnable)], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert (folder / "初稿.docx").exists()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_by_options_alone_nothing_is_asked_even_on_a_terminal(tmp_path: Path, lang: str) -> None:
    code, screen = talk(tmp_path, ["--lang", lang, "init", "b", "--organisation", "衡川局", "--no-sample"], [])
    assert code == 0 and "？" not in screen and (tmp_path / "b" / "drafter.toml").exists()


def test_interrupting_the_questions_leaves_nothing_behind(tmp_path: Path) -> None:
    code, screen = talk(tmp_path, ["init", "c"], [("本单位全称", "\x03")])
    assert (code, "已中断" in screen) == (130, True), screen
    assert not (tmp_path / "c").exists()


def test_the_end_of_input_is_an_interruption(tmp_path: Path) -> None:
    code, screen = talk(tmp_path, ["init", "c"], [("本单位全称", "衡川局"), ("往期报告", "\x04")])
    assert (code, "Traceback" in screen) == (130, False), screen
    assert not (tmp_path / "c").exists()
