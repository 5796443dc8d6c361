from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from fake_endpoint import Answer, form_of, serving
from filelock import FileLock

from drafter.cli.main import main

ROOT = Path(__file__).resolve().parents[2]


def checks(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, dict[str, dict[str, str]]]:
    with pytest.raises(SystemExit) as stop:
        main(["doctor", "--format", "json", *argv])
    return int(stop.value.code or 0), {one["name"]: one for one in json.loads(capsys.readouterr().out)}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY", "OPENAI_MODEL"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def settings(here: Path, text: str) -> None:
    (here / "drafter.toml").write_text(text, encoding="utf-8")


def test_an_empty_folder_is_fine_and_stays_empty(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, found = checks(capsys)
    assert code == 0 and list(here.iterdir()) == []
    assert found["往期报告库"]["state"] == "note" and "ingest" in found["往期报告库"]["cure"]
    assert found["离开本机的"]["found"] == "什么都不会离开本机"
    assert "local" in found["向量"]["found"]


def test_a_filled_store_says_how_much(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copy(ROOT / "corpus" / "2024h1-party.txt", here / "a.txt")
    with pytest.raises(SystemExit):
        main(["ingest", "a.txt"])
    capsys.readouterr()
    code, found = checks(capsys)
    assert code == 0 and found["往期报告库"]["found"].startswith("1 份")


def test_another_embedding_model_is_wrong(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    test_a_filled_store_says_how_much(here, capsys)
    settings(here, '[embedding]\nbase_url = "http://127.0.0.1:9/v1"\nmodel = "bge-m3"\n')
    code, found = checks(capsys)
    assert code == 2 and "bge-m3" in found["向量"]["found"] and "rebuild" in found["向量"]["cure"]


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("ofline = true\n", "设置", "offline"),
        ('profile = "none.toml"\n', "版式", "none.toml"),
        ('prompts = "none"\n', "提示词", "none"),
    ],
)
def test_what_is_wrong_is_named_and_exits_2(
    here: Path, capsys: pytest.CaptureFixture[str], text: str, name: str, said: str
) -> None:
    settings(here, text)
    code, found = checks(capsys)
    assert code == 2 and found[name]["state"] == "wrong"
    assert said in found[name]["found"] + found[name]["cure"]


def test_what_would_leave_is_said_and_offline_forbids_it(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    chat = '[chat]\nbase_url = "https://models.example.cn/v1"\nmodel = "qwen3"\napi_key = "sk-verysecretkey"\n'
    settings(here, chat)
    code, found = checks(capsys)
    assert code == 0 and found["离开本机的"]["state"] == "note"
    assert "models.example.cn" in found["离开本机的"]["found"] and "offline" in found["离开本机的"]["cure"]
    assert "verysecret" not in json.dumps(found)
    assert "还没有探明" in found["结构化输出"]["found"]
    settings(here, f"offline = true\n{chat}")
    assert checks(capsys)[1]["离开本机的"]["state"] == "ok"


def test_the_structured_form_found_is_remembered(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from drafter.calls import CallLedger

    settings(here, '[chat]\nbase_url = "http://127.0.0.1:9/v1"\nmodel = "m"\n')
    (here / ".drafter").mkdir()
    ledger = CallLedger(here / ".drafter" / "calls.sqlite")
    ledger.forms()["http://127.0.0.1:9/v1|m"] = "json_mode"
    ledger.close()
    assert checks(capsys)[1]["结构化输出"]["found"] == "json_mode（已探明）"


def test_a_probe_of_a_dead_endpoint_is_wrong(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    settings(here, '[chat]\nbase_url = "http://127.0.0.1:9/v1"\nmodel = "m"\ntimeout_s = 2\n')
    code, found = checks(capsys, "--probe")
    assert code == 2 and found["对话模型（实测）"]["state"] == "wrong"


@pytest.mark.parametrize(
    ("refused", "form"),
    [((), "json_schema"), (("json_schema",), "function_calling"), (("json_schema", "function_calling"), "json_mode")],
)
def test_a_probe_finds_the_structured_form_and_remembers_it(
    here: Path, capsys: pytest.CaptureFixture[str], refused: tuple[str, ...], form: str
) -> None:
    """Endpoints as they are: those that refuse one form or two are asked in the next one."""
    from drafter.calls import CallLedger

    def behaviour(body: dict[str, Any], number: int) -> Answer:
        if form_of(body) in refused:
            return Answer(status=400, error="This response_format type is unavailable now")
        if form_of(body) == "text":
            return Answer(content="好")
        return Answer(content='{"sentences": [{"text": "召开会议4次。", "facts": ["F1"], "passages": []}]}')

    (here / ".drafter").mkdir()
    CallLedger(here / ".drafter" / "calls.sqlite").close()
    with serving(behaviour) as fake:
        settings(here, f'[chat]\nbase_url = "{fake.url}"\nmodel = "m"\n')
        code, found = checks(capsys, "--probe")
        assert code == 0 and found["对话模型（实测）"]["found"].startswith("答复 好")
        assert found["结构化输出（实测）"]["found"].startswith(form)
        asked = len(fake.bodies)
        assert checks(capsys)[1]["结构化输出"]["found"] == f"{form}（已探明）" and len(fake.bodies) == asked
    assert found["离开本机的"]["state"] == "ok"  # a model on this machine


def test_a_probe_of_an_embedding_endpoint_names_its_dimensions(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    vectors = {"object": "list", "model": "bge", "data": [{"object": "embedding", "index": 0, "embedding": [0.5] * 8}]}
    with serving(lambda body, number: Answer(raw=json.dumps(vectors).encode())) as fake:
        settings(here, f'[embedding]\nbase_url = "{fake.url}"\nmodel = "bge"\n')
        code, found = checks(capsys, "--probe")
    assert code == 0, found
    assert found["向量（实测）"]["found"] == "8 维" and "bge" in found["向量"]["found"]


def test_who_writes_is_named(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / ".drafter").mkdir()
    (here / ".drafter" / "write.holder").write_text("进程 4711", encoding="utf-8")
    with FileLock(here / ".drafter" / "write.lock"):
        assert "4711" in checks(capsys)[1]["写锁"]["found"]
    assert checks(capsys)[1]["写锁"]["found"] == "没有人在写"
