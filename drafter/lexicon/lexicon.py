"""The lexicon as a value, and the one loader that reads it."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from ..errors import SettingsError
from ..model import FigureKind

HERE = Path(__file__).resolve().parent


class Unit(NamedTuple):
    """A unit or measure word."""

    name: str
    """As printed, without 万 or 亿."""
    kind: FigureKind
    """Class of the figures it makes."""
    base: str
    """Unit that all of its class convert to; itself for measure words."""
    factor: Fraction
    """How many bases one of it is; exact."""
    chinese: bool
    """Whether it may follow a single Chinese numeral (三级, 两地 are words, not counts)."""


class Phrase(NamedTuple):
    """A fixed phrase, idiom, place, name or product."""

    text: str
    """Its words, enclosing quotes excluded."""
    kind: FigureKind
    """set_phrase, idiom, place, name or product."""
    category: str = ""
    """Finer class of a set phrase (制度名称, 会议名称 …)."""
    note: str = ""
    """What to mind when writing it."""
    source: str = ""
    """Where it was laid down."""
    since: date | None = None
    """First day it is known in this form."""
    until: date | None = None
    """Last day it was current; None while it is."""
    variants: tuple[str, ...] = ()
    """Other accepted forms."""
    wrong: tuple[str, ...] = ()
    """Known slips."""
    verbs: tuple[str, ...] = ()
    """Verbs it goes with, where they are fixed."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lexicon:
    """Everything the house knows of words; compared by identity, so it can key a cache."""

    units: Mapping[str, Unit]
    """Units and measure words by printed form."""
    phrases: tuple[Phrase, ...]
    """Phrases in file order, a later one with the same text replacing an earlier."""
    tables: Mapping[str, Any]
    """Every other top-level table of the files, by name, as read (lists joined, tables merged)."""

    def phrase(self, text: str) -> Phrase | None:
        """Return the phrase with exactly these words, or None."""
        return next((one for one in self.phrases if one.text == text), None)


@functools.lru_cache(maxsize=16)
def load_lexicon(*extra: Path) -> Lexicon:
    """Return the built-in lexicon with the writers' own TOML files on top, later ones winning.

    Raise SettingsError for a file that is missing or not as expected.
    """
    units: dict[str, Unit] = {}
    phrases: dict[str, Phrase] = {}
    tables: dict[str, Any] = {}
    for path in (*sorted(HERE.glob("*.toml")), *extra):
        data = dict(built_in(path.name)) if path.parent == HERE else _read(path)
        try:
            _take(path.stem, data, units, phrases, tables)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise SettingsError(
                f"词库文件 {path.name} 格式不对：{error}；请对照内置的 set_phrases.toml 修改"
            ) from error
    return Lexicon(units=MappingProxyType(units), phrases=tuple(phrases.values()), tables=MappingProxyType(tables))


@functools.cache
def built_in(name: str) -> Mapping[str, Any]:
    """Return a file of the package's own as read, once for all who need it; nobody changes what is in it."""
    return _read(HERE / name)


def _read(path: Path) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"词库文件 {path} 读不了：{error}；请检查路径和编码（UTF-8）") from error
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"词库文件 {path.name} 不是有效的 TOML：{error}；请改正后重试") from error


def _take(
    stem: str, data: dict[str, Any], units: dict[str, Unit], phrases: dict[str, Phrase], tables: dict[str, Any]
) -> None:
    # units.toml is nothing but unit tables; elsewhere they stand under [units.<class>].
    unit_tables = data if stem == "units" else data.pop("units", {})
    for name, table in unit_tables.items():
        units.update({unit.name: unit for unit in _units(name, table)})
    if stem == "units":
        return
    for row in data.pop("phrase", []):
        phrases[row["text"]] = _phrase(row)
    for group in data.pop("group", []):
        for text in group["words"].split():
            phrases.setdefault(text, Phrase(text=text, kind=group["kind"], source=group.get("source", "")))
    for name, value in data.items():
        old = tables.get(name)
        if isinstance(old, list) and isinstance(value, list):
            tables[name] = [*old, *value]
        elif isinstance(old, dict) and isinstance(value, dict):
            tables[name] = {**old, **value}
        else:
            tables[name] = value


def _units(name: str, table: dict[str, Any]) -> Iterator[Unit]:
    kind = table.get("kind", name)
    only_arabic = set(table.get("chinese_false", ()))
    for word, factor in table.get("units", {}).items():
        yield Unit(
            name=word, kind=kind, base=table["base"], factor=Fraction(str(factor)), chinese=word not in only_arabic
        )
    for word in table.get("words", ()):
        yield Unit(name=word, kind=kind, base=word, factor=Fraction(1), chinese=word not in only_arabic)


def _phrase(row: dict[str, Any]) -> Phrase:
    lists: dict[str, Any] = {name: tuple(row[name]) for name in ("variants", "wrong", "verbs") if name in row}
    plain: dict[str, Any] = {
        name: row[name] for name in ("category", "note", "source", "since", "until") if name in row
    }
    return Phrase(text=row["text"], kind=row.get("kind", "set_phrase"), **plain, **lists)
