"""`drafter review`, `drafter rules`: findings, and the rules behind them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from enum import StrEnum
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import ExportError
from .options import PeriodText, Report

if TYPE_CHECKING:
    from ..model import Document, Draft, Review
    from ..pipeline import Drafter
    from ..pipeline.silence import Silence


class FindingShape(StrEnum):
    """How findings are given."""

    text = "text"
    json = "json"
    sarif = "sarif"
    html = "html"
    docx = "docx"
    markdown = "markdown"


Profile = Annotated[str | None, typer.Option("--profile", help='drafter.toml 里的一套规则：[review.profiles."名称"]')]
Select = Annotated[list[str] | None, typer.Option("--select", help="只用这些规则，可写前缀，如 FIG")]
Ignore = Annotated[list[str] | None, typer.Option("--ignore", help="不用这些规则，可写前缀")]
FactsOption = Annotated[Path | None, typer.Option("--facts", help="素材，用来核对数字")]
PastOption = Annotated[str | None, typer.Option("--past", help="往期报告所在文件夹；none：不比对")]

FILES = {FindingShape.html: ".html", FindingShape.docx: ".docx", FindingShape.markdown: ".md"}
"""Forms that are files, with their endings."""


def register(app: typer.Typer) -> None:
    """Add this module's commands to ``app``."""
    app.command("review", help="审核一份报告：数字有无依据、前后是否一致、文字有无重复与差错")(review)
    app.command("baseline", help="认可现有的审核意见：写进旁边的 waivers.toml，以后只报新的")(baseline)
    app.command("fix", help="改正能放心改的差错（标点、序号等）；--unsafe 连同需要人定的一起改")(fix)
    app.command("rules", help="列出规则；给出代码则看那一条的说明")(rules)


def review(
    file: Report,
    facts: FactsOption = None,
    past: PastOption = None,
    period: PeriodText = None,
    select: Select = None,
    ignore: Ignore = None,
    profile: Profile = None,
    shape: Annotated[
        FindingShape | None,
        typer.Option("--format", help="意见的形式；默认印在屏幕上，Word 稿另存一份带批注的", show_default=False),
    ] = None,
    draft: Annotated[Path | None, typer.Option("--draft", help="原来的 draft.json：没改过的句子保留依据")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="写到文件")] = None,
    verbose: Annotated[bool, typer.Option("-v", "--verbose", help="提示和未能判断的规则全部列出")] = False,
) -> None:
    """Review a report; exit 0 when clean, 1 with findings, 2 when it could not run."""
    from .. import exporters, readers
    from ..model import Draft
    from ..pipeline import Drafter, read_edited, read_report
    from ..pipeline.silence import silence_for

    if output is not None:
        exporters.check_target(output)
    drafter = Drafter.from_settings()
    silence = silence_for(drafter.settings, file, profile=profile, select=split(select), ignore=split(ignore))
    report = (
        read_edited(file, readers.read_draft(draft), period) if draft else read_report(file, period, drafter.lexicon)
    )
    result = _reviewed(report, drafter, silence, facts=facts, past=past, period=period)
    document = report.document if isinstance(report, Draft) else report
    if output is None and shape not in FILES:
        typer.echo(exporters.render_findings(result, document, shape or FindingShape.text, brief=not verbose))
    if shape not in (FindingShape.json, FindingShape.sarif) or output is not None:
        _tell_silence(result)
    if output is not None or shape in FILES:
        _hand_back(report, file, FILES.get(shape, "") if shape else "", output, result)
    elif shape is None and result.findings and _commentable(file, document):
        # who hands in a Word file wants a Word file back; findings are on the screen already if it cannot be written
        try:
            _hand_back(report, file, ".docx", None, result)
        except ExportError as error:
            from . import show

            show.say(f"没有另存带批注的文件：{error}", "yellow")
    if any(finding.severity != "I" for finding in result.findings):
        raise typer.Exit(1)


def _hand_back(report: Document | Draft, file: Path, ending: str, output: Path | None, result: Review) -> None:
    """Write the reviewed report where it is asked for or beside the file, and say where it is."""
    from . import show

    if output is None:
        output = _left(report, file, ending, result)
    else:
        _write(report, file, output, result)
    done = "已作为批注写进" if output.suffix.lower() == ".docx" else "已写出"
    show.say(f"意见 {len(result.findings)} 条，{done} {output}")


def _commentable(file: Path, document: Document) -> bool:
    """Return whether the reviewed file itself can carry comments."""
    return document.layout is not None and file.suffix.lower() == ".docx"


def _beside(file: Path, ending: str) -> Iterator[Path]:
    """Yield where the reviewed report may go, beside the file: 报告.审核.docx, 报告.审核2.docx, …"""
    yield file.with_name(f"{file.stem}.审核{ending}")
    for number in count(2):
        yield file.with_name(f"{file.stem}.审核{number}{ending}")


def _left(report: Document | Draft, file: Path, ending: str, result: Review) -> Path:
    """Write the reviewed report beside the file; what somebody may have worked on since is not overwritten."""
    before: Path | None = None
    for target in _beside(file, ending):
        if not target.exists():
            break
        before = target
    _write(report, file, target, result)
    if before is not None and before.read_bytes() == target.read_bytes():
        target.unlink()
        return before
    return target


def _write(report: Document | Draft, file: Path, target: Path, result: Review) -> None:
    from .. import exporters
    from ..model import Draft
    from .profiles import current_profile

    document = report.document if isinstance(report, Draft) else report
    if target.suffix.lower() == ".docx" and _commentable(file, document):
        exporters.annotate_docx(file, document, result, target)
    else:
        exporters.export(report, target, review=result, profile=current_profile())


def _reviewed(
    report: Document | Draft, drafter: Drafter, silence: Silence, *, facts: Path | None, past: str | None,
    period: str | None,
) -> Review:  # fmt: skip
    from .. import readers
    from ..pipeline import read_past
    from ..pipeline import review as reviewed

    return reviewed(
        report,
        facts=readers.read_facts(facts) if facts else None,
        past=read_past(past, drafter),
        period=period,
        select=silence.select,
        ignore=silence.ignore,
        waivers=silence.waivers,
        lexicon=drafter.lexicon,
    )


def _tell_silence(result: Review) -> None:
    """Say how many findings have leave, and which leaves nothing needed."""
    if not (result.silenced or result.idle_waivers):
        return
    from . import show

    if result.silenced:
        counts = Counter(one.finding.code for one in result.silenced)
        said = "、".join(f"{code}×{count}" for code, count in sorted(counts.items()))
        show.note(f"准予保留 {len(result.silenced)} 条，没有列出：{said}")
    for waiver in result.idle_waivers:
        why = "没有写理由" if not waiver.reason else "没有对应的意见，可以删去"
        show.note(f"{waiver.source}的准予 {waiver.rule} {why}：{waiver.text[:40]}")


def baseline(
    files: Annotated[list[Path], typer.Argument(help="报告：一份或几份", show_default=False)],
    facts: FactsOption = None,
    past: PastOption = None,
    period: PeriodText = None,
    select: Select = None,
    ignore: Ignore = None,
    profile: Profile = None,
) -> None:
    """Give leave to every finding that stands, by rule and words, in waivers.toml beside the report."""
    from ..model import Draft
    from ..pipeline import Drafter, read_report
    from ..pipeline.silence import BASELINE, WAIVERS, add_waivers, silence_for
    from ..rules.silence import accept
    from . import show

    drafter = Drafter.from_settings()
    for file in files:
        silence = silence_for(drafter.settings, file, profile=profile, select=split(select), ignore=split(ignore))
        report = read_report(file, period, drafter.lexicon)
        result = _reviewed(report, drafter, silence, facts=facts, past=past, period=period)
        document = report.document if isinstance(report, Draft) else report
        target = file.parent / WAIVERS
        added = add_waivers(target, accept(document, result.findings, reason=BASELINE, source=target.name), file.name)
        show.say(f"{file.name}：意见 {len(result.findings)} 条，新记入 {added} 条准予，在 {target}")


def split(codes: list[str] | None) -> tuple[str, ...]:
    """Return codes given one by one or with commas: --select FIG,DAT is --select FIG --select DAT."""
    return tuple(code.strip() for given in codes or () for code in re.split("[,，]", given) if code.strip())


def rules(code: Annotated[str | None, typer.Argument(help="规则代码，如 FIG001")] = None) -> None:
    """Print the catalogue, or one rule's page."""
    from ..errors import SettingsError
    from ..rules import RULES
    from . import show

    found = [rule for rule in RULES if rule.code.startswith((code or "").upper())]
    if not found:
        raise SettingsError(f"没有规则 {code}：运行 drafter rules 看全部代码")
    if code is None or len(found) > 1:
        rows = [(rule.code, rule.name, show.severity(rule.severity), rule.summary) for rule in found]
        show.table(("代码", "名称", "", "查什么"), rows, title=f"{len(rows)} 条规则", optional=("名称",))
        return
    show.say(f"{found[0].code} {found[0].name}", "bold")
    show.say(found[0].page)


def fix(
    file: Annotated[Path, typer.Argument(help="报告：txt 或 md", show_default=False)],
    unsafe: Annotated[bool, typer.Option("--unsafe", help="连同需要人定的修改一起做")] = False,
    diff: Annotated[bool, typer.Option("--diff", help="只看改动，不写文件")] = False,
    facts: FactsOption = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="写到别处；默认改原文件")] = None,
    select: Select = None,
    ignore: Ignore = None,
    profile: Profile = None,
) -> None:
    """Apply fixes; everything outside them stays to the byte."""
    from .. import readers
    from ..pipeline import Drafter
    from ..pipeline import review as reviewed
    from ..pipeline.fixing import fix_file
    from ..pipeline.silence import silence_for
    from . import show

    settings = Drafter.from_settings().settings
    silence = silence_for(settings, file, profile=profile, select=split(select), ignore=split(ignore))
    sheet = readers.read_facts(facts) if facts else None

    def check(document: Document) -> Review:
        return reviewed(document, facts=sheet, select=silence.select, ignore=silence.ignore, waivers=silence.waivers)

    done = fix_file(file, check, unsafe=unsafe)
    if diff:
        typer.echo(done.diff, nl=False)
        return
    if done.count == 0:
        show.say("没有可以改的。")
        return
    target = output or file
    done.write(target)
    show.say(f"改了 {done.count} 处，已写出 {target}")
