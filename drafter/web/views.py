"""Pages out of templates: our own, and the report's, which the HTML export shares with us."""

from __future__ import annotations

import functools
import operator
from collections import OrderedDict
from collections.abc import Callable
from importlib.resources import files
from threading import Lock
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateNotFound
from markupsafe import Markup

from ..exporters.base import printable
from ..exporters.html import resource
from ..exporters.labels import FAMILY, SEVERITY, STATE
from ..readers import ENDINGS

STATIC = {
    "icon.svg": "image/svg+xml",
    "page.css": "text/css",
    "page.js": "text/javascript",
    "reason.js": "text/javascript",
    "review.js": "text/javascript",
    "write.js": "text/javascript",
    "evals.js": "text/javascript",
}
"""Our own assets, by name."""
SHARED = {"report.css": "text/css", "report.js": "text/javascript"}
"""Assets that belong to the report, wherever it is shown."""
DRAWN = 16
"""Drawings kept."""


def page(name: str, **values: Any) -> str:
    """Return the page (or the part of one) that a template makes; everything in it is escaped."""
    return printable(_environment().get_template(name).render(**values))


def warm() -> None:
    """Read every asset and make every template ready, so that no first visitor waits for it."""
    for name in (*STATIC, *SHARED):
        asset(name)
    for one in files(__package__).joinpath("templates").iterdir():
        _environment().get_template(one.name)


class Drawn:
    """What was drawn last of each thing: a report is drawn once, however often its page is opened."""

    def __init__(self, draw: Callable[[Any], str], *, same: Callable[[Any, Any], bool] = operator.is_) -> None:
        self._draw, self._same = draw, same
        self._kept: OrderedDict[str, tuple[object, str]] = OrderedDict()
        self._lock = Lock()

    def of(self, id: str, value: object) -> Markup:
        """Return the drawing of ``value``, which ``id`` names; drawn anew only when it is another value than before."""
        with self._lock:
            known = self._kept.get(id)
        if known is None or not self._same(known[0], value):
            known = value, self._draw(value)
            with self._lock:
                self._kept[id] = known
                while len(self._kept) > DRAWN:
                    self._kept.popitem(last=False)
        return Markup(known[1])


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
    environment.globals.update(families=FAMILY, severities=SEVERITY, states=STATE, endings=",".join(sorted(ENDINGS)))
    return environment
