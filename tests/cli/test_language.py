from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import typer

from drafter.cli import language
from drafter.cli.main import app, main

HAN = re.compile(r"[\u4e00-\u9fff]")
CATALOGUE = tomllib.loads((Path(language.__file__).parent / "messages.toml").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def chinese_again() -> object:
    yield
    language.choose(language.Language.zh)


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stop:
        main(argv)
    out = capsys.readouterr()
    return int(stop.value.code or 0), out.out, out.err


def helps(command: object) -> list[str]:
    found = [command.help or ""]  # type: ignore[attr-defined]
    found += [one.help for one in command.params if getattr(one, "help", None)]  # type: ignore[attr-defined]
    for below in getattr(command, "commands", {}).values():
        found += helps(below)
    return found


def test_nearly_every_help_text_has_an_english_one() -> None:
    language.choose(language.Language.en)
    texts = helps(language.localised(typer.main.get_command(app)))
    chinese = sorted({text for text in texts if HAN.search(re.sub(r"[\w.]*依据\S*|\S*工作总结", "", text))})
    assert len(chinese) <= len(texts) * 0.1, chinese


def test_patterns_are_whole_and_have_the_same_places() -> None:
    for part in ("help", "lines", "usage", "errors", "typer"):
        for key, value in CATALOGUE[part].items():
            places = set(re.findall(r"\{(\d)\}", value))
            assert places <= set(re.findall(r"\{(\d)\}", key)), key


def test_lines_are_translated_with_what_was_filled_in() -> None:
    said = "全文 2896 字、52 句；归入各节的素材 44 条，写入 44 条，未用 0 条。"
    assert language.tr(said) == said
    language.choose(language.Language.en)
    assert language.tr(said) == "2896 characters, 52 sentences; 44 notes planned, 44 written, 0 not used."
    assert language.tr("  没有") == "  none" and language.tr("目录里没有的话") == "目录里没有的话"


@pytest.mark.parametrize("argv", [("--lang", "en", "rules"), ("rules", "--lang=en"), ("rules", "--lang", "en")])
def test_the_language_may_stand_anywhere(capsys: pytest.CaptureFixture[str], argv: tuple[str, ...]) -> None:
    code, out, _ = run(capsys, *argv)
    assert code == 0 and "what it looks at" in out
    assert "查什么" in run(capsys, "rules")[1]


@pytest.mark.parametrize(
    ("argv", "chinese", "english"),
    [
        (("rulez",), "没有“rulez”这个命令", "No such command"),
        (("rules", "--foo"), "没有 --foo 这个选项", "No such option"),
        (("draft",), "缺少参数 facts", "Missing argument"),
        (("draft", "a.md", "--engine", "x"), "--engine 的值不对", "Invalid value"),
        (("rules", "ABC"), "没有规则 ABC", "no rule ABC"),
        (("--lang", "fr", "rules"), "--lang 只有 zh 和 en", "--lang"),
    ],
)
def test_mistakes_are_one_line_with_the_cure_in_both(
    capsys: pytest.CaptureFixture[str], argv: tuple[str, ...], chinese: str, english: str
) -> None:
    code, _, err = run(capsys, *argv)
    assert code == 2 and chinese in err and err.count("\n") == 1 and err.startswith("错误：")
    if "--lang" not in argv:
        code, _, err = run(capsys, "--lang", "en", *argv)
        assert code == 2 and english in err and err.count("\n") == 1 and err.startswith("error: ")


def test_version_and_bare_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--version")[1].startswith("drafter ")
    assert "review" in run(capsys)[1]
