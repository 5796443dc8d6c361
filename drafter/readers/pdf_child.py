"""Run as a program of its own: a PDF on standard input, its pages as JSON on standard output.

A PDF can hold a parser for minutes, or swell in memory, with a few hundred bytes. Here that costs a child process,
which the reader ends. Nothing of the package is imported: starting must be quick.
"""

from __future__ import annotations

import io
import json
import logging
import sys
from typing import Any

MAX_PAGES = 2_000
MAX_CHARS = 3_000_000
_MEMORY = 1_500_000_000


def main() -> None:
    """Read, answer with {pages, images, refused}; ``refused`` is encrypted, pages or long; damage ends the process."""
    _limit_memory()
    # its remarks on damage would only mix with other output
    logging.disable(logging.CRITICAL)
    sys.stdout.buffer.write(json.dumps(_read(sys.stdin.buffer.read())).encode("ascii"))


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # not on Windows, where the time limit alone holds
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _read(data: bytes) -> dict[str, Any]:
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        return {"refused": "encrypted"}
    if len(reader.pages) > MAX_PAGES:
        return {"refused": "pages"}
    return _pages(reader)


def _pages(reader: Any) -> dict[str, Any]:
    texts: list[str] = []
    images = 0
    for page in reader.pages:
        texts.append(page.extract_text() or "")
        images += _has_image(page)
        if sum(map(len, texts)) > MAX_CHARS:
            return {"refused": "long"}
    return {"pages": texts, "images": images, "refused": None}


def _has_image(page: Any) -> bool:
    """Return whether the page draws a picture; a scan is little else."""
    try:
        objects = page["/Resources"]["/XObject"].get_object()
        return any(objects[name].get("/Subtype") == "/Image" for name in objects)
    except (KeyError, AttributeError, TypeError):  # no such entry
        return False


if __name__ == "__main__":
    main()
