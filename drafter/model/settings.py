"""Settings: what a workspace decides. `drafter.settings` loads it; nothing else reads files or environment for it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """An OpenAI-compatible endpoint."""

    base_url: str | None = None
    """Root URL ending in /v1; None means none is configured."""
    api_key: str | None = field(default=None, repr=False)
    """Secret; never printed, logged or stored."""
    model: str | None = None
    """Model name."""
    timeout_s: float = 120.0
    """Seconds before a call is given up."""
    proxy: str | None = None
    """HTTP proxy URL."""

    @property
    def configured(self) -> bool:
        """Whether a call could be made at all."""
        return self.model is not None and (self.base_url is not None or self.api_key is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewProfile:
    """A named choice of rules: ``[review.profiles.<name>]``."""

    name: str
    """What ``--profile`` asks for."""
    select: tuple[str, ...] = ()
    """Rules to run, by prefix; empty means what the workspace selects."""
    ignore: tuple[str, ...] = ()
    """Rules not to run, by prefix, besides those the workspace ignores."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileIgnores:
    """Rules that some files are not judged by: a line of ``[review.per_file_ignores]``."""

    pattern: str
    """Shell pattern, of a file's name or of its path below the workspace."""
    ignore: tuple[str, ...]
    """Rules not to run there, by prefix."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything a workspace decides."""

    root: str = "."
    """Folder of drafter.toml; relative paths start here."""
    store: str = ".drafter"
    """Folder of the catalog, the vectors and the calls."""
    prompts: str | None = None
    """Folder with prompts; None means those that come with the package."""
    chat: Endpoint = Endpoint()
    """Chat endpoint; unconfigured means engine compose."""
    embedding: Endpoint = Endpoint()
    """Embedding endpoint; unconfigured means the built-in local embedder."""
    chroma: str | None = None
    """``http://host:port`` of a Chroma server; None means embedded."""
    offline: bool = False
    """Forbid every connection that leaves this machine."""
    profile: str | None = None
    """Profile file of the house's Word style, or None for GB/T 9704—2012."""
    organisation: str | None = None
    """The house's own name, where notes do not say."""
    lexicon: tuple[str, ...] = ()
    """Files with the house's own phrases and units, added to the package's lexicon."""
    select: tuple[str, ...] = ()
    """Rules to run, by prefix; empty means all that are on by default."""
    ignore: tuple[str, ...] = ()
    """Rules not to run, by prefix."""
    concurrency: int = 8
    """Model calls at a time."""
    context_tokens: int | None = None
    """Tokens one model call may hold, prompt and reply together; None means the endpoint decides."""
    budget_tokens: int | None = None
    """Tokens all model calls of one run may cost together; None means no bound."""
    seed: int | None = None
    """Seed handed to the model; None means none."""
    review_profiles: tuple[ReviewProfile, ...] = ()
    """Named choices of rules."""
    file_ignores: tuple[FileIgnores, ...] = ()
    """Rules that some files are not judged by."""
