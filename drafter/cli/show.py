"""One look for all tables, progress and messages."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import ClassVar

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from ..text.asking import SectionState
from .language import tr

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
    """Print a table; cells are plain text, never markup.

    On a terminal too narrow for it every row becomes a few lines; in a pipe a row is one line, parted by tabs.
    """
    heads = [tr(column) for column in columns]
    cells: list[list[Text]] = [[cell if isinstance(cell, Text) else Text(tr(cell)) for cell in row] for row in rows]
    if title is not None and not (out.is_terminal and _fits(heads, cells)):
        say(title, "bold")
    if not out.is_terminal:
        plain = [heads, *([cell.plain for cell in row] for row in cells)]
        for words in plain:
            # not by rich, which turns tabs into blanks
            print("\t".join(" ".join(cell.split()) for cell in words), file=out.file)
    elif not _fits(heads, cells):
        for row in cells:
            _record(heads, row)
    else:
        shown = tr(title) if title is not None else None
        made = Table(box=SIMPLE_HEAD, title=shown, title_justify="left", title_style="bold", pad_edge=False)
        for head in heads:
            made.add_column(head, overflow="fold")
        for row in cells:
            made.add_row(*row)
        out.print(made)


_NARROWEST = 20


def _fits(heads: Sequence[str], rows: Sequence[Sequence[Text]]) -> bool:
    """Return whether a table is readable: a column that folds keeps twenty columns of the screen."""
    natural = [max([cell_len(head), *(row[at].cell_len for row in rows)]) for at, head in enumerate(heads)]
    needed = sum(min(width, _NARROWEST) + 2 for width in natural)
    return needed <= out.width


def _record(heads: Sequence[str], row: Sequence[Text]) -> None:
    """Print one row as lines: the first cell, then every other one behind its column's name."""
    out.print(row[0].copy() if row[0].plain else Text("·"), style="bold")
    for head, cell in zip(heads[1:], row[1:], strict=True):
        if cell.plain:
            out.print(Text.assemble("  ", (f"{head}：" if head else "", "dim"), cell))


def severity(code: str) -> Text:
    """Return a severity as people read it."""
    words, style = SEVERITY[code]
    return Text(tr(words), style=style)


def state(code: str) -> Text:
    """Return a ledger state as people read it."""
    words, style = STATE[code]
    return Text(tr(words), style=style)


def note(text: str) -> None:
    """Print one quiet line."""
    say(text, "dim")


def say(text: str, style: str = "") -> None:
    """Print one line; in a pipe it stays one line, however long."""
    out.print(Text(tr(text), style=style), soft_wrap=not out.is_terminal)


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


class Sections:
    """A row a section while a model writes: state, tokens, seconds, facts covered, figures checked."""

    WORDS: ClassVar[dict[str, str]] = {
        "waiting": "等待", "writing": "起草", "checking": "核对", "repairing": "修改", "done": "完成", "failed": "未成",
    }  # fmt: skip

    def __init__(self, shown: Progress) -> None:
        self._shown = shown
        self._rows: dict[str, int] = {}
        self._last: dict[str, SectionState] = {}
        self._lock = threading.Lock()

    def __call__(self, state: SectionState) -> None:
        """Show one section's state; called from the threads that write."""
        with self._lock:
            self._last[state.section_id] = state
            words = f"{self.WORDS[state.state]}　{state.title[:18]}　{state.tokens_out} 字元"
            if state.section_id not in self._rows:
                self._rows[state.section_id] = int(self._shown.add_task(words, total=state.facts or 1))
            row = self._rows[state.section_id]
            self._shown.update(row, description=words, completed=state.covered)  # type: ignore[arg-type]

    def report(self) -> None:
        """Print what each section cost, and which failed and why; nothing when no model wrote."""
        if not self._last:
            return
        rows = [
            (
                state.title, self.WORDS[state.state], str(state.tokens_in), str(state.tokens_out),
                f"{state.seconds:.1f}", f"{state.covered}/{state.facts}", str(state.figures), state.note,
            )
            for state in self._last.values()
        ]  # fmt: skip
        table(("节", "", "发出 token", "收到 token", "秒", "素材", "数字", ""), rows, title="各节用量")
        total_in = sum(state.tokens_in for state in self._last.values())
        total_out = sum(state.tokens_out for state in self._last.values())
        seconds = sum(state.seconds for state in self._last.values())
        say(f"合计：发出 {total_in}，收到 {total_out} 个 token；模型用时 {seconds:.1f} 秒。")
