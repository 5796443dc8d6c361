from __future__ import annotations

import http.client
import stat
from urllib.parse import urlsplit

import httpx
import pytest

from drafter.web.guard import MAX_BODY

from .conftest import Running


def enter(running: Running) -> httpx.Client:
    """Return a client with a session, as a browser gets one."""
    client = httpx.Client(base_url=running.address, trust_env=False, follow_redirects=True)
    assert client.get(running.server.link().removeprefix(running.address)).status_code == 200
    return client


@pytest.mark.parametrize(
    "path", ["/", "/review", "/api", "/api/openapi.json", "/api/reviews", "/static/page.js", "/none"]
)
def test_nothing_is_shown_without_a_token(running: Running, path: str) -> None:
    answer = running.stranger.get(path)
    assert answer.status_code == 401 and "drafter serve" in answer.json()["error"]
    assert running.stranger.get(path, headers={"authorization": "Bearer wrong"}).status_code == 401
    assert running.stranger.get(path, headers={"cookie": "drafter_1=x; ;;=,"}).status_code == 401


def test_a_link_opens_the_page_once(running: Running) -> None:
    link = running.server.link().removeprefix(running.address)
    first = running.stranger.get(link)
    assert first.status_code == 303
    cookie = first.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=strict" in cookie
    assert httpx.Client(base_url=running.address, trust_env=False).get(link).status_code == 403
    assert running.stranger.get("/").status_code == 200


def test_the_api_key_lies_in_a_file_only_its_owner_reads(running: Running) -> None:
    assert stat.S_IMODE(running.server.key_file.stat().st_mode) == 0o600
    assert running.server.key_file.read_text().strip() == running.server.keys.api


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example"]
)
def test_a_foreign_host_is_refused_even_with_the_key(running: Running, host: str) -> None:
    assert running.client.get("/api/reviews", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("origin", ["http://evil.example", "https://127.0.0.1", "null", "http://127.0.0.1:1"])
def test_a_foreign_origin_is_refused_even_with_session_or_key(running: Running, origin: str) -> None:
    session = enter(running)
    for client in (running.client, session):
        assert client.get("/api/reviews", headers={"origin": origin}).status_code == 403
        assert client.post("/api/reviews", headers={"origin": origin}, data={"text": "甲"}).status_code == 403


def test_another_page_cannot_use_the_session(running: Running) -> None:
    session = enter(running)
    assert (
        session.get("/api/reviews", headers={"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}).status_code
        == 403
    )
    # a session that does not say where it comes from may look, not act
    assert session.get("/api/reviews").status_code == 200
    assert session.post("/api/reviews", data={"text": "一、甲。"}).status_code == 403
    assert (
        session.post("/api/reviews", data={"text": "一、甲。"}, headers={"origin": running.address}).status_code == 201
    )


def test_an_upload_of_a_gigabyte_is_refused_before_it_is_sent(running: Running) -> None:
    at = urlsplit(running.address)
    connection = http.client.HTTPConnection(at.hostname or "", at.port, timeout=20)
    connection.putrequest("POST", "/api/reviews")
    connection.putheader("authorization", f"Bearer {running.server.keys.api}")
    connection.putheader("content-length", str(2**30))
    connection.endheaders(b"--x")
    answer = connection.getresponse()
    assert answer.status == 413 and "太大" in answer.read().decode()


def test_an_upload_that_hides_its_size_is_cut_off(running: Running) -> None:
    sent = 0

    def endless() -> object:
        nonlocal sent
        yield b'--x\r\ncontent-disposition: form-data; name="report"; filename="a.txt"\r\n\r\n'
        while sent < 2**30:
            sent += 2**20
            yield b"\x00" * 2**20

    try:
        answer = running.client.post(
            "/api/reviews",
            content=endless(),
            headers={"content-type": "multipart/form-data; boundary=x"},  # type: ignore[arg-type]
        )
        assert answer.status_code == 413
    except httpx.TransportError:
        pass  # cut off while sending is refusal enough
    assert sent < 4 * MAX_BODY
    assert running.client.get("/api/reviews").json() == []


def test_every_answer_forbids_foreign_script_and_framing(running: Running) -> None:
    for client, path in ((running.client, "/"), (running.client, "/api/reviews"), (running.stranger, "/")):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "script-src 'self'" in policy and "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy and headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert "access-control-allow-origin" not in headers
