"""Pages out of templates: our own, and the report's, which the HTML export shares with us."""

from __future__ import annotations

import functools
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateNotFound

from ..exporters.base import printable
from ..exporters.html import resource
from ..exporters.labels import FAMILY, SEVERITY, STATE

STATIC = {
    "icon.svg": "image/svg+xml",
    "page.css": "text/css",
    "page.js": "text/javascript",
    "review.js": "text/javascript",
    "write.js": "text/javascript",
    "evals.js": "text/javascript",
}
"""Our own assets, by name."""
SHARED = {"report.css": "text/css", "report.js": "text/javascript"}
"""Assets that belong to the report, wherever it is shown."""


def page(name: str, **values: Any) -> str:
    """Return the page (or the part of one) that a template makes; everything in it is escaped."""
    return printable(_environment().get_template(name).render(**values))


@functools.cache
def asset(name: str) -> str:
    """Return an asset's text; raise KeyError for one we do not have."""
    if name in SHARED:
        return resource(name)
    if name not in STATIC:
        raise KeyError(name)
    return files(__package__).joinpath("static", name).read_text(encoding="utf-8")


def _source(name: str) -> str:
    own = files(__package__).joinpath("templates", name)
    if own.is_file():
        return own.read_text(encoding="utf-8")
    try:
        return resource(name)
    except OSError as error:
        raise TemplateNotFound(name) from error


@functools.cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_source), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.globals.update(families=FAMILY, severities=SEVERITY, states=STATE)
    return environment
