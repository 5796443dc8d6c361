"""`drafter draft`: the whole line, one section of it, late facts, or what a model would be asked."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import ExportError, SettingsError
from .language import tr
from .options import Facts, PeriodText

if TYPE_CHECKING:
    from ..model import Draft, Engine, Review
    from ..pipeline import Drafter, DryRun
    from ..text.factsheet import FactSheet


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
    section: Annotated[str | None, typer.Option(help="只写标题含这些字的一节")] = None,
    update: Annotated[Path | None, typer.Option(help="补写：给出原来的 draft.json，只重写素材有变的各节")] = None,
    resume: Annotated[bool, typer.Option(help="已完成的模型调用不再重复")] = True,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看提纲、提示词与发往何处，不调用模型")] = False,
    check: Annotated[bool, typer.Option("--check", help="审核有错误时以 1 退出")] = False,
) -> None:
    """Write a draft, review it, and leave the files."""
    from ..exporters import check_target
    from ..pipeline import Drafter, read_sheet
    from ..readers import read_draft
    from . import show
    from .spending import Clock, paid_line

    sheet = read_sheet(facts, period)
    drafter = Drafter.from_settings()
    chosen: Engine | None = "model" if engine is EngineName.model else "compose" if engine else None
    if chosen == "model" and drafter.engine != "model":
        raise SettingsError("没有配置模型：请在 drafter.toml 的 [chat] 写 base_url 和 model，或用 --engine compose")
    earlier = read_draft(update) if update else None
    if dry_run:
        _show_dry_run(drafter.dry_run(sheet, engine=chosen, section=section, update=earlier))
        return
    targets = outputs or [facts.with_suffix(".draft.docx"), facts.with_suffix(".draft.json")]
    for target in targets:
        check_target(target)
    with show.progress() as shown:
        clock, sections = Clock(show.Stages(shown)), show.Sections(shown)
        made = drafter.write(
            sheet, engine=chosen, section=section, update=earlier, resume=resume, progress=clock, watch=sections
        )
        clock("审核", 0, 0)
        review = drafter.review(made, facts=_asked_of(made, sheet) if section else None)
        clock("写出", 0, 0)
        lost = _written(made, review, targets, drafter)
        clock.stop()
    summary(made, review, [str(target) for target in targets if target not in lost])
    sections.report()
    if made.made_with.engine == "model":
        show.say(paid_line(drafter.paid, Path(drafter.settings.root)))
    show.note(clock.line())
    if lost:
        if len(lost) == len(targets):
            # nothing could be written: what was drafted is not lost for all that
            show.say(made.document.text)
        raise next(iter(lost.values()))
    if check and any(finding.severity == "E" for finding in review.findings):
        raise typer.Exit(1)


def _written(made: Draft, review: Review, targets: list[Path], drafter: Drafter) -> dict[Path, ExportError]:
    """Write all files and return those that could not be, with the reason: one full disk spoils no other."""
    from ..exporters import export
    from .profiles import current_profile

    profile = current_profile(drafter.settings)
    lost: dict[Path, ExportError] = {}
    for target in targets:
        try:
            export(made, target, review=review, profile=profile)
        except ExportError as error:
            lost[target] = error
    return lost


def _asked_of(made: Draft, sheet: FactSheet) -> FactSheet:
    """Return the facts a single section had to write: the others are not missing from it."""
    planned = {id for part in made.outline.sections for id in part.fact_ids} if made.outline else set()
    return replace(sheet, facts=tuple(fact for fact in sheet.facts if fact.id in planned))


def summary(made: Draft, review: Review, files: list[str]) -> None:
    """Print what was written, what is flagged and what was left out."""
    from . import show

    outline = made.outline
    show.say(made.document.source.title or "初稿", "bold")
    if outline is not None and outline.pattern is not None:
        show.note(f"提纲依照：{outline.pattern.title or outline.pattern.path}")
    elif outline is not None:
        show.note("没有可依照的往年稿：提纲取自素材的小标题，没有小标题的用通用提纲。")
    if outline is not None and outline.note:
        show.note(outline.note)
    planned = {id for part in outline.sections for id in part.fact_ids} if outline else set()
    # by the review's own count, so that this line and the files never differ
    covered = {row.fact_id: row.state for row in review.coverage}
    written = sum(state == "written" for state in covered.values())
    show.say(
        f"全文 {len(made.document.text)} 字、{len(made.sentences)} 句；归入各节的素材 {len(planned)} 条，"
        f"写入 {written} 条，未用 {len(made.unused)} 条。"
    )
    partly = [id for id, state in covered.items() if state == "partial"]
    if partly:
        show.say(f"其中部分写入 {len(partly)} 条：{' '.join(partly)}", "yellow")
    states = Counter(row.state for row in review.ledger)
    show.say("数字：" + "，".join(f"{tr(show.STATE[name][0])} {count}" for name, count in sorted(states.items())))
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
    _findings(review)
    for file in files:
        show.say(f"已写出 {file}")


def _findings(review: Review) -> None:
    from . import show

    flagged = [finding for finding in review.findings if finding.severity != "I"]
    hints = len(review.findings) - len(flagged)
    if flagged:
        rows = [
            (show.severity(one.severity), one.code, one.quote[:24].replace("\n", " "), one.message) for one in flagged
        ]
        show.table(("", "规则", "原文", "问题"), rows, title=f"审核意见 {len(flagged)} 条")
    else:
        show.say("审核：没有发现问题。", "green")
    if hints:
        show.note(f"另有提示 {hints} 条，见写出的文件。")


def _show_dry_run(plan: DryRun) -> None:
    """Print the plan, the prompts, and where they would go."""
    from . import show

    show.say(plan.outline.title, "bold")
    for part in plan.outline.sections:
        show.say(f"{'　' * part.level}{part.marker}{part.title or part.role}　{' '.join(part.fact_ids)}")
    for asked in plan.prompts:
        words = f"{asked.section.marker}{asked.section.title}" if asked.section else "规划（以下各节按提纲不改列出）"
        show.say(f"—— {words} ——", "bold")
        for message in asked.messages:
            show.note(f"[{message.role}]")
            show.say(message.content)
    if plan.forbidden:
        show.say(f"不会发出：{plan.forbidden}", "yellow")
    elif plan.destination or plan.model:
        show.say(f"将发往 {plan.destination or '（模型服务默认地址）'}，模型 {plan.model}，约 {plan.tokens} 个 token。")
    else:
        show.say("不用模型：用 compose 套写，以上提示词不会发出本机。")
