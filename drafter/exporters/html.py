"""One self-contained HTML page: the report, findings beside the words, figures by ledger state, sources by sentence.

The local page (`drafter serve`) shows a report by the same template: `report_body.html.j2`, its style and its script.
"""

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

BODY = "report_body.html.j2"
"""The template of the report itself, without head and script; it wants ``view`` and ``hooks`` (macros, or None)."""


def render_html(value: Value, review: Review | None) -> bytes:
    """Return the page in UTF-8; all text is escaped, and a policy in the page lets only its own script run."""
    script = resource("report.js")
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    template = environment().get_template("report.html.j2")
    view = build_view(value, review)
    page = template.render(view=view, hooks=None, style=resource("report.css"), script=script, digest=digest)
    return printable(page).encode("utf-8")


def resource(name: str) -> str:
    """Return a template, style or script of the HTML export by its file name."""
    return files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


@functools.cache
def environment() -> Environment:
    """Return the templates' environment: everything is escaped, a missing name is an error."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    loader = FunctionLoader(resource)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
