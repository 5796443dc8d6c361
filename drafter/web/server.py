"""The server: one workspace on 127.0.0.1, from a bound port to the last request."""

from __future__ import annotations

import socket
from functools import cached_property
from pathlib import Path

import uvicorn

from ..errors import SettingsError
from ..pipeline import Drafter
from .app import create_app
from .guard import ENTER
from .keys import Keys

LOOPBACK = "127.0.0.1"
GRACE_S = 2
"""Seconds open streams get when the server is told to stop."""


class Server:
    """A page ready to be served; its port is bound when it is made. Raises SettingsError when the port is taken."""

    def __init__(self, drafter: Drafter, *, port: int = 0) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            self._socket.bind((LOOPBACK, port))
        except OSError as error:
            raise SettingsError(f"端口 {port} 不能用（{error.strerror}）：请用 --port 0 或换一个端口") from error
        self.port = int(self._socket.getsockname()[1])
        self.address = f"http://{LOOPBACK}:{self.port}"
        self.keys = Keys()
        desk = drafter.store / "desk"
        try:
            desk.mkdir(parents=True, exist_ok=True)
            self.key_file: Path = self.keys.leave_api_key(desk)
        except OSError as error:
            raise SettingsError(f"写不进 {desk}：{error.strerror}；请换一个工作目录") from error
        self._app = create_app(drafter, keys=self.keys, port=self.port, leaving=lambda: self._uvicorn.should_exit)

    def link(self) -> str:
        """Return an address that opens the page once."""
        return f"{self.address}{ENTER}?token={self.keys.new_ticket()}"

    def run(self) -> None:
        """Serve until the process is told to stop."""
        self._uvicorn.run(sockets=[self._socket])

    def stop(self) -> None:
        """Tell `run`, in another thread, to end."""
        self._uvicorn.should_exit = True

    @cached_property
    def _uvicorn(self) -> uvicorn.Server:
        # no access log: it would hold the tickets
        config = uvicorn.Config(
            self._app, log_level="warning", access_log=False, server_header=False, proxy_headers=False,
            timeout_graceful_shutdown=GRACE_S, ws="none",
        )  # fmt: skip
        return uvicorn.Server(config)
