"""`drafter eval review` and `drafter eval search`: versions of the rules and of the ranking, measured like prompts."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .options import Format, Shape

if TYPE_CHECKING:
    from ..evaluation.results import Side
    from ..model import Comparison

EVALS = Path("evals")
Saved = Annotated[
    list[Path] | None, typer.Argument(help="存下的运行：一个是与现在比，两个是互相比", show_default=False)
]
Folder = Annotated[Path, typer.Option("--folder", help="评测目录")]
Common = Annotated[bool, typer.Option("--common", help="两次的用例不一致时，只比相同的")]


def register(app: typer.Typer) -> None:
    """Add this module's commands to ``app``."""
    app.command("review", help="审核规则的评测：植入的错误、手写的句子、人工判定过的真实报告；版本之间逐例比较")(review)
    app.command("search", help="检索的评测：有标注的题，或由报告自身造的题；各种排序之间、版本之间逐题比较")(search)


def review(
    saved: Saved = None,
    folder: Folder = EVALS,
    texts: Annotated[Path | None, typer.Option("--texts", help="人工判定过的真实报告在哪里")] = None,
    save: Annotated[Path | None, typer.Option("--save", help="把这次运行存为 .jsonl")] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="比较写成文件：网页，或 .md、.svg、.png")
    ] = None,
    rule: Annotated[list[str] | None, typer.Option("--rule", help="只查这些规则的用例，如 FIG、PUN003")] = None,
    ignore: Annotated[list[str] | None, typer.Option("--ignore", help="不运行的规则")] = None,
    common: Common = False,
    freeze: Annotated[bool, typer.Option("--freeze", help="重新选定植入的错误（改变用例）")] = False,
    reports: Annotated[Path | None, typer.Option("--reports", help="与 --freeze 合用：往哪里的报告植入")] = None,
    shape: Format = Shape.text,
) -> None:
    """Probe the rules, save the run, or compare two; exit 1 when the later is worse, 2 when that cannot be judged."""
    from ..evaluation.probe_desk import ProbeDesk
    from . import show

    desk = ProbeDesk(folder, texts)
    if freeze:
        show.say(f"已植入 {desk.freeze(reports)} 处错误")
        return
    runs = [desk.read(path) for path in saved or ()]
    if len(runs) < 2:
        with show.progress() as shown:
            stages = show.Stages(shown)
            house, left_out = _house(), tuple(ignore or ())
            runs.append(
                desk.run(house, left_out, tuple(rule or ()), progress=lambda done, total: stages("审核", done, total))
            )
        if desk.lacks_texts:
            show.note(f"没有找到 {desk.texts}：人工判定过的真实报告不在这台机器上，只用评测目录里的用例")
    if save is not None:
        show.say(f"已存 {desk.save(runs[-1], save)}")
    if len(runs) == 1:
        _own(runs[0], shape)
        return
    _compared(runs[0], runs[1], common=common, output=output, shape=shape)


def search(
    saved: Saved = None,
    folder: Folder = EVALS,
    ranker: Annotated[str, typer.Option("--ranker", help="比较两次运行时看哪种：lexical、vectors、fusion")] = "fusion",
    known: Annotated[
        int | None, typer.Option("--known", min=2, help="不用标注：从报告里抽出这么多句子，看能否找回")
    ] = None,
    reports: Annotated[list[Path] | None, typer.Option("--reports", help="报告目录；可给多个")] = None,
    save: Annotated[Path | None, typer.Option("--save", help="把这次运行存为 .jsonl")] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="比较写成文件：网页，或 .md、.svg、.png")
    ] = None,
    shape: Format = Shape.text,
) -> None:
    """Rank the questions, save the run, compare rankers or runs; exit 1 when the later is worse, 2 when unjudged."""
    from ..evaluation.search_desk import SearchDesk
    from ..evaluation.searching import TITLES
    from ..model import to_json
    from ..settings import load_settings
    from . import show

    settings = load_settings(Path(os.curdir))
    desk = SearchDesk(folder, tuple(reports or ()), settings.embedding, offline=settings.offline)
    runs = [desk.read(path) for path in saved or ()]
    if len(runs) < 2:
        runs.append(desk.run(known))
    if save is not None:
        show.say(f"已存 {desk.save(runs[-1], save)}")
    compared = desk.compare(runs, ranker)
    if shape is Shape.json:
        typer.echo(to_json([row for rows in compared for row in rows], indent=1))
    else:
        for rows in compared:
            _table(rows, TITLES, "题")
    if output is not None:
        _write(output, "检索的两个版本", compared[-1], TITLES, {})
    # rankers differ by design; only two versions of one ranker can be a regression
    if len(runs) == 2:
        _exit(compared[-1])


def _house() -> tuple[Path, ...]:
    """Return the house's own lexicon files."""
    from ..settings import load_settings

    settings = load_settings(Path(os.curdir))
    return tuple(Path(settings.root) / name for name in settings.lexicon)


def _own(run: Side, shape: Shape) -> None:
    """Print one run by itself."""
    from ..evaluation.rules_compared import own_counts, own_rows
    from ..model import to_json
    from . import show

    if shape is Shape.json:
        typer.echo(to_json(run.results, indent=1))
        return
    columns, rows = own_rows(run)
    show.table(columns, rows, title=f"{run.label}：{len(run.cases)} 处，{len(set(run.reports.values()))} 组")
    show.say(own_counts(run))


def _compared(a: Side, b: Side, *, common: bool, output: Path | None, shape: Shape) -> None:
    """Print what two runs of the rules say differently; exit 1 when a watched measure is worse."""
    from ..evaluation.rules_compared import compare_rules, moved_places
    from ..model import to_json
    from . import show

    rows, moved = compare_rules(a, b, common=common), moved_places(a, b, common=common)
    if shape is Shape.json:
        typer.echo(to_json(rows, indent=1))
    else:
        _table(rows, _titles(rows), "处")
        for line in moved.lines():
            show.say(line)
    if output is not None:
        _write(output, "审核规则的两个版本", rows, _titles(rows), moved.named)
    _exit(rows)


def _titles(rows: Sequence[Comparison]) -> dict[str, str]:
    from ..evaluation.rules_compared import Measure

    return {row.metric: Measure(name=row.metric).title for row in rows}


def _table(rows: Sequence[Comparison], titles: Mapping[str, str], what: str) -> None:
    from ..evaluation.report_text import COLUMNS, plain_rows
    from . import show

    first = rows[0]
    show.table(
        COLUMNS, plain_rows(rows, titles), title=f"{first.a} → {first.b}：{first.cases} {what}，{first.clusters} 组"
    )


def _write(
    output: Path, title: str, rows: Sequence[Comparison], titles: Mapping[str, str], lists: Mapping[str, Sequence[str]]
) -> None:
    from ..evaluation.report_plain import write_plain
    from . import show

    write_plain(output, title, rows, titles, lists)
    show.say(f"已写出 {output}")


def _exit(rows: Sequence[Comparison]) -> None:
    """Exit 1 when anything watched (the first row, and what Holm looks after) is worse."""
    if any(row.verdict == "worse" for row in (rows[0], *(row for row in rows if row.p_holm is not None))):
        raise typer.Exit(1)
