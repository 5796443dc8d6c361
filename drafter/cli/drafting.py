"""`drafter draft`: the whole line."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .options import Facts, PeriodText

if TYPE_CHECKING:
    from ..model import Draft, Review


class EngineName(StrEnum):
    """Which engine writes."""

    compose = "compose"
    model = "model"


def register(app: typer.Typer) -> None:
    """Add this module's commands to ``app``."""
    app.command("draft", help="由素材起草整份报告并审核；每句话都注明依据")(draft)


def draft(
    facts: Facts,
    outputs: Annotated[
        list[Path] | None,
        typer.Option("-o", "--output", help="写到哪里，可给多个：.docx .html .md .json", show_default=False),
    ] = None,
    engine: Annotated[EngineName | None, typer.Option(help="compose：套写，不联网；model：用配置的模型")] = None,
    period: PeriodText = None,
    check: Annotated[bool, typer.Option("--check", help="审核有错误时以 1 退出")] = False,
) -> None:
    """Write a draft, review it, and leave the files."""
    from ..exporters import export
    from ..pipeline import Drafter, read_sheet
    from . import show

    sheet = read_sheet(facts, period)
    targets = outputs or [facts.with_suffix(".draft.docx"), facts.with_suffix(".draft.json")]
    drafter = Drafter.from_settings()
    with show.progress() as shown:
        stages = show.Stages(shown)
        made = drafter.write(sheet, engine=engine.value if engine else None, progress=stages)
        stages("审核", 0, 0)
        review = drafter.review(made)
    for target in targets:
        export(made, target, review=review)
    summary(made, review, [str(target) for target in targets])
    if check and any(finding.severity == "E" for finding in review.findings):
        raise typer.Exit(1)


def summary(made: Draft, review: Review, files: list[str]) -> None:
    """Print what was written, what is flagged and what was left out."""
    from collections import Counter

    from . import show

    outline = made.outline
    show.say(made.document.source.title or "初稿", "bold")
    if outline is not None and outline.pattern is not None:
        show.note(f"提纲依照：{outline.pattern.title or outline.pattern.path}")
    written = {id for sentence in made.sentences for id in sentence.fact_ids}
    show.say(
        f"全文 {len(made.document.text)} 字、{len(made.sentences)} 句；素材 {len(made.facts)} 条，"
        f"写入 {len(written)} 条，未用 {len(made.unused)} 条。"
    )
    states = Counter(row.state for row in review.ledger)
    show.say("数字：" + "，".join(f"{show.STATE[name][0]} {count}" for name, count in sorted(states.items())))
    texts = {fact.id: fact.text for fact in made.facts}
    groups = (
        ("没有写进去的素材", [f"{one.fact_id}　{texts.get(one.fact_id, '')}（{one.reason}）" for one in made.unused]),
        ("往期提过、素材没有的打算", list(made.carried_over)),
        ("往期有、这次没有内容的标题", list(outline.dropped) if outline else []),
        ("待核事项", [question.text for question in made.open_questions]),
    )
    for title, lines in groups:
        if lines:
            show.say(f"{title}（{len(lines)}）", "bold yellow")
            for line in lines:
                show.say(f"  {line}")
    flagged = [finding for finding in review.findings if finding.severity != "I"]
    if flagged:
        rows = [
            (show.severity(one.severity), one.code, one.quote[:24].replace("\n", " "), one.message) for one in flagged
        ]
        show.table(("", "规则", "原文", "问题"), rows, title=f"审核意见 {len(flagged)} 条")
    else:
        show.say("审核：没有发现问题。", "green")
    for file in files:
        show.say(f"已写出 {file}")
