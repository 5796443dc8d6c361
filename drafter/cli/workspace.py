"""`drafter init`: a workspace to start from, by questions on a terminal or by options alone."""

from __future__ import annotations

import shlex
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import typer

from ..errors import ExportError, SettingsError
from .language import tr

PROFILE = "profile.toml"


def register(app: typer.Typer) -> None:
    """Add this module's commands to ``app``."""
    app.command("init", help="建立一个工作目录：drafter.toml、prompts/、corpus/、examples/、evals/")(init)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the new workspace is to be like; None means that nobody has said."""

    organisation: str | None
    """The house's own name."""
    past: Path | None
    """Folder of past reports to take in."""
    base_url: str | None
    """Model endpoint."""
    model: str | None
    """Model name."""
    offline: bool | None
    """Whether every connection is forbidden."""
    profile: Path | None
    """Word file to learn the style from."""
    sample: bool | None
    """Whether samples come along."""


NONE = Wishes(organisation=None, past=None, base_url=None, model=None, offline=None, profile=None, sample=None)
"""Nobody has said anything."""


def init(
    folder: Annotated[Path, typer.Argument(help="放在哪里")] = Path("."),
    organisation: Annotated[str | None, typer.Option(help="本单位名称，素材里没写单位时用")] = None,
    past: Annotated[Path | None, typer.Option(help="往期报告所在的文件夹，建好后就收进库里")] = None,
    base_url: Annotated[str | None, typer.Option(help="模型地址，如 http://127.0.0.1:8000/v1；不给就不用模型")] = None,
    model: Annotated[str | None, typer.Option(help="模型名")] = None,
    offline: Annotated[bool | None, typer.Option(help="禁止一切离开本机的连接", show_default=False)] = None,
    profile: Annotated[Path | None, typer.Option(help="从这份 .docx 学本单位的版式")] = None,
    sample: Annotated[bool | None, typer.Option(help="带上示例往期报告与示例素材", show_default=False)] = None,
    ask: Annotated[bool, typer.Option(help="在终端上逐项询问；--no-ask 一概不问")] = True,
) -> None:
    """Write a workspace; nothing that exists is overwritten."""
    wishes = Wishes(
        organisation=organisation, past=past, base_url=base_url, model=model, offline=offline, profile=profile,
        sample=sample,
    )  # fmt: skip
    # any option given means that the caller knows what is wanted
    if ask and wishes == NONE and sys.stdin.isatty() and sys.stdout.isatty():
        wishes = _asked()
    if wishes.past is not None and not wishes.past.exists():
        raise ExportError(f"找不到 {wishes.past}：请检查往期报告的路径")
    _check(wishes)
    if wishes.sample is None:
        wishes = replace(wishes, sample=wishes.past is None)
    _make(folder, wishes)
    _next(folder, bool(wishes.sample), wishes.past is not None)


def _check(wishes: Wishes) -> None:
    """Raise an error of ours where the wishes make no workspace that works, before anything is written."""
    from .. import workspace
    from ..settings import FILE, load_settings
    from .profiles import write_profile

    if (wishes.model is None) != (wishes.base_url is None):
        raise SettingsError("--model 和 --base-url 要一起给，如 --base-url http://127.0.0.1:8000/v1 --model qwen3")
    import tempfile

    with tempfile.TemporaryDirectory() as trial:
        text = workspace.settings_text(base_url=wishes.base_url, model=wishes.model, offline=bool(wishes.offline))
        (Path(trial) / FILE).write_text(text, encoding="utf-8")
        load_settings(Path(trial))
        if wishes.profile is not None:
            write_profile(wishes.profile, Path(trial) / PROFILE)


def _make(folder: Path, wishes: Wishes) -> None:
    """Write the workspace, learn the style and take the past reports in, saying what was done."""
    from .. import workspace
    from . import show
    from .profiles import write_profile

    text = workspace.settings_text(
        organisation=wishes.organisation, base_url=wishes.base_url, model=wishes.model,
        offline=bool(wishes.offline), profile=PROFILE if wishes.profile is not None else None,
    )  # fmt: skip
    try:
        written = workspace.create(folder, text, sample=bool(wishes.sample))
    except OSError as error:
        raise ExportError(f"写不进 {folder}：{error.strerror}；请换一个目录") from error
    show.say(f"已建立 {folder}（新写入 {len(written)} 个文件，已有的没有动）。")
    if wishes.profile is not None:
        found, _ = write_profile(wishes.profile, folder / PROFILE)
        show.say(f"学到：{'、'.join(found)}")
    if wishes.past is not None:
        _ingest(folder, wishes.past)


def _asked() -> Wishes:
    """Return what a person at the terminal answers; Enter takes what stands in brackets."""
    from . import show

    show.note("回车就用方括号里的；以后都可以在 drafter.toml 里改。")
    organisation = typer.prompt(tr("本单位全称（可不填）"), default="", show_default=False).strip() or None
    past = _path("往期报告放在哪个文件夹（可不填，以后用 drafter ingest 收）")
    profile = _path("有没有一份排好版的 .docx，照它的版式（可不填，用国标）")
    base_url = typer.prompt(tr("模型地址（可不填：不用模型，不联网）"), default="", show_default=False).strip() or None
    model = typer.prompt(tr("模型名")).strip() if base_url else None
    sample = typer.confirm(tr("带上示例报告和示例素材吗"), default=past is None)
    return Wishes(
        organisation=organisation, past=past, base_url=base_url, model=model, offline=base_url is None,
        profile=profile, sample=sample,
    )  # fmt: skip


def _path(question: str) -> Path | None:
    """Ask until the answer is empty or names something that is there."""
    from . import show

    while True:
        answer = typer.prompt(tr(question), default="", show_default=False).strip().strip("\"'")
        if not answer:
            return None
        path = Path(answer).expanduser()
        if path.exists():
            return path
        show.say(f"找不到 {path}；再写一次，或直接回车。")


def _ingest(folder: Path, past: Path) -> None:
    from ..pipeline import Drafter
    from ..settings import load_settings
    from . import show

    drafter = Drafter(settings=replace(load_settings(folder), root=str(folder.resolve())))
    with show.progress() as shown:
        done = drafter.ingest([past], progress=show.Stages(shown))
    show.say(f"往期报告收了 {done.report.documents} 份、{done.report.passages} 段，拒收 {len(done.refused)} 份。")
    for one in done.refused:
        show.say(f"  {one.path}：{one.reason}", "yellow")


def _next(folder: Path, sample: bool, stored: bool) -> None:
    from . import show

    inside = [] if folder.resolve() == Path.cwd() else [f"cd {shlex.quote(str(folder))}"]
    if sample:
        ready = ["drafter ingest corpus", "drafter draft examples/2025h1-business.md -o 初稿.docx"]
        show.commands("接着运行：", *inside, *ready)
        return
    first = [] if stored else ["drafter ingest 往期报告所在的文件夹"]
    lead = (
        "把今年的素材一条一行写进 素材.md（“- ”开头），再运行："
        if stored
        else "接着，素材一条一行写进 素材.md（“- ”开头），运行："
    )
    show.commands(lead, *inside, *first, "drafter draft 素材.md -o 初稿.docx")
