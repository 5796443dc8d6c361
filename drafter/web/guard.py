"""The guard at the door: whose address, whose page, whose key, and how much; every answer carries the page's policy."""

from __future__ import annotations

import json
from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .keys import Keys

ENTER = "/enter"
"""The one path that may be opened without a session: it takes the ticket."""
MAX_BODY = 64 * 1024 * 1024
"""Bytes a request may carry; a report of a thousand pages is a fraction of it."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = (
    (b"content-security-policy", POLICY.encode("ascii")),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
_SAFE = {"GET", "HEAD"}


class _TooLarge(Exception):
    """The body grew past the limit while it was being read."""


class Guard:
    """Stands around the whole application; what it refuses never reaches a route."""

    def __init__(self, app: ASGIApp, *, keys: Keys, port: int) -> None:
        self.app, self.keys = app, keys
        self.hosts = frozenset(f"{name}:{port}" for name in ("127.0.0.1", "localhost", "[::1]"))
        self.cookie = cookie_name(port)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request, or let the application do it."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        refusal = self._refusal(scope["method"], scope["path"], headers)
        if refusal is not None:
            await _refuse(send, *refusal, html="text/html" in headers.get("accept", ""))
            return
        await self._pass(scope, receive, send)

    def _refusal(self, method: str, path: str, headers: dict[str, str]) -> tuple[int, str] | None:
        """Return status and reason where the request is refused."""
        if headers.get("host", "").lower() not in self.hosts:
            return 421, "这个地址不归本页：请用 drafter serve 显示的链接"
        origin = headers.get("origin")
        if origin is not None and origin.lower().removeprefix("http://") not in self.hosts:
            return 403, "别的网页不能使用本页"
        if headers.get("sec-fetch-site") in ("cross-site", "same-site") and headers.get("sec-fetch-mode") != "navigate":
            return 403, "别的网页不能使用本页"
        if path != ENTER:
            by_key = self._has_key(headers)
            if not by_key and not self._has_session(headers):
                return 401, "请用 drafter serve 显示的链接打开；链接只能用一次，在那个窗口按回车可得新的链接"
            if method not in _SAFE and origin is None and not by_key:
                return 403, "看不出请求来自本页：请在页面上操作，或用 API 密钥"
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > MAX_BODY:
            return 413, _too_large()
        return None

    def _has_key(self, headers: dict[str, str]) -> bool:
        scheme, _, value = headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and self.keys.is_api(value.strip())

    def _has_session(self, headers: dict[str, str]) -> bool:
        jar = SimpleCookie()
        try:
            jar.load(headers.get("cookie", ""))
        except CookieError:
            return False
        return self.cookie in jar and self.keys.is_session(jar[self.cookie].value)

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the application answer, counting what comes in and adding the policy to what goes out."""
        seen, refused = 0, False

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > MAX_BODY:
                raise _TooLarge
            return message

        async def guarded(message: Message) -> None:
            nonlocal refused
            if seen > MAX_BODY:
                # whatever the application made of a body that broke off
                if not refused:
                    refused = True
                    await _refuse(send, 413, _too_large(), html=False)
                return
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*_fresh(message.get("headers", ())), *_HEADERS]}
            await send(message)

        await self.app(scope, counted, guarded)


def cookie_name(port: int) -> str:
    """Return the session cookie's name: cookies do not tell ports apart, names do."""
    return f"drafter_{port}"


def _too_large() -> str:
    return f"文件太大：一次最多 {MAX_BODY // (1024 * 1024)} MB，请去掉图片或分开上传"


def _fresh(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Return headers, saying that nothing be kept where the application says nothing about it."""
    found = list(headers)
    if not any(name.lower() == b"cache-control" for name, _ in found):
        found.append((b"cache-control", b"no-store"))
    return found


async def _refuse(send: Send, status: int, reason: str, *, html: bool) -> None:
    if html:
        page = (
            f'<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>不能打开</title><p>{reason}。</p></html>'
        )
        body, kind = page.encode("utf-8"), b"text/html; charset=utf-8"
    else:
        body, kind = json.dumps({"error": reason}, ensure_ascii=False).encode("utf-8"), b"application/json"
    headers = [
        (b"content-type", kind),
        (b"content-length", str(len(body)).encode("ascii")),
        (b"cache-control", b"no-store"),
        (b"connection", b"close"),
        *_HEADERS,
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
