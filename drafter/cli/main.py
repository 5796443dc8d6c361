"""Entry point: one typer app, one place where our errors become one line and exit code 2."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

# Set before anything of Chroma or LangChain is imported: nothing leaves the machine unasked.
os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
os.environ.setdefault("LANGSMITH_TRACING", "false")
os.environ.setdefault("LANGCHAIN_TRACING_V2", "false")

import typer

from ..errors import DrafterError
from . import comparing, drafting, evaluating, looking, past, reviewing, serving, workspace

app = typer.Typer(
    name="drafter",
    help="起草并审核机关工作报告：素材进，成稿与审核意见出。不联网也能用。",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for room in (workspace, past, looking, drafting, reviewing, comparing, evaluating, serving):
    room.register(app)


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 findings, 2 could not run."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app(args=list(argv) if argv is not None else None)
    except DrafterError as error:
        typer.echo(f"错误：{_one_line(str(error))}", err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        typer.echo("已中断。", err=True)
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output went away (`drafter … | head`): not an error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def _one_line(text: str) -> str:
    return " ".join(text.split())
