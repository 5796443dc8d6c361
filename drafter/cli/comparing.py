"""`drafter compare`: two reports on the same events."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .options import Format, Shape

if TYPE_CHECKING:
    from ..model import Document
    from ..text.diff import Difference

_PLACE = 60
_STYLES = {"date": "yellow", "count": "cyan", "state": "red", "thing": "magenta", "title": "green", "audience": "blue"}


def register(app: typer.Typer) -> None:
    """Add this module's command to ``app``."""
    app.command("compare", help="比较两份报告：同一件事，日期、数量、进度、题名、范围有无出入")(compare)


def compare(
    left: Annotated[Path, typer.Argument(help="一份报告", show_default=False)],
    right: Annotated[Path, typer.Argument(help="另一份报告", show_default=False)],
    wording: Annotated[bool, typer.Option("--wording", help="措辞不同的句子也列出")] = False,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="左右对照写成 .html")] = None,
    shape: Format = Shape.text,
) -> None:
    """Print what two reports say differently of the same events; exit 1 when there is anything."""
    from .. import readers
    from ..exporters.comparison import ABOUT, export_comparison, title_of
    from ..model import to_json
    from ..text.diff import compare as differences_of
    from . import show

    one, other = readers.read(left), readers.read(right)
    found = tuple(d for d in differences_of(one, other) if wording or d.about != "wording")
    if output is not None:
        export_comparison(one, other, found, output)
        show.say(f"出入 {len(found)} 处，已写出 {output}")
    elif shape is Shape.json:
        typer.echo(to_json(found, indent=1))
    elif show.out.is_terminal:
        _print_rows(one, other, found)
    else:
        rows = [
            (
                ABOUT[d.about],
                one.quote(d.left) or "（无）",
                other.quote(d.right) or "（无）",
                one.quote(d.left_sentence)[:60],
            )
            for d in found
        ]
        show.table(("所异", title_of(one), title_of(other), "所在句"), rows, title=f"出入 {len(found)} 处")
    if found:
        raise typer.Exit(1)


def _print_rows(left: Document, right: Document, found: Sequence[Difference]) -> None:
    """Print the sentences that differ one by one: what is said differently first, then where it stands."""
    from ..exporters.comparison import counts_of, rows_of, title_of
    from . import show

    rows = rows_of(left, right, found)
    counts = "　".join(f"{label} {count}" for label, count in counts_of(found))
    show.say(f"出入 {len(found)} 处" + (f"，在 {len(rows)} 句里：{counts}" if found else ""), "bold")
    show.note(f"左：{title_of(left)}")
    show.note(f"右：{title_of(right)}")
    for number, row in enumerate(rows, start=1):
        show.say("")
        place = " ".join("".join(piece.text for piece in row.left).split())
        show.say(f"{number:>3}  {place[:_PLACE]}{'…' if len(place) > _PLACE else ''}", "dim", hang=5)
        for change in row.changes:
            if change.about == "wording":
                words = "".join(piece.text for piece in row.right)
                show.say(f"     {change.label}  → {words}", hang=11)
            else:
                words = f"{change.of} {change.left or '（无）'} → {change.right or '（无）'}".lstrip()
                show.say(f"     {change.label}  {words}", _STYLES.get(change.about, ""), hang=11)
