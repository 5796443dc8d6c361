"""`drafter draft` says what it wrote, what it cost and how long; a full disk loses no draft."""

from __future__ import annotations

import errno
import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from drafter.cli.main import main
from drafter.cli.spending import Clock, paid_line
from drafter.model import CallRow
from tests.fake_endpoint import Answer, prompt_of, serving
from tests.writing_desk import corrections, repairs, sentences

NOTES = """报告：衡川市住房和城乡建设局2025年上半年工作总结；报告期 2025-01-01 至 2025-06-30

## 防汛
- 检查水库41座，隐患73处
- 修订预案41个
## 供水
- 维修管网37公里
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "素材.md").write_text(NOTES, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*argv: str) -> int:
    with pytest.raises(SystemExit) as stop:
        main(list(argv))
    return int(stop.value.code or 0)


def answer(body: dict[str, Any], number: int) -> Answer:
    prompt = prompt_of(body)
    said = repairs(prompt) if "<漏写>" in prompt else sentences(prompt)
    frame = [{"text": "上半年，工作有序推进。", "facts": ["F1"], "passages": [], "paragraph": True}]
    items = {"sentences": frame if "<正文>" in prompt else said}
    return Answer(content=json.dumps(corrections(prompt) or items, ensure_ascii=False))


def test_a_model_run_ends_with_tokens_cost_and_time(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    prices = here / "evals" / "cases" / "prices.toml"
    prices.parent.mkdir(parents=True)
    prices.write_text('["fake"]\nin = 1.0\nout = 2.0\nday = "2026-01-01"\n', encoding="utf-8")
    (here / "drafter.toml").write_text("", encoding="utf-8")
    with serving(answer) as fake:
        monkeypatch.setenv("OPENAI_BASE_URL", fake.url)
        monkeypatch.setenv("OPENAI_MODEL", "fake")
        assert run("draft", "素材.md", "--engine", "model", "-o", "a.json") == 0
        said = capsys.readouterr().out
        assert "合计：发出" in said and "美元" in said
        assert all(stage in said for stage in ("用时：规划", "检索", "起草", "审核", "写出"))
        asked = len(fake.bodies)
        assert run("draft", "素材.md", "--engine", "model", "-o", "b.json") == 0
        assert len(fake.bodies) == asked and "没有新的模型调用" in capsys.readouterr().out


def test_one_file_that_cannot_be_written_spoils_no_other(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "there").write_text("a file where a folder is asked for")
    assert run("draft", "素材.md", "-o", "there/a.md", "-o", "b.md") == 2
    assert "检查水库41座" in (here / "b.md").read_text(encoding="utf-8")
    assert "已写出 b.md" in capsys.readouterr().out


def test_a_full_disk_leaves_the_draft_on_the_screen(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*given: object, **named: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("drafter.exporters.base.os.replace", full)
    assert run("draft", "素材.md", "-o", "a.md", "-o", "a.json") == 2
    shown = capsys.readouterr()
    assert "检查水库41座" in shown.out and "Traceback" not in shown.err
    assert "无法写入" in shown.err and len(shown.err.strip().splitlines()) == 1


def test_a_dry_run_shows_what_would_be_asked_and_where_it_would_go(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("draft", "素材.md", "--dry-run") == 0
    assert "不会发出本机" in capsys.readouterr().out
    monkeypatch.setenv("OPENAI_BASE_URL", "https://models.example.org/v1")
    monkeypatch.setenv("OPENAI_MODEL", "fake")
    assert run("draft", "素材.md", "--dry-run", "--section", "供水") == 0
    shown = capsys.readouterr().out
    assert "将发往 https://models.example.org/v1，模型 fake" in shown
    assert "维修管网37公里" in shown and "检查水库41座" not in shown
    assert run("draft", "素材.md", "--dry-run", "--engine", "compose") == 0
    assert "不会发出本机" in capsys.readouterr().out
    (here / "素材.md").write_text(NOTES + "- 联系人电话13800138000\n", encoding="utf-8")
    assert run("draft", "素材.md", "--dry-run") == 0
    assert "不会发出：文中有" in capsys.readouterr().out
    assert not list(here.glob("*.json"))


def test_the_key_stands_in_no_file_and_on_no_screen(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    key = "sk-verysecretkey0123456789"
    with serving(answer) as fake:
        for name, value in (("BASE_URL", fake.url), ("MODEL", "fake"), ("API_KEY", key)):
            monkeypatch.setenv(f"OPENAI_{name}", value)
        endings = ("json", "md", "html", "docx")
        outputs = [part for ending in endings for part in ("-o", f"稿.{ending}")]
        assert run("draft", "素材.md", "--engine", "model", *outputs) == 0
        assert fake.headers[0]["authorization"] == f"Bearer {key}"
    shown = capsys.readouterr()
    assert key not in shown.out + shown.err
    files = [path for path in here.rglob("*") if path.is_file()]
    assert any(path.name == "calls.sqlite" for path in files) and len(files) >= 6
    for path in files:
        packed = path.suffix == ".docx"
        parts = [archive.read(name) for archive in [ZipFile(path)] for name in archive.namelist()] if packed else []
        assert all(key.encode() not in data for data in (path.read_bytes(), *parts)), path


def test_marked_notes_go_to_no_other_machine(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_BASE_URL", "https://models.example.org/v1")
    monkeypatch.setenv("OPENAI_MODEL", "fake")
    (here / "素材.md").write_text(NOTES + "- 机密★1年：应急预案1份\n", encoding="utf-8")
    assert run("draft", "素材.md", "--engine", "model", "-o", "a.md") == 2
    assert "不得发往 models.example.org" in capsys.readouterr().err and not (here / "a.md").exists()
    (here / "素材.md").write_text(NOTES, encoding="utf-8")
    monkeypatch.setenv("DRAFTER_OFFLINE", "true")
    assert run("draft", "素材.md", "--engine", "model", "-o", "a.md") == 2
    assert "offline" in capsys.readouterr().err


def test_stages_are_timed_once_each_and_prices_are_said_to_be_missing(tmp_path: Path) -> None:
    seen: list[str] = []
    clock = Clock(lambda stage, done, total: seen.append(stage))  # type: ignore[arg-type]
    for stage in ("规划", "检索", "检索"):
        clock(stage, 0, 0)
    clock.stop()
    assert list(clock.seconds) == ["规划", "检索"] and seen == ["规划", "检索", "检索"]
    row = CallRow(key="k", model="m", prompt="", tokens_in=3, tokens_out=2, seconds=0.1, reply="", finish="stop")
    assert "没有 m 的单价" in paid_line([row], tmp_path)
