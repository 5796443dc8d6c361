"""`drafter eval`: run, compare, report, gate, aa, cost."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from . import measuring
from .options import Format, Shape

if TYPE_CHECKING:
    from ..evaluation.desk import Asked, EvalDesk
    from ..model import Comparison, EvalResult

eval_app = typer.Typer(help="评测：比较提示词版本、模型和引擎；按录音离线重放", no_args_is_help=True)

Folder = Annotated[Path, typer.Option("--folder", help="评测目录")]
Versions = Annotated[list[str] | None, typer.Option("--version", help="版本，如 draft_section@v2、compose；可给多个")]
Models = Annotated[list[str] | None, typer.Option("--model", help="模型名；可给多个")]
CaseIds = Annotated[list[str] | None, typer.Option("--case", help="只跑编号以此开头的用例；可给多个")]
Tag = Annotated[str | None, typer.Option("--tag", help="只跑带这个标签的用例")]
Samples = Annotated[int | None, typer.Option("--samples", min=1, help="每个用例写几次")]
EVALS = Path("evals")


def register(app: typer.Typer) -> None:
    """Add this module's commands to ``app``."""
    measuring.register(eval_app)
    app.add_typer(eval_app, name="eval")


@eval_app.command("run", help="按用例运行各版本；缺录音时报出录制的费用")
def run(
    folder: Folder = EVALS,
    version: Versions = None,
    model: Models = None,
    case: CaseIds = None,
    tag: Tag = None,
    samples: Samples = None,
    record: Annotated[bool, typer.Option("--record", help="向配置的模型要缺的回复并录下；没人问的录音删去")] = False,
    again: Annotated[bool, typer.Option("--again", help="与 --record 合用：已录的也重录")] = False,
    budget: Annotated[int | None, typer.Option("--budget", help="录制最多花多少 token")] = None,
    concurrency: Annotated[int, typer.Option("--concurrency", min=1, max=64, help="同时调用数")] = 4,
    accept: Annotated[bool, typer.Option("--accept", help="把结果存为基线")] = False,
) -> None:
    """Run and print a summary; exit 2 when recordings are missing, 1 when a result is a failure."""
    from . import show

    desk, asked = _desk(folder), _asked(version, model, case, tag, samples)
    bench = desk.bench(asked, record=record, again=again, budget=budget, concurrency=concurrency)
    with show.progress() as shown:
        stages = show.Stages(shown)
        results = desk.run(asked, bench, progress=lambda done, total: stages("评测", done, total))
    _summary(results)
    if accept:
        show.say(f"已存为基线 {desk.accept(results)}")
        if desk.keeps_changes:
            show.say(f"提示词的沿革已更新 {len(desk.write_changes())} 份")
    failed = [one for one in results if one.failure is not None]
    for one in failed[:10]:
        show.say(f"失败：{one.case} × {one.version}：{one.failure}", "red")
    if failed:
        raise typer.Exit(1)


@eval_app.command("compare", help="逐例比较两个版本：差异、区间、判定，以及还要多少用例")
def compare(
    a: Annotated[str, typer.Argument(help="版本 A，如 draft_section@v1 或 draft_section@v1/模型名")],
    b: Annotated[str, typer.Argument(help="版本 B")],
    folder: Folder = EVALS,
    shape: Format = Shape.text,
) -> None:
    """Compare two sides of the last run; exit 1 when B is worse on a watched metric."""
    from ..evaluation.results import side
    from ..evaluation.verdicts import advice
    from ..model import to_json
    from . import show

    desk = _desk(folder)
    results = desk.latest()
    left, right = side(results, a), side(results, b)
    rows = desk.compare(left, right)
    if shape is Shape.json:
        typer.echo(to_json(rows, indent=1))
    else:
        _table(rows, desk)
        told = advice(left, right, desk.suite.primary, rows[0].margin)
        if told:
            show.note(told)
    watched = (desk.suite.primary, *desk.suite.guarded)
    if any(row.verdict == "worse" and row.metric in watched for row in rows):
        raise typer.Exit(1)


@eval_app.command("report", help="重放、比较，写出一个网页文件（不用脚本，可打印），或 .md")
def report(
    folder: Folder = EVALS,
    output: Annotated[Path, typer.Option("-o", "--output", help="写到哪里")] = Path("out/eval.html"),
    png: Annotated[
        Path | None, typer.Option("--png", help="再把森林图写成图片（.png 需 drafter[plots]，或 .svg）")
    ] = None,
    gated: Annotated[bool, typer.Option("--gate", help="写完再与基线比，同 drafter eval gate")] = False,
) -> None:
    """Replay everything the suite names and write the report; exit 2 when recordings are missing."""
    from ..evaluation.desk import Asked
    from ..evaluation.report import write_report
    from ..evaluation.results import side
    from . import show

    desk = _desk(folder)
    results = desk.run(Asked(), desk.bench())
    _summary(results)
    pairs = [(side(results, a), side(results, b)) for a, b in desk.suite.comparisons]
    compared = [(a, b, desk.compare(a, b)) for a, b in pairs]
    for _, _, rows in compared:
        _table(rows, desk)
    size = write_report(output, desk.suite, desk.prompts, compared)
    show.say(f"已写出 {output}（{size / 1000:.0f} KB）")
    if png is not None:
        from ..evaluation.report_page import TITLES
        from ..evaluation.report_png import write_pictures

        written = write_pictures(png, [rows for _, _, rows in compared], TITLES)
        show.say(f"已写出 {'、'.join(map(str, written))}")
    if gated:
        _gate(desk, results)


@eval_app.command("gate", help="与基线比：变差则以 1 退出，无法判断以 2 退出")
def gate(folder: Folder = EVALS) -> None:
    """Judge the last run against the baseline; undecided passes and is printed."""
    desk = _desk(folder)
    _gate(desk, desk.latest())


def _gate(desk: EvalDesk, results: Sequence[EvalResult]) -> None:
    """Print what the gate says of every side of the baseline; exit 1 when one is worse."""
    from . import show

    bad = False
    for _, now, found in desk.gates(results):
        bad = bad or bool(found.worse)
        show.say(f"{now.label}：{'变差' if found.worse else '通过'}", "bold red" if found.worse else "green")
        for line in found.worse:
            show.say(f"  {line}", "red")
        for line in found.undecided:
            show.note(f"  {line}")
    if bad:
        raise typer.Exit(1)


@eval_app.command("judge", help="请另一个模型逐例评判两个版本：正反各问一次，随位置变的算平局")
def judge(
    a: Annotated[str, typer.Argument(help="版本 A")],
    b: Annotated[str, typer.Argument(help="版本 B")],
    model: Annotated[str, typer.Option("--model", help="评判模型，不得是起草的模型")],
    folder: Folder = EVALS,
    record: Annotated[bool, typer.Option("--record", help="缺的评判向配置的模型要，并录下")] = False,
) -> None:
    """Print wins, ties and losses of B, and how far the judge may be believed."""
    from . import show

    found = _desk(folder).judge(a, b, model, record=record)
    rows = [(one.case, {"a": "A", "b": "B", "tie": "平"}[one.winner], one.reasons[0][:60]) for one in found.duels]
    show.table(("用例", "胜者", "理由（A 在前时）"), rows, title=f"{a} → {b}，评判 {model}")
    wins = found.wins
    show.say(
        f"B 胜 {wins.gains}，负 {wins.losses}，平 {wins.cases - wins.gains - wins.losses}；胜率 {wins.mean_b:.0%}"
        f"（区间 {wins.low + 0.5:.0%}～{wins.high + 0.5:.0%}）；随位置变的 {found.bound_share:.0%}；"
        f"胜负与篇幅的相关 {found.length_pull:.2f}"
    )
    show.say(found.note, "yellow")


@eval_app.command("aa", help="自检：同一版本比自己，误报应不超过 5%")
def aa(
    spec: Annotated[str, typer.Argument(help="版本，如 draft_section@v1")],
    against: Annotated[str | None, typer.Argument(help="只录了一次时：与它的差异按报告随机换号")] = None,
    folder: Folder = EVALS,
    trials: Annotated[int, typer.Option("--trials", min=50, help="试多少次")] = 400,
) -> None:
    """Count false alarms on every watched metric; exit 1 when there are clearly more than 5 %."""
    from ..evaluation.results import side
    from ..evaluation.selfcheck import self_check
    from . import show

    desk = _desk(folder)
    results = desk.latest()
    other = side(results, against) if against else None
    found = self_check(side(results, spec), other, (desk.suite.primary, *desk.suite.guarded), trials=trials)
    rows = [(one.metric, f"{one.alarms:.1%}", str(one.clusters), one.how) for one in found]
    show.table(("指标", "误报", "报告", "做法"), rows, title=f"A/A：{trials} 次")
    if any(one.too_many for one in found):
        raise typer.Exit(1)


@eval_app.command("cost", help="还缺多少录音，录制要多少 token 和费用；不联网")
def cost(
    folder: Folder = EVALS,
    version: Versions = None,
    model: Models = None,
    case: CaseIds = None,
    tag: Tag = None,
    samples: Samples = None,
) -> None:
    """Print the forecast."""
    from . import show

    found = _desk(folder).cost(_asked(version, model, case, tag, samples))
    show.say(f"待录：{found}" if found.calls else "录音齐全，重放不花钱。")


@eval_app.command("changes", help="各提示词版本改了什么、实测效果如何，一版一行")
def changes(
    folder: Folder = EVALS,
    write: Annotated[bool, typer.Option("--write", help="按基线写成 prompts/<名称>/CHANGES.md")] = False,
) -> None:
    """Print the changelog with measured effects of the last run, or write the pages of the accepted one."""
    from . import show

    desk = _desk(folder)
    if write:
        show.say(f"已写出 {'、'.join(str(path) for path in desk.write_changes())}")
        return
    for line in desk.changes(desk.latest()):
        show.say(line)


@eval_app.command("freeze", help="由往期报告重新选定各用例的参照段落（改变用例，录音须重录）")
def freeze(folder: Folder = EVALS) -> None:
    """Choose passages anew."""
    from . import show

    show.say(f"已选定 {_desk(folder).freeze()} 个段落")


def _desk(folder: Path) -> EvalDesk:
    from ..evaluation.desk import EvalDesk
    from ..settings import load_settings

    settings = load_settings(Path(os.curdir))
    prompts = Path(settings.root) / settings.prompts if settings.prompts else None
    return EvalDesk(folder, prompts, settings.chat, offline=settings.offline)


def _asked(
    version: list[str] | None, model: list[str] | None, case: list[str] | None, tag: str | None, samples: int | None
) -> Asked:
    from ..evaluation.desk import Asked

    return Asked(
        versions=tuple(version or ()), models=tuple(model or ()), cases=tuple(case or ()), tag=tag, samples=samples
    )


def _summary(results: Sequence[EvalResult]) -> None:
    """Print each version's means."""
    from ..evaluation.report import summary
    from . import show

    columns, rows = summary(results)
    show.table(columns, rows, title=f"{len(results)} 个结果")


def _table(rows: Sequence[Comparison], desk: EvalDesk) -> None:
    from ..evaluation.report_text import COLUMNS, comparison_rows
    from . import show

    first = rows[0]
    title = f"{first.a} → {first.b}：{first.cases} 个用例，{first.clusters} 份报告"
    show.table(COLUMNS, comparison_rows(rows, desk.suite), title=title)
