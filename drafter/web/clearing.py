"""Clearing the desk: the newest pieces of work stay, and every draft a hand has touched, and whatever is running."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from .desk import Desk, Folder, Room
from .drafts import BEFORE
from .rooms import Rooms

KEPT = 50
"""How many pieces of work of each kind stay, the newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Old:
    """What a clearing removes, by id."""

    reviews: tuple[str, ...]
    """Reports under review that are not among the newest."""
    drafts: tuple[str, ...]
    """Drafts that are not among the newest and were written without a change by hand."""
    jobs: tuple[str, ...]
    """Records of finished jobs that are not among the newest and that no page shows any more."""

    def counts(self) -> dict[str, int]:
        """Return how many of each kind."""
        return {"reviews": len(self.reviews), "drafts": len(self.drafts), "jobs": len(self.jobs)}


def old(rooms: Rooms, *, keep: int = KEPT) -> Old:
    """Return what `clear` would remove."""
    desk = rooms.desk
    reviews = [one.id for one in _beyond(desk, "reviews", keep) if not _busy(rooms, _job_of(one))]
    drafts = [one.id for one in _beyond(desk, "drafts", keep) if not touched(one) and not _busy(rooms, _job_of(one))]
    gone = {*reviews, *drafts}
    shown = {_job_of(one) for room in ("reviews", "drafts") for one in desk.folders(room) if one.id not in gone}
    jobs = [one.id for one in _beyond(desk, "jobs", keep) if one.id not in shown and not _busy(rooms, one.id)]
    return Old(reviews=tuple(reviews), drafts=tuple(drafts), jobs=tuple(jobs))


def clear(rooms: Rooms, *, keep: int = KEPT) -> Old:
    """Remove what is old and return it."""
    found = old(rooms, keep=keep)
    for id in found.reviews:
        rooms.reviews.remove(id)
    for id in found.drafts:
        rooms.drafts.remove(id)
    clear_jobs(rooms, found.jobs)
    return found


def clear_jobs(rooms: Rooms, ids: Iterable[str]) -> None:
    """Remove the records of these jobs."""
    for id in ids:
        rooms.jobs.forget(id)


def touched(folder: Folder) -> bool:
    """Return whether a hand has changed this draft: its words, or what its rules may tell."""
    return folder.has(BEFORE) or bool(folder.state().get("waivers"))


def size(desk: Desk) -> int:
    """Return the bytes of everything on the desk."""
    return sum(path.stat().st_size for path in desk.root.rglob("*") if path.is_file())


def _beyond(desk: Desk, room: Room, keep: int) -> list[Folder]:
    return list(islice(desk.folders(room), keep, None))


def _job_of(folder: Folder) -> str | None:
    if folder.has("job.txt"):
        return folder.text("job.txt")
    job = folder.state().get("job")
    return str(job) if job else None


def _busy(rooms: Rooms, id: str | None) -> bool:
    return rooms.jobs.running(id) is not None
