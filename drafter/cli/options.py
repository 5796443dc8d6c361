"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Shape(StrEnum):
    """How a value is printed."""

    text = "text"
    json = "json"


Format = Annotated[Shape, typer.Option("--format", help="text：给人看；json：给程序读")]
PeriodText = Annotated[str | None, typer.Option("--period", help="报告期，如 2025H1、2025、2025-01-01/2025-06-30")]
Facts = Annotated[Path, typer.Argument(help="素材：一条一行的要点（md、txt 或 docx）", show_default=False)]
Report = Annotated[Path, typer.Argument(help="报告：txt、md、docx，或 drafter 写出的 draft.json", show_default=False)]
