from __future__ import annotations

import json
from pathlib import Path

import pytest

from drafter.errors import EvalError
from drafter.evaluation.tape import Missing, Tape, tape_path
from drafter.model import CallRow


def row(key: str, reply: str = "好。") -> CallRow:
    return CallRow(
        key=key, model="m", prompt="p@v1#0", tokens_in=3, tokens_out=2, seconds=1.234, reply=reply, finish="stop"
    )


def test_lines_are_sorted_small_and_read_back(tmp_path: Path) -> None:
    tape = Tape(tmp_path / "a" / "m.jsonl", "p@v1#0", record=True)
    for key in ("b" * 64, "a" * 64):
        assert tape.get(key) is None
        tape.put(row(key, "一二三“四”\n五"))
    lines = tape.path.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["key"][0] for line in lines] == ["a", "b"]
    assert all(
        len(line.encode()) - len(json.dumps(json.loads(line)["text"], ensure_ascii=False).encode()) <= 300
        for line in lines
    )
    again = Tape(tape.path, "p@v1#0")
    assert again.get("a" * 64) == row("a" * 64, "一二三“四”\n五").__class__(
        key="a" * 64,
        model="m",
        prompt="p@v1#0",
        tokens_in=3,
        tokens_out=2,
        seconds=1.23,
        reply="一二三“四”\n五",
        finish="stop",
    )
    assert again.mean_out() == 2


def test_a_replay_never_asks(tmp_path: Path) -> None:
    with pytest.raises(Missing, match="--record"):
        Tape(tmp_path / "m.jsonl", "p").get("k")


def test_pruning_drops_what_nobody_asked_for(tmp_path: Path) -> None:
    tape = Tape(tmp_path / "m.jsonl", "p", record=True)
    for key in ("k1", "k2", "k3"):
        tape.put(row(key))
    again = Tape(tape.path, "p", record=True)
    assert again.get("k2") is not None
    assert again.prune() == 2
    assert [json.loads(line)["key"] for line in tape.path.read_text(encoding="utf-8").splitlines()] == ["k2"]


def test_recording_again_forgets_the_old_replies(tmp_path: Path) -> None:
    tape = Tape(tmp_path / "m.jsonl", "p", record=True)
    tape.put(row("k", "旧。"))
    again = Tape(tape.path, "p", record=True)
    again.forget()
    assert again.get("k") is None
    again.put(row("k", "新。"))
    assert Tape(tape.path, "p").get("k").reply == "新。"  # type: ignore[union-attr]


def test_a_damaged_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "m.jsonl"
    path.write_text('{"key": "k"}\n', encoding="utf-8")
    with pytest.raises(EvalError, match="第1行"):
        Tape(path, "p")


def test_a_tape_is_named_by_prompt_version_and_model(tmp_path: Path) -> None:
    path = tape_path(tmp_path, "draft_section", "v2", "org/model:7b")
    assert path.relative_to(tmp_path).as_posix() == "recordings/draft_section/v2/org_model_7b.jsonl"
