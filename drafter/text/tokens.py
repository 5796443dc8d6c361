"""Tokens: exact where the model's vocabulary is at hand, an estimate elsewhere; never a download, never an error."""

from __future__ import annotations

import functools
import hashlib
import importlib.util
import math
import os
import tempfile
from pathlib import Path
from typing import Any

from ..patterns import lazy

ESTIMATE = "estimate"
_BLOBS = {
    # encoding: (address whose SHA-1 names the cached file, SHA-256 of its bytes), as tiktoken has them
    "o200k_base": (
        "https://openaipublic.blob.core.windows.net/encodings/o200k_base.tiktoken",
        "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d",
    ),
    "cl100k_base": (
        "https://openaipublic.blob.core.windows.net/encodings/cl100k_base.tiktoken",
        "223921b76ee99bde995b7ff738513eef100fb51d18c93597a113bcffe865b2a7",
    ),
}
_QWEN_PATTERN = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
# tokens a character by class, fitted on Chinese reports (0.57 to 0.6 a character over all)
_WIDE, _WORD, _OTHER = 0.6, 0.3, 0.7
_ASCII_WORD = lazy(r"[A-Za-z]+")
_WIDE_CHARACTER = lazy(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\U00020000-\U0003ffff]")


def count_tokens(text: str, model: str | None = None) -> int:
    """Return how many tokens ``text`` has for ``model``; exact or estimated as `tokenizer` says."""
    encoding = _encoding(tokenizer(model))
    return len(encoding.encode(text, disallowed_special=())) if encoding is not None else estimate_tokens(text)


def estimate_tokens(text: str) -> int:
    """Return an estimate for Chinese prose (about 0.6 token a character); 0 for the empty text."""
    letters = sum(len(word) for word in _ASCII_WORD.findall(text))
    wide = len(_WIDE_CHARACTER.findall(text))
    blanks = text.count(" ")
    rest = len(text) - letters - wide - blanks
    return math.ceil(wide * _WIDE + letters * _WORD + rest * _OTHER)


def tokenizer(model: str | None = None) -> str:
    """Return the vocabulary that counts for ``model``: ``qwen``, ``o200k_base``, ``cl100k_base`` or ``estimate``."""
    name = _family(model)
    return name if name is not None and _encoding(name) is not None else ESTIMATE


def is_exact(model: str | None = None) -> bool:
    """Return whether counts for ``model`` are exact on this machine."""
    return tokenizer(model) != ESTIMATE


def _family(model: str | None) -> str | None:
    if model is None:
        return None
    name = model.lower().rsplit("/", 1)[-1]
    if name.startswith(("qwen", "qwq")):
        return "qwen"
    from tiktoken.model import encoding_name_for_model  # names only: nothing is loaded here

    try:
        return encoding_name_for_model(name)
    except KeyError:
        return None


@functools.cache
def _encoding(name: str) -> Any:
    """Return the tiktoken Encoding, or None when its ranks are not on this machine."""
    if name == "qwen":
        return _qwen()
    if name not in _BLOBS:
        return None
    address, digest = _BLOBS[name]
    # tiktoken deletes and downloads a cached file that does not match, so it is only asked when it does
    folder = os.environ.get("TIKTOKEN_CACHE_DIR", os.environ.get("DATA_GYM_CACHE_DIR"))
    folder = str(Path(tempfile.gettempdir()) / "data-gym-cache") if folder is None else folder
    cached = Path(folder) / hashlib.sha1(address.encode(), usedforsecurity=False).hexdigest()
    if not folder or _sha256(cached) != digest:
        return None
    import tiktoken

    return tiktoken.get_encoding(name)


def _sha256(path: Path) -> str | None:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def _qwen() -> Any:
    """Return Qwen's encoding from the ranks inside the package ``dashscope``; None where it is not installed."""
    found = importlib.util.find_spec("dashscope")
    folders = [Path(place) / "resources" for place in (found.submodule_search_locations or ())] if found else []
    ranks_file = next((folder / "qwen.tiktoken" for folder in folders if (folder / "qwen.tiktoken").is_file()), None)
    if ranks_file is None:
        return None
    import base64

    import tiktoken

    try:
        lines = ranks_file.read_bytes().splitlines()
        ranks = {base64.b64decode(token): int(rank) for token, rank in (line.split() for line in lines if line)}
    except (OSError, ValueError):
        return None
    return tiktoken.Encoding(name="qwen", pat_str=_QWEN_PATTERN, mergeable_ranks=ranks, special_tokens={})
