"""Entry point: one typer app, one place where our errors become one line and exit code 2."""

from __future__ import annotations

import copy
import gc
import os
import sys
from collections.abc import Sequence

# Set before anything of Chroma or LangChain is imported: nothing leaves the machine unasked.
os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
os.environ.setdefault("LANGSMITH_TRACING", "false")
os.environ.setdefault("LANGCHAIN_TRACING_V2", "false")
# our own HTTP client minds proxies; langchain-openai would else warn writers of what it does not do
os.environ.setdefault("LANGCHAIN_OPENAI_TCP_KEEPALIVE", "0")

import typer

from ..errors import DrafterError
from . import comparing, doctor, drafting, evaluating, language, looking, past, profiles, reviewing, serving, workspace

app = typer.Typer(
    name="drafter",
    help="起草并审核机关工作报告：素材进，成稿与审核意见出。不联网也能用。",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for room in (language, workspace, past, looking, drafting, reviewing, comparing, evaluating, serving, profiles, doctor):
    room.register(app)


def _may_show_help(words: Sequence[str]) -> bool:
    """Return whether help may be printed: asked for, a group alone, or for a shell; what draws it is slow to load."""
    return len(words) < 2 or not {"-h", "--help"}.isdisjoint(words) or "_DRAFTER_COMPLETE" in os.environ


def _with_only(name: str) -> typer.Typer:
    """Return the app with this one command or group, or whole where there is none: typer reads the options of all."""
    commands = [one for one in app.registered_commands if one.name == name]
    groups = [one for one in app.registered_groups if one.name == name]
    if not commands and not groups:
        return app
    narrowed = copy.copy(app)
    narrowed.registered_commands, narrowed.registered_groups = commands, groups
    return narrowed


def main(argv: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 findings, 2 could not run."""
    # loading makes a hundred thousand objects that stay: to look for garbage among them takes a twentieth of the time
    gc.set_threshold(20_000, 20, 20)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        chosen, words = language.split_language(sys.argv[1:] if argv is None else argv)
        language.choose(chosen)
        command = typer.main.get_command(_with_only(words[0]) if words else app)
        if _may_show_help(words):
            command = language.localised(command)
        sys.exit(command(args=words, prog_name="drafter", standalone_mode=False) or 0)
    except DrafterError as error:
        typer.echo(language.error_line(str(error)), err=True)
        sys.exit(2)
    except language.USAGE_ERROR as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            error.show()  # drafter alone prints its help
        else:
            typer.echo(language.usage_line(error), err=True)
        sys.exit(2)
    except typer.Abort:
        typer.echo(language.tr("已中断。"), err=True)
        sys.exit(130)
    except KeyboardInterrupt:
        typer.echo(language.tr("已中断。"), err=True)
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output went away (`drafter … | head`): not an error of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
