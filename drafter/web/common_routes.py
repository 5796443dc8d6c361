"""Routes of no one room: the way in, assets, long jobs, the API's own description."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request
from fastapi.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)

from .desk import Missing
from .guard import ENTER, cookie_name
from .jobs import Job
from .rooms import Within
from .views import SHARED, STATIC, asset, page

router = APIRouter()
SESSION_S = 12 * 3600
"""Seconds a session lasts: a working day."""
_LOOK_S = 0.05


@router.get(ENTER, include_in_schema=False)
def enter(request: Request, token: str = "") -> Response:
    """Take the ticket and give a session for it."""
    keys, port = request.app.state.keys, request.app.state.port
    if not keys.redeem(token):
        return PlainTextResponse(
            "这个链接已用过或不对：在运行 drafter serve 的窗口按回车，可得新的链接。", status_code=403
        )
    answer = RedirectResponse("/", status_code=303)
    answer.set_cookie(cookie_name(port), keys.session, max_age=SESSION_S, httponly=True, samesite="strict", path="/")
    return answer


@router.get("/static/{name}", include_in_schema=False)
def static(name: str) -> PlainTextResponse:
    """Return one of our assets."""
    kind = {**STATIC, **SHARED}.get(name)
    if kind is None:
        raise Missing("没有这个文件")
    return PlainTextResponse(asset(name), media_type=kind, headers={"cache-control": "private, max-age=600"})


@router.get("/api", include_in_schema=False)
def api(request: Request) -> HTMLResponse:
    """Return the API's description as a page; no asset of others is needed for it."""
    return HTMLResponse(page("api.html.j2", room="api", spec=request.app.openapi()))


@router.get("/api/jobs/{id}", tags=["任务"], summary="一件任务做到哪里了")
def job(id: str, rooms: Within) -> dict[str, Any]:
    """Return state and events of a long job."""
    return _plain(rooms.jobs.get(id))


@router.delete("/api/jobs/{id}", tags=["任务"], summary="停下一件任务；写好的部分都留着")
def cancel(id: str, rooms: Within) -> dict[str, Any]:
    """Ask a job to stop at its next step."""
    return _plain(rooms.jobs.cancel(id))


@router.get("/api/jobs/{id}/events", tags=["任务"], summary="任务的进展（text/event-stream），断开后可接着听")
async def events(
    id: str, request: Request, rooms: Within, last_event_id: Annotated[int | None, Header()] = None, after: int = -1
) -> StreamingResponse:
    """Stream the job's events from the one after Last-Event-ID (or ``after``) to its end."""
    following = rooms.jobs.get(id)
    first = (after if last_event_id is None else last_event_id) + 1
    return StreamingResponse(_stream(following, max(first, 0), request), media_type="text/event-stream")


async def _stream(job: Job, at: int, request: Request) -> AsyncIterator[str]:
    while True:
        over = job.over.is_set() or job.state != "running"
        for row in job.events[at:]:
            yield f"id: {row['id']}\nevent: {row['event']}\ndata: {json.dumps(row['data'], ensure_ascii=False)}\n\n"
            at = row["id"] + 1
        if over or request.app.state.leaving() or await request.is_disconnected():
            return
        await asyncio.sleep(_LOOK_S)


def _plain(job: Job) -> dict[str, Any]:
    return {"id": job.id, "state": job.state, "subject": job.subject, "events": job.events}


@router.get("/api/health", tags=["任务"], summary="服务是否在")
def health() -> JSONResponse:
    """Return that the server is up."""
    return JSONResponse({"ok": True})
