"""`drafter profile`, `drafter export`: the house's own Word style, and a report in another form."""

from __future__ import annotations

import json
import os
import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..errors import FormatError
from .options import PeriodText, Report

if TYPE_CHECKING:
    from ..exporters import Profile
    from ..exporters.profile import Face
    from ..model import Settings

profile_app = typer.Typer(help="版式：从一份 Word 文件学，查看，选用", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add this module's commands to ``app``."""
    app.add_typer(profile_app, name="profile")
    app.command("export", help="把一份稿件换成别的格式：Word、PDF、网页、依据表；不改一字")(export)


@profile_app.command("learn", help="从一份排好版的 .docx 学本单位的版式，写成 .toml")
def learn(
    sample: Annotated[Path, typer.Argument(help="排好版的 Word 报告", show_default=False)],
    output: Annotated[Path, typer.Option("-o", "--output", help="写到哪里；默认 profile.toml")] = Path("profile.toml"),
) -> None:
    """Learn a profile and say what was found and what was not."""
    from . import show

    found, missing = write_profile(sample, output)
    show.say(f"学到：{'、'.join(found)}")
    if missing:
        show.note(f"样本里没有，按国标或相近层级：{'、'.join(missing)}")
    show.say(f"已写出 {output}")
    show.commands("以后都用它：", f"drafter profile use {shlex.quote(str(output))}")


@profile_app.command("use", help="以后写出的 Word 和 PDF 都用这份版式；gb9704：用国标")
def use(name: Annotated[str, typer.Argument(help="版式文件，或 gb9704", show_default=False)]) -> None:
    """Put a profile into drafter.toml, after a look whether it can be used; everything else there stays."""
    from ..exporters import load_profile
    from ..exporters.base import write_atomically
    from ..settings import FILE, load_settings
    from . import show

    settings = load_settings()
    standard = name.lower() == "gb9704"
    profile = load_profile(None if standard else name)
    target = Path(settings.root) / FILE
    text = target.read_text(encoding="utf-8") if target.is_file() else ""
    value = "gb9704" if standard else os.path.relpath(Path(name).resolve(), Path(settings.root).resolve())
    write_atomically(target, with_profile(text, Path(value).as_posix()).encode("utf-8"))
    show.say(f"以后写出的 Word 和 PDF 用“{profile.name}”，已记进 {target}")


def with_profile(settings: str, value: str) -> str:
    """Return the text of a drafter.toml with ``profile`` set: its line replaced or a new one before all tables."""
    line = f"profile = {json.dumps(value, ensure_ascii=False)}"
    head, table, rest = settings, "", ""
    first = re.search(r"^\s*\[", settings, re.MULTILINE)
    if first is not None:
        head, table, rest = settings[: first.start()], settings[first.start() : first.end()], settings[first.end() :]
    said = re.search(r"^[ \t]*#?[ \t]*profile[ \t]*=.*$", head, re.MULTILINE)
    if said is not None:
        return head[: said.start()] + line + head[said.end() :] + table + rest
    gap = "" if not head or head.endswith("\n") else "\n"
    return f"{head}{gap}{line}\n{table}{rest}"


@profile_app.command("show", help="查看一份版式；不给就看现在用的")
def show_profile(name: Annotated[str | None, typer.Argument(help="版式文件，或 gb9704")] = None) -> None:
    """Print a profile as a table."""
    from ..exporters import load_profile
    from . import show

    profile = load_profile(name) if name else current_profile()
    page = profile.page
    grid = f"，每页 {profile.lines_per_page} 行" if profile.lines_per_page else ""
    grid += f"，每行 {profile.chars_per_line} 字" if profile.chars_per_line else ""
    show.say(profile.name, "bold")
    show.say(
        f"纸 {page.width_mm:g}×{page.height_mm:g} 毫米，上 {page.top_mm:g} 下 {page.bottom_mm:g} "
        f"左 {page.left_mm:g} 右 {page.right_mm:g}{grid}；页码 {(profile.number or '无').replace('{page}', '1')}"
    )
    named = (
        ("标题", profile.title), ("主送", profile.addressee),
        *zip(("一、", "（一）", "1.", "（1）"), profile.headings, strict=True),
        ("正文", profile.body), ("表格", profile.table), ("署名", profile.signature), ("日期", profile.date),
        ("页码", profile.page_number),
    )  # fmt: skip
    rows = [(label, *_cells(face, profile)) for label, face in named if face is not None]
    show.table(("", "字体", "字号", "加粗", "行距", "首行缩进"), rows)


def export(
    file: Report,
    outputs: Annotated[
        list[Path],
        typer.Option("-o", "--output", help="写到哪里，可给多个：.docx .pdf .html .md .依据.docx", show_default=False),
    ],
    profile: Annotated[str | None, typer.Option("--profile", help="版式文件；默认用 drafter.toml 的 profile")] = None,
    check: Annotated[bool, typer.Option("--review", help="同时审核，意见写成批注")] = False,
    period: PeriodText = None,
) -> None:
    """Write a report in other forms."""
    from .. import exporters
    from ..pipeline import Drafter, read_past, read_report
    from . import show

    for target in outputs:
        exporters.check_target(target)
    report = read_report(file, period)
    style = exporters.load_profile(profile) if profile else current_profile()
    review = None
    if check:
        drafter = Drafter.from_settings()
        review = drafter.review(report, past=read_past(None, drafter), period=period)
    for target in outputs:
        exporters.export(report, target, review=review, profile=style)
        show.say(f"已写出 {target}")


def write_profile(sample: Path, target: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Learn the profile of ``sample`` and write it to ``target``; return what was found and what was missing."""
    from .. import readers
    from ..exporters import dump_profile
    from ..exporters.base import write_atomically
    from ..exporters.learning import learn_profile

    document = readers.read(sample)
    try:
        learned = learn_profile(document, name=sample.stem)
    except FormatError as error:
        raise FormatError(f"{sample}：{error}") from error
    note = f"版式，学自 {sample.name}。改了就生效；去掉一节就按国标。"
    write_atomically(target, dump_profile(learned.profile, note=note).encode("utf-8"))
    return learned.found, learned.missing


def current_profile(settings: Settings | None = None) -> Profile:
    """Return the profile the workspace's drafter.toml names, or the standard's."""
    from ..exporters import load_profile
    from ..settings import load_settings

    here = settings if settings is not None else load_settings()
    named = here.profile
    if named is None or named.lower() == "gb9704":
        return load_profile(named)
    return load_profile(Path(here.root) / named)


def _cells(face: Face, profile: Profile) -> tuple[str, str, str, str, str]:
    from ..exporters.profile import SIZES

    size = next((f"{name}（{face.size_pt:g}磅）" for name, points in SIZES.items() if points == face.size_pt), None)
    multiple = face.line_multiple if face.line_multiple is not None else profile.line_multiple
    line = f"{face.line_pt or profile.line_pt:g} 磅"
    if face.line_pt is None and multiple is not None:
        line = f"{multiple:g} 倍"
    indent = f"{face.first_line_chars:g} 字" if face.first_line_chars is not None else ""
    return face.font, size or f"{face.size_pt:g} 磅", "是" if face.bold else "", line, indent
