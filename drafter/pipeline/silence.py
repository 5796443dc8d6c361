"""Silence for one file: which rules judge it, and the waivers beside it and in the workspace.

waivers.toml holds one table a waiver:

    [[waiver]]
    rule = "PUN002"
    text = "学习《条例》、《准则》。"
    reason = "照录原文"
    file = "2025年上半年总结.docx"     # optional; a shell pattern of file names
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from ..errors import ExportError, SettingsError
from ..model import ReviewProfile, Settings, Waiver
from ..rules import RULES
from ..rules.silence import normalised

WAIVERS = "waivers.toml"
BASELINE = "基线"
_KEYS = {"rule", "text", "reason", "file"}
_HEAD = "# 准予保留的审核意见：规则、原文、理由。原文改了，准予随即失效。drafter baseline 会往这里添。\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """What is left out when a file is reviewed."""

    select: tuple[str, ...]
    """Rules to run, by prefix; empty means all that are on."""
    ignore: tuple[str, ...]
    """Rules not to run, by prefix."""
    waivers: tuple[Waiver, ...]
    """Leaves given in waiver files."""


def silence_for(
    settings: Settings,
    path: Path,
    *,
    profile: str | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
) -> Silence:
    """Return what holds for the file at ``path``: command line over ``profile`` over drafter.toml for ``select``; all
    of them together for ``ignore``. Raises SettingsError for an unknown profile and a bad waivers.toml.
    """
    chosen = _profile(settings, profile)
    return Silence(
        select=tuple(select) or chosen.select or settings.select,
        ignore=(*settings.ignore, *chosen.ignore, *_file_ignores(settings, path), *ignore),
        waivers=tuple(waiver for file in waiver_files(settings, path) for waiver in read_waivers(file, path.name)),
    )


def _profile(settings: Settings, name: str | None) -> ReviewProfile:
    if name is None:
        return ReviewProfile(name="")
    found = next((one for one in settings.review_profiles if one.name == name), None)
    if found is None:
        names = "、".join(one.name for one in settings.review_profiles) or "一套也没有"
        raise SettingsError(f'drafter.toml 里没有 [review.profiles."{name}"]；现有：{names}')
    return found


def _file_ignores(settings: Settings, path: Path) -> Iterable[str]:
    full, root = path.resolve(), Path(settings.root).resolve()
    below = full.relative_to(root).as_posix() if full.is_relative_to(root) else full.as_posix()
    for one in settings.file_ignores:
        if fnmatchcase(path.name, one.pattern) or fnmatchcase(below, one.pattern):
            yield from one.ignore


def waiver_files(settings: Settings, path: Path) -> tuple[Path, ...]:
    """Return the waiver files that hold for ``path``: beside it, then the workspace's; each once, if it is there."""
    places = (path.resolve().parent / WAIVERS, Path(settings.root).resolve() / WAIVERS)
    return tuple(place for place in dict.fromkeys(places) if place.is_file())


def read_waivers(file: Path, name: str | None = None) -> tuple[Waiver, ...]:
    """Return the waivers in ``file`` that hold for a report called ``name``; all of them where no name is given.

    Raises SettingsError for what is no TOML, an unknown key or rule, and a waiver without rule, text or reason.
    """
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"读不了 {file}：{error}；请改正，或删去这个文件") from error
    rows = given.get("waiver", [])
    if set(given) - {"waiver"} or not isinstance(rows, list):
        raise SettingsError(f"{file} 里只能有 [[waiver]]；请改正")
    found = [_waiver(row, f"{file} 第{number}条") for number, row in enumerate(rows, 1)]
    return tuple(waiver for waiver, pattern in found if name is None or pattern is None or fnmatchcase(name, pattern))


def _waiver(row: Any, where: str) -> tuple[Waiver, str | None]:
    if not isinstance(row, dict) or not all(isinstance(value, str) for value in row.values()):
        raise SettingsError(f"{where}应写成 rule、text、reason 三行文字；请改正")
    if set(row) - _KEYS:
        raise SettingsError(f"{where}有不认识的 {min(set(row) - _KEYS)}；可用的有 rule、text、reason、file")
    for key in ("rule", "text", "reason"):
        if not normalised(row.get(key, "")):
            raise SettingsError(f"{where}缺 {key}；规则、原文、理由三样都要写")
    rule = row["rule"].strip().upper()
    if not any(one.code.startswith(rule) for one in RULES):
        raise SettingsError(f"{where}的规则 {row['rule']} 不存在；运行 drafter rules 看全部代码")
    return Waiver(rule=rule, text=row["text"], reason=row["reason"].strip(), source=WAIVERS), row.get("file")


def add_waivers(file: Path, waivers: Sequence[Waiver], name: str) -> int:
    """Add ``waivers`` for the report called ``name`` to ``file`` and return how many it did not hold yet.

    What stands in the file stays as it is. Raises ExportError when it cannot be written.
    """
    held = {(one.rule, normalised(one.text)) for one in (read_waivers(file, name) if file.is_file() else ())}
    new = [one for one in waivers if (one.rule, normalised(one.text)) not in held]
    if not new:
        return 0
    before = file.read_text(encoding="utf-8").rstrip("\n") + "\n" if file.is_file() else _HEAD
    pattern = _pattern(name)
    rows = (
        f"\n[[waiver]]\nrule = {_toml(one.rule)}\ntext = {_toml(one.text)}\n"
        f"reason = {_toml(one.reason)}\nfile = {_toml(pattern)}\n"
        for one in new
    )
    _put(file, before + "".join(rows))
    return len(new)


def remove_waivers(file: Path, waivers: Sequence[Waiver], name: str) -> int:
    """Take ``waivers`` for the report called ``name``, as `add_waivers` wrote them, out of ``file``; return how many.

    Those that hold for other files too stay, and everything else does. Raises SettingsError for a file that cannot be
    read, ExportError when it cannot be written.
    """
    if not file.is_file():
        return 0
    read_waivers(file)
    wanted = {(one.rule, normalised(one.text)) for one in waivers}
    before = file.read_text(encoding="utf-8")
    blocks = re.split(r"(?m)^(?=\[\[waiver\]\])", before)
    kept = [block for block in blocks if not _is_one(block, wanted, _pattern(name))]
    if len(kept) == len(blocks):
        return 0
    _put(file, "".join(kept))
    return len(blocks) - len(kept)


def _is_one(block: str, wanted: Set[tuple[str, str]], pattern: str) -> bool:
    try:
        rows = tomllib.loads(block).get("waiver", [])
    except tomllib.TOMLDecodeError:
        # a string over several lines that holds the heading: not ours
        return False
    # one with a comment in it was worked on by hand, and the comment may speak of the next one
    if len(rows) != 1 or any(line.lstrip().startswith("#") for line in block.splitlines()):
        return False
    row = rows[0]
    return (row["rule"], normalised(row["text"])) in wanted and row.get("file") == pattern


def _pattern(name: str) -> str:
    # a file name may hold letters that a pattern reads otherwise
    pattern = "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)
    # and bytes that are no text at all; ? stands for any letter
    return pattern.encode("utf-8", "replace").decode("utf-8")


def _put(file: Path, text: str) -> None:
    aside = file.with_name(f".{file.name}.part")
    try:
        aside.write_text(text, encoding="utf-8")
        aside.replace(file)
    except OSError as error:
        raise ExportError(f"写不进 {file}：{error.strerror}；请检查权限") from error


def _toml(text: str) -> str:
    # TOML's basic strings are JSON's, but for DEL
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
