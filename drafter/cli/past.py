"""`drafter ingest`, `drafter search`, `drafter corpus`: past reports in, found again, looked after."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .options import Format, Shape

corpus_app = typer.Typer(help="库里有什么；核对；重建", no_args_is_help=False, invoke_without_command=True)


def register(app: typer.Typer) -> None:
    """Add this module's commands to ``app``."""
    app.command("ingest", help="把往期报告收进库里（内容没变的文件不再处理）")(ingest)
    app.command("search", help="在往期报告里找相近的写法")(search)
    corpus_app.callback()(listing)
    corpus_app.command("verify", help="核对库是否完好")(verify)
    corpus_app.command("rebuild", help="由目录库重建向量索引（不重新计算）")(rebuild)
    app.add_typer(corpus_app, name="corpus")


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="报告文件或文件夹", show_default=False)],
    shape: Format = Shape.text,
) -> None:
    """Take past reports in."""
    from ..model import to_json
    from ..pipeline import Drafter
    from . import show

    drafter = Drafter.from_settings()
    with show.progress() as shown:
        done = drafter.ingest(paths, progress=show.Stages(shown))
    if shape is Shape.json:
        typer.echo(to_json(done, indent=1))
        return
    report = done.report
    show.say(
        f"新收 {report.added} 份，更新 {report.replaced} 份，未变 {report.unchanged + done.skipped} 份，"
        f"拒收 {len(done.refused)} 份；库中共 {report.documents} 份、{report.passages} 段。"
    )
    if done.refused:
        show.table(("文件", "原因"), [(one.path, one.reason) for one in done.refused], title="没有收下的")


def search(
    text: Annotated[str, typer.Argument(help="要找的话", show_default=False)],
    k: Annotated[int, typer.Option("-k", help="最多几条")] = 8,
    kind: Annotated[str | None, typer.Option(help="只在这一类报告里找")] = None,
    shape: Format = Shape.text,
) -> None:
    """Print the passages nearest to a text."""
    from ..model import to_json
    from ..pipeline import Drafter
    from . import show

    found = Drafter.from_settings().search(text, k=k, kind=kind)
    if shape is Shape.json:
        typer.echo(to_json(found, indent=1))
        return
    if not found:
        show.say("没有找到。库是空的话，先运行 drafter ingest 文件夹。")
    for evidence in found:
        passage = evidence.passage
        show.say(f"{passage.source.title or passage.source.path} · {' › '.join(passage.heading_path)}", "bold")
        show.say(passage.text)
        show.note(f"相近程度 {evidence.score:.3f}　{passage.id}")


def listing(context: typer.Context, shape: Format = Shape.text) -> None:
    """Print what is stored."""
    from ..model import to_json
    from ..pipeline import Drafter
    from . import show

    if context.invoked_subcommand is not None:
        return
    rows = Drafter.from_settings().corpus.documents()
    if shape is Shape.json:
        typer.echo(to_json(rows, indent=1))
        return
    cells = [
        (
            row.source.title or row.source.path or row.sha256[:12],
            row.source.organisation or "—",
            row.source.kind or "—",
            row.source.period.label if row.source.period else "—",
        )
        for row in rows
    ]
    show.table(("报告", "单位", "种类", "报告期"), cells, title=f"库中共 {len(rows)} 份")


def verify() -> None:
    """Check catalog and index; exit 2 when something is wrong."""
    from ..pipeline import Drafter
    from . import show

    problems = Drafter.from_settings().corpus.verify()
    for problem in problems:
        show.say(f"有问题：{problem}", "red")
    if problems:
        raise typer.Exit(2)
    show.say("库完好。")


def rebuild() -> None:
    """Rebuild the vector index from the catalog."""
    from ..pipeline import Drafter
    from . import show

    Drafter.from_settings().corpus.rebuild()
    show.say("向量索引已由目录库重建。")
