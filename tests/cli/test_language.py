from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from drafter.cli import language
from drafter.cli.main import app, main

HAN = re.compile(r"[\u4e00-\u9fff]")
CATALOGUE = language._catalogue()
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def chinese_again() -> object:
    yield
    language.choose(language.Language.zh)


def run(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as stop:
        main(argv)
    out = capsys.readouterr()
    return int(stop.value.code or 0), out.out, out.err


def helps(command: object, path: str = "drafter") -> Iterator[tuple[str, str]]:
    """Yield (command, help text) for every command and every parameter below."""
    yield path, command.help or ""  # type: ignore[attr-defined]
    for one in command.params:  # type: ignore[attr-defined]
        if getattr(one, "help", None):
            yield path, one.help
    for name, below in getattr(command, "commands", {}).items():
        yield from helps(below, f"{path} {name}")


def without_examples(text: str) -> str:
    """Return ``text`` without what is typed or printed as it stands in either language."""
    return re.sub(r"\.依据\.docx|e\.g\. 党建工作总结|<成绩[^>]*>", "", text)


def test_english_help_has_no_chinese_and_chinese_help_no_english_sentence() -> None:
    language.choose(language.Language.en)
    english = dict.fromkeys(helps(language.localised(typer.main.get_command(app))))
    assert len({path for path, _ in english}) > 25
    assert [one for one in english if HAN.search(without_examples(one[1]))] == []
    language.choose(language.Language.zh)
    chinese = dict.fromkeys(helps(language.localised(typer.main.get_command(app))))
    assert [one for one in chinese if not HAN.search(one[1])] == []
    assert [one for one in chinese if re.search(r"[a-z]+ [a-z]+ [a-z]+ [a-z]+", one[1])] == []


def paths(command: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    for name, below in getattr(command, "commands", {}).items():
        yield from paths(below, (*path, name))


def test_help_as_printed_has_no_chinese_either(capsys: pytest.CaptureFixture[str]) -> None:
    for path in paths(typer.main.get_command(app)):
        code, out, _ = run(capsys, "--lang", "en", *path, "--help")
        assert code == 0 and not HAN.search(without_examples(" ".join(out.replace("│", "").split()))), path
        language.choose(language.Language.zh)
        said = run(capsys, *path, "--help")[1]
        assert "看这份说明" in said and "Show this message" not in said, path


def template(node: ast.expr) -> str | None:
    """Return a string of the code as the catalogue would have it: {0}, {1} for what is filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if not isinstance(node, ast.JoinedStr):
        return None
    count, words = 0, ""
    for piece in node.values:
        if isinstance(piece, ast.Constant):
            words += str(piece.value)
        else:
            words, count = f"{words}{{{count}}}", count + 1
    return words


def said_by_errors() -> set[str]:
    """Return what every error of the package says; those of the local page are for its Chinese pages."""
    found = set()
    for path in (ROOT / "drafter").rglob("*.py"):
        if "web" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                words = template(node.args[0]) if name.endswith("Error") else None
                if words and HAN.search(words):
                    found.add(words)
    return found


def test_nearly_every_error_has_an_english_one() -> None:
    said = said_by_errors()
    language.choose(language.Language.en)
    missing = [words for words in said if HAN.search(language.error_line(words))]
    assert len(said) > 150 and len(missing) <= len(said) * 0.03, missing


def test_an_english_session_says_little_in_chinese(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("OPENAI_BASE_URL", "OPENAI_API_KEY", "OPENAI_MODEL"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "drafter.toml").write_text('[chat]\nbase_url = "https://m.example.cn/v1"\nmodel = "m"\n')
    (tmp_path / "a.txt").write_text("一、工作情况\n召开会议，部署工作。\n", encoding="utf-8")
    for argv in (("doctor",), ("init", "b", "--no-ask"), ("ingest", "a.txt"), ("corpus", "verify")):
        code, out, err = run(capsys, "--lang", "en", *argv)
        assert code == 0 and not err
        assert not HAN.search(out.replace("初稿.docx", "")), argv
    assert HAN.search(run(capsys, "doctor")[1])


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
        (("revew",), "是不是 review 或 serve；", "Did you mean 'review', 'serve'?"),
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
