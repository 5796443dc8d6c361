"""`drafter init`: a workspace to start from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..errors import ExportError

TOML = """\
# drafter 的设置。所有条目都可以删去，删去即用默认值。
store = ".drafter"          # 往期报告的目录库与向量放在这里
# organisation = "某市住房和城乡建设局"
offline = false             # true：禁止一切离开本机的连接

# 不配置模型时，用“套写”方式起草（compose，不联网）。要用模型时填写：
# [chat]
# base_url = "http://127.0.0.1:8000/v1"
# model = "qwen3"
# api_key 请放在环境变量 OPENAI_API_KEY 里，不要写进文件
"""


def register(app: typer.Typer) -> None:
    """Add this module's commands to ``app``."""
    app.command("init", help="建立一个工作目录：drafter.toml、prompts/、corpus/、examples/、evals/")(init)


def init(
    folder: Annotated[Path, typer.Argument(help="放在哪里")] = Path("."),
    sample: Annotated[bool, typer.Option(help="带上示例往期报告与示例素材")] = True,
) -> None:
    """Write a workspace; nothing that exists is overwritten."""
    from .. import workspace
    from . import show

    try:
        written = workspace.create(folder, TOML, sample=sample)
    except OSError as error:
        raise ExportError(f"写不进 {folder}：{error.strerror}；请换一个目录") from error
    show.say(f"已建立 {folder}（新写入 {len(written)} 个文件，已有的没有动）。")
    if sample:
        show.note(
            f"接着：cd {folder} && drafter ingest corpus && drafter draft examples/2025h1-business.md -o 初稿.docx"
        )
