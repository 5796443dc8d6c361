"""The ladder of structured output: json_schema → function_calling → json_mode → text; walked once an endpoint."""

from __future__ import annotations

import json
from collections.abc import Mapping, MutableMapping
from typing import Any

from ..model import Message
from .door import Form

LADDER: tuple[Form, ...] = ("json_schema", "function_calling", "json_mode", "text")


class Ladder:
    """Knows which rung an endpoint stands on; ``memory`` keeps it between runs."""

    def __init__(self, endpoint: str, memory: MutableMapping[str, str] | None = None) -> None:
        self._endpoint = endpoint
        self._memory: MutableMapping[str, str] = {} if memory is None else memory
        known = self._memory.get(endpoint)
        self.rung: int = next((number for number, form in enumerate(LADDER) if form == known), 0)

    @property
    def proved(self) -> bool:
        """Whether a call has already shown that this rung holds."""
        return self._endpoint in self._memory

    def holds(self, rung: int) -> None:
        """Remember that ``rung`` brought an answer; only ever step down."""
        if rung > self.rung or not self.proved:
            self.rung = max(rung, self.rung)
            self._memory[self._endpoint] = LADDER[self.rung]


def spelled_out(messages: tuple[Message, ...], form: Form, schema: Mapping[str, Any]) -> tuple[Message, ...]:
    """Return ``messages`` with the form put into words, for rungs where the endpoint is not told of it otherwise."""
    if form in ("json_schema", "function_calling"):
        return messages
    fields = json.dumps(schema.get("properties", {}), ensure_ascii=False, separators=(",", ":"))
    last = messages[-1]
    words = f"\n\n只输出一个 JSON 对象，不要解释，不要代码块。各字段的 JSON Schema：{fields}"
    return (*messages[:-1], Message(role=last.role, content=last.content + words))
