"""Warming: what the first visitor would wait for is done while the server starts."""

from __future__ import annotations

from contextlib import suppress

from ..pipeline import review
from ..text.documents import build_document
from . import draft_routes, review_routes, views
from .rooms import Rooms


def warm(rooms: Rooms) -> None:
    """Ready templates, assets, lexicon and rules, then draw the newest report, draft or plan.

    Nothing is told here: what is wrong with a piece of work is told to who opens it.
    """
    steps = (
        views.warm,
        # the first run of the rules compiles their patterns and loads the lexicon
        lambda: review(build_document("工作情况\n衡川市住房和城乡建设局办结3件。\n"), lexicon=rooms.drafter.lexicon),
        lambda: review_routes.warm(rooms),
        lambda: draft_routes.warm(rooms),
    )
    for step in steps:
        with suppress(Exception):
            step()
