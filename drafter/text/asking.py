"""How a stage asks a model: the shape of the callable handed to it, and what it tells whoever watches."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    from ..model import CallRow, Message


class Ask(Protocol):
    """What `Chat.ask` is to a stage, and a fake to a test."""

    def __call__(
        self,
        messages: Sequence[Message],
        *,
        options: Mapping[str, float | int] | None = None,
        schema: Mapping[str, Any] | None = None,
        pin: str = "",
    ) -> CallRow:
        """Return the finished call; raise ChatError when there is no usable answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionState:
    """How far one section has come; a row of the live display."""

    section_id: str
    """The SectionPlan."""
    title: str
    """Its heading, or its role where it has none."""
    state: Literal["waiting", "writing", "checking", "repairing", "done", "failed"]
    """What is happening to it."""
    tokens_in: int = 0
    """Tokens sent so far."""
    tokens_out: int = 0
    """Tokens received so far."""
    seconds: float = 0.0
    """Model time so far."""
    facts: int = 0
    """Facts it owns."""
    covered: int = 0
    """Facts written."""
    figures: int = 0
    """Figures checked."""
    note: str = ""
    """Why it failed, in one line."""
    text: str = ""
    """Its words, once it is done."""


Watch = Callable[[SectionState], None]
"""Called from the threads that write; must be quick and thread-safe."""


def unwatched(state: SectionState) -> None:
    """Take a state and show nothing."""
