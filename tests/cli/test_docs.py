"""Every command the pages show is run as it stands, in a workspace of its own, without a network."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from fake_endpoint import Answer, prompt_of, serving
from writing_desk import corrections, sentences

from drafter.exporters import export
from drafter.exporters.pdf import find_office
from drafter.lexicon import load_lexicon
from drafter.model import Draft
from drafter.readers import read, read_text
from drafter.rules.base import ReviewContext

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


def obedient(body: dict[str, Any], number: int) -> Answer:
    """Answer as a model does that says every fact as it stands."""
    prompt = prompt_of(body)
    if "<素材>" not in prompt and "<正文>" not in prompt:
        # `doctor --probe` asks in words, then for one structured sentence on F1
        said = {"sentences": [{"text": "召开会议4次。", "facts": ["F1"], "passages": [], "paragraph": True}]}
        structured = body.get("response_format") or body.get("tools")
        return Answer(content=json.dumps(said, ensure_ascii=False) if structured else "好")
    return Answer(content=json.dumps(corrections(prompt) or {"sentences": sentences(prompt)}, ensure_ascii=False))


def as_run(kind: str, line: str, endpoint: str) -> str:
    """Return a line of a page as the test runs it."""
    if kind == "sh model":
        return f"export DRAFTER_CHAT_BASE_URL={endpoint} DRAFTER_CHAT_MODEL=qwen3; {line}"
    if kind == "sh office" and find_office() is None:
        return "true"
    return f"unset DRAFTER_CHAT_BASE_URL DRAFTER_CHAT_MODEL; {line}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_of_a_page_runs(page: Path, tmp_path: Path) -> None:
    shown = TOOL.shown_commands(page, run=True)
    bin_folder = Path(sys.executable).parent
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("OPENAI_", "DRAFTER_"))}
    # a proxy that leads nowhere: what tried to leave the machine would fail
    environment |= {"PATH": f"{bin_folder}:{os.environ['PATH']}", "HTTPS_PROXY": "http://127.0.0.1:9"}
    work = tmp_path / "desk"
    work.mkdir()
    with serving(obedient) as fake:
        script = ["exec 2>&1"]
        for number, (kind, line) in enumerate(shown):
            script += [f"echo '▶ {number}'", as_run(kind, line, fake.url), f"echo $? > {tmp_path}/rc.{number}"]
        done = subprocess.run(
            ["bash", "-c", "\n".join(script)], cwd=desk(work), env=environment, capture_output=True, text=True,
            timeout=300, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    codes = [int((tmp_path / f"rc.{number}").read_text()) for number in range(len(shown))]
    wrong = [
        f"{code}: {line}"
        for (_, line), code in zip(shown, codes, strict=True)
        if code > (1 if line.startswith(FINDS) else 0)
    ]
    assert not wrong, "\n".join((*wrong, done.stdout[-3000:]))
    assert "Traceback" not in done.stdout
    assert bool(fake.bodies) == any(kind == "sh model" for kind, _ in shown)


def python_blocks(page: str) -> list[str]:
    return [text for kind, text in TOOL.blocks(ROOT / page) if kind == "python"]


@pytest.mark.parametrize("page", ["README.md"])
def test_python_of_the_readme_runs(page: str, tmp_path: Path) -> None:
    work = tmp_path / "desk"
    work.mkdir()
    shutil.copy(desk(work) / "素材.md", work / "notes.md")
    for code in python_blocks(page):
        done = subprocess.run([sys.executable, "-c", code], cwd=work, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    assert read(work / "report.docx").sections


def test_the_rule_of_the_page_works() -> None:
    names: dict[str, Any] = {}
    exec(  # the page's own code
        "import re\nfrom collections.abc import Iterator\nfrom drafter.model import Edit, Finding, Fix, Span\n"
        "from drafter.rules.base import ReviewContext, Rule\n" + python_blocks("docs/howto/own-rule.md")[0],
        names,
    )
    rule = names["NoExclamation"]()
    draft = Draft.of(read_text("一、工作情况\n各项任务圆满完成！\n"))
    found = list(rule.check(ReviewContext(draft=draft, facts=None, past=None, period=None, lexicon=load_lexicon())))
    assert [one.quote for one in found] == ["！"] and found[0].code == "PUN099"


def test_the_picture_of_the_house_shows_the_rooms_there_are() -> None:
    drawn = TOOL.house_picture()
    assert (ROOT / "docs" / "pictures" / "house.svg").read_text(encoding="utf-8") == drawn
    rooms = {path.stem for path in (ROOT / "drafter").iterdir() if path.stem[0] not in "_."}
    assert {room for room in rooms if f">{room}</text>" in drawn} == rooms - {"py"}


def test_pages_name_no_unknown_command_option_or_file() -> None:
    assert TOOL.broken_commands() == []
    assert TOOL.unrun_commands() == []
    assert TOOL.broken_links() == []


@pytest.mark.parametrize("name", ["writer", "reviewer", "prompt-author"])
def test_a_tutorial_is_one_screen(name: str) -> None:
    lines = (ROOT / "docs" / "tutorials" / f"{name}.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 40
