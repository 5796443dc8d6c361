"""The key of a model call: sha256 of canonical JSON over an allow-list of what went in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

# no URL, no key, no timeout, no retries: what does not change the answer does not change the key
ALLOWED = ("model", "messages", "seed", "temperature", "top_p", "max_tokens", "stop", "response_format", "tools")


def call_key(request: Mapping[str, Any]) -> str:
    """Return the key of ``request``, hexadecimal; fields outside `ALLOWED` and fields that are None do not count."""
    kept = {name: request[name] for name in ALLOWED if request.get(name) is not None}
    canonical = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
