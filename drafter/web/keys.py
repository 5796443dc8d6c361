"""Who may come in: a ticket that works once, the session it becomes, and a key for programs."""

from __future__ import annotations

import hmac
import os
import secrets
from pathlib import Path
from threading import Lock

KEY_FILE = "api-key"
"""Name of the file, readable by its owner only, from which a program takes the API key."""


class Keys:
    """The secrets of one run of the server; every run makes new ones."""

    def __init__(self) -> None:
        self.session = secrets.token_urlsafe(32)
        self.api = secrets.token_urlsafe(32)
        self._tickets: set[str] = set()
        self._lock = Lock()

    def new_ticket(self) -> str:
        """Return a ticket that opens the page once."""
        ticket = secrets.token_urlsafe(24)
        with self._lock:
            self._tickets.add(ticket)
        return ticket

    def redeem(self, ticket: str) -> bool:
        """Return whether ``ticket`` is good, and make it worthless."""
        with self._lock:
            known = next((one for one in self._tickets if _same(one, ticket)), None)
            self._tickets.discard(known or "")
        return known is not None

    def is_session(self, value: str) -> bool:
        """Return whether ``value`` is the session of a redeemed ticket."""
        return _same(self.session, value)

    def is_api(self, value: str) -> bool:
        """Return whether ``value`` is the key for programs."""
        return _same(self.api, value)

    def leave_api_key(self, folder: Path) -> Path:
        """Write the API key to a file only its owner can read, and return its path. Raises OSError."""
        path = folder / KEY_FILE
        path.unlink(missing_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(self.api + "\n")
        return path


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode("utf-8"), other.encode("utf-8", "surrogateescape"))
