"""The manifest of a folder of past reports: what is known of each file beyond what its text says."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..errors import FormatError
from ..model import Period
from ..text.periods import parse_period

NAME = "manifest.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the manifest says of one file; None where it says nothing."""

    kind: str | None
    """Kind of report."""
    organisation: str | None
    """The reporting unit."""
    period: Period | None
    """What it covers."""
    sha256: str | None
    """Digest of the file it speaks of."""


def read_manifest(folder: Path) -> Mapping[str, Entry]:
    """Return the entries of ``folder/manifest.toml`` by file name; empty when there is none.

    Raises FormatError, one line, when it is not valid TOML or names a period that cannot be read.
    """
    path = folder / NAME
    if not path.is_file():
        return {}
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("report", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FormatError(f"{path} 写得不对：{error}；请改正或删去这个文件") from error
    return {row["file"]: _entry(row, path) for row in rows if "file" in row}


def _entry(row: Mapping[str, str], path: Path) -> Entry:
    period = parse_period(row["period"]) if "period" in row else None
    if "period" in row and period is None:
        raise FormatError(f"{path} 里 {row['file']} 的报告期“{row['period']}”看不懂：请写成 2025H1 或 2025")
    return Entry(kind=row.get("kind"), organisation=row.get("organisation"), period=period, sha256=row.get("sha256"))
