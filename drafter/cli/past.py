"""`drafter ingest`, `drafter search`, `drafter corpus`: past reports in, found again, looked after."""

from __future__ import annotations

import warnings
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from . import language
from .options import Format, Shape


class Part(StrEnum):
    """Role of a section, as `model.Role` names it."""

    achievement = "成绩"
    problem = "问题"
    plan = "打算"
    opening = "开头"
    closing = "结尾"


corpus_app = typer.Typer(help="库里有什么；核对；重建", no_args_is_help=False, invoke_without_command=True)


def register(app: typer.Typer) -> None:
    """Add this module's commands to ``app``."""
    app.command("ingest", help="把往期报告收进库里（内容没变的文件不再处理）")(ingest)
    app.command("search", help="在往期报告里找相近的写法")(search)
    corpus_app.callback()(listing)
    corpus_app.command("set", help="更正一份报告的题名、单位、种类、报告期、年份")(correct)
    corpus_app.command("remove", help="从库里去掉报告（原文件不动）")(remove)
    corpus_app.command("verify", help="核对库是否完好")(verify)
    corpus_app.command("rebuild", help="重建检索索引；换了向量模型时重新计算向量")(rebuild)
    app.add_typer(corpus_app, name="corpus")
    warnings.showwarning = _in_one_line


def _in_one_line(message: Warning | str, category: type[Warning], *rest: Any, **more: Any) -> None:
    """Show what the store says of itself as one line for people; every other warning as Python would."""
    # by name: importing the class would load numpy before `--help`
    if category.__name__ == "CorpusWarning":
        typer.echo(language.tr(f"注意：{message}"), err=True)
    else:
        _shown_otherwise(message, category, *rest, **more)


_shown_otherwise = warnings.showwarning


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="报告文件、文件夹、通配符或 zip", show_default=False)],
    remove_missing: Annotated[
        bool, typer.Option("--remove-missing", help="这些路径下原文件已不在的报告，从库里去掉")
    ] = False,
    shape: Format = Shape.text,
) -> None:
    """Take past reports in."""
    from ..model import to_json
    from ..pipeline import Drafter
    from . import show

    drafter = Drafter.from_settings()
    with show.progress() as shown:
        done = drafter.ingest(paths, remove_missing=remove_missing, progress=show.Stages(shown))
    if shape is Shape.json:
        typer.echo(to_json(done, indent=1))
        return
    report = done.report
    show.say(
        f"新收 {report.added} 份，更新 {report.replaced} 份，未变 {report.unchanged + done.skipped} 份，"
        f"拒收 {len(done.refused)} 份；库中共 {report.documents} 份、{report.passages} 段。"
    )
    if done.retold:
        show.say(f"按清单（manifest.toml）更新了 {done.retold} 份的说明。")
    rows = [(one.ending or "—", str(one.read), str(one.skipped), str(one.refused)) for one in done.formats]
    show.table(("格式", "读入", "未变", "拒收"), rows)
    if report.twins:
        alike = [(twin.path or "—", twin.other or "—", f"{twin.shared:.0%}") for twin in report.twins]
        show.table(("报告", "与它几乎相同", "相同部分"), alike, title="几乎相同的（都已收下）")
        show.note("多余的可用 drafter corpus remove 去掉。")
    if done.removed:
        show.table(("文件",), [(path,) for path in done.removed], title="原文件已不在、从库里去掉的")
    if done.refused:
        show.table(("文件", "原因"), [(one.path, one.reason) for one in done.refused], title="没有收下的")


def search(
    text: Annotated[str, typer.Argument(help="要找的话", show_default=False)],
    k: Annotated[int, typer.Option("-k", help="最多几条")] = 8,
    kind: Annotated[str | None, typer.Option(help="只在这一类报告里找")] = None,
    organisation: Annotated[str | None, typer.Option(help="只在这个单位的报告里找")] = None,
    period: Annotated[str | None, typer.Option(help="只在这一时期的报告里找，如 2023H1")] = None,
    role: Annotated[Part | None, typer.Option(help="只在这一类章节里找")] = None,
    per_report: Annotated[int, typer.Option(help="每份报告最多几条")] = 3,
    everything: Annotated[bool, typer.Option("--all", help="几乎不相干的也列出")] = False,
    shape: Format = Shape.text,
) -> None:
    """Print the passages nearest to a text; what hardly has to do with it only on request."""
    from ..corpus import WORTH_SHOWING
    from ..errors import CorpusError
    from ..model import to_json
    from ..pipeline import Drafter
    from . import show

    if not text.strip():
        raise CorpusError("要找的话是空的：请给出几个字")
    every = Drafter.from_settings().corpus.search(
        text,
        k=k,
        kind=kind,
        organisation=organisation,
        period=period,
        role=role.value if role is not None else None,
        per_report=per_report,
    )
    found = tuple(evidence for evidence in every if everything or evidence.share >= WORTH_SHOWING)
    if shape is Shape.json:
        typer.echo(to_json(found, indent=1))
        return
    if not every:
        show.say("没有找到。库是空的话，先运行 drafter ingest 文件夹。")
    for rank, evidence in enumerate(found, 1):
        passage = evidence.passage
        report = passage.source.title or passage.source.path or "—"
        show.say(f"{rank}. {' › '.join([report, *passage.heading_path])}", "bold", hang=3)
        show.say(" ".join(passage.text.split()), hang=0)
        show.note(f"相合 {evidence.share * 100:.0f}（满分 100）　{passage.id}")
    if len(found) < len(every):
        show.note(f"另有 {len(every) - len(found)} 条几乎不相干，没有列出；要看请加 --all。")


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
            row.sha256[:10],
            row.source.title or row.source.path or "—",
            row.source.organisation or "—",
            row.source.kind or "—",
            row.source.period.label if row.source.period else str(row.source.year or "—"),
            row.source.encoding or "—",
            "、".join(row.by_hand) or "—",
        )
        for row in rows
    ]
    columns = ("编号", "报告", "单位", "种类", "报告期", "编码", "人工更正")
    show.table(columns, cells, title=f"库中共 {len(rows)} 份", optional=("编码", "单位"))


_ONE = Annotated[str, typer.Argument(help="报告的文件路径，或编号（drafter corpus 里列出）", show_default=False)]


def correct(
    report: _ONE,
    title: Annotated[str | None, typer.Option(help="题名")] = None,
    organisation: Annotated[str | None, typer.Option(help="单位")] = None,
    kind: Annotated[str | None, typer.Option(help="种类，如 党建工作总结")] = None,
    period: Annotated[str | None, typer.Option(help="报告期，如 2023H1")] = None,
    year: Annotated[str | None, typer.Option(help="年份，如 2023")] = None,
) -> None:
    """Correct what a report says of itself; an empty value makes a field unknown."""
    from ..errors import CorpusError
    from ..pipeline import Drafter
    from . import show

    changes = {"title": title, "organisation": organisation, "kind": kind, "period": period, "year": year}
    if not any(value is not None for value in changes.values()):
        raise CorpusError("没有说要改什么：请给出 --title、--organisation、--kind、--period 或 --year")
    source = Drafter.from_settings().corpus.set(report, **changes)
    label = source.period.label if source.period else str(source.year or "—")
    show.table(
        ("报告", "单位", "种类", "报告期"),
        [(source.title or source.path or "—", source.organisation or "—", source.kind or "—", label)],
    )


def remove(
    reports: Annotated[list[str], typer.Argument(help="报告的文件路径或编号", show_default=False)],
) -> None:
    """Forget reports; their files stay where they are."""
    from ..pipeline import Drafter
    from . import show

    corpus = Drafter.from_settings().corpus
    corpus.remove(*reports)
    show.say(f"已去掉 {len(reports)} 份，库中还有 {corpus.state().documents} 份。")


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
    """Rebuild the index from the catalog; with another embedding than before, make the vectors anew, aside."""
    from ..pipeline import Drafter
    from . import show

    corpus = Drafter.from_settings().corpus
    with show.progress() as shown:
        stages = show.Stages(shown)
        corpus.rebuild(progress=lambda done, total: stages("计算向量", done, total))
    show.say("检索索引已由目录库重建。")
