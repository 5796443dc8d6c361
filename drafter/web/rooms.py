"""What every route can reach: the rooms of one workspace, opened once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from ..pipeline import Drafter
from .desk import Desk
from .drafts import Drafts
from .evals import Evals
from .jobs import Jobs
from .reviews import Reviews


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooms:
    """The rooms of one workspace."""

    drafter: Drafter
    """The engine, the same the command line uses."""
    desk: Desk
    """Where work lies."""
    jobs: Jobs
    """Long jobs."""
    reviews: Reviews
    """Reports under review."""
    drafts: Drafts
    """Reports being written."""
    evals: Evals
    """The evaluation suite."""


def open_rooms(drafter: Drafter) -> Rooms:
    """Return the rooms of ``drafter``'s workspace."""
    desk = Desk(drafter.store)
    return Rooms(
        drafter=drafter,
        desk=desk,
        jobs=Jobs(desk),
        reviews=Reviews(desk, drafter),
        drafts=Drafts(desk, drafter),
        evals=Evals(drafter),
    )


def _rooms(request: Request) -> Rooms:
    rooms: Rooms = request.app.state.rooms
    return rooms


Within = Annotated[Rooms, Depends(_rooms)]
"""A route's way to the rooms."""
