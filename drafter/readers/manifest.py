"""The manifest of a folder of past reports: what is known of each file beyond what its text says."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import FormatError
from ..text.periods import parse_period

MANIFEST = "manifest.toml"
_FIELDS = ("title", "organisation", "kind", "period", "year")


class Entry(NamedTuple):
    """What the manifest says of one file."""

    said: Mapping[str, str]
    """Of title, organisation, kind, period and year those that are given, as they are written."""
    sha256: str | None
    """Digest of the file it speaks of; None for whatever bears the name."""


def read_manifest(folder: Path) -> Mapping[str, Entry]:
    """Return the entries of ``folder/manifest.toml`` by file name; empty when there is none.

    Raises FormatError, one line, when it is not valid TOML, or what it says of a file cannot be read.
    """
    path = folder / MANIFEST
    if not path.is_file():
        return {}
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8-sig")).get("report", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise FormatError(f"{path} 写得不对：{error}；请改正或删去这个文件") from error
    if not isinstance(rows, list) or not all(
        isinstance(row, dict) and isinstance(row.get("file"), str) for row in rows
    ):
        raise FormatError(f'{path} 写得不对：每份报告要写成 [[report]]，下面有一行 file = "文件名"')
    return {row["file"]: _entry(row, path) for row in rows}


def _entry(row: Mapping[str, Any], path: Path) -> Entry:
    where = f"{path} 里 {row['file']}"
    said = {name: row[name] for name in _FIELDS if name in row}
    # a bare year is a number in TOML
    said |= {name: str(value) for name, value in said.items() if name in ("period", "year") and type(value) is int}
    for name in (*said, *("sha256" for _ in range("sha256" in row))):
        if not isinstance(said.get(name, row[name]), str):
            raise FormatError(f"{where} 的 {name} 要写在引号里")
    if said.get("period") and parse_period(said["period"]) is None:
        raise FormatError(f"{where} 的报告期“{said['period']}”看不懂：请写成 2025H1 或 2025")
    if said.get("year") and not re.fullmatch("[0-9]{4}", said["year"]):
        raise FormatError(f"{where} 的年份“{said['year']}”看不懂：请写四位数字，如 2025")
    return Entry(said=said, sha256=row.get("sha256"))
