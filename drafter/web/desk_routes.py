"""Routes of the desk itself: the start page, past reports handed in, what lies there, clearing it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, File, UploadFile
from fastapi.responses import HTMLResponse

from ..errors import InputError
from .clearing import KEPT, clear, old, size
from .rooms import Rooms, Within
from .uploads import given
from .views import page

router = APIRouter()
SHOWN = 5
"""Pieces of work of each kind that the start page names."""


@router.get("/", include_in_schema=False)
def start(rooms: Within) -> HTMLResponse:
    """Return the start page: what to do first, the rooms, and what lies on the desk."""
    recent = [folder.state() for folder, _ in zip(rooms.desk.folders("reviews"), range(SHOWN), strict=False)]
    drafts = [folder.state() for folder, _ in zip(rooms.desk.folders("drafts"), range(SHOWN), strict=False)]
    stored = len(rooms.drafter.corpus.documents())
    values = {"reviews": recent, "drafts": drafts, "stored": stored, "desk": _lying(rooms)}
    return HTMLResponse(page("start.html.j2", room="", **values))


@router.get("/api/desk", tags=["任务"], summary="存着多少审稿、稿和任务记录，其中多少可以清理")
def lying(rooms: Within) -> dict[str, Any]:
    """Return how much lies on the desk, and how much of it a clearing would remove."""
    return _lying(rooms)


@router.delete("/api/desk", tags=["任务"], summary=f"清理：各留最近 {KEPT} 份，改过的稿都留着")
def tidy(rooms: Within) -> dict[str, Any]:
    """Remove what is old and return how many of each kind."""
    return {"removed": clear(rooms).counts(), **_lying(rooms)}


@router.post("/api/past", status_code=201, tags=["写稿"], summary="把往年的报告收进库里，供提纲、说法与查重用")
def take_past(
    rooms: Within, past: Annotated[list[UploadFile] | None, File(description="往年稿，可多份")] = None
) -> Any:
    """Keep past reports in the store; what cannot be read is listed with the reason."""
    files = given(past)
    if not files:
        raise InputError("没有收到文件：请选择往年的报告（docx、txt、md……）")
    folder = rooms.desk.root / "past"
    folder.mkdir(parents=True, exist_ok=True)
    names: dict[str, str] = {}
    for one in files:
        path = folder / f"{hashlib.sha256(one.data).hexdigest()[:16]}{one.ending}"
        path.write_bytes(one.data)
        names[str(path)] = one.name
    made = rooms.drafter.ingest(list(names))
    refused = [{"name": names.get(one.path, one.path), "reason": _named(one.reason, names)} for one in made.refused]
    for bad in made.refused:
        if bad.path in names:
            Path(bad.path).unlink(missing_ok=True)
    stored = made.report.documents
    return {"added": made.report.added, "stored": stored, "refused": refused, "page": "/"}


def _named(reason: str, names: dict[str, str]) -> str:
    """Return ``reason`` with the file called as its sender calls it."""
    for path, name in names.items():
        reason = reason.replace(path, name).replace(path.rpartition("/")[2], name)
    return reason


def _lying(rooms: Rooms) -> dict[str, Any]:
    counts = {room: sum(1 for _ in rooms.desk.folders(room)) for room in ("reviews", "drafts", "jobs")}
    return {**counts, "bytes": size(rooms.desk), "kept": KEPT, "clearable": old(rooms).counts()}
