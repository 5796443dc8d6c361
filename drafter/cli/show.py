"""One look for all tables, progress and messages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)

SEVERITY = {"E": ("错误", "bold red"), "W": ("警告", "yellow"), "I": ("提示", "cyan")}
STATE = {
    "supported": ("有据", "green"),
    "derived": ("推得", "green"),
    "unsupported": ("无据", "bold red"),
    "contradicted": ("矛盾", "bold red"),
    "stale": ("旧数", "bold red"),
    "unchecked": ("未核", "yellow"),
    "exempt": ("不核", "dim"),
}


def table(columns: Sequence[str], rows: Sequence[Sequence[str | Text]], *, title: str | None = None) -> None:
    """Print a table; cells are plain text, never markup."""
    made = Table(box=SIMPLE_HEAD, title=title, title_justify="left", title_style="bold", pad_edge=False)
    for column in columns:
        made.add_column(column, overflow="fold")
    for row in rows:
        made.add_row(*(cell if isinstance(cell, Text) else Text(cell) for cell in row))
    out.print(made)


def severity(code: str) -> Text:
    """Return a severity as people read it."""
    words, style = SEVERITY[code]
    return Text(words, style=style)


def state(code: str) -> Text:
    """Return a ledger state as people read it."""
    words, style = STATE[code]
    return Text(words, style=style)


def note(text: str) -> None:
    """Print one quiet line."""
    out.print(Text(text, style="dim"))


def say(text: str, style: str = "") -> None:
    """Print one line."""
    out.print(Text(text, style=style))


@contextmanager
def progress() -> Iterator[Progress]:
    """Show progress on the error stream while the block runs; nothing is left behind, and pipes stay clean."""
    shown = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        TextColumn("{task.completed}/{task.total}"),
        TimeElapsedColumn(),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    )
    with shown:
        yield shown


class Stages:
    """Turns (stage, done, total) calls of the pipeline into rows of a progress display."""

    def __init__(self, shown: Progress) -> None:
        self._shown = shown
        self._rows: dict[str, int] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` of ``stage`` is finished; total 0 means unknown."""
        if stage not in self._rows:
            self._rows[stage] = int(self._shown.add_task(stage, total=total or None))
        self._shown.update(self._rows[stage], completed=done, total=total or None)  # type: ignore[arg-type]
