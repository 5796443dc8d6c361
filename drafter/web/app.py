"""The application: three rooms, one API, one guard at the door."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from threading import Thread

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from ..errors import DrafterError, LockedError
from ..pipeline import Drafter
from . import common_routes, desk_routes, draft_routes, eval_routes, review_routes
from .clearing import clear_jobs, old
from .desk import Missing
from .guard import Guard
from .keys import Keys
from .rooms import open_rooms
from .views import page
from .warming import warm

DESCRIPTION = """\
起草与审核工作报告。页面能做的事，都能用这里的接口做。

每个请求带上 `Authorization: Bearer <密钥>`；密钥在 `drafter serve` 显示的 api-key 文件里，每次启动都换新的。
接口只在本机开放。出错时返回 `{"error": "一句话"}`。
"""


def create_app(drafter: Drafter, *, keys: Keys, port: int, leaving: Callable[[], bool]) -> ASGIApp:
    """Return the guarded application for one workspace, to be served on 127.0.0.1:``port``.

    ``leaving`` says whether the server has been told to stop: streams end then, so that it can.
    """
    app = FastAPI(
        title="drafter",
        version="1",
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=_started,
    )
    rooms = app.state.rooms = open_rooms(drafter)
    clear_jobs(rooms, old(rooms).jobs)
    app.state.keys, app.state.port, app.state.leaving = keys, port, leaving
    for routes in (common_routes, desk_routes, draft_routes, review_routes, eval_routes):
        app.include_router(routes.router)
    app.add_exception_handler(DrafterError, _told)
    app.add_exception_handler(RequestValidationError, _malformed)
    app.add_exception_handler(HTTPException, _unknown)
    return Guard(app, keys=keys, port=port)


@asynccontextmanager
async def _started(app: FastAPI) -> AsyncIterator[None]:
    """Warm up beside the first requests: nobody waits for it to end."""
    Thread(target=warm, args=(app.state.rooms,), daemon=True, name="warm").start()
    yield


def _told(request: Request, error: Exception) -> Response:
    """Answer with our own one line."""
    status = 404 if isinstance(error, Missing) else 409 if isinstance(error, LockedError) else 400
    return _in_words(request, " ".join(str(error).split()), status)


def _in_words(request: Request, words: str, status: int) -> Response:
    """Return what went wrong: a page for people who look at pages, JSON for everybody else."""
    if "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/api"):
        return HTMLResponse(page("error.html.j2", room="", words=words), status_code=status)
    return JSONResponse({"error": words}, status_code=status)


def _malformed(request: Request, error: Exception) -> Response:
    places = error.errors() if isinstance(error, RequestValidationError) else ()
    names = "、".join(".".join(str(part) for part in one["loc"][1:]) or "请求" for one in places)
    return JSONResponse({"error": f"请求里的 {names} 不对：请对照 /api 的说明"}, status_code=422)


def _unknown(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    words = "没有这一页：请从首页进入" if status == 404 else "这个地址不能这样用：请对照 /api 的说明"
    return _in_words(request, words, status)
