"""A writer's own words: what the house calls by a number is no figure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from drafter.cli.main import main


def figures(capsys: pytest.CaptureFixture[str]) -> list[str]:
    main_or_stop(["figures", "报告.txt", "--format", "json"])
    return [figure["text"] for figure in json.loads(capsys.readouterr().out)]


def main_or_stop(argv: list[str]) -> None:
    try:
        main(argv)
    except SystemExit as stop:
        assert stop.code in (0, None)


def test_a_houses_own_phrase(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "报告.txt").write_text("推行七个一遍工作法，走访企业12家。\n", encoding="utf-8")
    assert figures(capsys) == ["七个", "12家"]
    (tmp_path / "词表.toml").write_text('[[phrase]]\ntext = "七个一遍"\nkind = "set_phrase"\n', encoding="utf-8")
    (tmp_path / "drafter.toml").write_text('lexicon = ["词表.toml"]\n', encoding="utf-8")
    assert figures(capsys) == ["12家"]
