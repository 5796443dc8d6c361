"""The words of the command line in Chinese or English: Chinese in the code, English in two catalogues beside it.

A message is looked up whole, then by pattern: ``新收 {0} 份`` stands for every number. What the catalogue lacks stays
Chinese, so nothing is ever lost in translation.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer


class Language(StrEnum):
    """What the command line speaks."""

    zh = "zh"
    en = "en"


_chosen = Language.zh
# Typer's own words, as its help pages print them
_PANELS = {
    "ARGUMENTS_PANEL_TITLE": "参数", "OPTIONS_PANEL_TITLE": "选项", "COMMANDS_PANEL_TITLE": "命令",
    "ERRORS_PANEL_TITLE": "错误", "DEFAULT_STRING": "[默认：{}]", "REQUIRED_LONG_STRING": "[必填]",
}  # fmt: skip
USAGE_ERROR: Any = typer.BadParameter.__mro__[2]
"""The base of what is wrong with a command as typed; typer carries its own click since 0.20, so it is found by kind."""


def register(app: typer.Typer) -> None:
    """Add the options that stand before every command."""
    app.callback()(root)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"drafter {version('drafter')}")
        raise typer.Exit


def root(
    # taken out of the command line before it is read (`split_language`), so that it may stand anywhere
    lang: Annotated[Language, typer.Option("--lang", help="命令行说中文还是英文；写在哪里都行")] = Language.zh,
    version: Annotated[
        bool, typer.Option("--version", help="看版本", callback=_version, is_eager=True, show_default=False)
    ] = False,
) -> None:
    """起草并审核机关工作报告：素材进，成稿与审核意见出。不联网也能用。"""


def split_language(argv: Sequence[str]) -> tuple[Language, list[str]]:
    """Return the language asked for and the other words; ``--lang`` may stand anywhere before ``--``."""
    rest = list(argv)
    end = rest.index("--") if "--" in rest else len(rest)
    for at, word in enumerate(rest[:end]):
        if word.startswith("--lang="):
            return _language(word.partition("=")[2]), rest[:at] + rest[at + 1 :]
        if word == "--lang" and at + 1 < end:
            return _language(rest[at + 1]), rest[:at] + rest[at + 2 :]
    return Language.zh, rest


def _language(word: str) -> Language:
    if word not in tuple(Language):
        raise typer.BadParameter(f"--lang 只有 zh 和 en，没有 {word}")
    return Language(word)


def choose(language: Language) -> None:
    """Speak ``language`` from now on."""
    global _chosen
    _chosen = language


def tr(text: str) -> str:
    """Return ``text`` in the language chosen; leading blanks and what the catalogue lacks stay as they are."""
    if _chosen is Language.zh or not text.strip():
        return text
    return _translated("lines", text)


def localised(command: Any) -> Any:
    """Return a command with its help, and that of all below, in the language chosen; typer's own headings too."""
    from typer import rich_utils

    for name, words in _PANELS.items():
        if hasattr(rich_utils, name):
            setattr(rich_utils, name, _catalogue()["panels"][name] if _chosen is Language.en else words)
    _translate_help(command, "help" if _chosen is Language.en else "typer")
    return command


def usage_line(error: Any) -> str:
    """Return what is wrong with a command as typed, in one line with the cure, in the language chosen."""
    said = str(error.format_message()).strip().replace("Value error, ", "").replace("' / '", " / ")
    path = error.ctx.command_path if getattr(error, "ctx", None) is not None else "drafter"
    if _chosen is Language.en:
        return f"error: {said.rstrip('.')}; see {path} --help"
    return f"错误：{_translated('usage', said)}；运行 {path} --help 看用法"


def error_line(said: str) -> str:
    """Return an error of ours as the one line that is printed."""
    words = " ".join(said.split())
    if _chosen is Language.en:
        return f"error: {_translated('errors', words)}"
    for english, chinese in _catalogue()["system"].items():
        words = words.replace(english, chinese)
    return f"错误：{words}"


def _translate_help(command: Any, part: str) -> None:
    command.help = _translated(part, command.help or "") or None
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = _translated(part, parameter.help)
    _translate_help_option(command, part)
    for below in getattr(command, "commands", {}).values():
        _translate_help(below, part)


def _translate_help_option(command: Any, part: str) -> None:
    """Have ``--help`` itself explained in the language chosen; typer makes that option only when it is asked for."""
    made = command.get_help_option

    def translated(context: Any) -> Any:
        option = made(context)
        if option is not None and option.help:
            option.help = _translated(part, option.help)
        return option

    command.get_help_option = translated


def _translated(part: str, text: str) -> str:
    words = text.strip()
    exact = _catalogue()[part].get(words)
    if exact is not None:
        return text.replace(words, exact)
    for pattern, english in _patterns(part):
        match = pattern.fullmatch(words)
        if match is not None:
            return text.replace(words, english.format(*(_piece(part, one) for one in match.groups())))
    return text


def _piece(part: str, words: str) -> str:
    """Return a filled-in piece, itself translated where it is words of ours."""
    return _translated(part, words)


@functools.cache
def _catalogue() -> Mapping[str, Mapping[str, str]]:
    here = Path(__file__).parent
    parts = [
        tomllib.loads(here.joinpath(name).read_text(encoding="utf-8")) for name in ("messages.toml", "errors.toml")
    ]
    return {**parts[0], **parts[1]}


@functools.cache
def _patterns(part: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    made = []
    for chinese, english in _catalogue()[part].items():
        if "{0}" in chinese:
            pieces = re.split(r"\{\d\}", chinese)
            made.append((re.compile("(.*?)".join(re.escape(piece) for piece in pieces), re.DOTALL), english))
    # the one that says most in words of its own fits best
    return tuple(sorted(made, key=lambda one: -len(one[0].pattern)))
