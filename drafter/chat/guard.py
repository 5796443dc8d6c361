"""What may leave this machine: loopback always, elsewhere only text without markings and personal data."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from urllib.parse import urlsplit

from ..errors import ForbiddenError
from ..text.secrecy import find_sensitive


def is_loopback(url: str) -> bool:
    """Return whether ``url`` names this machine: localhost, 127.0.0.0/8 or ::1; no name is resolved."""
    host = (urlsplit(url).hostname or "").rstrip(".").lower()
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def require_allowed(url: str, texts: Iterable[str], *, offline: bool) -> None:
    """Return quietly when ``texts`` may be sent to ``url``; raise ForbiddenError when not.

    The message names the kind of what was found and how often, never the words themselves.
    """
    if is_loopback(url):
        return
    host = urlsplit(url).hostname
    if offline:
        raise ForbiddenError(f"设置 offline = true，不得连接 {host}；请改用本机模型，或改用 --engine compose")
    kinds = [one.kind for text in texts for one in find_sensitive(text)]
    if kinds:
        said = "、".join(f"{kind}{kinds.count(kind)}处" for kind in dict.fromkeys(kinds))
        raise ForbiddenError(f"文中有{said}，不得发往 {host}；请删去后重试，或改用本机模型、--engine compose")
