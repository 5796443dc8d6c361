"""CallRow and PromptVersion: what was asked of a model, and in which words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One turn handed to a model."""

    role: str
    """system, user or assistant."""
    content: str
    """Its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptVersion:
    """One version of one prompt, as its file says."""

    name: str
    """Folder name."""
    version: str
    """File name without its ending: ``v1``."""
    roles: tuple[tuple[str, str], ...]
    """(role, template) in order, split before substitution."""
    inputs: tuple[str, ...]
    """Names that must be given, no more and no fewer."""
    each: Mapping[str, str]
    """Line format for inputs that are lists."""
    options: Mapping[str, float | int]
    """Sampling options that belong to the wording."""
    output: str
    """``text`` or the name of an output form (``sentences``)."""
    digest: str
    """sha256 of the file's text, hexadecimal."""
    note: str
    """What changed against ``after``."""
    after: str | None
    """The version it was made from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRow:
    """One finished model call."""

    key: str
    """sha256 over the allow-list of all that went in."""
    model: str
    """Model name."""
    prompt: str
    """``draft_section@v1#462fdc``."""
    tokens_in: int
    """As the endpoint reports it, or counted."""
    tokens_out: int
    """As the endpoint reports it, or counted."""
    seconds: float
    """Wall time."""
    reply: str
    """The assistant's whole message."""
    finish: str
    """Why it ended: stop, length, tool_calls …"""
