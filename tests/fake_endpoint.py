"""An OpenAI-compatible endpoint on loopback that behaves as a test says: like vLLM, Ollama, DeepSeek, or broken.

A behaviour is a function ``(body, number) -> Answer``; ``number`` counts requests from 1.
"""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Answer:
    content: str | None = ""
    status: int = 200
    error: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    finish: str = "stop"
    delay_s: float = 0.0
    raw: bytes | None = None
    refusal: str | None = None
    usage: bool = True


Behaviour = Callable[[dict[str, Any], int], Answer]


@dataclass
class Fake:
    url: str
    bodies: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    @property
    def forms(self) -> list[str]:
        return [form_of(body) for body in self.bodies]


def form_of(body: dict[str, Any]) -> str:
    """Return the rung of the ladder a request stands on."""
    kind = (body.get("response_format") or {}).get("type")
    return {"json_schema": "json_schema", "json_object": "json_mode"}.get(
        kind, "function_calling" if body.get("tools") else "text"
    )


def prompt_of(body: dict[str, Any]) -> str:
    return "\n".join(message["content"] for message in body["messages"])


@contextlib.contextmanager
def serving(behaviour: Behaviour) -> Iterator[Fake]:
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # headers and body in two packets would wait 40 ms for an acknowledgement
        disable_nagle_algorithm = True

        def log_message(self, *_: object) -> None:
            pass

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            with lock:
                fake.bodies.append(body)
                fake.headers.append({name.lower(): value for name, value in self.headers.items()})
                number = len(fake.bodies)
            answer = behaviour(body, number)
            time.sleep(answer.delay_s)
            data = answer.raw if answer.raw is not None else json.dumps(_envelope(body, answer)).encode()
            with contextlib.suppress(OSError):
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: Any, client_address: Any) -> None:
            """Say nothing of clients that went away: some tests kill them."""

    server = Server(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    fake = Fake(url=f"http://127.0.0.1:{server.server_address[1]}/v1")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield fake
    finally:
        server.shutdown()
        server.server_close()


def _envelope(body: dict[str, Any], answer: Answer) -> dict[str, Any]:
    if answer.status != 200:
        return {"error": {"message": answer.error, "type": "error", "code": answer.status}}
    message: dict[str, Any] = {"role": "assistant", "content": answer.content}
    finish = answer.finish
    if answer.refusal:
        message |= {"content": None, "refusal": answer.refusal}
    elif body.get("tools") and answer.content:
        function = {"name": body["tools"][0]["function"]["name"], "arguments": answer.content}
        message |= {"content": None, "tool_calls": [{"id": "call_1", "type": "function", "function": function}]}
        finish = "tool_calls" if finish == "stop" else finish
    value = {"id": "x", "object": "chat.completion", "created": 0, "model": body["model"],
             "choices": [{"index": 0, "message": message, "finish_reason": finish}]}  # fmt: skip
    if answer.usage:
        value["usage"] = {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}
    return value
