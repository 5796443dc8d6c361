"""One self-contained HTML page: the report, findings beside the words, figures by ledger state, sources by sentence."""

from __future__ import annotations

import base64
import functools
import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING

from ..model import Review
from .base import Value, printable
from .html_view import build_view

if TYPE_CHECKING:
    from jinja2 import Environment


def render_html(value: Value, review: Review | None) -> bytes:
    """Return the page in UTF-8; all text is escaped, and a policy in the page lets only its own script run."""
    script = _resource("report.js")
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    template = _environment().get_template("report.html.j2")
    page = template.render(view=build_view(value, review), style=_resource("report.css"), script=script, digest=digest)
    return printable(page).encode("utf-8")


def _resource(name: str) -> str:
    return files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


@functools.cache
def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    loader = FunctionLoader(_resource)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
