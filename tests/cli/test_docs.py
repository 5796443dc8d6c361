"""Every command the pages show is run as it stands, in a workspace of its own, without a network."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from drafter.exporters import export
from drafter.readers import read

ROOT = Path(__file__).resolve().parents[2]


def load_tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_tool", ROOT / "tools" / "docs.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TOOL = load_tool()
PAGES = [page for page in TOOL.pages() if TOOL.shown_commands(page, run=True)]
# what may end with 1: findings, a comparison that found something, a version that is worse
FINDS = ("drafter review", "drafter compare", "drafter eval compare")


def desk(folder: Path) -> Path:
    """Lay out what a reader of the pages has at hand: notes, a report in Word and text, past reports, a checkout."""
    for name in ("corpus", "examples", "prompts", "evals"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("*.py", "results", "__pycache__"))
    (folder / "drafter.toml").write_text('prompts = "prompts"\n', encoding="utf-8")
    (folder / "往期").mkdir()
    for path in sorted((ROOT / "corpus").glob("2024*business.txt")):
        shutil.copy(path, folder / "往期")
    shutil.copy(ROOT / "examples" / "2025h1-business.md", folder / "素材.md")
    shutil.copy(ROOT / "corpus" / "2024h2-business.txt", folder / "报告.txt")
    export(read(folder / "报告.txt"), folder / "报告.docx")
    shutil.copy(folder / "报告.docx", folder / "样本.docx")
    return folder


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_of_a_page_runs(page: Path, tmp_path: Path) -> None:
    lines = TOOL.shown_commands(page, run=True)
    script = ["exec 2>&1"]
    for number, line in enumerate(lines):
        script += [f"echo '▶ {number}'", line, f"echo $? > {tmp_path}/rc.{number}"]
    bin_folder = Path(sys.executable).parent
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("OPENAI_", "DRAFTER_"))}
    # a proxy that leads nowhere: what tried to leave the machine would fail
    environment |= {"PATH": f"{bin_folder}:{os.environ['PATH']}", "HTTPS_PROXY": "http://127.0.0.1:9"}
    work = tmp_path / "desk"
    work.mkdir()
    done = subprocess.run(
        ["bash", "-c", "\n".join(script)], cwd=desk(work), env=environment, capture_output=True, text=True, timeout=300,
        check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    codes = [int((tmp_path / f"rc.{number}").read_text()) for number in range(len(lines))]
    wrong = [
        f"{code}: {line}"
        for line, code in zip(lines, codes, strict=True)
        if code > (1 if line.startswith(FINDS) else 0)
    ]
    assert not wrong, done.stdout[-3000:]
    assert "Traceback" not in done.stdout


def test_pages_name_no_unknown_command_option_or_file() -> None:
    assert TOOL.broken_commands() == []
    assert TOOL.broken_links() == []


@pytest.mark.parametrize("name", ["writer", "reviewer", "prompt-author"])
def test_a_tutorial_is_one_screen(name: str) -> None:
    lines = (ROOT / "docs" / "tutorials" / f"{name}.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 55
