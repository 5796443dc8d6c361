"""`drafter read`, `drafter figures`, `drafter plan`, `drafter prompts`: look at one value."""

from __future__ import annotations

from typing import Annotated

import typer

from .options import Facts, Format, PeriodText, Report, Shape

FIGURE_KINDS = {
    "count": "计数", "money": "金额", "area": "面积", "length": "长度", "weight": "重量", "volume": "容积",
    "energy": "能量", "duration": "时长", "percent": "百分比", "points": "百分点", "multiple": "倍数",
    "fraction": "分数", "score": "分值", "number": "数", "ordinal": "序数", "date": "日期", "period": "时期",
    "set_phrase": "固定提法", "doc_number": "文号", "list_marker": "序号", "title": "题名", "name": "名称",
    "place": "地名", "idiom": "习语", "product": "产品名", "decoy": "非数字",
}  # fmt: skip


def register(app: typer.Typer) -> None:
    """Add this module's commands to ``app``."""
    app.command("read", help="读一份报告：单位、种类、报告期、提纲")(read)
    app.command("figures", help="列出一份报告里的每个数字及其归类")(figures)
    app.command("plan", help="看素材会写成怎样的提纲，每条素材归哪一节")(plan)
    app.command("prompts", help="列出提示词及其版本与摘要")(prompts)


def read(file: Report, shape: Format = Shape.text) -> None:
    """Print outline and meta of a report."""
    from .. import readers
    from ..model import to_json
    from . import show

    document = readers.read(file)
    if shape is Shape.json:
        typer.echo(to_json(document, indent=1))
        return
    source = document.source
    for name, value in (
        ("标题", source.title),
        ("单位", source.organisation),
        ("种类", source.kind),
        ("报告期", source.period.label if source.period else None),
        ("编码", source.encoding),
    ):
        show.say(f"{name}：{value or '未能判定'}")
    show.say(f"字数：{len(document.text)}　句数：{len(document.sentences)}　数字：{len(document.figures)}")
    for section in document.sections:
        indent = 4 if section.level == "item" else int(section.level)
        show.say(f"{'　' * indent}{section.marker}{section.title}", "bold" if indent <= 1 else "")


def figures(
    file: Report,
    everything: Annotated[bool, typer.Option("--all", help="连同不核对的（固定提法、文号等）一起列出")] = False,
    period: PeriodText = None,
    shape: Format = Shape.text,
) -> None:
    """Print every figure of a report with its class."""
    from .. import readers
    from ..model import to_json
    from ..pipeline import Drafter
    from ..pipeline.reviewing import as_period
    from . import show

    lexicon = Drafter.from_settings().lexicon
    document = readers.read(file, period=as_period(period), lexicon=lexicon)
    found = [figure for figure in document.figures if everything or figure.checkable]
    if shape is Shape.json:
        typer.echo(to_json(tuple(found), indent=1))
        return
    rows = [
        (
            str(figure.span.start),
            figure.text,
            FIGURE_KINDS[figure.kind],
            _interval(figure.low, figure.high),
            figure.unit,
            figure.noun,
            figure.subject,
            figure.period.label if figure.period else "",
        )
        for figure in found
    ]
    show.table(
        ("位置", "原文", "类别", "取值", "计量单位", "所计", "主体", "时间"), rows, title=f"{len(rows)} 个数字",
        optional=("计量单位", "位置", "主体", "时间", "类别"),
    )  # fmt: skip


def _interval(low: object, high: object) -> str:
    if low is None:
        return ""
    if str(high) == "Infinity":
        return f"{low} 以上"
    return str(low) if low == high else f"{low} … {high}"


def plan(facts: Facts, period: PeriodText = None, shape: Format = Shape.text) -> None:
    """Print the outline the facts would be written under."""
    from ..model import to_json
    from ..pipeline import Drafter, read_sheet
    from . import show

    sheet = read_sheet(facts, period)
    outline = Drafter.from_settings().plan(sheet)
    if shape is Shape.json:
        typer.echo(to_json(outline, indent=1))
        return
    texts = {fact.id: fact.text for fact in sheet.facts}
    show.say(outline.title, "bold")
    pattern = outline.pattern
    show.note(f"依照：{pattern.title or pattern.path}" if pattern else "库中没有可依照的往期报告，用通用提纲")
    for section in outline.sections:
        show.say(f"{'　' * section.level}{section.marker}{section.title or section.role}", "bold")
        for id in section.fact_ids:
            show.say(f"{'　' * (section.level + 1)}{id}　{texts[id]}", hang=2 * section.level + 8)
    for id in outline.unassigned:
        show.say(f"未归入任何一节：{id}　{texts[id]}", "yellow")
    for title in outline.dropped:
        show.say(f"往期有、这次素材没有提到：{title}", "yellow")
    for question in sheet.open_questions:
        show.say(f"待核：{question.text.removeprefix('待核').lstrip('：: ')}", "cyan")


def prompts(
    name: Annotated[str | None, typer.Argument(help="只看这一个；diff：比较两版")] = None,
    versions: Annotated[
        list[str] | None, typer.Argument(help="diff 后面跟两版，如 draft_section@v1 draft_section@v2")
    ] = None,
) -> None:
    """Print prompt names, versions, digests and notes, or the difference between two versions."""
    from ..errors import SettingsError
    from ..pipeline import Drafter
    from ..prompts import diff_prompts
    from . import show

    found = Drafter.from_settings().prompts()
    if name == "diff":
        if len(versions or ()) != 2:
            raise SettingsError("比较要给两版：drafter prompts diff draft_section@v1 draft_section@v2")
        old, new = versions or ("", "")
        typer.echo(diff_prompts(found.get(old), found.get(new if not new.startswith("@") else old.split("@")[0] + new)))
        return
    if name is not None and all(one.name != name for one in found.versions):
        found.active(name)  # says which there are
    rows = [
        (one.name, one.version, one.digest[:12], "启用" if found.active(one.name) == one else "", one.note)
        for one in found.versions
        if name is None or one.name == name
    ]
    show.table(("提示词", "版本", "摘要", "", "说明"), rows, optional=("摘要",))
