"""One look for all tables, progress and messages."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text

from ..text.asking import SectionState
from . import fitting
from .language import tr

if TYPE_CHECKING:
    from rich.progress import Progress

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


def table(
    columns: Sequence[str], rows: Sequence[Sequence[str | Text]], *, title: str | None = None,
    optional: Sequence[str] = (),
) -> None:  # fmt: skip
    """Print a table; cells are plain text, never markup.

    On a terminal columns that say nothing are left out, then, where it is narrow, those of ``optional`` from the first
    on, and a line says which; where that does not help either every row becomes a few lines. In a pipe a row is one
    line, parted by tabs, with every column.
    """
    heads = [tr(column) for column in columns]
    cells: list[list[Text]] = [[cell if isinstance(cell, Text) else Text(tr(cell)) for cell in row] for row in rows]
    if title is not None:
        say(title, "bold")
    if not out.is_terminal:
        for words in (heads, *([cell.plain for cell in row] for row in cells)):
            # not by rich, which turns tabs into blanks
            print("\t".join(" ".join(cell.split()) for cell in words), file=out.file)
        return
    telling = [at for at in range(len(heads)) if not cells or any(row[at].plain not in ("", "—") for row in cells)]
    heads, cells = [heads[at] for at in telling], [[row[at] for at in telling] for row in cells]
    natural = [max([cell_len(head), *(row[at].cell_len for row in cells)]) for at, head in enumerate(heads)]
    order = [heads.index(tr(name)) for name in optional if tr(name) in heads]
    kept = fitting.chosen(natural, out.width, order)
    if kept is None:
        for row in cells:
            _record(heads, row)
        return
    sizes = fitting.widths([natural[at] for at in kept], out.width) or []
    _row([Text(heads[at], style="bold") for at in kept], sizes)
    out.print("─" * (sum(sizes) + fitting.GAP * (len(sizes) - 1)), style="dim")
    for row in cells:
        _row([row[at] for at in kept], sizes)
    left_out = [heads[at] for at in range(len(heads)) if at not in kept]
    if left_out:
        note(f"窗口窄，没有列出：{'、'.join(left_out)}")


def _row(cells: Sequence[Text], sizes: Sequence[int]) -> None:
    """Print one row of a table, folded into its columns' widths."""
    folded = [fitting.wrap(cell.plain, size) for cell, size in zip(cells, sizes, strict=True)]
    for at in range(max(len(lines) for lines in folded)):
        line = Text()
        for cell, lines, size in zip(cells, folded, sizes, strict=True):
            words = lines[at] if at < len(lines) else ""
            line.append(words, style=cell.style)
            line.append(" " * (size - cell_len(words) + fitting.GAP))
        line.rstrip()
        out.print(line, no_wrap=True, overflow="ignore", crop=False)


def _record(heads: Sequence[str], row: Sequence[Text]) -> None:
    """Print one row as lines: the first cell, then every other one behind its column's name."""
    _line(row[0].plain or "·", "bold")
    for head, cell in zip(heads[1:], row[1:], strict=True):
        if cell.plain:
            _line(f"  {head}：{cell.plain}" if head else f"  {cell.plain}", cell.style, hang=4)


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


def say(text: str, style: str = "", *, hang: int | None = None) -> None:
    """Print one line; in a pipe it stays one line, however long.

    On a terminal what follows a break is set in by ``hang`` columns, as far as the line itself unless given.
    """
    _line(tr(text), style, hang=hang)


def commands(lead: str, *lines: str) -> None:
    """Print commands to be copied, one a line and never broken by us, below a line that says what they are for."""
    say(lead)
    for line in lines:
        out.print(Text(f"  {line}", style="cyan"), soft_wrap=True)


def _line(words: str, style: str | Style, *, hang: int | None = None) -> None:
    if out.is_terminal:
        inset = cell_len(words) - cell_len(words.lstrip()) if hang is None else hang
        words = "\n".join(fitting.wrap(words, out.width, hang=min(inset, out.width // 3)))
    out.print(Text(words, style=style), no_wrap=True, overflow="ignore", crop=False)


@contextmanager
def progress() -> Iterator[Progress]:
    """Show progress on the error stream while the block runs; nothing is left behind, and pipes stay clean."""
    # who shows no progress does not wait for it to load
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

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
        if all(state.state == "done" and not state.tokens_in for state in self._last.values()):
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
